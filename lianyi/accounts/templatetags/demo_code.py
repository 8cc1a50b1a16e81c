"""The tag behind the box with the demo site's sign-in code."""

from django import template
from django.template import Context

from lianyi.accounts.demo_code import code_for

register = template.Library()


@register.simple_tag(takes_context=True)
def demo_code(context: Context) -> str:
    """The code to type, "" wherever it must not be shown."""
    return code_for(context["request"])

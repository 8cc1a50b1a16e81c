"""What the part "papers_map/_of_matter.html" needs, wherever the pages of matters include it."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from lianyi.matters.rules import CARRIERS
from lianyi.papers_map.views.pages import of_matter

register = template.Library()


@register.simple_tag(takes_context=True)
def papers_of(context: Context) -> dict[str, Any]:
    """The plan and mandates of the `matter` in the context.

    With `holding` (the page of whoever holds a code) it is read by them: nothing for those who stand behind it. At the
    desk it is read by whoever is signed in.
    """
    matter, holding = context["matter"], context.get("holding")
    if holding is not None:
        return of_matter(matter, None) if holding.is_asker else {}
    actor = context["request"].actor
    return {**of_matter(matter, actor), "is_desk": True} if actor.is_(*CARRIERS) else {}

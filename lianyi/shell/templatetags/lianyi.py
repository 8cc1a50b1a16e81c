"""Tags that every template may use without loading them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, Form
from django.http import QueryDict
from django.template import Context, Engine, TemplateDoesNotExist
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi import wording
from lianyi.dated import day_asked
from lianyi.shell import navigation

register = template.Library()


@register.simple_tag
def term(key: str, count: int = 1) -> str:
    """What this community calls a thing."""
    return wording.term(key, count)


@register.simple_tag
def rule(rule_id: str, label: str = "") -> SafeString:
    """A link that opens the rule's card: in a dialog with scripts, as a page without."""
    return format_html(
        '<a class="rule-link" href="{}" hx-get="{}" hx-target="#dialog" title="{}">{} {}</a>',
        *[reverse("shell:rule", args=[rule_id])] * 2,
        wording.rule(rule_id).text.within(get_language()),
        icon("rules"),
        label or _("Rule"),
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture from the sprite. It only repeats what the text beside it says, so readers' devices skip it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("shell/icons.svg"), name
    )


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, **attrs: Any) -> dict[str, Any]:
    """A form field with label, help, errors and input. Further arguments become attributes (`autofocus=True`)."""
    given = bound.field.widget.attrs
    if given.get("placeholder") == bound.label:
        del given["placeholder"]  # it would only say the label again
    return {
        "field": bound,
        "widget": bound.as_widget(attrs={name.replace("_", "-"): value for name, value in attrs.items()}),
        "is_checkbox": isinstance(bound.field.widget, CheckboxInput),
        "is_optional": _is_optional(bound),
    }


def _is_optional(bound: BoundField) -> bool:
    """Whether the field may be said to stay empty: not where it is asked for by another answer (a form's `asked`)."""
    return not (bound.field.required or bound.errors or bound.name in getattr(bound.form, "asked", ()))


@register.inclusion_tag("parts/form_errors.html")
def form_errors(form: Form) -> dict[str, Any]:
    """What is wrong with a form, above it, each line leading to its field."""
    return {"form": form}


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the other pages of a list. The rest of the query stays as it is."""
    query = _query_without(context, "page").urlencode()
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": numbers, "query": f"{query}&" if query else ""}


@register.inclusion_tag("parts/progress.html")
def progress(done: int, total: int, label: str = "") -> dict[str, Any]:
    """A bar with its two numbers."""
    return {"done": done, "total": max(total, 1), "label": label or _("Progress")}


@register.simple_tag
def masked(phone: str) -> str:
    """A telephone number as lists show it: 138****1234. Short ones keep only their last two digits."""
    if len(phone) >= 11:
        return f"{phone[:3]}{'*' * (len(phone) - 7)}{phone[-4:]}"
    return f"{'*' * max(len(phone) - 2, 0)}{phone[-2:]}" if len(phone) > 4 else "*" * len(phone)


@register.simple_tag(takes_context=True)
def include_if_there(context: Context, name: str) -> SafeString:
    """A part that another app puts into a page of the shell; nothing while no app offers it."""
    try:
        part = Engine.get_default().get_template(name)
    except TemplateDoesNotExist:
        return SafeString("")
    return part.render(context)


@register.simple_tag(takes_context=True)
def asked_on(context: Context) -> date:
    """The day the page is asked about (`?on=`), today when it does not say."""
    return day_asked(context["request"])


@register.simple_tag(takes_context=True)
def kept_query(context: Context, *without: str) -> list[tuple[str, str]]:
    """The query of this page but for some names, for forms that change only those."""
    query = _query_without(context, *without)
    return [(name, value) for name, values in query.lists() for value in values]


@register.simple_tag(takes_context=True)
def site_sections(context: Context) -> list[navigation.Section]:
    """The main navigation for whoever looks."""
    return navigation.of_site(context["actor"], context["request"].path)


@register.simple_tag(takes_context=True)
def desk_sections(context: Context) -> list[navigation.Section]:
    """The desk's navigation for whoever looks."""
    return navigation.of_desk(context["actor"])


def _query_without(context: Context, *names: str) -> QueryDict:
    query: QueryDict = context["request"].GET.copy()
    for name in names:
        query.pop(name, None)
    return query

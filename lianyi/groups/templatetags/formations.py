"""The engine's levels in words, for templates that load them."""

from django import template

from lianyi.groups import wording
from lianyi.groups.models import Formation
from lianyi.groups.queries.results import published_formations

register = template.Library()


@register.simple_tag
def level_name(level: int) -> str:
    """ "first wish", "group of the home", ..."""
    return wording.level_name(level)


@register.simple_tag
def lock_name(lock: str) -> str:
    """What the next run must keep of a group."""
    return wording.lock_name(lock)


@register.simple_tag
def lock_choices() -> list[tuple[str, str]]:
    return [(lock, wording.lock_name(lock)) for lock in wording.LOCKS]


@register.simple_tag
def published_results() -> list[Formation]:
    """The rounds whose result everybody may read, newest first."""
    return published_formations()

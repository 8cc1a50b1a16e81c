"""The days on which bodies changed, for pages as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django import template

from lianyi.reforms.queries import days_of_change

register = template.Library()


@dataclass(frozen=True)
class Stretch:
    """The days between two reforms: from one day (None: from the beginning) until another. `day` lies within it."""

    start: date | None
    end: date | None
    day: date
    is_current: bool


@register.simple_tag
def stretches(day: date) -> list[Stretch]:
    """Time cut at the reforms that were carried out; empty when there was none."""
    changes = days_of_change()
    starts, ends = [None, *changes], [*changes, None]
    found = []
    for start, end in zip(starts, ends, strict=True):
        shown = start or (end - timedelta(days=1) if end else day)
        holds = (start is None or start <= day) and (end is None or day < end)
        found.append(Stretch(start, end, day if holds else shown, holds))
    return found if changes else []

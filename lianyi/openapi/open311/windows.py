"""From when to when, and which page: the limits of the specification, a span of 90 days and 1000 rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from lianyi.dated import now
from lianyi.openapi.open311.asking import Asked
from lianyi.openapi.open311.faults import Fault
from lianyi.openapi.open311.moments import moment_of

SPAN = timedelta(days=90)
MOST_ROWS, USUAL_ROWS, MOST_PAGES = 1000, 1000, 100


@dataclass(frozen=True)
class Window:
    since: datetime
    until: datetime


def window_of(asked: Asked, *, is_free: bool = False) -> Window:
    """The latest 90 days; with one end given 90 days from there. Raises Fault for a longer span, unless `is_free`."""
    first, last = asked.text("start_date"), asked.text("end_date")
    since = moment_of("start_date", first) if first else None
    until = moment_of("end_date", last, is_end=True) if last else None
    if since is None:
        until = until or now()
        return Window(until - SPAN, until)
    if until is None:
        return Window(since, since + SPAN)
    if not is_free and until - since > SPAN + timedelta(days=1):  # two days named as days: both count
        raise Fault(_("start_date and end_date may span at most 90 days."))
    return Window(since, until)


def page_of(asked: Asked) -> tuple[int, int]:
    """The number of the page, from 1, and how many rows it has."""
    return _number(asked, "page", 1, MOST_PAGES), _number(asked, "page_size", USUAL_ROWS, MOST_ROWS)


def _number(asked: Asked, name: str, usual: int, most: int) -> int:
    text = asked.text(name)
    if not text:
        return usual
    if text.isascii() and text.isdecimal() and len(text) <= 10 and 1 <= int(text) <= most:
        return int(text)
    raise Fault(_("“%(name)s” is a whole number from 1 to %(most)s.") % {"name": name, "most": most})

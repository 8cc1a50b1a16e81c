"""Days and times as the specification writes them: ISO 8601 with the offset from UTC, to the second."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.openapi.open311.faults import Fault

EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
# A "+" that a client forgot to escape in an address arrives as a space.
PATTERN = r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+ -]\d{2}:?\d{2})?)?"
_MOMENT = re.compile(PATTERN, re.ASCII)


def said(moment: datetime) -> str:
    return timezone.localtime(moment).replace(microsecond=0).isoformat()


def end_of(day: date) -> datetime:
    """The last second of a local day."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def moment_of(name: str, text: str, *, is_end: bool = False) -> datetime:
    """The moment somebody wrote, kept within the years a database can compare. Raises Fault when it is none.

    Without an offset the time of the site is meant; a day alone is its first second, or as an end its last.
    """
    found = _read(text)
    if found is None:
        words = {"name": name, "text": text[:40]}
        raise Fault(_("%(name)s: “%(text)s” is no time. Write it like this: 2026-05-01T09:30:00+08:00") % words)
    if is_end and len(text) == len("2026-05-01"):
        found = datetime.combine(found.date(), time(23, 59, 59))
    if found.year < EARLIEST.year:
        return EARLIEST
    if found.year >= LATEST.year:
        return LATEST
    return found if found.tzinfo else timezone.make_aware(found)


def _read(text: str) -> datetime | None:
    if not _MOMENT.fullmatch(text):
        return None
    day, clock = text[:10], text[11:].upper()
    at_offset = max(clock.rfind(sign) for sign in "+- ")
    if at_offset > 0:
        clock = f"{clock[:at_offset].rstrip()}{clock[at_offset].replace(' ', '+')}{clock[at_offset + 1 :]}"
    try:
        return datetime.fromisoformat(f"{day}T{clock}" if clock else day)
    except ValueError:
        return None

"""Changing the working calendar of the site."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.scope import Actor, OutOfScope, Refused, Role
from lianyi.workdays.models import CalendarDay
from lianyi.workdays.official import FIRST_YEAR, LAST_YEAR

FIELDS = ("is_working", "source", "note")


@transaction.atomic
def set_day(day: date, *, is_working: bool, source: str, by: Actor, note: str = "") -> CalendarDay:
    """People work on that day, or they do not, whatever was announced."""
    _require_keeper(by)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(_("Please choose a day from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR})
    if not source.strip():
        raise Refused(_("Please enter where that stands."))
    before = CalendarDay.objects.select_for_update().filter(day=day).first()
    facts = {"is_working": is_working, "source": source.strip(), "note": note.strip()}
    row, _is_new = CalendarDay.objects.update_or_create(day=day, defaults=facts)
    _tell("calendar.day_set", day, before, row, by)
    return row


@transaction.atomic
def clear_day(day: date, *, by: Actor) -> None:
    """The day is as announced again. Nothing happens where it was so already."""
    _require_keeper(by)
    row = CalendarDay.objects.select_for_update().filter(day=day).first()
    if row:
        row.delete()
        _tell("calendar.day_cleared", day, row, None, by)


def _require_keeper(by: Actor) -> None:
    """The whole site counts by this calendar."""
    if not by.is_(Role.ADMIN, Role.SYSTEM):
        raise OutOfScope


def _tell(code: str, day: date, before: CalendarDay | None, after: CalendarDay | None, by: Actor) -> None:
    was, now = ({name: getattr(row, name) for name in FIELDS} if row else {} for row in (before, after))
    record(code, by=by, changes=[Change(was, {"on": day, **now})])

"""The one door to the working calendar. It is the same for everybody; days are local days of the site.

Each function asks the database once, for the days set by hand: they are few, and so no server process can answer from
what another has changed since. Who asks about many days takes `calendar()` once and asks that.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lianyi.statements import Prepared
from lianyi.workdays import official
from lianyi.workdays.counting import WorkingCalendar
from lianyi.workdays.models import CalendarDay

_BY_HAND = Prepared(lambda: CalendarDay.objects.values_list("day", "is_working"))


def calendar() -> WorkingCalendar:
    """The calendar as it is now, for many questions at the price of one query."""
    return _calendar(tuple(_BY_HAND.rows()))


def is_working(day: date) -> bool:
    return calendar().is_working(day)


def due_on(start: date, working_days: int) -> date:
    """The last day in time: `working_days` of at least 1 are counted from the day after `start`.

    With 0 it is `start`, or the next working day. Raises OverflowError beyond the last date there is.
    """
    return calendar().add_working_days(start, working_days)


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and including `end`; negative where `end` lies before `start`."""
    return calendar().working_days_between(start, end)


def day_set(day: date) -> CalendarDay | None:
    """What was set by hand for a day."""
    return CalendarDay.objects.filter(day=day).first()


def days_set(year: int) -> dict[date, CalendarDay]:
    """What was set by hand in a year."""
    return {row.day: row for row in CalendarDay.objects.filter(day__year=year)}


@lru_cache(maxsize=4)
def _calendar(changes: tuple[tuple[date, bool], ...]) -> WorkingCalendar:
    """Remembered for as long as the days set by hand stay the same."""
    by_hand = dict(changes)
    return WorkingCalendar(lambda day: by_hand[day] if day in by_hand else official.is_working(day))

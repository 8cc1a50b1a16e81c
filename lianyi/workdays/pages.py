"""A year of the working calendar as the page shows it."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.workdays import official, queries
from lianyi.workdays.counting import is_weekend
from lianyi.workdays.models import CalendarDay


@dataclass(frozen=True)
class Day:
    """A day of the year. `why` says why it is not as its weekday; "" where it is. `by_hand` was set on this site."""

    day: date
    is_working: bool
    why: str
    by_hand: CalendarDay | None

    @property
    def is_moved(self) -> bool:
        """A weekend that is worked, or a weekday that is off."""
        return self.is_working == is_weekend(self.day)


@dataclass(frozen=True)
class Month:
    """Weeks from Monday to Sunday; None stands for days of other months. `working` counts the working days."""

    first: date
    weeks: list[list[Day | None]]
    working: int


@dataclass(frozen=True)
class Year:
    """`special` are the days that are not as their weekday, festivals on weekends, and the days set by hand."""

    number: int
    is_announced: bool
    months: list[Month]
    special: list[Day]
    working: int
    before: int | None
    after: int | None


def year_page(year: int) -> Year:
    """Raises ValueError for a year that the calendar does not know."""
    if not official.FIRST_YEAR <= year <= official.LAST_YEAR:
        raise ValueError(year)
    days, by_hand = queries.calendar(), queries.days_set(year)

    def of(day: date) -> Day:
        is_working, row = days.is_working(day), by_hand.get(day)
        return Day(day, is_working, _why(day, is_working, row), row)

    months = [_month(year, month, of) for month in range(1, 13)]
    shown = [day for month in months for week in month.weeks for day in week if day]
    return Year(
        number=year,
        is_announced=official.is_announced(year),
        months=months,
        special=[day for day in shown if day.why or day.by_hand],
        working=sum(month.working for month in months),
        before=year - 1 if year > official.FIRST_YEAR else None,
        after=year + 1 if year < official.LAST_YEAR else None,
    )


def _month(year: int, month: int, of: Callable[[date], Day]) -> Month:
    weeks = [
        [of(day) if day.month == month else None for day in week] for week in Calendar().monthdatescalendar(year, month)
    ]
    return Month(date(year, month, 1), weeks, sum(day.is_working for week in weeks for day in week if day))


def _why(day: date, is_working: bool, row: CalendarDay | None) -> str:
    if row:
        return row.note or row.source
    if is_working:
        return _("worked in exchange for a day off") if is_weekend(day) else ""
    return official.name_of(day, chinese=(get_language() or "").startswith("zh"))

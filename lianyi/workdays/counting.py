"""Counting working days. Pure: which days are worked is told by whoever asks.

A period in days begins on the day after the one it is counted from (Civil Code of the PRC, art. 201), so all counts are
half-open: the first day does not count, the last one does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from datetime import MAXYEAR, MINYEAR, date, timedelta

SATURDAY = 5


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


class WorkingCalendar:
    """Days on which people work. The predicate is asked once for each day of a year, then remembered."""

    def __init__(self, is_working: Callable[[date], bool]) -> None:
        self._predicate = is_working
        self._years: dict[int, tuple[date, ...]] = {}

    @classmethod
    def of_sets(cls, *, off: Collection[date] = (), worked: Collection[date] = ()) -> WorkingCalendar:
        """Monday to Friday but for the days `off`, and the weekend days that are `worked`."""
        return cls(lambda day: day in worked if is_weekend(day) else day not in off)

    def is_working(self, day: date) -> bool:
        days = self.of_year(day.year)
        place = bisect_left(days, day)
        return place < len(days) and days[place] == day

    def of_year(self, year: int) -> tuple[date, ...]:
        """The working days of a year, in order. Raises OverflowError where no date can lie."""
        if year not in self._years:
            if not MINYEAR <= year <= MAXYEAR:
                raise OverflowError("No such working day within the years that a date can have.")
            first = date(year, 1, 1)
            days = (first + timedelta(days) for days in range((date(year, 12, 31) - first).days + 1))
            self._years[year] = tuple(day for day in days if self._predicate(day))
        return self._years[year]

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after a day; for a negative count the one before it.

        0 gives the day itself, or the first working day after it where it is off: the answer is always a working day.
        Raises OverflowError where there is none.
        """
        year, days = day.year, self.of_year(day.year)
        if count < 0:
            place = bisect_left(days, day) + count
            while place < 0:
                year -= 1
                days = self.of_year(year)
                place += len(days)
            return days[place]
        place = bisect_right(days, day) + count - 1 if count else bisect_left(days, day)
        while place >= len(days):
            place -= len(days)
            year += 1
            days = self.of_year(year)
        return days[place]

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative where `end` lies before `start`.

        For a count of at least 1, `working_days_between(day, add_working_days(day, count)) == count`.
        """
        if end < start:
            return -self.working_days_between(end, start)
        years = sum(len(self.of_year(year)) for year in range(start.year, end.year))
        return years + self._until(end) - self._until(start)

    def _until(self, day: date) -> int:
        """The working days of its year up to and including a day."""
        return bisect_right(self.of_year(day.year), day)

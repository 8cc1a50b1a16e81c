"""What the library says is what the State Council's yearly notices say, written here by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lianyi.workdays import official
from lianyi.workdays.counting import is_weekend

# Each year's notice: the stretches that are off (month, day, to month, day), weekends included as the notice names
# them, and the weekend days worked. 国办发明电〔2023〕7号、〔2024〕12号、〔2025〕7号.
NOTICES = {
    2024: (
        [(1, 1, 1, 1), (2, 10, 2, 17), (4, 4, 4, 6), (5, 1, 5, 5), (6, 10, 6, 10), (9, 15, 9, 17), (10, 1, 10, 7)],
        [(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)],
    ),
    2025: (
        [(1, 1, 1, 1), (1, 28, 2, 4), (4, 4, 4, 6), (5, 1, 5, 5), (5, 31, 6, 2), (10, 1, 10, 8)],
        [(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    ),
    2026: (
        [(1, 1, 1, 3), (2, 15, 2, 23), (4, 4, 4, 6), (5, 1, 5, 5), (6, 19, 6, 21), (9, 25, 9, 27), (10, 1, 10, 7)],
        [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    ),
}


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(step) for step in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_is_as_the_notice_says(year: int) -> None:
    stretches, exchanged = NOTICES[year]
    off = [(date(year, *one[:2]), date(year, *one[2:])) for one in stretches]
    worked = {date(year, *one) for one in exchanged}
    for day in days_of(year):
        is_off = any(first <= day <= last for first, last in off) or (is_weekend(day) and day not in worked)
        assert official.is_working(day) != is_off, day


def test_a_december_day_worked_for_january_is_known_in_its_own_year() -> None:
    assert official.is_working(date(2011, 12, 31))
    assert not official.is_working(date(2012, 1, 3))


def test_what_is_not_announced_is_said_and_keeps_the_festivals_of_the_law() -> None:
    assert all(official.is_announced(year) for year in range(official.FIRST_YEAR, 2027))
    assert not official.is_announced(2035)
    assert not official.is_working(date(2035, 10, 1))  # a Monday
    assert not any(is_weekend(day) and official.is_working(day) for day in days_of(2035))


@pytest.mark.parametrize("year", [1900, 2500, 9999])
def test_years_without_any_festival_known_have_weekends(year: int) -> None:
    october = [date(year, 10, day) for day in range(1, 32)]
    assert all(official.is_working(day) != is_weekend(day) for day in october)


def test_days_off_have_their_name_in_both_languages() -> None:
    assert official.name_of(date(2026, 10, 1), chinese=True) == "国庆节"
    assert official.name_of(date(2026, 10, 1), chinese=False) == "National Day"
    assert official.name_of(date(2026, 10, 10), chinese=False) == ""
    assert official.name_of(date(2026, 10, 7), chinese=False) == "Day off (substituted from 2026-10-10)"
    assert official.name_of(date(2026, 10, 7), chinese=True) == "休息日（由 2026-10-10 调休）"

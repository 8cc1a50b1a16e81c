"""Counting working days, against counting them one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianyi.workdays.counting import WorkingCalendar, is_weekend

FRIDAY, SATURDAY, MONDAY = date(2026, 1, 9), date(2026, 1, 10), date(2026, 1, 12)
days = st.dates(date(2019, 1, 1), date(2031, 12, 31))
counts = st.integers(-400, 400)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    start = draw(days)
    near = st.lists(st.integers(-60, 60).map(lambda step: start + timedelta(step)), max_size=40).map(frozenset)
    return WorkingCalendar.of_sets(off=draw(near), worked=draw(near))


def step_by_step(calendar: WorkingCalendar, day: date, count: int) -> date:
    step = timedelta(1 if count >= 0 else -1)
    while count == 0 and not calendar.is_working(day):
        day += step
    left = abs(count)
    while left:
        day += step
        left -= calendar.is_working(day)
    return day


@given(calendars(), days, counts)
def test_adding_is_walking_day_by_day(calendar: WorkingCalendar, day: date, count: int) -> None:
    assert calendar.add_working_days(day, count) == step_by_step(calendar, day, count)


@given(calendars(), days, st.integers(0, 1200))
def test_between_is_the_sum_over_the_days_after_the_first(calendar: WorkingCalendar, start: date, length: int) -> None:
    walked = [start + timedelta(step) for step in range(1, length + 1)]
    end = start + timedelta(length)
    assert calendar.working_days_between(start, end) == sum(map(calendar.is_working, walked))
    assert calendar.working_days_between(end, start) == -calendar.working_days_between(start, end)


@given(calendars(), days, days, days)
def test_stretches_add_up(calendar: WorkingCalendar, one: date, two: date, three: date) -> None:
    between = calendar.working_days_between
    assert between(one, two) + between(two, three) == between(one, three)


@given(calendars(), days, st.integers(1, 400))
def test_between_takes_back_what_was_added(calendar: WorkingCalendar, day: date, count: int) -> None:
    assert calendar.working_days_between(day, calendar.add_working_days(day, count)) == count


@given(calendars(), days, st.integers(0, 400))
def test_more_days_end_later_and_always_on_a_working_day(calendar: WorkingCalendar, day: date, count: int) -> None:
    end = calendar.add_working_days(day, count)
    assert calendar.is_working(end)
    assert end >= day
    assert calendar.add_working_days(day, count + 1) >= end


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [(FRIDAY, 1, MONDAY), (SATURDAY, 1, MONDAY), (SATURDAY, 0, MONDAY), (FRIDAY, 0, FRIDAY), (MONDAY, -1, FRIDAY)],
)
def test_a_weekend_is_passed_over(start: date, count: int, end: date) -> None:
    assert WorkingCalendar.of_sets().add_working_days(start, count) == end


def test_a_worked_saturday_counts_and_a_monday_off_does_not() -> None:
    calendar = WorkingCalendar.of_sets(off={MONDAY}, worked={SATURDAY})
    assert calendar.add_working_days(FRIDAY, 2) == date(2026, 1, 13)
    assert calendar.working_days_between(FRIDAY, MONDAY) == 1


def test_a_day_is_asked_for_once() -> None:
    asked: list[date] = []

    def predicate(day: date) -> bool:
        asked.append(day)
        return not is_weekend(day)

    calendar = WorkingCalendar(predicate)
    for count in range(1, 300):
        calendar.add_working_days(FRIDAY, count)
    assert len(asked) == len(set(asked)) == 365 + 365


def test_there_is_no_day_after_the_last() -> None:
    calendar = WorkingCalendar.of_sets()
    with pytest.raises(OverflowError):
        calendar.add_working_days(date.max, 1)
    with pytest.raises(OverflowError):
        calendar.add_working_days(date.min, -1)
    with pytest.raises(OverflowError):
        WorkingCalendar(lambda _day: False).add_working_days(date(9990, 1, 1), 1)

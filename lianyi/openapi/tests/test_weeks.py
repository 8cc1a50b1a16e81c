"""Opening hours become weekly openings: the same ones that the library reads from the notation."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianyi.openapi.hsds.weeks import DAYS, Opening, Week, week_of
from lianyi.responsibilities.hours import is_open, normalised

MONDAY = date(2026, 6, 1)
EVERY_DAY = Opening(DAYS, "00:00", "23:59")


def openings(*rows: tuple[str, str, str]) -> Week:
    return Week(tuple(Opening(tuple(days.split(",")), opens, closes) for days, opens, closes in rows))


@pytest.mark.parametrize(
    ("notation", "week"),
    [
        ("Mo-Fr 09:00-12:00,13:30-17:00", openings(*(("MO,TU,WE,TH,FR", *span) for span in SPANS)))
        for SPANS in [(("09:00", "12:00"), ("13:30", "17:00"))]
    ]
    + [
        ("Mo,We 09:00-11:00", openings(("MO,WE", "09:00", "11:00"))),
        ("Mo-We 09:00-12:00; We 14:00-16:00", openings(("MO,TU", "09:00", "12:00"), ("WE", "14:00", "16:00"))),
        ("Mo-Tu 09:00-12:00; Tu off", openings(("MO", "09:00", "12:00"))),
        ("Sa-Mo 10:00-11:00", openings(("MO,SA,SU", "10:00", "11:00"))),
        ("Fr 22:00-02:00", openings(("FR", "22:00", "02:00"))),
        ("24/7", Week((EVERY_DAY,))),
        ("00:00-24:00; PH off", Week((EVERY_DAY,), closes_on_holidays=True)),
    ],
)
def test_what_repeats_each_week_is_read(notation: str, week: Week) -> None:
    assert week_of(notation) == week


@pytest.mark.parametrize(
    "notation",
    [
        "Apr-Oct Mo-Fr 09:00-17:00",
        "Mo[1] 09:00-12:00",
        "sunrise-sunset",
        "Mo-Fr 09:00-12:00; PH 10:00-11:00",
        "2026 Dec 24 off",
        "Fr 22:00-26:00",
        "Mo 09:00+",
        "Mo-Fr 09:00-12:00, We 14:00-18:00",
        'Mo 09:00-12:00 "by appointment"',
    ],
)
def test_what_does_not_is_left_to_words(notation: str) -> None:
    assert week_of(notation) is None


SPAN = st.lists(st.integers(0, 47), min_size=2, max_size=4, unique=True).map(sorted).filter(lambda x: len(x) % 2 == 0)
RULE = st.tuples(st.lists(st.sampled_from([day.title() for day in DAYS]), min_size=1, unique=True), SPAN)


@given(st.lists(RULE, min_size=1, max_size=3))
def test_it_opens_and_closes_when_the_library_says_so(rules: list[tuple[list[str], list[int]]]) -> None:
    notation = normalised("; ".join(f"{','.join(days)} {_spans(halves)}" for days, halves in rules))
    week = week_of(notation)
    assert week is not None
    for step in range(7 * 48):
        moment = datetime.combine(MONDAY, time()) + timedelta(minutes=30 * step + 15)
        assert _is_open(week, moment) == is_open(notation, moment), (notation, moment)


def _spans(halves: list[int]) -> str:
    times = [f"{half // 2:02d}:{half % 2 * 30:02d}" for half in halves]
    return ",".join(f"{opens}-{closes}" for opens, closes in zip(times[::2], times[1::2], strict=True))


def _is_open(week: Week, moment: datetime) -> bool:
    day, clock = DAYS[moment.weekday()], f"{moment:%H:%M}"
    return any(day in one.days and one.opens <= clock < one.closes for one in week.openings)

"""Moments as people ask for them, and which points are open then."""

from datetime import datetime

import pytest

from lianyi.streets import Kind, open_at, parse_moment, read_spots

NOW = datetime(2026, 11, 26, 15, 30, 12)  # a Thursday
MOMENTS = [
    ("now", "2026-11-26 15:30"),
    ("现在", "2026-11-26 15:30"),
    ("weekday 10:00", "2026-12-02 10:00"),
    ("工作日 10:00", "2026-12-02 10:00"),
    ("thursday 9:05", "2026-11-26 09:05"),
    ("周六 19:30", "2026-11-28 19:30"),
    ("星期天8：00", "2026-11-29 08:00"),
    ("Weekend 08:00", "2026-11-28 08:00"),
    ("2026-01-02 07:00", "2026-01-02 07:00"),
]


@pytest.mark.parametrize(("text", "moment"), MOMENTS)
def test_moments(text: str, moment: str) -> None:
    assert parse_moment(text, NOW) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("text", ["", "soon", "weekday", "weekday 25:00", "weekday 10:61", "10:00", "someday 10:00"])
def test_what_is_no_moment(text: str) -> None:
    assert parse_moment(text, NOW) is None


def test_open_closed_and_not_told() -> None:
    text = "id,category,lon,lat,hours\na,x,121,31,周一至周五 9:00-17:00\nb,x,121,31,周六 9:00-17:00\nc,x,121,31,\n"
    table = read_spots(text.encode(), Kind.POINTS)
    assert open_at(table, datetime(2026, 12, 2, 10)).tolist() == [1, 0, -1]
    assert open_at(table, datetime(2026, 11, 28, 10)).tolist() == [0, 1, -1]
    assert open_at(table, datetime(2026, 11, 28, 17)).tolist() == [0, 0, -1]

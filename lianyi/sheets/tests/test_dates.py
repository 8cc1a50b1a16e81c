from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianyi.sheets.date_cells import MonthStyle, month_style, parse_date
from lianyi.sheets.dates import PartialDate
from lianyi.sheets.sheet import Cell
from lianyi.sheets.tests.files import TODAY

PAST = st.dates(date(1900, 1, 1), date(2026, 3, 4))


def iso(raw: Cell, *, is_text_file: bool = False, date1904: bool = False, months: MonthStyle | None = None) -> str:
    """The date as ISO text with the codes of what is to be said, or only the codes."""
    found, issues = parse_date(raw, today=TODAY, is_text_file=is_text_file, date1904=date1904, months=months)
    return " ".join([str(found)] * (found is not None) + [issue.code for issue in issues])


@pytest.mark.parametrize(
    "raw",
    ["1954.07", "1954-7", "1954/07", "195407", 195407.0, 1954.07, "1954年7月", "1954 年 07 月", "１９５４．０７",
     "1954.7月", "1954—07", "1954。7"],
)  # fmt: skip
def test_a_year_and_month(raw: Cell) -> None:
    assert iso(raw) == "1954-07"


@pytest.mark.parametrize(
    "raw",
    ["1954/7/1", "1954.7.1", "1954-07-01", "19540701", 19540701.0, "1954年7月1日", "1954年07月01号", date(1954, 7, 1),
     datetime(1954, 7, 1, 12), "1954-07-01 00:00:00", "1954/7/1 8:30", 19906.0, "19906", 19906, "19906.5", 19906.5],
)  # fmt: skip
def test_a_day(raw: Cell) -> None:
    assert iso(raw) == "1954-07-01"


@pytest.mark.parametrize("raw", ["1954", 1954.0, 1954, "1954年"])
def test_only_a_year(raw: Cell) -> None:
    assert iso(raw) == "1954"


def test_a_serial_number_of_the_calendar_of_1904() -> None:
    assert iso(19906.0 - 1462, date1904=True) == "1954-07-01"


def test_the_number_1954_1_is_october_unless_the_column_writes_no_zeros_and_is_always_reported() -> None:
    assert iso(1954.1) == "1954-10 month_read_as_october"
    assert iso(1954.1, months="padded") == "1954-10 month_read_as_october"
    assert iso(1954.1, months="plain") == "1954-01 month_read_as_january"
    assert iso("1954.1", is_text_file=True) == "1954-10 month_read_as_october"
    assert parse_date(1954.1, today=TODAY)[1][0].params == {"read": "1954-10", "other": "1954-01"}


@pytest.mark.parametrize("raw", ["1954.1", "1954-1", "1954.01"])
def test_january_that_was_typed_as_text_is_january(raw: str) -> None:
    assert iso(raw) == "1954-01"


def test_october_november_and_december_that_are_clear_are_not_reported() -> None:
    assert [iso(raw) for raw in ("1954.10", 1954.11, 1954.12, 1954.01)] == ["1954-10", "1954-11", "1954-12", "1954-01"]


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        ([1954.07, 1954.1], "padded"),
        ([1954.7, 1954.1], "plain"),
        ([1954.7, 1954.07], None),
        ([1954.1, 1954.11, "", "x"], None),
        (["1954.7"], None),
    ],
)
def test_a_column_shows_whether_it_writes_zeros(cells: list[Cell], style: MonthStyle | None) -> None:
    assert month_style(cells, is_text_file=False) == style


def test_in_a_text_file_the_texts_show_it() -> None:
    assert month_style(["1954.7", "1960.1"], is_text_file=True) == "plain"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("54.07", "two_digit_year"),
        ("54年7月", "two_digit_year"),
        ("1854.07", "absurd_year"),
        ("2954.07", "absurd_year"),
        (date(1899, 12, 31), "absurd_year"),
        ("1954.13", "no_such_day"),
        ("1954.02.30", "no_such_day"),
        ("1954.00", "no_such_day"),
        ("195413", "no_such_day"),
        (195400.0, "no_such_day"),
        ("大约1954", "not_a_date"),
        ("54", "not_a_date"),
        ("1954-07-01-02", "not_a_date"),
        (True, "not_a_date"),
        (time(0, 0), "not_a_date"),
        (timedelta(1), "not_a_date"),
        (99999.0, "not_a_date"),
        (0.5, "not_a_date"),
        (float("inf"), "not_a_date"),
        (float("nan"), "not_a_date"),
        (-19906.0, "not_a_date"),
    ],
)
def test_what_is_no_date_says_why(raw: Cell, code: str) -> None:
    assert iso(raw) == code


def test_a_day_that_has_not_come_is_refused_and_today_is_doubted() -> None:
    assert iso(date(2026, 3, 6)) == "date_in_future"
    assert iso("2026.04") == "date_in_future"
    assert iso("2027") == "date_in_future"
    assert iso(date(2026, 3, 5)) == "2026-03-05 date_is_today"
    assert iso("2026.03") == "2026-03"
    assert iso(date(2026, 3, 4)) == "2026-03-04"
    assert parse_date("2030.01", today=TODAY, may_be_future=True) == (PartialDate(2030, 1), ())


@given(PAST)
def test_every_usual_way_of_writing_a_day_is_read(day: date) -> None:
    written = [
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month:02d}/{day.day:02d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
    ]
    assert {iso(text) for text in written} == {day.isoformat()}
    assert iso(str(PartialDate(day.year, day.month))) == day.isoformat()[:7]


@given(st.dates(date(1927, 5, 18), date(2026, 3, 4)))
def test_every_serial_number_is_the_day_that_excel_shows(day: date) -> None:
    assert iso(float((day - date(1899, 12, 30)).days)) == day.isoformat()


PARTIAL = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]),
    st.dates(date(1000, 1, 1)),
    st.integers(1, 3),
)


@given(PARTIAL, PARTIAL)
def test_partial_dates_are_ordered_like_their_iso_texts(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) == (str(one) < str(other))
    assert PartialDate.parse(str(one)) == one
    assert str(one.first_day()).startswith(str(one))


@pytest.mark.parametrize("parts", [(1954, 13), (1954, 2, 30), (1954, None, 3), (0,)])
def test_an_impossible_date_cannot_be_made(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        PartialDate(*parts)

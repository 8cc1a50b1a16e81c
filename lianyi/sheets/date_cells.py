"""Dates as people type them and as Excel leaves them: 1954.07, 1954-7, 195407, 1954年7月, serial numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal

from lianyi.sheets.dates import PartialDate
from lianyi.sheets.problems import CellCode, Issue
from lianyi.sheets.sheet import Cell
from lianyi.sheets.texts import MOBILE, has_id_number, squeeze

# padded: 1954.07 and 1954.10; plain: 1954.7 and 1954.10.
MonthStyle = Literal["padded", "plain"]
Found = tuple[PartialDate | None, tuple[Issue, ...]]

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
# Serial numbers below (before May 1927) are left alone: they look like years.
_SERIALS = range(10_000, 73_051)
_SEPARATOR = r"[./\-。、,年月·~\u2010-\u2015\u2212]"
_PARTS = re.compile(rf"(\d{{2}}|\d{{4}})(?:{_SEPARATOR}(\d{{1,2}})(?:{_SEPARATOR}(\d{{1,2}})[日号]?)?)?[年月.]?")
_CLOCK = re.compile(r"[ tT]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_ENDS_IN_1 = re.compile(r"\d{4}\.1")
_YEAR_MONTH = re.compile(r"(\d{4})\.(\d{1,2})")


def parse_date(
    raw: Cell,
    *,
    today: date,
    is_text_file: bool = False,
    date1904: bool = False,
    months: MonthStyle | None = None,
    may_be_future: bool = False,
) -> Found:
    """A date and what is to be said about it; (None, error) when the cell is none.

    Excel shows the number 1954.10 as 1954.1, and saves it so in a CSV: `months` says how the rest of the column is
    written (:func:`month_style`) and decides between October and January; both are reported.
    """
    issues: tuple[Issue, ...] = ()
    if isinstance(raw, datetime | date):
        found: PartialDate | CellCode = PartialDate(raw.year, raw.month, raw.day)
    elif isinstance(raw, bool | time | timedelta):
        found = "not_a_date"
    else:
        text = _as_text(raw)
        found = _from_text(text, date1904)
        if isinstance(found, PartialDate) and (is_text_file or isinstance(raw, float)) and _ENDS_IN_1.fullmatch(text):
            month = 1 if months == "plain" else 10
            code: CellCode = "month_read_as_january" if month == 1 else "month_read_as_october"
            found, other = PartialDate(found.year, month), PartialDate(found.year, 11 - month)
            issues = (Issue(code, "warning", {"read": str(found), "other": str(other)}),)
    if not isinstance(found, PartialDate):
        return None, (Issue(found),)
    return _within_reason(found, issues, today, may_be_future)


def month_style(cells: Iterable[Cell], *, is_text_file: bool) -> MonthStyle | None:
    """How a column writes year and month as a number: .01 to .09 shows zeros, .2 to .9 shows none; None if unclear."""
    padded = plain = False
    for raw in cells:
        if isinstance(raw, float) or (is_text_file and isinstance(raw, str)):
            hit = _YEAR_MONTH.fullmatch(_as_text(raw))
            if hit:
                padded = padded or hit[2].startswith("0")
                plain = plain or (len(hit[2]) == 1 and hit[2] != "1")
    return None if padded == plain else "padded" if padded else "plain"


def _as_text(raw: str | int | float) -> str:
    if isinstance(raw, str):
        return raw.strip()
    return str(int(raw)) if float(raw).is_integer() else repr(raw)


def _from_text(text: str, date1904: bool) -> PartialDate | CellCode:
    if has_id_number(text.replace(" ", "")):
        return "id_number_in_date"
    if MOBILE.search(text):
        return "phone_in_date"
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _from_serial(int(text[:5]), date1904)
    plain = squeeze(_CLOCK.sub("", text))
    if re.fullmatch(r"\d{6}|\d{8}", plain):
        plain = ".".join(part for part in (plain[:4], plain[4:6], plain[6:]) if part)
    hit = _PARTS.fullmatch(plain)
    if hit is None:
        return "not_a_date"
    if len(hit[1]) == 2:
        return "two_digit_year" if hit[2] else "not_a_date"
    return _build(int(hit[1]), *(int(part) if part else None for part in hit.groups()[1:]))


def _build(year: int, month: int | None, day: int | None) -> PartialDate | CellCode:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return "absurd_year"
    try:
        return PartialDate(year, month, day) if month != 0 and day != 0 else "no_such_day"
    except ValueError:
        return "no_such_day"


def _from_serial(days: int, date1904: bool) -> PartialDate | CellCode:
    if days not in _SERIALS:
        return "not_a_date"
    start = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
    return PartialDate.of(start + timedelta(days=days))


def _within_reason(found: PartialDate, issues: tuple[Issue, ...], today: date, may_be_future: bool) -> Found:
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        return None, (Issue("absurd_year"),)
    if not may_be_future and found.first_day() > today:
        return None, (Issue("date_in_future", params={"today": today.isoformat()}),)
    if not may_be_future and found == PartialDate.of(today):
        # More often the work of =TODAY() than a fact.
        issues = (*issues, Issue("date_is_today", "warning"))
    return found, issues

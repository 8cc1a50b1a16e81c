"""Read the rows under the headings, one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianyi.sheets.cells import Circumstances, Value, parse_cell
from lianyi.sheets.columns import EXAMPLE_NOTES, Column, DuplicateRule, Layout
from lianyi.sheets.date_cells import month_style
from lianyi.sheets.headings import FoundColumn, Headings, column_params
from lianyi.sheets.problems import CellCode, Issue, Param, Problem, RowCode, Severity
from lianyi.sheets.sheet import Cell, Sheet, is_blank
from lianyi.sheets.texts import match_key, shorten, squeeze

_TOTAL = re.compile(r"(?:合计|总计|小计|共计|总人数|subtotal|total)(?:[:(（].*|\d+.*)?")
_REMARK = re.compile(
    r"(?:填表|制表|审核|填报|上报|统计|单位|社区|支部|小组)?(?:人|日期|时间|单位|负责人|联系人|说明|盖章|备注|注|note)[^:]{0,8}:.*"
)


@dataclass(frozen=True)
class Row:
    """`number` as Excel shows it; `values` by key of the layout, only for columns that the sheet has."""

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class _Reading:
    """One column to be read: where it stands and how."""

    found: FoundColumn
    column: Column
    about: Circumstances


class RowReader:
    """Reads rows in order and remembers what it has seen, so that doubles within the file are found."""

    def __init__(self, sheet: Sheet, layout: Layout, headings: Headings, today: date) -> None:
        self._sheet = sheet
        self._layout = layout
        self._headings = headings
        self._columns = [
            _Reading(found, found.column, _circumstances(sheet, headings, found, today))
            for found in headings.columns
            if found.use == "stored" and found.column and found.column.kind != "sequence"
        ]
        self._uncounted = {
            found.index for found in headings.columns if found.column and found.column.kind == "sequence"
        }
        self._nameless = {found.index for found in headings.columns if found.use == "blank"}
        self._heading_keys = {found.index: match_key(found.heading) for found in headings.columns if found.heading}
        self._merged = _merged_values(sheet, headings)
        self._seen: dict[tuple[DuplicateRule, tuple[str, ...]], int] = {}

    def read(self, index: int) -> tuple[Row | None, list[Problem]]:
        """Row `index` (from 0) of the sheet; None when it holds no data, with a note unless it is simply blank."""
        cells = self._sheet.rows[index] if index < len(self._sheet.rows) else ()
        filled = [place for place, value in enumerate(cells) if not is_blank(value)]
        if skipped := self._reason_to_skip(index, filled):
            text = shorten(str(cells[filled[0]]))
            return None, [Problem(index + 1, "", "", skipped, "warning", {}, text)]
        # A form that was numbered ahead is still empty.
        if self._uncounted.issuperset(filled) and not self._has_lost(index):
            return None, []
        problems = self._nameless_values(index, filled)
        values: dict[str, Value] = {}
        bad: set[str] = set()
        for reading in self._columns:
            value, found = self._read_cell(index, reading)
            values[reading.column.key] = value
            problems.extend(found)
            if any(problem.severity == "error" for problem in found):
                bad.add(reading.column.key)
        row = Row(index + 1, values)
        problems.extend(self._empty_groups(row, bad))
        problems.extend(self._doubles(row))
        return row, problems

    def _read_cell(self, index: int, reading: _Reading) -> tuple[Value, list[Problem]]:
        place = reading.found.index
        raw = self._sheet.cell(index, place)
        if is_blank(raw):
            raw = self._merged.get((index, place), raw)
            if lost := self._sheet.lost.get((index, place)):
                return None, [_problem(index, reading.found, Issue(lost), "")]
        parsed = parse_cell(raw, reading.column, reading.about)
        problems = [_problem(index, reading.found, issue, raw) for issue in parsed.issues]
        if parsed.value is None and reading.column.required and not parsed.is_bad:
            problems.append(_problem(index, reading.found, Issue("required_empty"), raw))
        return parsed.value, problems

    @property
    def end(self) -> int:
        """The row after the last one (from 0); rows of nothing but lost values lie beyond `sheet.rows`."""
        return max(len(self._sheet.rows), 1 + max((row for row, _ in self._sheet.lost), default=-1))

    def _has_lost(self, index: int) -> bool:
        return any((index, reading.found.index) in self._sheet.lost for reading in self._columns)

    def _reason_to_skip(self, index: int, filled: list[int]) -> RowCode | None:
        """Rows that people put between the data: headings again on each printed page, sums, remarks."""
        if not filled:
            return None
        text = str(self._sheet.cell(index, filled[0]))
        if self._heading_keys.get(filled[0]) == match_key(text) and self._repeats_headings(index, filled):
            return "repeated_heading_skipped"
        if index == self._headings.first_data_row and self._is_example(index, filled):
            return "example_row_skipped"
        first = squeeze(text)
        if _TOTAL.fullmatch(first):
            return "total_row_skipped"
        return "remark_row_skipped" if _REMARK.fullmatch(first) else None

    def _repeats_headings(self, index: int, filled: list[int]) -> bool:
        same = all(self._heading_keys.get(at) == match_key(str(self._sheet.cell(index, at))) for at in filled)
        return same and (len(filled) > 1 or len(self._heading_keys) == 1)

    def _is_example(self, index: int, filled: list[int]) -> bool:
        """Only in a form that says so in its title: elsewhere the same words may be somebody's data."""
        examples = {reading.found.index: reading.column for reading in self._columns if reading.column.example}
        literal = {at: column.example for at, column in examples.items() if not column.choices}
        return (
            self._headings.title.endswith(tuple(note.strip() for note in EXAMPLE_NOTES))
            and set(filled) == examples.keys()
            and all(self._sheet.cell(index, at) == example for at, example in literal.items())
        )

    def _nameless_values(self, index: int, filled: list[int]) -> list[Problem]:
        """A value under no heading is reported where it first occurs in its column."""
        found = self._nameless & set(filled)
        found |= {place for place in filled if place >= len(self._headings.columns)}
        self._nameless -= found
        return [
            _problem(index, FoundColumn(place, "", "blank"), "column_without_heading", self._sheet.cell(index, place))
            for place in sorted(found)
        ]

    def _empty_groups(self, row: Row, bad: set[str]) -> list[Problem]:
        problems = []
        for keys in self._layout.one_of:
            if not bad & set(keys) and all(row.values.get(key) is None for key in keys):
                params = column_params([self._layout.column(key) for key in keys])
                problems.append(Problem(row.number, "", "", "required_one_of", "error", params))
        return problems

    def _doubles(self, row: Row) -> list[Problem]:
        reported: list[Problem] = []
        for rule in self._layout.duplicates:
            values = [row.values.get(key) for key in rule.keys]
            if any(value is None for value in values):
                continue
            first = self._seen.setdefault((rule, tuple(match_key(str(value)) for value in values)), row.number)
            if first != row.number and not reported:
                reported.append(self._double(row, rule, first))
        return reported

    def _double(self, row: Row, rule: DuplicateRule, first: int) -> Problem:
        code: RowCode = "duplicate_row" if rule.severity == "error" else "possible_duplicate"
        columns = [self._layout.column(key) for key in rule.keys]
        params: dict[str, Param] = {
            "first": first,
            "headings_zh": [column.heading_zh for column in columns],
            "headings_en": [column.heading_en for column in columns],
        }
        found = self._headings.stored()[rule.keys[0]]
        value = shorten("、".join(str(row.values[key]) for key in rule.keys))
        return Problem(row.number, found.letter, found.heading, code, rule.severity, params, value)


def _circumstances(sheet: Sheet, headings: Headings, found: FoundColumn, today: date) -> Circumstances:
    is_text_file = sheet.format == "csv"
    months = None
    if found.column and found.column.kind == "date":
        cells = (sheet.cell(index, found.index) for index in range(headings.first_data_row, len(sheet.rows)))
        months = month_style(cells, is_text_file=is_text_file)
    return Circumstances(today, is_text_file, sheet.date1904, months)


def _merged_values(sheet: Sheet, headings: Headings) -> dict[tuple[int, int], Cell]:
    """A cell merged over several rows of data says the same for each of them (one compound over its buildings)."""
    values: dict[tuple[int, int], Cell] = {}
    for merge in sheet.merges:
        value = sheet.cell(merge.top, merge.left)
        if merge.top < headings.first_data_row or is_blank(value):
            continue
        for index in range(merge.top + 1, min(merge.bottom + 1, len(sheet.rows))):
            # Ranges of a sound file never overlap; a forged one must not cost more than one pass.
            if (index, merge.left) in values:
                break
            values[index, merge.left] = value
    return values


def _problem(index: int, found: FoundColumn, issue: Issue | RowCode, raw: Cell) -> Problem:
    code: RowCode | CellCode
    severity: Severity
    code, severity, params = (
        (issue, "warning", {}) if isinstance(issue, str) else (issue.code, issue.severity, issue.params)
    )
    return Problem(index + 1, found.letter, found.heading, code, severity, params, _shown(raw))


def _shown(raw: Cell) -> str:
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        raw = int(raw)
    return shorten(str(raw))

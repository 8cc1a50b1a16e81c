"""From a sheet and a layout to rows of values and to everything that is wrong with them; nothing is saved here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from lianyi.sheets.columns import Column, Layout
from lianyi.sheets.headings import FoundColumn, Headings, column_params, find_headings, heading_problems
from lianyi.sheets.limits import DEFAULT_LIMITS, Limits
from lianyi.sheets.memory import HeadingMemory
from lianyi.sheets.problems import Problem
from lianyi.sheets.reading import read_tables
from lianyi.sheets.rows import Row, RowReader
from lianyi.sheets.sheet import Sheet

Progress = Callable[[int, int], None]
_PROGRESS_STEP = 200


@dataclass(frozen=True)
class Interpretation:
    """What a sheet says. `rows` are all rows of data, `good_rows` those without an error."""

    layout: Layout
    sheet_name: str
    headings: Headings | None
    rows: Sequence[Row]
    problems: Sequence[Problem]
    missing_columns: Sequence[Column] = ()

    @property
    def unknown_columns(self) -> list[FoundColumn]:
        """Columns that the layout does not know and whose values were left out, doubles included."""
        return [found for found in self.columns if found.use in ("unknown", "duplicate")]

    @property
    def not_stored_columns(self) -> list[FoundColumn]:
        """Columns that are never stored, each with its `reason`."""
        return [found for found in self.columns if found.use == "not_stored"]

    @property
    def columns(self) -> tuple[FoundColumn, ...]:
        """Every column that has a heading ("28 of 31 columns known")."""
        return tuple(found for found in self.headings.columns if found.use != "blank") if self.headings else ()

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def is_usable(self) -> bool:
        """Whether rows can be taken at all: headings found, no required column missing."""
        fatal = {"no_heading_row", "missing_column", "missing_one_of", "no_data_rows"}
        return not any(problem.code in fatal for problem in self.problems)

    @cached_property
    def bad_row_numbers(self) -> frozenset[int]:
        return frozenset(problem.row for problem in self.errors)

    @property
    def good_rows(self) -> list[Row]:
        """For "good rows only"; empty when the sheet as a whole is not usable."""
        return [row for row in self.rows if row.number not in self.bad_row_numbers] if self.is_usable else []

    def memory(self) -> HeadingMemory | None:
        """The headings as they were, for an export that restores them."""
        return HeadingMemory.of(self.headings) if self.headings else None


def interpret_file(
    source: bytes | Path,
    filename: str,
    layout: Layout,
    *,
    today: date,
    progress: Progress | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Interpretation:
    """Read a file and interpret the first of its sheets that has every required column. Raises UnreadableFile.

    When none has them, the first sheet with any heading of the layout, else the first with data, says what is missing.
    """
    chosen: tuple[int, Sheet] | None = None
    for sheet in read_tables(source, filename, limits=limits):
        headings = find_headings(sheet, layout)
        fitness = 0 if headings is None else 1 if heading_problems(headings, layout)[1] else 2
        if chosen is None or fitness > chosen[0]:
            chosen = (fitness, sheet)
        if fitness == 2:
            break
    # An iterator without any sheet has raised.
    assert chosen is not None
    return interpret(chosen[1], layout, today=today, progress=progress)


def interpret(
    sheet: Sheet,
    layout: Layout,
    *,
    today: date,
    progress: Progress | None = None,
    heading_row: int | None = None,
    assign: Mapping[int, str | None] | None = None,
) -> Interpretation:
    """Rows and problems of one sheet.

    `progress(done, total)` is told of every 200th row and may raise to cancel. `heading_row` (as Excel numbers it) and
    `assign` (index of a column from 0 → key of the layout, or None to leave it out) are what a person corrected.
    """
    headings = find_headings(sheet, layout, row=heading_row, assign=assign)
    if headings is None:
        wanted = [column for column in layout.columns if column.kind != "sequence"]
        problem = Problem(0, "", "", "no_heading_row", "error", column_params(wanted[:6]))
        return Interpretation(layout, sheet.name, None, (), (problem,))
    problems, missing = heading_problems(headings, layout)
    reader = RowReader(sheet, layout, headings, today)
    rows: list[Row] = []
    start, end = headings.first_data_row, reader.end
    for index in range(start, end):
        if progress and (index - start) % _PROGRESS_STEP == 0:
            progress(index - start, end - start)
        row, found = reader.read(index)
        problems.extend(found)
        if row is not None:
            rows.append(row)
    if progress:
        progress(max(end - start, 0), max(end - start, 0))
    if not rows:
        problems.append(Problem(headings.first_data_row, "", "", "no_data_rows", "error"))
    return Interpretation(layout, sheet.name, headings, rows, problems, missing)

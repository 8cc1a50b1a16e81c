"""A rectangle of raw cells, as it stood in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Literal

Cell = str | int | float | bool | date | datetime | time | timedelta
Format = Literal["xlsx", "xls", "csv"]
ValueLost = Literal["formula_without_value", "error_value"]


@dataclass(frozen=True)
class Merge:
    """A merged range, all four bounds counted from 0 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """`rows[0]` is row 1 of the file, `rows[i][0]` column A; an empty cell is `""`; rows may differ in length.

    `lost` names the cells (row, column, counted from 0) that show nothing because the file holds no value for them.
    """

    name: str
    format: Format
    rows: Sequence[Sequence[Cell]]
    merges: tuple[Merge, ...] = ()
    date1904: bool = False
    lost: Mapping[tuple[int, int], ValueLost] = field(default_factory=dict)

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """The value at (row, column), counted from 0; `""` outside the sheet."""
        if 0 <= row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""


def is_blank(value: Cell) -> bool:
    return isinstance(value, str) and not value.strip()


def column_letter(index: int) -> str:
    """0 → "A", 25 → "Z", 26 → "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """ "A" → 0, "AA" → 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1

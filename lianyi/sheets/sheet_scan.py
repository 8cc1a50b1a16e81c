"""Walk through the XML of one worksheet before the reader does, to see how far it reaches and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from lianyi.sheets.sheet import ValueLost, column_index

_ADDRESS = re.compile(r"([A-Za-z]{1,7})(\d{1,12})")


class MalformedSheetError(ValueError):
    """Not the XML of a worksheet."""


@dataclass(frozen=True)
class SheetFacts:
    """`rows` and `columns` reach to the last cell that holds something; cells that only carry a format do not count.

    `lost` names cells (row, column from 0) that show nothing to the reader: an error such as #N/A, or a formula whose
    result was never saved.
    """

    rows: int
    columns: int
    lost: dict[tuple[int, int], ValueLost]


def scan(blocks: Iterable[bytes]) -> SheetFacts:
    """The facts of one part; MalformedSheetError when it is not well-formed XML."""
    walker = _Walker()
    try:
        for block in blocks:
            walker.parser.Parse(block, False)
        walker.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise MalformedSheetError(str(error)) from error
    walker.close_cell()
    return SheetFacts(walker.bottom + 1, walker.right + 1, walker.lost)


class _Walker:
    """Counts places as the reader does: a cell without an address stands right of the one before it."""

    def __init__(self) -> None:
        self.row = self.column = self.bottom = self.right = -1
        self.lost: dict[tuple[int, int], ValueLost] = {}
        self._formula = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._refuse

    def close_cell(self) -> None:
        """A formula still waiting for its value has none."""
        if self._formula:
            self.lost[self.row, self.column] = "formula_without_value"
        self._formula = False
        self.parser.CharacterDataHandler = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._begin_cell(attributes)
        elif local == "v" or local == "is":
            self.bottom, self.right = max(self.bottom, self.row), max(self.right, self.column)
            if self._formula:
                self.parser.CharacterDataHandler = self._value
        elif local == "f":
            self._formula = True
        elif local == "row":
            self.close_cell()
            self.row = int(attributes["r"]) - 1 if attributes.get("r", "").isdecimal() else self.row + 1
            self.column = -1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.close_cell()
        self.column += 1
        if "r" in attributes:
            hit = _ADDRESS.fullmatch(attributes["r"])
            if hit is None:
                raise MalformedSheetError(attributes["r"])
            self.column, self.row = column_index(hit[1]), int(hit[2]) - 1
        if attributes.get("t") == "e":
            self.lost[self.row, self.column] = "error_value"

    def _value(self, text: str) -> None:
        if text.strip():
            self._formula = False
            self.parser.CharacterDataHandler = None

    def _refuse(self, *_: object) -> None:
        raise MalformedSheetError("a document type has no place in a worksheet")

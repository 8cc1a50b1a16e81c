"""What is to be looked at in a file that was brought, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from lianyi.groups.sheets.reading import Reading
from lianyi.sheets import Interpretation, message


@dataclass(frozen=True)
class Line:
    """A problem as the page shows it."""

    row: int
    heading: str
    text: str
    is_error: bool


def lines_of(sheet: Interpretation, reading: Reading[Any]) -> list[Line]:
    """The problems of the file and those of its meaning, in the order of the rows and the reader's language."""
    language = get_language() or ""
    headings = {column.key: column.heading(language) for column in sheet.layout.columns}
    found = [Line(p.row, p.heading, message(p, language), p.severity == "error") for p in sheet.problems]
    found += [Line(problem.row, headings.get(problem.key, ""), problem.text, True) for problem in reading.problems]
    return sorted(found, key=lambda line: line.row)

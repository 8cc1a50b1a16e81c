"""The columns of a file of places, before anything is made of them; the same from Excel, from shapes and from a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lianyi.sheets import Limits, UnreadableFile, read_table
from lianyi.sheets.sheet import Cell, Sheet
from lianyi.streets.findings import Finding, Severity, UnusableFile
from lianyi.streets.headings import NAMED_IN, NEEDED, find_headings, missing, name_columns
from lianyi.streets.places import Kind

# A city has a million homes; what a community sends is far smaller.
LIMITS = Limits(bytes=400_000_000, unpacked_bytes=2_000_000_000, rows=3_000_000, columns=300, cells=60_000_000)


@dataclass(frozen=True)
class Cells:
    """``columns`` lists of equal length by our name; ``rows`` where each row stands in the file."""

    columns: Mapping[str, Sequence[Cell]]
    rows: Sequence[int]
    findings: tuple[Finding, ...] = field(default=())


def read_cells(data: bytes, filename: str, kind: Kind, columns: Mapping[str, str] | None = None) -> Cells:
    """The columns of an Excel or text table. ``columns`` names headings of the file for names of ours, where the
    synonyms do not do. Raises UnusableFile, and UnreadableFile of lianyi.sheets.
    """
    sheet = read_table(data, filename, limits=LIMITS)
    found = find_headings(sheet.rows, kind)
    row, at, lacking, doubled = found.row, dict(found.columns), found.missing, found.doubled
    if columns:
        row, at = _as_told(sheet, columns, row)
        lacking = missing(at, kind)
    if row < 0:
        raise UnusableFile("no_headings", needed=spoken(NEEDED[kind], 0), needed_zh=spoken(NEEDED[kind], 1))
    if lacking:
        raise UnusableFile("missing_columns", columns=spoken(lacking, 0), columns_zh=spoken(lacking, 1))
    filled = [n for n in range(row + 1, len(sheet.rows)) if any(cell != "" for cell in sheet.rows[n])]
    findings = []
    if doubled:
        findings.append(Finding("doubled_columns", Severity.NOTICE, {"columns": ", ".join(doubled)}))
    if unused := _unused(sheet, row, at, doubled):
        findings.append(
            Finding("unused_columns", Severity.NOTICE, {"columns": ", ".join(unused[:10])}, count=len(unused))
        )
    cells = {name: _column(sheet, column, filled) for name, column in at.items()}
    return Cells(cells, [number + 1 for number in filled], tuple(findings))


def _unused(sheet: Sheet, row: int, used: Mapping[str, int], doubled: Sequence[str]) -> list[str]:
    """Headings of columns that nothing is made of."""
    texts = [str(cell).strip() for cell in sheet.rows[row]]
    return [text for at, text in enumerate(texts) if text and at not in used.values() and text not in doubled]


def _column(sheet: Sheet, column: int, rows: Sequence[int]) -> list[Cell]:
    lines = [sheet.rows[number] for number in rows]
    return [line[column] if column < len(line) else "" for line in lines]


def spoken(names: Sequence[str], language: int) -> str:
    """Columns as a person knows them, in English (0) or Chinese (1)."""
    return ("、" if language else ", ").join(NAMED_IN[name][language] for name in names)


def _as_told(sheet: Sheet, columns: Mapping[str, str], row: int) -> tuple[int, dict[str, int]]:
    """Where the headings stand that somebody named; the synonyms serve for the others."""
    wanted = {heading.strip(): name for name, heading in columns.items()}
    for number in range(min(len(sheet.rows), 50)):
        texts = [str(cell).strip() for cell in sheet.rows[number]]
        if all(heading in texts for heading in wanted):
            known, _ = name_columns(sheet.rows[number])
            return number, {**known, **{name: texts.index(heading) for heading, name in wanted.items()}}
    raise UnusableFile("no_such_headings", headings=", ".join(wanted))


__all__ = ["LIMITS", "Cells", "UnreadableFile", "read_cells", "spoken"]

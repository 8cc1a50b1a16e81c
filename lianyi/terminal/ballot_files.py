"""Ballots and names from their files.

One row is one ballot, its names in one field, separated by ``;`` ``；`` or ``、``. A ``.csv`` is cut at commas and tabs
only, since a semicolon stands between names. A heading row is optional; with one, a second column may give the reason
for which the tellers set a ballot aside, and a column with the number of the sheet is passed over.

Blank ballots: ``-``, a field ``""`` or an empty line among the others. Empty lines at the end are no ballots, since
editors and spreadsheets leave them there; where the last ballots are blank, write ``-``.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianyi.engines.count import Ballot
from lianyi.sheets import UnreadableFile, message, read_table
from lianyi.sheets.textfiles import decode
from lianyi.terminal.faults import Fault, FaultsError
from lianyi.terminal.tables import plain

_HEADINGS = {
    "names": ("ballot", "ballots", "name", "names", "选票", "姓名", "名单", "所选人", "被选举人", "候选人"),
    "invalid": ("invalid", "reason", "废票", "无效", "无效票", "无效原因", "废票原因"),
    "number": ("no", "no.", "number", "序号", "编号", "票号"),
}
_BLANK = {"", "-", "—", "——"}
_BETWEEN = re.compile("[;；、]")
_SPACE_IN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class _Columns:
    """Where the names and the reasons stand, None where there is no such column; ``first`` is the first ballot."""

    names: int
    invalid: int | None
    first: int
    width: int


def read_ballots(path: Path, chinese: bool) -> list[Ballot]:
    """Every ballot of a file. Raises FaultsError with every row that cannot be read."""
    rows = _rows(path, chinese)
    columns = _columns(rows, path.name)
    faults, ballots = [], []
    for number, row in enumerate(rows[columns.first :], columns.first + 1):
        if any(cell.strip() for cell in row[columns.width :]):
            faults.append(Fault("several_fields", {"file": path.name, "row": number}))
        invalid = "" if columns.invalid is None else _cell(row, columns.invalid)
        ballots.append(Ballot(frozenset(_names(_cell(row, columns.names))), invalid=invalid))
    if faults:
        raise FaultsError(faults[:20])
    return ballots


def read_names(path: Path, chinese: bool) -> frozenset[str]:
    """Every name of a file, one or more a row, with or without a heading. Raises FaultsError."""
    rows = _rows(path, chinese)
    columns = _columns(rows, path.name)
    names = frozenset(name for row in rows[columns.first :] for name in _names(_cell(row, columns.names)))
    if not names:
        raise FaultsError([Fault("no_names", {"file": path.name})])
    return names


def _columns(rows: Rows, file: str) -> _Columns:
    top = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    heads = [_heading(cell) for cell in rows[top]] if rows else []
    if "names" not in heads:
        return _Columns(0, None, 0, 1)
    if strange := [cell.strip() for cell, head in zip(rows[top], heads, strict=True) if head is None and cell.strip()]:
        raise FaultsError([Fault("unknown_column", {"file": file, "column": column}) for column in strange])
    invalid = heads.index("invalid") if "invalid" in heads else None
    return _Columns(heads.index("names"), invalid, top + 1, len(heads))


def _heading(cell: str) -> str | None:
    return next((name for name, synonyms in _HEADINGS.items() if plain(cell) in synonyms), None)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _names(cell: str) -> Iterator[str]:
    """Two writings of a name are one where only its width or the space in 张 三 differs."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if text not in _BLANK:
        yield from filter(None, (_SPACE_IN_HAN.sub("", " ".join(name.split())) for name in _BETWEEN.split(text)))


def _rows(path: Path, chinese: bool) -> Rows:
    try:
        data = path.read_bytes()
    except OSError:
        raise FaultsError([Fault("no_file", {"file": path.name})]) from None
    try:
        if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
            return [[str(cell) for cell in row] for row in read_table(data, path.name).rows]
        text = decode(data)
    except UnreadableFile as error:
        detail = message(error, "zh" if chinese else "en")
        raise FaultsError([Fault("unreadable", {"file": path.name, "detail": detail})]) from None
    return _csv(text, path.name)


def _csv(text: str, file: str) -> Rows:
    first = text.splitlines()[0]
    # Strictly: a quotation mark that nobody closed would make one ballot of all that follow.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",", strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        raise FaultsError([Fault("bad_quotes", {"file": file, "row": reader.line_num})]) from None
    while rows and _is_end(rows[-1]):
        rows.pop()
    return rows


def _is_end(row: list[str]) -> bool:
    """An empty line, or one of spaces; not a field that is there and empty."""
    return not row or (len(row) == 1 and row[0].isspace())

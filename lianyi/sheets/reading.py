"""From the bytes of a file to one sheet of raw cells."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lianyi.sheets import archive, formats, old_excel, textfiles
from lianyi.sheets.limits import DEFAULT_LIMITS, Limits, check_shape, check_size
from lianyi.sheets.problems import UnreadableFile
from lianyi.sheets.sheet import Cell, Format, Merge, Sheet, is_blank


def fingerprint(data: bytes) -> str:
    """SHA-256 of a file, in hexadecimal: the same file has the same."""
    return hashlib.sha256(data).hexdigest()


def list_sheets(source: bytes | Path, filename: str, *, limits: Limits = DEFAULT_LIMITS) -> list[str]:
    """The names of the sheets a person can see, in order; for a CSV the name of the file."""
    data = _load(source, limits)
    kind = formats.detect(data)
    if kind == "csv":
        return [_stem(filename)]
    if kind == "xlsx":
        archive.inspect(data, limits)
    else:
        old_excel.inspect(data, limits)
    return _visible_sheets(_open(data))


def read_tables(source: bytes | Path, filename: str, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[Sheet]:
    """Every visible sheet that holds anything, read one after another as it is asked for. Raises UnreadableFile.

    The format is found by content; `filename` only names the sheet of a CSV.
    """
    data = _load(source, limits)
    kind = formats.detect(data)
    if kind == "csv":
        rows: list[list[Cell]] = [list(row) for row in textfiles.parse(textfiles.decode(data), limits)]
        yield Sheet(_stem(filename), "csv", _trim(rows))
        return
    if kind == "xlsx":
        facts = archive.inspect(data, limits)
    else:
        facts = archive.WorkbookFacts(date1904=old_excel.inspect(data, limits))
    workbook = _open(data)
    has_any = False
    for name in _visible_sheets(workbook):
        sheet = _read_sheet(workbook, name, kind, facts, limits)
        if sheet.rows:
            has_any = True
            yield replace(sheet, lost=facts.lost_in(name))
    if not has_any:
        raise UnreadableFile("file_empty")


def read_table(
    source: bytes | Path, filename: str, *, sheet: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Sheet:
    """One sheet of a file: the named one, else the first visible one that holds anything. Raises UnreadableFile."""
    for found in read_tables(source, filename, limits=limits):
        if sheet is None or found.name == sheet:
            return found
    raise UnreadableFile("file_unknown_sheet", sheet=sheet or "", sheets=list_sheets(source, filename, limits=limits))


def _load(source: bytes | Path, limits: Limits) -> bytes:
    if isinstance(source, Path):
        check_size(source.stat().st_size, limits)
        return source.read_bytes()
    check_size(len(source), limits)
    return source


def _stem(filename: str) -> str:
    """ "C:\\forms\\members.csv" → "members": browsers may send a path of another system."""
    return PurePosixPath(PureWindowsPath(filename).name).stem or "CSV"


def _open(data: bytes) -> CalamineWorkbook:
    with _reader():
        return CalamineWorkbook.from_filelike(io.BytesIO(data))


@contextmanager
def _reader() -> Iterator[None]:
    """What the reader raises about a bad file; where it is not prepared for one it panics, past `Exception`."""
    try:
        yield
    except PasswordError as error:
        raise UnreadableFile("file_protected") from error
    except CalamineError as error:
        raise UnreadableFile("file_damaged") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFile("file_damaged") from error


def _visible_sheets(workbook: CalamineWorkbook) -> list[str]:
    tables = [about for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    visible = [about.name for about in tables if about.visible == SheetVisibleEnum.Visible]
    return visible or [about.name for about in tables]


def _read_sheet(
    workbook: CalamineWorkbook, name: str, kind: Format, facts: archive.WorkbookFacts, limits: Limits
) -> Sheet:
    with _reader():
        table = workbook.get_sheet_by_name(name)
        bottom, right = table.end or (-1, -1)
        check_shape(bottom + 1, right + 1, limits)
        rows: list[list[Cell]] = list(table.to_python(skip_empty_area=False))
    return Sheet(name, kind, _trim(rows), _merges(table), facts.date1904)


def _merges(table: CalamineSheet) -> tuple[Merge, ...]:
    ranges = table.merged_cell_ranges or []
    return tuple(Merge(top, left, bottom, right) for (top, left), (bottom, right) in ranges)


def _trim(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Without the blank rows at the end and the blank cells at the end of each row."""
    for row in rows:
        while row and is_blank(row[-1]):
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows

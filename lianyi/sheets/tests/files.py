"""Real files of every kind, made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import openpyxl
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

_DATE = xlwt.easyxf(num_format_str="yyyy-mm-dd")
TODAY = date(2026, 3, 5)
Rows = Iterable[Sequence[Any]]


def xlsx(rows: Rows, *, merges: Sequence[str] = (), mac: bool = False, sheets: dict[str, Rows] | None = None) -> bytes:
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    table = book.active
    assert table is not None
    for row in rows:
        table.append(list(row))
    for merged in merges:
        table.merge_cells(merged)
    for name, others in (sheets or {}).items():
        other = book.create_sheet(name)
        for row in others:
            other.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls(rows: Rows) -> bytes:
    book = xlwt.Workbook()
    table = book.add_sheet("表")
    for index, row in enumerate(rows):
        for place, value in enumerate(row):
            if value is not None:
                table.write(index, place, value, *([_DATE] if isinstance(value, date) else []))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def text(rows: Rows, separator: str = ",") -> str:
    return "".join(separator.join(str(value) for value in row) + "\r\n" for row in rows)


def rewritten(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """An .xlsx with one of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == part else content)
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet_data(xml: str) -> bytes:
    """An .xlsx whose only sheet holds exactly this sheetData."""

    def change(content: bytes) -> bytes:
        head, _, rest = content.partition(b"<sheetData")
        tail = rest[rest.index(b"</worksheet>") :]
        return head + b"<sheetData>" + xml.encode() + b"</sheetData>" + tail

    return rewritten(xlsx([["x"]]), SHEET, change)

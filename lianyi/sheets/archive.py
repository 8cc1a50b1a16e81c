"""Look into an .xlsx before the reader does: it must be whole, small when unpacked, and its tables of a sane shape.

The reader allocates the whole rectangle from A1 to the last cell, so one cell at XFD1048576 would exhaust the memory;
and it shows a formula that was never calculated as an empty cell. Both are found here by scanning the XML as bytes.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lianyi.sheets.limits import Limits, check_shape
from lianyi.sheets.problems import UnreadableFile
from lianyi.sheets.sheet import ValueLost, column_index

_BLOCK = 1 << 20
_WHOLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
# A cell with something in it. Cells that only carry a format (a border down to the last row) do not count.
_FILLED = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>\s*<[^/]""")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?:\s+(?!r=)\w+=[\"'][^\"']*[\"'])*\s*>")
_FORMULA = re.compile(
    rb"""\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>\s*"""
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ERROR = re.compile(rb"<(?:\w+:)?c\s(?=[^<>]*\bt=[\"']e[\"'])[^<>]*\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904=[\"'](?:1|true)[\"']")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


@dataclass(frozen=True)
class WorkbookFacts:
    """What the reader does not tell: `parts` maps the name of a sheet to its part in the archive."""

    date1904: bool
    parts: Mapping[str, str]


def inspect(data: bytes, limits: Limits) -> WorkbookFacts:
    """Check a whole .xlsx; UnreadableFile when it is damaged, protected, or too large once unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            entries = container.infolist()
            if len(entries) > limits.parts or sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
                raise UnreadableFile("file_unpacks_too_large", limit=limits.unpacked_bytes // 1_000_000)
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnreadableFile("file_protected")
            for entry in entries:
                # Reading to the end compares the checksum: an entry that lies about its size is found here too.
                _check_part(_blocks(container, entry.filename), limits)
            workbook = container.read("xl/workbook.xml")
            return WorkbookFacts(_1904.search(workbook) is not None, _sheet_parts(container, workbook))
    except _WHOLE as error:
        raise UnreadableFile("file_damaged") from error


def lost_values(data: bytes, part: str) -> dict[tuple[int, int], ValueLost]:
    """Cells of one sheet that hold an error (#N/A) or a formula without a result; (row, column) counted from 0."""
    lost: dict[tuple[int, int], ValueLost] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        for block in _row_blocks(_blocks(container, part)):
            for letters, row in _FORMULA.findall(block):
                lost[int(row) - 1, column_index(letters.decode())] = "formula_without_value"
            for letters, row in _ERROR.findall(block):
                lost[int(row) - 1, column_index(letters.decode())] = "error_value"
    return lost


def _blocks(container: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with container.open(name) as part:
        while block := part.read(_BLOCK):
            yield block


def _row_blocks(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut only where a row begins, so that no cell lies in two blocks."""
    rest = b""
    for block in blocks:
        rest += block
        cut = rest.rfind(b"<row")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _check_part(blocks: Iterator[bytes], limits: Limits) -> None:
    bottom = rows = in_row = 0
    letters: set[bytes] = set()
    for block in _row_blocks(blocks):
        filled = _FILLED.findall(block)
        letters.update(column for column, _ in filled)
        bottom = max(bottom, max((int(row) for _, row in filled), default=0))
        if _UNPLACED.search(block):
            # Some programs leave the addresses out; then the cells count themselves.
            pieces = _ROW.split(block)
            rows += len(pieces) - 1
            in_row = max(in_row, *(len(_CELL.findall(piece)) for piece in pieces))
    right = max((column_index(column.decode()) + 1 for column in letters), default=0)
    check_shape(max(bottom, rows), max(right, in_row), limits)


def _sheet_parts(container: zipfile.ZipFile, workbook: bytes) -> dict[str, str]:
    """Name of each sheet → its part, through the relations of the workbook."""
    names = set(container.namelist())
    if "xl/_rels/workbook.xml.rels" not in names:
        return {}
    targets: dict[str, str] = {}
    for tag in _RELATION.findall(container.read("xl/_rels/workbook.xml.rels")):
        target = posixpath.normpath(posixpath.join("/xl", _attribute(tag, "Target"))).lstrip("/")
        targets[_attribute(tag, "Id")] = target
    found = {_attribute(tag, "name"): targets.get(_attribute(tag, r"\w+:id"), "") for tag in _SHEET.findall(workbook)}
    return {name: part for name, part in found.items() if part in names}


def _attribute(tag: bytes, name: str) -> str:
    hit = re.search(rf"\s{name}=[\"']([^\"']*)[\"']", tag.decode("utf-8", "replace"))
    if hit is None:
        return ""
    text = hit[1]
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text

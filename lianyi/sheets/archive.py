"""Look into an .xlsx before the reader does: it must be whole, small when unpacked, and its tables of a sane shape.

The reader allocates the whole rectangle from A1 to the last cell, so that one cell at XFD1048576 would not raise an
error but abort the process.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lianyi.sheets.limits import MEGABYTE, Limits, check_shape
from lianyi.sheets.problems import UnreadableFile
from lianyi.sheets.sheet import ValueLost
from lianyi.sheets.sheet_scan import scan

_BLOCK = 1 << 18
# What zipfile raises about archives that are cut or forged.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError)
# A reader takes cells from nothing else.
_TABLE = b"sheetData"
_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904=[\"'](?:1|true)[\"']")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


@dataclass(frozen=True)
class WorkbookFacts:
    """What the reader does not tell: the calendar, and by the name of a sheet the cells whose value is lost."""

    date1904: bool = False
    lost: Mapping[str, Mapping[tuple[int, int], ValueLost]] | None = None

    def lost_in(self, sheet: str) -> Mapping[tuple[int, int], ValueLost]:
        return (self.lost or {}).get(sheet, {})


def inspect(data: bytes, limits: Limits) -> WorkbookFacts:
    """Check a whole .xlsx; UnreadableFile when it is damaged, protected, or too large once unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return _inspect(container, limits)
    except _FAULTS as error:
        raise UnreadableFile("file_damaged") from error


def _inspect(container: zipfile.ZipFile, limits: Limits) -> WorkbookFacts:
    entries = container.infolist()
    if len(entries) > limits.parts or sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise UnreadableFile("file_unpacks_too_large", limit=limits.unpacked_bytes // MEGABYTE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile("file_protected")
    lost: dict[str, Mapping[tuple[int, int], ValueLost]] = {}
    for entry in entries:
        # Reading to the end compares the checksum: an entry that lies about its size is found here too.
        if _holds_table(_blocks(container, entry)):
            facts = scan(_blocks(container, entry))
            check_shape(facts.rows, facts.columns, limits)
            lost[entry.filename] = facts.lost
    workbook = container.read("xl/workbook.xml")
    parts = _sheet_parts(container, workbook)
    by_sheet = {name: lost[part] for name, part in parts.items() if part in lost}
    return WorkbookFacts(_1904.search(workbook) is not None, by_sheet)


def _blocks(container: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with container.open(entry) as part:
        while block := part.read(_BLOCK):
            yield block


def _holds_table(blocks: Iterator[bytes]) -> bool:
    """Whether the word that opens a table occurs; reads to the end in any case."""
    found, tail = False, b""
    for block in blocks:
        found = found or _TABLE in tail + block
        tail = block[-len(_TABLE) :]
    return found


def _sheet_parts(container: zipfile.ZipFile, workbook: bytes) -> dict[str, str]:
    """Name of each sheet → its part, through the relations of the workbook."""
    targets = {}
    for tag in _RELATION.findall(container.read("xl/_rels/workbook.xml.rels")):
        target = posixpath.normpath(posixpath.join("/xl", _attribute(tag, "Target"))).lstrip("/")
        targets[_attribute(tag, "Id")] = target
    return {_attribute(tag, "name"): targets.get(_attribute(tag, r"\w+:id"), "") for tag in _SHEET.findall(workbook)}


def _attribute(tag: bytes, name: str) -> str:
    hit = re.search(rf"\s{name}=(?:\"([^\"]*)\"|'([^']*)')", tag.decode("utf-8", "replace"))
    if hit is None:
        return ""
    text = hit[1] or hit[2] or ""
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text

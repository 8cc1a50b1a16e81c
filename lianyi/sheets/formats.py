"""What a file really is: by its first bytes and its parts, never by the ending of its name."""

from __future__ import annotations

import io
import zipfile

from lianyi.sheets.problems import UnreadableFile
from lianyi.sheets.sheet import Format

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"

# First bytes → the name of a format; the names have their texts in messages.FORMATS.
_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
# Part of a zip container → the name of a format.
_PARTS = (
    ("word/", "word"),
    ("ppt/", "presentation"),
    ("xl/workbook.bin", "xlsb"),
    ("content.xml", "ods"),
    ("index/", "numbers"),
)
# Stream of an OLE container → the name of a format. An old .et of WPS holds "Workbook" and is read as .xls.
_STREAMS = (
    ("WordDocument", "word"),
    ("PowerPoint Document", "presentation"),
    ("ETData", "et"),
    ("WpsDocument", "word"),
)


def detect(data: bytes) -> Format:
    """The format of a file, or UnreadableFile saying what it is instead."""
    if data.startswith((ZIP, EMPTY_ZIP)):
        return _detect_zip(data)
    if data.startswith(OLE):
        return _detect_ole(data)
    for signature, name in _SIGNATURES:
        if data.startswith(signature) and (name != "picture" or b"\0" in data[:64]):
            raise UnreadableFile("file_unsupported", format=name)
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<?xml", b"<head")):
        raise UnreadableFile("file_unsupported", format="web_page")
    return "csv"


def _detect_zip(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = [name.lower().replace("\\", "/") for name in container.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile("file_damaged") from error
    if "xl/workbook.xml" in parts:
        return "xlsx"
    for start, name in _PARTS:
        if any(part.startswith(start) for part in parts):
            raise UnreadableFile("file_unsupported", format=name)
    raise UnreadableFile("file_unsupported", format="archive")


def _detect_ole(data: bytes) -> Format:
    if _has_stream(data, "EncryptedPackage"):
        raise UnreadableFile("file_protected")
    for stream, name in _STREAMS:
        if _has_stream(data, stream):
            raise UnreadableFile("file_unsupported", format=name)
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return "xls"
    # The directory of streams often lies at the end of the file: without it, the file was cut.
    raise UnreadableFile("file_damaged")


def _has_stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") + b"\0\0" in data

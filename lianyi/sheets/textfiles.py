"""CSV files: which encoding, which separator, and the rows."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator

from lianyi.sheets.limits import Limits, check_shape
from lianyi.sheets.problems import UnreadableFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
SEPARATORS = ",;\t，|"


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or GB18030; UnreadableFile when it is none of them."""
    text = _decode(data)
    if not text.strip():
        raise UnreadableFile("file_empty")
    if _BINARY.search(text[:100_000]):
        raise UnreadableFile("file_not_a_table")
    return text


def _decode(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding)
    head = data[:2000]
    # Without a mark, UTF-16 shows itself by the zero bytes of its separators, line ends and digits.
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd >= 2 and 0 in (even, odd) and len(data) % 2 == 0:
        return _strictly(data, "utf-16-be" if even > odd else "utf-16-le")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A broken character at the very end is a UTF-8 file that was cut; elsewhere it is another encoding.
        if error.start >= len(data) - 3 and error.start > 0 and not data[: error.start].isascii():
            raise UnreadableFile("file_damaged") from error
    return _strictly(data, "gb18030")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile("file_unknown_encoding") from error


def parse(text: str, limits: Limits) -> list[list[str]]:
    """The rows of a CSV text, blank ones included, so that they keep the numbers that Excel gives them."""
    separator, text = find_separator(text)
    rows: list[list[str]] = []
    try:
        for row in _records(text, separator, strict=True):
            _take(rows, row, limits)
    except csv.Error as error:
        # Without its closing quote a value swallows the rest of the file, up to the end or to csv's limit.
        if "unexpected end" in str(error) or "field larger" in str(error):
            raise UnreadableFile("file_unclosed_quote", row=len(rows) + 1) from error
        return _parse_leniently(text, separator, limits)
    return rows


def _parse_leniently(text: str, separator: str, limits: Limits) -> list[list[str]]:
    """Quotes in the middle of a value, as people type them, are taken as they stand."""
    rows: list[list[str]] = []
    try:
        for row in _records(text, separator, strict=False):
            _take(rows, row, limits)
    except csv.Error as error:
        raise UnreadableFile("file_not_a_table") from error
    return rows


def _take(rows: list[list[str]], row: list[str], limits: Limits) -> None:
    rows.append(row)
    if len(rows) > limits.rows or len(row) > limits.columns:
        check_shape(len(rows), len(row), limits)


def _records(text: str, separator: str, *, strict: bool) -> Iterator[list[str]]:
    # Only real line ends divide records: str.splitlines would also cut at U+2028 and form feeds inside a value.
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)
    return csv.reader(lines, delimiter=separator, strict=strict)


def find_separator(text: str) -> tuple[str, str]:
    """The separator, and the text without Excel's `sep=;` line."""
    hint = re.match(r"\ufeff?\"?sep=(.)\"?(?:\r\n|\r|\n)", text, re.IGNORECASE)
    if hint:
        return hint[1], text[hint.end() :]
    sample = text[:20_000]
    best, separator = 0, ","
    for candidate in SEPARATORS:
        widths = [len(row) for row in _sample_rows(sample, candidate) if any(row)]
        # A separator is what most lines hold equally often.
        score = max((widths.count(width) * (width - 1) for width in set(widths)), default=0)
        if score > best:
            best, separator = score, candidate
    return separator, text


def _sample_rows(sample: str, separator: str) -> list[list[str]]:
    try:
        return list(_records(sample, separator, strict=False))[:60]
    except csv.Error:
        return []

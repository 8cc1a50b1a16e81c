"""Look into an .xls before the reader does: whole, without a password, and of a sane shape.

The reader panics on files that are cut, takes memory for the whole rectangle of every sheet at once, and hides which
calendar the dates count from. Structure after [MS-CFB] (compound file) and [MS-XLS] (records of the workbook stream).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from lianyi.sheets.limits import MEGABYTE, Limits, check_shape
from lianyi.sheets.problems import UnreadableFile

_END = 0xFFFFFFFA  # sector numbers from here on are marks, not places
_HEADER = struct.Struct("<24x H H H H H 6x I I I 4x I I I I I")
_ENTRY = struct.Struct("<64s H B 49x I Q")
_BOF, _FILEPASS, _DATEMODE = (0x0809, 0x0009, 0x0209, 0x0409), 0x002F, 0x0022
# Records that begin with row and column; the last two hold several columns and end with the last one.
_CELLS = {0x0006, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x0001, 0x0002, 0x0003, 0x0004, 0x0005}
_MULTIPLE = {0x00BD, 0x00BE}
_BLANKS = {0x0001, 0x00BE}


def inspect(data: bytes, limits: Limits) -> bool:
    """Check a whole .xls; True when its dates count from 1904. UnreadableFile when something is wrong with it."""
    try:
        stream = _Container(data).stream(("Workbook", "Book"))
        return _walk(stream, limits)
    except (struct.error, IndexError, RecursionError) as error:
        raise UnreadableFile("file_damaged") from error


def _walk(stream: bytes, limits: Limits) -> bool:
    date1904 = False
    bottom = right = total = 0
    for code, at, length in _records(stream):
        if code in _BOF:
            total += bottom * right
            bottom = right = 0
        elif code == _FILEPASS:
            raise UnreadableFile("file_protected")
        elif code == _DATEMODE and length >= 2:
            date1904 = stream[at] == 1
        elif code in _CELLS or code in _MULTIPLE:
            row, column = struct.unpack_from("<HH", stream, at)
            if code in _MULTIPLE:
                (column,) = struct.unpack_from("<H", stream, at + length - 2)
            if code not in _BLANKS:
                bottom, right = max(bottom, row + 1), max(right, column + 1)
                check_shape(bottom, right, limits)
    # Unlike those of an .xlsx, all sheets are held at once.
    if total + bottom * right > 2 * limits.cells:
        raise UnreadableFile("file_unpacks_too_large", limit=limits.unpacked_bytes // MEGABYTE)
    return date1904


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """(code, place of the content, its length) of each record."""
    at = 0
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        if code == 0 and length == 0:
            return  # filling after the last record
        if at + 4 + length > len(stream):
            raise IndexError("a record reaches beyond the stream")
        yield code, at + 4, length
        at += 4 + length


class _Container:
    """A compound file: sectors chained by a table, and small streams within one of the chains."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        (*_, shift, mini_shift, _, _, directory, self._small_limit, mini, _, extra, _) = _HEADER.unpack_from(data)
        if shift not in (9, 12) or mini_shift != 6:
            raise IndexError("no compound file")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        tables = [place for place in struct.unpack_from("<109I", data, 76) if place < _END]
        while extra < _END and len(tables) <= len(data) // self._size:
            places = self._numbers(self._sector(extra))
            tables += [place for place in places[:-1] if place < _END]
            extra = places[-1]
        self._next = [number for place in tables for number in self._numbers(self._sector(place))]
        entries = self._chain(directory)
        self._entries = [_ENTRY.unpack_from(entries, at) for at in range(0, len(entries) - 127, 128)]
        self._mini_next = self._numbers(self._chain(mini)) if mini < _END else ()

    def stream(self, names: tuple[str, ...]) -> bytes:
        for name in names:
            for raw, length, _, start, size in self._entries:
                if raw[: max(length - 2, 0)].decode("utf-16-le", "replace") == name:
                    return self._content(start, size & 0xFFFFFFFF)
        raise IndexError("no workbook in the container")

    def _content(self, start: int, size: int) -> bytes:
        found = self._chain(start) if size >= self._small_limit else self._small_chain(start)
        if len(found) < size:
            raise IndexError("the stream was cut")
        return found[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        found = self._data[at : at + self._size]
        if len(found) < self._size:
            raise IndexError("a sector lies beyond the end of the file")
        return found

    def _chain(self, number: int) -> bytes:
        sectors: list[bytes] = []
        while number < _END:
            if len(sectors) > len(self._next):
                raise IndexError("a chain runs in a circle")
            sectors.append(self._sector(number))
            number = self._next[number]
        return b"".join(sectors)

    def _small_chain(self, number: int) -> bytes:
        whole = self._chain(self._entries[0][3])
        pieces: list[bytes] = []
        while number < _END:
            if len(pieces) > len(self._mini_next):
                raise IndexError("a chain runs in a circle")
            pieces.append(whole[number * self._mini_size : (number + 1) * self._mini_size])
            number = self._mini_next[number]
        return b"".join(pieces)

    @staticmethod
    def _numbers(sector: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(sector) // 4}I", sector)

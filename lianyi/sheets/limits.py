"""How much one file may hold."""

from __future__ import annotations

from dataclasses import dataclass

from lianyi.sheets.problems import UnreadableFile

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes; `cells` bounds rows × columns, because a reader allocates the whole rectangle."""

    bytes: int = 20 * MEGABYTE
    unpacked_bytes: int = 400 * MEGABYTE
    parts: int = 2_000
    rows: int = 200_000
    columns: int = 300
    cells: int = 8_000_000


DEFAULT_LIMITS = Limits()


def check_size(size: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse a file by its size alone, so that an upload can be refused before it is read."""
    if size == 0:
        raise UnreadableFile("file_empty")
    if size > limits.bytes:
        # Rounded up: a file of 20.1 MB must not be told that it has 20 of 20 MB.
        raise UnreadableFile("file_too_large", megabytes=-(-size // MEGABYTE), limit=limits.bytes // MEGABYTE)


def check_shape(rows: int, columns: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse a sheet that reaches down or to the right too far."""
    if rows > limits.rows:
        raise UnreadableFile("file_too_many_rows", rows=rows, limit=limits.rows)
    if columns > limits.columns:
        raise UnreadableFile("file_too_many_columns", columns=columns, limit=limits.columns)
    if rows * columns > limits.cells:
        raise UnreadableFile("file_too_many_rows", rows=rows, limit=limits.cells // columns)

"""The number of a matter, as it is said on the telephone and printed on paper: its key with a check digit."""

from __future__ import annotations

from lianyi.codes import paper_number, serial_of

DIGITS = 7


def shown(key: int) -> str:
    return paper_number(key).zfill(DIGITS)


def key_of(typed: str) -> int | None:
    """The key behind a number as somebody typed it; None when it is none, or its check digit does not fit."""
    return serial_of(typed)

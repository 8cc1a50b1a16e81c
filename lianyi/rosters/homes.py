"""Where a row says that somebody lives: columns of their own, an address in one cell, or both together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from lianyi.rosters.addresses import LEVELS, AddressBook, Written, level_key
from lianyi.rosters.findings import OwnCode
from lianyi.rosters.layouts import LENGTHS

COLUMNS = ("compound", "building", "unit", "room")
# "苑1-2-301" or "苑301室": more than a name, though not an address that can be taken apart.
_HOLDS_NUMBERS = re.compile(r"\d\s*[-－—/]\s*\d|\d\s*[室户]?$")


def written_home(text: Mapping[str, str], book: AddressBook) -> tuple[Written | None, OwnCode | None]:
    """The address of a row and what is to be said about it; None where it cannot be read. `text` has "" for empty."""
    columns = Written(*(text[key] for key in COLUMNS))
    if not text["address"]:
        return columns, None
    whole = book.read_in_one(text["address"])
    if whole is not None:
        merged = Written(*(getattr(columns, level) or getattr(whole, level) for level in LEVELS))
        return merged, "address_contradicts" if _differ(columns, whole) else None
    if columns.building or columns.unit:
        if columns.compound:
            return columns, None
        return _named(columns, " ".join(text["address"].split()))
    return (columns if columns.steps else None), "address_not_understood"


def _named(columns: Written, name: str) -> tuple[Written | None, OwnCode | None]:
    """Building and room in columns, the compound as the address. Without it, houses of two compounds would be one."""
    if len(name) > LENGTHS["compound"] or _HOLDS_NUMBERS.search(name):
        return None, "address_not_understood"
    return replace(columns, compound=name), None


def _differ(columns: Written, whole: Written) -> bool:
    """Whether a level stands in both and is not the same. An address may put the street before the compound."""
    for level in LEVELS:
        here, there = (level_key(level, getattr(one, level)) for one in (columns, whole))
        if here and there and here != there and not (level == "compound" and there.endswith(here)):
            return True
    return False

"""Which column of a table of places is which: English and Chinese headings as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from lianyi.sheets.sheet import Cell
from lianyi.sheets.texts import match_key
from lianyi.streets.places import Kind

LOOK_AT = 15  # rows in which the headings may stand
NAMED_IN = {  # how a missing column is called
    "id": ("id", "编号"),
    "lon": ("lon", "经度"),
    "lat": ("lat", "纬度"),
    "residents": ("residents", "居民数"),
    "category": ("category", "类别"),
}
NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.HOMES: ("id", "lon", "lat"),
    Kind.POINTS: ("id", "category", "lon", "lat"),
    Kind.CANDIDATES: ("id", "lon", "lat"),
}
_REMARK = re.compile(r"[(（\[【].*?[)）\]】]")


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Our name → what it is called in files, the best first."""
    data = resources.files("lianyi.streets").joinpath("headings.yaml").read_bytes()
    return {name: tuple(str(one) for one in names) for name, names in yaml.safe_load(data).items()}


@dataclass(frozen=True)
class Headings:
    """``row`` of the headings from 0, -1 when there are none; ``columns`` index by our name; ``missing`` names."""

    row: int
    columns: Mapping[str, int]
    missing: tuple[str, ...]
    doubled: tuple[str, ...] = ()


def find_headings(rows: Sequence[Sequence[Cell]], kind: Kind) -> Headings:
    """The row near the top that names most of the columns we know."""
    best = Headings(-1, {}, NEEDED[kind])
    for number, row in enumerate(rows[:LOOK_AT]):
        columns, doubled = name_columns(row)
        known_place = {"lon", "lat", "both", "id"} & set(columns)
        if len(columns) > max(len(best.columns), 1) and known_place:
            best = Headings(number, columns, missing(columns, kind), doubled)
    return best


def name_columns(row: Sequence[Cell]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Index by our name, and the headings that name a second column of the same; the better synonym wins."""
    found: dict[str, tuple[int, int]] = {}
    doubled = []
    for index, cell in enumerate(row):
        name, rank = known(str(cell))
        if not name:
            continue
        if name in found:
            doubled.append(str(cell).strip())
        if name not in found or rank < found[name][1]:
            found[name] = (index, rank)
    return {name: index for name, (index, _) in found.items()}, tuple(doubled)


def known(heading: str) -> tuple[str, int]:
    """Our name for a heading and how good a name it is (0 best); ("", 0) when we have none."""
    text = re.sub(r"(?:19|20)\d\d$", "", match_key(_REMARK.sub("", heading)).strip("*:："))
    return next(((name, names.index(text)) for name, names in synonyms().items() if text in names), ("", 0))


def missing(columns: Mapping[str, int], kind: Kind) -> tuple[str, ...]:
    """The columns this kind of file needs and these are not; one column with both coordinates does for two."""
    has = set(columns) | ({"lon", "lat"} if "both" in columns else set())
    return tuple(name for name in NEEDED[kind] if name not in has)

"""Who has a group, and which buildings have one within reach. Pure Python over paths of places.

A group is within reach of a building when it is for the whole community, when its place contains the building or is it,
or when its place lies within the compound of the building.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Building:
    """`path` from the root, `compound` the path of the compound it stands in ("" for none)."""

    key: int
    path: str
    compound: str


@dataclass(frozen=True)
class Coverage:
    """`gap` people have no group and have not declined. `declined` counts those without a group only."""

    members: int
    in_group: int
    declined: int
    buildings: int
    reached: int

    @property
    def gap(self) -> int:
        return self.members - self.in_group - self.declined

    @property
    def share_of_members(self) -> int | None:
        """In whole per cent, rounded down, so that 100 means everybody. None without members."""
        return 100 * self.in_group // self.members if self.members else None

    @property
    def share_of_buildings(self) -> int | None:
        return 100 * self.reached // self.buildings if self.buildings else None


def unreached(buildings: Sequence[Building], group_paths: Iterable[str]) -> list[Building]:
    """The buildings that no group reaches. A group's path is "" where it is for the whole community."""
    paths = set(group_paths)
    if "" in paths:
        return []
    return [building for building in buildings if not any(reaches(path, building) for path in paths)]


def reaches(group_path: str, building: Building) -> bool:
    contains = building.path.startswith(group_path)
    return contains or (bool(building.compound) and group_path.startswith(building.compound))

"""Counting what a draft does for people: pure Python over a snapshot and placements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lianyi.engines.formation.problem import Level
from lianyi.groups.problem import Asked

Placed = Mapping[int, int | None]  # serial -> group number, None where there is no group
# Shown instead of a level:
NO_FORM = 0  # for somebody without a form
NO_WISH = 99  # for somebody whose form names no wish and who has a group; between the wishes and what is none


def level_at(row: list[Any], number: int | None) -> int:
    """The level at which the member of a snapshot's row holds a group."""
    _serial, wishes, fallback, _any, _answered = row
    if number is None:
        return int(Level.UNPLACED)
    if number in wishes:
        return int(wishes.index(number)) + 1
    return int(Level.FALLBACK) if number == fallback else int(Level.ANY)


def shown_level(row: list[Any], level: int) -> int:
    """A level as people read it: whoever sent no form, or named no wish, had no wish that could be missed."""
    _serial, wishes, _fallback, _any, answered = row
    if not answered:
        return NO_FORM
    return NO_WISH if not wishes and level in (Level.FALLBACK, Level.ANY) else level


@dataclass(frozen=True)
class Figures:
    """Counts of a draft. `levels` are of those who sent a form, as they are shown; `no_form` are placed without one."""

    members: int
    levels: dict[int, int]
    no_form: int
    unplaced: int
    declined: int
    sizes: dict[int, int]
    opened: dict[str, int]

    @property
    def answered(self) -> int:
        return sum(self.levels.values())

    def as_json(self) -> dict[str, Any]:
        return {
            "members": self.members,
            "levels": {str(level): count for level, count in sorted(self.levels.items())},
            "no_form": self.no_form,
            "unplaced": self.unplaced,
            "declined": self.declined,
            "sizes": {str(number): size for number, size in sorted(self.sizes.items())},
            "opened": self.opened,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Figures:
        return cls(
            members=stored["members"],
            levels={int(level): count for level, count in stored["levels"].items()},
            no_form=stored["no_form"],
            unplaced=stored["unplaced"],
            declined=stored["declined"],
            sizes={int(number): size for number, size in stored["sizes"].items()},
            opened=dict(stored["opened"]),
        )


def figures(asked: Asked, placed: Placed) -> Figures:
    """The counts of placements over the snapshot they answer."""
    levels: Counter[int] = Counter()
    sizes = {group[0]: 0 for group in asked["groups"]}
    no_form = unplaced = 0
    for row in asked["members"]:
        number = placed.get(row[0])
        if number is None:
            unplaced += 1
        else:
            sizes[number] += 1
        if not row[4]:
            no_form += number is not None
        elif number is not None:
            levels[shown_level(row, level_at(row, number))] += 1
    opened = Counter(group[1] for group in asked["groups"] if sizes[group[0]])
    return Figures(
        members=len(asked["members"]),
        levels=dict(levels),
        no_form=no_form,
        unplaced=unplaced,
        declined=len(asked["declined"]),
        sizes=sizes,
        opened=dict(opened),
    )


def depth_of(asked: Asked) -> int:
    """How many wishes the longest form has, at least one."""
    return max((len(row[1]) for row in asked["members"]), default=0) or 1

"""What comes out: who is where, which groups open, and the proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from lianyi.engines.formation.objective import positions
from lianyi.engines.formation.problem import IntArray, Level, ProblemArrays
from lianyi.engines.issues import Issue


@dataclass(frozen=True)
class Placement:
    """``choice`` is the level: 1..K, or Level.FALLBACK, Level.ANY."""

    member: str
    group: str
    choice: int
    locked: bool = False


@dataclass(frozen=True)
class Change:
    """A change that would place somebody: ``accept_any``, ``one_more_place`` in group, ``add_wish`` for group,
    ``open_more`` (no place is left anywhere)."""

    code: str
    group: str = ""


@dataclass(frozen=True)
class Unplaced:
    """``reason``: ``names_no_group``, ``all_closed`` (nothing they named opened), ``all_full`` (what opened is full),
    ``no_places`` (would go anywhere, everything is full). ``changes``: each alone would place them, smallest first."""

    member: str
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class PriceBound:
    """Lower bound of a part of the decisions from what a place in each group is worth.

    ``prices`` holds one vector a group (input order; leading component: members short of a minimum).
    """

    prices: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class LevelBound:
    """Multipliers, in units of 1/scale, that bound one component while earlier ones may not get worse.

    ``members[i]`` is what class i (numbered by first appearance, see certify) is charged, ``hub`` what entering any
    group is charged, ``earlier[j] >= 0`` weighs component j.
    """

    component: int
    scale: int
    members: tuple[int, ...]
    hub: int
    earlier: tuple[int, ...]


@dataclass(frozen=True)
class Leaf:
    """A part of the decisions with its proof: one price bound, or bounds component by component, or neither when the
    prescribed number of open groups of a bond is out of reach."""

    price: PriceBound | None = None
    levels: tuple[LevelBound, ...] = ()


@dataclass(frozen=True)
class Branch:
    """All decisions of this part: either ``group`` (an input index) opens, or it does not."""

    group: int
    opened: "Tree"
    closed: "Tree"


Tree = Leaf | Branch


@dataclass(frozen=True)
class Gap:
    """Everything before ``component`` is proven best; of it, ``value`` was reached and less than ``bound`` is
    impossible.
    """

    component: str
    value: int
    bound: int


@dataclass(frozen=True)
class Certificate:
    """``value`` is the objective, component by component, as named in ``components``; ``tree`` proves it."""

    components: tuple[str, ...]
    value: tuple[int, ...]
    tree: Tree
    gap: Gap | None = None


@dataclass(frozen=True)
class Result:
    """``group_of`` (input index or -1) and ``level_of`` (level number) have one entry a member, ``is_open``
    one a group.
    """

    arrays: ProblemArrays
    group_of: IntArray
    level_of: IntArray
    is_open: IntArray
    certificate: Certificate
    warnings: tuple[Issue, ...] = ()

    @property
    def status(self) -> Literal["optimal", "gap"]:
        return "gap" if self.certificate.gap else "optimal"

    @property
    def gap(self) -> Gap | None:
        return self.certificate.gap

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """Members of every group, by id."""
        count = np.bincount(self.group_of[self.group_of >= 0], minlength=len(self.arrays.groups))
        return {group.id: int(size) for group, size in zip(self.arrays.groups, count, strict=True)}

    @cached_property
    def counts(self) -> Mapping[int, int]:
        """How many got each level; every level of the problem appears."""
        count = np.bincount(self.level_of, minlength=int(Level.UNPLACED) + 1)
        return {int(level): int(count[level]) for level in positions(self.arrays.depth)}

    @property
    def opened(self) -> tuple[str, ...]:
        return tuple(group.id for group, opens in zip(self.arrays.groups, self.is_open, strict=True) if opens)

    @property
    def closed(self) -> tuple[str, ...]:
        return tuple(group.id for group, opens in zip(self.arrays.groups, self.is_open, strict=True) if not opens)

    @cached_property
    def placements(self) -> tuple[Placement, ...]:
        """Placed members in input order."""
        arrays = self.arrays
        names = [group.id for group in arrays.groups]
        rows = np.flatnonzero(self.group_of >= 0)
        columns = (self.group_of[rows].tolist(), self.level_of[rows].tolist(), (arrays.binding[rows] >= 0).tolist())
        return tuple(
            Placement(arrays.ids[row], names[group], level, locked)
            for row, group, level, locked in zip(rows.tolist(), *columns, strict=True)
        )

    @cached_property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """Members without a group in input order, each with the smallest change that would place them."""
        return tuple(self._unplaced(int(row)) for row in np.flatnonzero(self.group_of < 0))

    def _unplaced(self, row: int) -> Unplaced:
        arrays = self.arrays
        named = [int(group) for group in (*arrays.wishes[row], arrays.fallback[row]) if group >= 0]
        opened = [group for group in dict.fromkeys(named) if self.is_open[group] and not arrays.groups[group].frozen]
        willing = bool(arrays.accept_any[row])
        reason = "all_full" if opened else "all_closed" if named else "names_no_group"
        changes = [Change("one_more_place", arrays.groups[group].id) for group in opened[:1]]
        if self._roomy:
            first = [] if willing else [Change("accept_any"), Change("add_wish", self._roomy[0])]
            return Unplaced(arrays.ids[row], reason, (*first, *changes))
        if willing:
            changes = changes or [Change("one_more_place", name) for name in self._growable[:1]]
            reason = "no_places"
        return Unplaced(arrays.ids[row], reason, tuple(changes) or (Change("open_more"),))

    @cached_property
    def _growable(self) -> tuple[str, ...]:
        pairs = zip(self.arrays.groups, self.is_open, strict=True)
        return tuple(group.id for group, opens in pairs if opens and not group.frozen)

    @cached_property
    def _roomy(self) -> tuple[str, ...]:
        """Open groups with a place left."""
        limits = {group.id: group.maximum for group in self.arrays.groups}
        return tuple(name for name in self._growable if self.sizes[name] < limits[name])

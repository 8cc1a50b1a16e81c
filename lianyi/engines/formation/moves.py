"""Drafts edited by hand: what a draft is worth, and what moving one member would change."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lianyi.engines.formation.objective import component_names, position_of, positions, vectors
from lianyi.engines.formation.problem import AnyProblem, IntArray, Level, ProblemArrays, columns_of
from lianyi.engines.formation.result import Placement

Placements = Mapping[str, str] | Iterable[Placement]


@dataclass(frozen=True)
class Broken:
    """A limit or condition that a draft breaks: ``over_maximum``, ``below_minimum``, ``should_be_closed``,
    ``should_be_open``, ``wrong_open_count`` (bond, open, wanted), ``not_accepted`` (member, group), ``lock_broken``
    (member, group: where the lock says)."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """What is broken, without by how much."""
        names = ("group", "member", "bond")
        return self.code, tuple((name, self.params[name]) for name in names if name in self.params)


@dataclass(frozen=True)
class Evaluation:
    """``counts`` per level, ``sizes`` per group, ``value`` per component of the policy's objective (least is best)."""

    counts: Mapping[int, int]
    sizes: Mapping[str, int]
    value: Mapping[str, int]
    broken: tuple[Broken, ...]


@dataclass(frozen=True)
class MoveCost:
    """One member moved. ``verdict`` is better, equal or worse for all together under the policy; ``change`` is the
    change of
    the number of members at each level that changes; ``breaks`` and ``mends`` are limits newly broken or met again."""

    member: str
    source: str
    target: str
    level_before: int
    level_after: int
    sizes_before: Mapping[str, int]
    sizes_after: Mapping[str, int]
    change: Mapping[int, int]
    value_before: Mapping[str, int]
    value_after: Mapping[str, int]
    verdict: str
    breaks: tuple[Broken, ...]
    mends: tuple[Broken, ...]


def evaluate(problem: AnyProblem, placements: Placements) -> Evaluation:
    """A draft as it stands. Members it does not name are without a group. Raises KeyError for unknown ids."""
    arrays = columns_of(problem)
    return _evaluate(arrays, _groups(arrays, placements))


def cost_of_move(problem: AnyProblem, placements: Placements, member_id: str, group_id: str) -> MoveCost:
    """What changes when one member goes to a group ("" for none). Raises KeyError for unknown ids."""
    arrays = columns_of(problem)
    before = _groups(arrays, placements)
    row = arrays.row_of[member_id]
    after = before.copy()
    after[row] = arrays.index_of[group_id] if group_id else -1
    old, new = _evaluate(arrays, before), _evaluate(arrays, after)
    touched = [arrays.groups[at].id for at in dict.fromkeys((int(before[row]), int(after[row]))) if at >= 0]
    known, now = {broken.key() for broken in old.broken}, {broken.key() for broken in new.broken}
    values = tuple(old.value.values()), tuple(new.value.values())
    one = np.array([row])
    return MoveCost(
        member=member_id,
        source=arrays.groups[before[row]].id if before[row] >= 0 else "",
        target=group_id,
        level_before=int(arrays.levels(one, before[one])[0]),
        level_after=int(arrays.levels(one, after[one])[0]),
        sizes_before={group: old.sizes[group] for group in touched},
        sizes_after={group: new.sizes[group] for group in touched},
        change={level: new.counts[level] - count for level, count in old.counts.items() if new.counts[level] != count},
        value_before=old.value,
        value_after=new.value,
        verdict="equal" if values[0] == values[1] else "better" if values[1] < values[0] else "worse",
        breaks=tuple(broken for broken in new.broken if broken.key() not in known),
        mends=tuple(broken for broken in old.broken if broken.key() not in now),
    )


def _groups(arrays: ProblemArrays, placements: Placements) -> IntArray:
    pairs = placements.items() if isinstance(placements, Mapping) else ((one.member, one.group) for one in placements)
    out = np.full(arrays.size, -1, dtype=np.int32)
    for member, group in pairs:
        out[arrays.row_of[member]] = arrays.index_of[group] if group else -1
    return out


def _evaluate(arrays: ProblemArrays, group_of: IntArray) -> Evaluation:
    levels = arrays.levels(np.arange(arrays.size), group_of)
    changed = np.zeros(arrays.size, dtype=np.int64)
    if arrays.previous is not None:
        changed = ((arrays.previous >= 0) & (arrays.previous != group_of)).astype(np.int64)
    codes = np.bincount(2 * position_of(levels, arrays.depth) + changed, minlength=2 * (arrays.depth + 3))
    value = codes @ vectors(arrays)
    sizes = np.bincount(group_of[group_of >= 0], minlength=len(arrays.groups))
    ladder = positions(arrays.depth).tolist()
    return Evaluation(
        counts={level: int(codes[2 * at] + codes[2 * at + 1]) for at, level in enumerate(ladder)},
        sizes={group.id: int(size) for group, size in zip(arrays.groups, sizes, strict=True)},
        value=dict(zip(component_names(arrays), value.tolist(), strict=True)),
        broken=(*_limits(arrays, sizes), *_conditions(arrays, group_of, levels)),
    )


def _limits(arrays: ProblemArrays, sizes: IntArray) -> Iterable[Broken]:
    opened: Counter[str] = Counter()
    held = np.bincount(arrays.binding[arrays.binding >= 0], minlength=len(arrays.groups))
    for at, group in enumerate(arrays.groups):
        size = int(sizes[at])
        opened[group.bond] += bool(size)
        low, high = (int(held[at]), int(held[at])) if group.frozen else (group.minimum, group.maximum)
        params = {"group": group.id, "size": size, "minimum": low, "maximum": high}
        if size and group.must_close:
            yield Broken("should_be_closed", params)
        elif size > high:
            yield Broken("over_maximum", params)
        elif size < low and (size or group.must_open):
            yield Broken("below_minimum" if size else "should_be_open", params)
    for bond, wanted in arrays.open_per_bond.items():
        if opened[bond] != wanted:
            yield Broken("wrong_open_count", {"bond": bond, "open": opened[bond], "wanted": wanted})


def _conditions(arrays: ProblemArrays, group_of: IntArray, levels: IntArray) -> Iterable[Broken]:
    unlocked = arrays.binding < 0
    for row in np.flatnonzero((levels == Level.ANY) & ~arrays.accept_any & unlocked).tolist():
        yield Broken("not_accepted", {"member": arrays.ids[row], "group": arrays.groups[group_of[row]].id})
    for row in np.flatnonzero(~unlocked & (arrays.binding != group_of)).tolist():
        yield Broken("lock_broken", {"member": arrays.ids[row], "group": arrays.groups[arrays.binding[row]].id})

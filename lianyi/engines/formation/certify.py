"""The independent checker: does the result satisfy every condition, and does its certificate prove it optimal?

Shares nothing with the solver but the statement of the problem and the shape of the result. It works member by member,
in exact integers, and trusts no number of the solver except as a multiplier whose consequence it computes itself.

Two proofs are understood (objective vectors are compared lexicographically, ≥ means "not better than"):

* **prices** p_g, one vector a group, from the transport problem's dual: for any vectors p, every placement with some
  open set O has value Σ_m cost_m ≥ Σ_m min_g (cost_mg + p_g) - Σ_{g∈O} size_g·p_g, and size_g·p_g is at most
  max·p_g if p_g > 0, else min·p_g (or 0 where g may stay closed).
* **multipliers** for one component c with the earlier ones held: for any u, q and any λ ≥ 0, every placement whose earlier
  components are at most v has value_c ≥ Σ_i n_i·u_i - Σ_j λ_j·v_j + Σ_i min(0, …) + the cheapest choice of groups at
  costs c + λ·earlier - u (Lagrangian relaxation: Geoffrion, Mathematical Programming Study 2, 1974).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lianyi.engines.formation.problem import AnyProblem, IntArray, Level, Policy, ProblemArrays, columns_of
from lianyi.engines.formation.result import Branch, Leaf, LevelBound, PriceBound, Result, Tree

Vector = tuple[int, ...]


def verify(problem: AnyProblem, result: Result) -> list[str]:
    """Everything wrong with the result or its proof; empty when both hold. ``code: detail`` strings."""
    arrays = columns_of(problem)
    size, groups = arrays.size, len(arrays.groups)
    if len(result.group_of) != size or len(result.level_of) != size or len(result.is_open) != groups:
        return ["wrong_shape: the result does not belong to this problem"]
    if size and not (-1 <= result.group_of.min() and result.group_of.max() < groups):
        return ["unknown_group: a member is in a group that does not exist"]
    facts = _Facts(arrays)
    found = [*_conditions(arrays, result), *_claims(facts, result)]
    return found or list(_Proof(facts, result).failures())


# -- the placement itself


def _conditions(arrays: ProblemArrays, result: Result) -> Iterator[str]:
    group_of, is_open = result.group_of, result.is_open
    placed = np.flatnonzero(group_of >= 0)
    levels = _levels(arrays, group_of)
    for row in np.flatnonzero(levels != result.level_of)[:5]:
        yield f"wrong_level: {arrays.ids[row]} holds level {levels[row]}, not {result.level_of[row]}"
    for row in placed[~is_open[group_of[placed]]][:5]:
        yield f"in_closed_group: {arrays.ids[row]}"
    refused = (levels == Level.ANY) & ~arrays.accept_any & (arrays.binding != group_of)
    for row in np.flatnonzero(refused)[:5]:
        yield f"against_conditions: {arrays.ids[row]} does not accept any group"
    for row in np.flatnonzero((arrays.binding >= 0) & (arrays.binding != group_of))[:5]:
        yield f"lock_broken: {arrays.ids[row]}"
    sizes = np.bincount(group_of[placed], minlength=len(arrays.groups))
    held = np.bincount(arrays.binding[arrays.binding >= 0], minlength=len(arrays.groups))
    for at, group in enumerate(arrays.groups):
        low, high = (held[at], held[at]) if group.frozen else (group.minimum, group.maximum)
        if is_open[at] and not low <= sizes[at] <= high:
            yield f"outside_limits: {group.id} has {sizes[at]}, not {low} to {high}"
        if is_open[at] and group.must_close or group.must_open and not is_open[at]:
            yield f"opening_not_as_told: {group.id}"
    opened = Counter(group.bond for group, opens in zip(arrays.groups, is_open, strict=True) if opens)
    for bond, wanted in arrays.open_per_bond.items():
        if opened[bond] != wanted:
            yield f"wrong_open_count: {bond} has {opened[bond]} open, not {wanted}"


def _levels(arrays: ProblemArrays, group_of: IntArray) -> IntArray:
    """The level everybody holds, worked out from the lists."""
    levels = np.where(group_of == arrays.fallback, int(Level.FALLBACK), int(Level.ANY))
    for column in reversed(range(arrays.depth)):
        levels = np.where(arrays.wishes[:, column] == group_of, column + 1, levels)
    return np.where(group_of < 0, int(Level.UNPLACED), levels)


# -- what it is worth


class _Facts:
    """The objective of a problem, derived from its policy."""

    def __init__(self, arrays: ProblemArrays) -> None:
        self.arrays = arrays
        wishes = list(range(1, arrays.depth + 1))
        ladder = [*wishes, int(Level.FALLBACK), int(Level.ANY)]
        self.terms: list[tuple[str, dict[int, int], int]] = []  # name, cost of each level, cost of a change
        policy = Policy(arrays.policy)
        if policy is Policy.RANK_MAXIMAL:
            self.terms = [(f"-level:{level}", {level: -1}, 0) for level in ladder[:-1]]
        elif policy is Policy.FAIREST:
            self.terms = [(f"level:{level}", {level: 1}, 0) for level in reversed(ladder[1:])]
        else:
            self.terms = [("total", {level: rank for rank, level in enumerate(ladder, 1)}, 0)]
        if arrays.previous is not None:
            self.terms.insert(0 if arrays.keep == "first" else len(self.terms), ("changes", {}, 1))
        self.terms.insert(0, ("unplaced", {int(Level.UNPLACED): 1}, 0))
        self.levels = [*ladder, int(Level.UNPLACED)]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _, _ in self.terms)

    def vector(self, level: int, changed: bool) -> Vector:
        return tuple(costs.get(level, 0) + change * changed for _, costs, change in self.terms)

    def value(self, group_of: IntArray, level_of: IntArray) -> Vector:
        """The objective of a placement, counted."""
        changed = np.zeros(len(group_of), dtype=bool)
        if self.arrays.previous is not None:
            changed = (self.arrays.previous >= 0) & (self.arrays.previous != group_of)
        total = [0] * len(self.terms)
        for level in self.levels:
            for moved in (False, True):
                count = int(((level_of == level) & (changed == moved)).sum())
                total = [sum_ + count * part for sum_, part in zip(total, self.vector(level, moved), strict=True)]
        return tuple(total)


def _claims(facts: _Facts, result: Result) -> Iterator[str]:
    claimed = result.certificate
    if claimed.components != facts.names:
        yield f"wrong_objective: {claimed.components} instead of {facts.names}"
    elif claimed.value != facts.value(result.group_of, result.level_of):
        yield f"wrong_value: the placement is worth {facts.value(result.group_of, result.level_of)}, not {claimed.value}"


# -- why nothing is better


@dataclass(frozen=True)
class _Kind:
    """Members who may do the same at the same cost; ``arcs`` maps a group (-1: none) to the codes (level, changed)."""

    count: int
    arcs: dict[int, tuple[int, bool]]
    willing: tuple[int, bool] | None  # code of any other group


class _Proof:
    def __init__(self, facts: _Facts, result: Result) -> None:
        self.facts, self.arrays, self.result = facts, facts.arrays, result
        self.value = result.certificate.value
        binding = self.arrays.binding
        self.held = np.bincount(binding[binding >= 0], minlength=len(self.arrays.groups))
        self.free = np.flatnonzero(binding < 0)
        bound = np.flatnonzero(binding >= 0)
        self.fixed = _Facts(self.arrays).value(
            np.where(binding >= 0, binding, -1)[bound], _levels(self.arrays, binding)[bound]
        ) if self.arrays.previous is None else self._fixed(bound)
        self.weakest: tuple[int, int] | None = None

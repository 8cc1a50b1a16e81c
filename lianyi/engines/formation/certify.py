"""The independent checker: does the result satisfy every condition, and does its certificate prove it optimal?

Shares nothing with the solver but the statement of the problem and the shape of the result. It works member by member,
in exact integers, and trusts no number of the solver except as a multiplier whose consequence it computes itself.

Two proofs are understood (objective vectors are compared lexicographically, ≥ means "not better than"):

* **prices** p_g, one vector a group, from the transport problem's dual: for any vectors p, every placement with some
  open set O has value Σ_m cost_m ≥ Σ_m min_g (cost_mg + p_g) - Σ_{g∈O} size_g·p_g, and size_g·p_g is at most
  max·p_g if p_g > 0, else min·p_g (or 0 where g may stay closed).
* **multipliers** for one component c with the earlier ones held: for any u, q and any λ ≥ 0, every placement whose
earlier
  components are at most v has value_c ≥ Σ_i n_i·u_i - Σ_j λ_j·v_j + Σ_i min(0, …) + the cheapest choice of groups at
  costs c + λ·earlier - u (Lagrangian relaxation: Geoffrion, Mathematical Programming Study 2, 1974).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
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
    if size and not (result.group_of.min() >= -1 and result.group_of.max() < groups):
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
        if (is_open[at] and group.must_close) or (group.must_open and not is_open[at]):
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
        worth = facts.value(result.group_of, result.level_of)
        yield f"wrong_value: the placement is worth {worth}, not {claimed.value}"


# -- why nothing is better


class _Proof:
    """Walks the tree of decisions and recomputes the bound of every leaf."""

    def __init__(self, facts: _Facts, result: Result) -> None:
        self.facts, self.arrays, self.result = facts, facts.arrays, result
        self.value = result.certificate.value
        binding = self.arrays.binding
        self.free = np.flatnonzero(binding < 0)
        held = binding[binding >= 0]
        self.held = np.bincount(held, minlength=len(self.arrays.groups))
        self.fixed = self._held_value(binding)
        self.weakest: tuple[int, int] | None = None

    def _held_value(self, binding: IntArray) -> Vector:
        """What the members who are held in their groups add to the objective."""
        rows = np.flatnonzero(binding >= 0)
        levels = _levels(self.arrays, binding)[rows]
        changed = np.zeros(len(rows), dtype=bool)
        if self.arrays.previous is not None:
            before = self.arrays.previous[rows]
            changed = (before >= 0) & (before != binding[rows])
        pairs = Counter(zip(levels.tolist(), changed.tolist(), strict=True))
        total = [0] * len(self.facts.terms)
        for (level, moved), count in pairs.items():
            total = [so_far + count * part for so_far, part in zip(total, self.facts.vector(level, moved), strict=True)]
        return tuple(total)

    def failures(self) -> Iterator[str]:
        yield from self._walk(self.result.certificate.tree, frozenset(), frozenset())
        gap = self.result.certificate.gap
        if gap is None and self.weakest is not None:
            component, bound = self.weakest
            yield f"not_proven: {self.facts.names[component]} could be as low as {bound}"
        if gap is not None:
            component = self.facts.names.index(gap.component) if gap.component in self.facts.names else -1
            if component < 0 or gap.value != self.value[component]:
                yield f"wrong_gap: {gap}"
            elif self.weakest is not None and (component, gap.bound) > self.weakest:
                yield f"wrong_gap: {gap} claims more than is proven"

    def _walk(self, tree: Tree, opened: frozenset[int], closed: frozenset[int]) -> Iterator[str]:
        if isinstance(tree, Branch):
            if not 0 <= tree.group < len(self.arrays.groups) or tree.group in opened | closed:
                yield f"broken_tree: group {tree.group} cannot be decided here"
                return
            yield from self._walk(tree.opened, opened | {tree.group}, closed)
            yield from self._walk(tree.closed, opened, closed | {tree.group})
        elif self._possible(opened, closed):
            yield from self._leaf(tree, *self._status(opened, closed))

    def _status(self, opened: frozenset[int], closed: frozenset[int]) -> tuple[IntArray, IntArray]:
        """Masks: open for certain, undecided. Groups that take nobody new are in neither."""
        groups = self.arrays.groups
        told = [group.must_open or held > 0 for group, held in zip(groups, self.held, strict=True)]
        shut = [group.must_close or group.frozen for group in groups]
        sure = [(at in opened or told[at]) and not shut[at] for at in range(len(groups))]
        free = [not (sure[at] or shut[at] or at in closed) for at in range(len(groups))]
        return np.array(sure, dtype=bool), np.array(free, dtype=bool)

    def _possible(self, opened: frozenset[int], closed: frozenset[int]) -> bool:
        """Can these decisions be completed to what was told and prescribed?"""
        least, most = Counter[str](), Counter[str]()
        for at, group in enumerate(self.arrays.groups):
            must = group.must_open or self.held[at] > 0
            never = group.must_close or (group.frozen and not self.held[at])
            if (at in closed and must) or (at in opened and never):
                return False
            least[group.bond] += at in opened or must
            most[group.bond] += not (at in closed or never)
        return all(least[bond] <= wanted <= most[bond] for bond, wanted in self.arrays.open_per_bond.items())

    def _leaf(self, leaf: Leaf, sure: IntArray, free: IntArray) -> Iterator[str]:
        if leaf.price is not None:
            yield from self._price(leaf.price, sure, free)
            return
        bounds = [(0, self.fixed[0])]
        for number, level in enumerate(leaf.levels):
            if level.component != number or number >= len(self.value):
                yield f"broken_leaf: component {level.component} out of turn"
                return
            bound = self._level(level, sure, free)
            if bound is None or bound > self.value[number]:
                return
            if bound < self.value[number]:
                bounds = [(number, bound)]
                break
            bounds = [(number + 1, min(self.fixed[number + 1 :], default=0))]
        else:
            if len(leaf.levels) == len(self.value):
                return
        self.weakest = min([*bounds, *([self.weakest] if self.weakest else [])])

    # -- prices

    def _price(self, bound: PriceBound, sure: IntArray, free: IntArray) -> Iterator[str]:
        width = len(self.facts.terms) + 1
        if len(bound.prices) != len(sure) or any(len(price) != width for price in bound.prices):
            yield "broken_leaf: prices have the wrong shape"
            return
        if any(abs(part) > 2**31 for price in bound.prices for part in price):
            yield "broken_leaf: prices out of range"
            return
        total = self._cheapest_places(bound, sure | free)
        for at in np.flatnonzero(sure | free):
            group, price = self.arrays.groups[at], bound.prices[at]
            most, least = group.maximum - int(self.held[at]), max(0, group.minimum - int(self.held[at]))
            size = most if price > (0,) * width else least if sure[at] else 0
            total = [so_far - size * part for so_far, part in zip(total, price, strict=True)]
        reached = [total[0], *(part + fixed for part, fixed in zip(total[1:], self.fixed, strict=True))]
        if tuple(reached) < (0, *self.value):
            yield f"not_proven: prices show only {tuple(reached[1:])}"

    def _cheapest_places(self, bound: PriceBound, usable: IntArray) -> list[int]:
        """Σ over members of the least cost plus price.

        Vectors are replaced by their ranks, so that one look-up an arc does.
        """
        levels = self.facts.levels
        costs = [(0, *self.facts.vector(level, changed)) for level in levels for changed in (False, True)]
        indices = [int(at) for at in np.flatnonzero(usable)]
        vectors = {
            (code, at): tuple(part + extra for part, extra in zip(cost, bound.prices[at], strict=True))
            for code, cost in enumerate(costs)
            for at in indices
        } | {(code, -1): cost for code, cost in enumerate(costs)}
        ordered = sorted(set(vectors.values()))
        rank = {vector: at for at, vector in enumerate(ordered)}
        table = np.full((len(costs), len(usable) + 1), len(ordered), dtype=np.int32)
        for (code, at), vector in vectors.items():
            table[code, at] = rank[vector]
        table[:-2, -1] = len(ordered)  # only "unplaced" goes with no group
        best = self._best_rank(table)
        count = np.bincount(best, minlength=len(ordered))
        used = np.flatnonzero(count)
        return [
            int(part)
            for part in count[used] @ np.array([ordered[at] for at in used], dtype=np.int64).reshape(-1, len(costs[0]))
        ]

    def _best_rank(self, table: IntArray) -> IntArray:
        arrays, depth, rows = self.arrays, self.arrays.depth, self.free
        everyone = len(rows) == arrays.size
        previous = None if arrays.previous is None else arrays.previous[rows]
        leaves = np.zeros(len(rows), dtype=np.int64) if previous is None else (previous >= 0).astype(np.int64)
        best: IntArray = table[2 * (depth + 2) + leaves, -1]
        columns = [*arrays.wishes.T, arrays.fallback]
        for position, column in enumerate(columns):
            group = column if everyone else column[rows]
            moved = 0 if previous is None else (leaves & (group != previous))
            best = np.minimum(best, table[2 * position + moved, group])
        willing = arrays.accept_any if everyone else arrays.accept_any[rows]
        anywhere = table[2 * (depth + 1) : 2 * (depth + 2)].min(axis=1)
        best = np.where(willing, np.minimum(best, anywhere[leaves]), best)
        if previous is not None:
            best = np.where(willing, np.minimum(best, table[2 * (depth + 1), previous]), best)
        return best

    # -- multipliers

    @cached_property
    def kinds(self) -> "_Kinds":
        return _Kinds(self.facts, self.free)

    def _level(self, bound: LevelBound, sure: IntArray, free: IntArray) -> int | None:
        """The bound that the multipliers prove, None if the part has no solution. Bad multipliers prove nothing."""
        kinds, component = self.kinds, bound.component
        sound = len(bound.members) == len(kinds.count) and len(bound.earlier) == component and bound.scale > 0
        numbers = (bound.scale, bound.hub, *bound.members, *bound.earlier)
        most = (len(self.facts.levels) + 1) * sum(map(abs, numbers[:1] + bound.earlier)) + 2 * max(map(abs, numbers))
        fits = most * max(1, len(self.free)) < 2**62  # then no sum below leaves 64 bits
        if not (sound and fits) or min(bound.earlier, default=0) < 0:
            return -(2**62)
        weights = np.array([*bound.earlier, bound.scale], dtype=np.int64)
        costs = np.array(
            [self.facts.vector(level, moved)[: component + 1] for level in self.facts.levels for moved in (False, True)]
        )
        cost, charge = costs @ weights, np.array(bound.members, dtype=np.int64)
        total: int = sum(count * one for count, one in zip(kinds.count.tolist(), bound.members, strict=True))
        total -= sum(w * (v - f) for w, v, f in zip(bound.earlier, self.value, self.fixed, strict=False))
        total += int(kinds.count @ np.minimum(cost[kinds.nowhere] - charge, 0))
        total += int((kinds.count * kinds.willing) @ np.minimum(cost[kinds.anywhere] - charge + bound.hub, 0))
        by_bond: defaultdict[str, list[int]] = defaultdict(list)
        opened: Counter[str] = Counter()
        for at, group in enumerate(self.arrays.groups):
            worth = self._worth(at, cost, charge, bound.hub) if sure[at] or free[at] else None
            if sure[at] and worth is None:
                return None
            opened[group.bond] += bool(sure[at]) or (group.frozen and self.held[at] > 0)
            if sure[at]:
                total += worth or 0
            elif free[at] and worth is not None:
                by_bond[group.bond].append(worth)
        for bond in {group.bond for group in self.arrays.groups}:
            worths = sorted(by_bond[bond])
            wanted = self.arrays.open_per_bond.get(bond)
            if wanted is None:
                total += sum(worth for worth in worths if worth < 0)
            elif not 0 <= wanted - opened[bond] <= len(worths):
                return None
            else:
                total += sum(worths[: wanted - opened[bond]])
        return -(-total // bound.scale) + self.fixed[component]

    def _worth(self, at: int, cost: IntArray, charge: IntArray, hub: int) -> int | None:
        """Least reduced cost of a group that opens, or None if it cannot reach its minimum."""
        group, held = self.arrays.groups[at], int(self.held[at])
        low, high = max(0, group.minimum - held), group.maximum - held
        kind, code = self.kinds.arcs[at]
        size = self.kinds.count[kind]
        reduced = cost[code] - charge[kind]
        if self.kinds.willing.any():
            size, reduced = np.append(size, len(self.free)), np.append(reduced, -hub)
        if size.sum() < low:
            return None
        by_cost = np.argsort(reduced, kind="stable")
        size, reduced = size[by_cost], reduced[by_cost]
        filled = np.cumsum(size)
        wanted = min(high, max(low, int(size[reduced < 0].sum())))
        taken = np.minimum(filled, wanted) - np.minimum(filled - size, wanted)
        return int(taken @ reduced)


class _Kinds:
    """Members who may do the same at the same cost, numbered by first appearance.

    ``arcs[g]`` are the kinds that name group g with the code (2·position + changed) at which they would hold it.
    """

    def __init__(self, facts: _Facts, rows: IntArray) -> None:
        arrays = facts.arrays
        depth = arrays.depth
        previous = np.full(arrays.size, -1) if arrays.previous is None else arrays.previous
        table = np.column_stack([arrays.wishes, arrays.fallback, previous, arrays.accept_any])[rows]
        number: dict[Vector, int] = {}
        members = [number.setdefault(tuple(row), len(number)) for row in table.tolist()]
        self.count = np.bincount(members, minlength=len(number))
        self.willing = np.array([key[-1] for key in number], dtype=np.int64)
        moved = np.array([key[-2] >= 0 for key in number], dtype=np.int64)
        self.nowhere = 2 * (depth + 2) + moved
        self.anywhere = 2 * (depth + 1) + moved
        arcs: list[list[tuple[int, int]]] = [[] for _ in arrays.groups]
        for kind, key in enumerate(number):
            before, seen = key[-2], set()
            named = [*enumerate(key[: depth + 1]), *([(depth + 1, before)] if key[-1] else [])]
            for position, group in named:
                if group >= 0 and group not in seen:
                    seen.add(group)
                    arcs[group].append((kind, 2 * position + (before >= 0 and before != group)))
        self.arcs = [np.array(pairs, dtype=np.int64).reshape(-1, 2).T for pairs in arcs]

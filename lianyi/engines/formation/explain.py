"""Why somebody is where they are: for each choice they would have preferred, what stood against it.

Every answer about an open group comes from the residual network: giving a member the place means a chain of moves that
ends where the member left, and the cheapest chain says what the others would lose. A chain that costs nothing means
that the members are equal and the draw decided.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from lianyi.engines.formation.lexicographic import FAR
from lianyi.engines.formation.objective import component_names, position_of, positions, vectors
from lianyi.engines.formation.problem import AnyProblem, IntArray, columns_of
from lianyi.engines.formation.residual import Residual, Seats, Sizes, distances, residual, with_deficit
from lianyi.engines.formation.result import Result


class Why(StrEnum):
    """Why not. The params of each are listed here.

    All carry ``size``, ``minimum``, ``maximum`` of the group, ``named`` (how many wished for it or gave it as
    fallback) and ``named_first``. Those marked * also carry ``component`` and ``amount``: the first part of the
    objective that would get worse, and by how much; ``effect`` maps level (or "total", "changes") to the change in
    the number of members.
    """

    FULL = "full"  # * at its maximum, and everybody in it had ranked it at least as high
    WOULD_COST = "would_cost"  # * making room would push others to worse choices
    TIE_DRAW = "tie_draw"  # equally good for all together: the published draw decided
    HOLDS_MINIMUM = "holds_minimum"  # * their own group would fall below its minimum without them
    KEEPS_PREVIOUS = "keeps_previous"  # * it would change more places than needed
    NOT_ENOUGH = "not_enough"  # did not open: fewer named it than its minimum
    BOND_LIMIT = "bond_limit"  # did not open: only ``wanted`` groups of its ``bond`` may
    CLOSED_FOR_THE_WHOLE = "closed_for_the_whole"  # did not open: with it open, all together would do worse
    CLOSED_BY_ORGANISER = "closed_by_organiser"
    FROZEN = "frozen"  # nobody enters it in this round
    LOCKED = "locked"  # the member is locked where they are
    WOULD_IMPROVE = "would_improve"  # nothing: this placement is not the best (a gap, or edited by hand)


CODES = tuple(Why)


@dataclass(frozen=True)
class Reason:
    group: str
    level: int  # what the group would have been for the member
    why: Why
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Explanation:
    """``group`` is "" and ``level`` Level.UNPLACED when the member has none.

    ``reasons``: preferred choices, best first.
    """

    member: str
    group: str
    level: int
    size: int
    maximum: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Explanations:
    """All reasons in columns, ordered by member row: group index, level, position in ``CODES``, first worse component
    (-1: none) and by how much."""

    row: IntArray
    group: IntArray
    level: IntArray
    why: IntArray
    component: IntArray
    amount: IntArray


@dataclass(frozen=True)
class GroupSummary:
    """``state``: full, room, at_minimum, closed. ``one_more`` / ``one_less``: change in the number of members at each
    level
    if the maximum were one more, or the minimum one less, with the same groups open; empty if nothing would change."""

    group: str
    bond: str
    state: str
    size: int
    minimum: int
    maximum: int
    named: int
    named_first: int
    one_more: Mapping[str, int]
    one_less: Mapping[str, int]


@dataclass(frozen=True)
class Summary:
    """``binding_bonds``: bonds with a prescribed number that leaves proposed groups closed."""

    counts: Mapping[int, int]
    groups: tuple[GroupSummary, ...]
    binding_bonds: tuple[str, ...]


class Explainer:
    """Explains one result; the network is built once and shared by all questions."""

    def __init__(self, problem: AnyProblem, result: Result) -> None:
        self.arrays, self.result = columns_of(problem), result

    # -- the network

    @cached_property
    def codes(self) -> IntArray:
        """The code each member sits at."""
        return 2 * position_of(self.result.level_of, self.arrays.depth) + self._moved(self.result.group_of)

    def _moved(self, groups: IntArray, rows: IntArray | None = None) -> IntArray:
        if self.arrays.previous is None:
            return np.zeros(len(groups), dtype=np.int64)
        before = self.arrays.previous if rows is None else self.arrays.previous[rows]
        return ((before >= 0) & (before != groups)).astype(np.int64)

    @cached_property
    def sizes(self) -> IntArray:
        placed = self.result.group_of[self.result.group_of >= 0]
        return np.bincount(placed, minlength=len(self.arrays.groups))

    @cached_property
    def vectors(self) -> IntArray:
        return with_deficit(vectors(self.arrays))

    @cached_property
    def network(self) -> Residual:
        arrays, groups = self.arrays, self.arrays.groups
        takes = self.result.is_open & ~np.array([group.frozen for group in groups], dtype=bool)
        rows = np.flatnonzero(arrays.binding < 0)
        here = np.where(self.result.group_of < 0, len(groups) + 1, self.result.group_of)[rows]
        low = np.array([group.minimum for group in groups])
        high = np.array([group.maximum for group in groups])
        seats = Seats(here, self.codes[rows], *self._choices(rows, np.append(takes, False)))
        return residual(seats, Sizes(self.sizes, low, high, takes, takes, 0 * low), self.vectors)

    def _choices(self, rows: IntArray, takes: IntArray) -> tuple[IntArray, IntArray]:
        """Arcs of every member: what they named, what they had, any group, none."""
        arrays, count = self.arrays, len(self.arrays.groups)
        willing = arrays.accept_any[rows]
        named = np.column_stack([arrays.wishes[rows], arrays.fallback[rows]])
        level = [*range(2 * (arrays.depth + 1))[::2]]
        columns = [*named.T]
        if arrays.previous is not None:
            columns.append(
                np.where(willing & (named != arrays.previous[rows, None]).all(axis=1), arrays.previous[rows], -1)
            )
            level.append(2 * (arrays.depth + 1))
        nodes = np.stack([*columns, np.where(willing, count, -1), np.full(len(rows), count + 1)], axis=1).astype(
            np.int32
        )
        codes = np.array([*level, 2 * (arrays.depth + 1), 2 * (arrays.depth + 2)], dtype=np.int16)[None, :]
        if arrays.previous is not None:
            codes = codes + ((arrays.previous[rows, None] >= 0) & (nodes != arrays.previous[rows, None]))
        usable = np.concatenate([takes[:-1], [True, True, False]])
        return np.where(usable[nodes], nodes, -1), np.broadcast_to(codes, nodes.shape)

    @cached_property
    def chains(self) -> IntArray:
        return distances(self.network)

    # -- what everybody wished

    @cached_property
    def named(self) -> IntArray:
        """How many wished for each group or gave it as fallback."""
        arrays, count = self.arrays, len(self.arrays.groups)
        total = np.zeros(count + 1, dtype=np.int64)
        columns = [*arrays.wishes.T, arrays.fallback]
        for at, column in enumerate(columns):
            fresh = np.ones(arrays.size, dtype=bool)
            for earlier in columns[:at]:
                fresh &= earlier != column
            total += np.bincount(np.where(fresh, column, -1) + 1, minlength=count + 1)
        return total[1:]

    @cached_property
    def named_first(self) -> IntArray:
        first = self.arrays.wishes[:, 0] if self.arrays.depth else np.zeros(0, dtype=np.int64)
        return np.bincount(first[first >= 0], minlength=len(self.arrays.groups))

    @cached_property
    def worst_inside(self) -> IntArray:
        """The worst position anybody free to move holds in each group."""
        worst = np.full(len(self.arrays.groups) + 1, -1, dtype=np.int64)
        np.maximum.at(worst, self.result.group_of, self.codes // 2)
        return worst[:-1]

    # -- answers

    def everybody(self) -> Explanations:
        """All reasons of all members."""
        return self._reasons(np.flatnonzero(self.codes >= 2))

    def member(self, member_id: str) -> Explanation:
        """What one member got and why not better. Raises KeyError for an unknown id."""
        row = self.arrays.row_of[member_id]
        group, level = int(self.result.group_of[row]), int(self.result.level_of[row])
        found = self._reasons(np.array([row]))
        columns = (found.group, found.level, found.why, found.component, found.amount)
        reasons = tuple(
            Reason(
                self.arrays.groups[at].id,
                int(better),
                CODES[why],
                self._params(row, at, better, why, component, amount),
            )
            for at, better, why, component, amount in zip(*(column.tolist() for column in columns), strict=True)
        )
        if group < 0:
            return Explanation(member_id, "", level, 0, 0, reasons)
        limits = self.arrays.groups[group]
        return Explanation(member_id, limits.id, level, int(self.sizes[group]), limits.maximum, reasons)

    def _reasons(self, rows: IntArray) -> Explanations:
        arrays = self.arrays
        named = np.column_stack([arrays.wishes[rows], arrays.fallback[rows]])
        better = (np.arange(arrays.depth + 1)[None, :] < (self.codes[rows] // 2)[:, None]) & (named >= 0)
        for column in range(1, arrays.depth + 1):
            better[:, column] &= (named[:, :column] != named[:, column : column + 1]).all(axis=1)
        at, position = np.nonzero(better)
        row, group = rows[at], named[at, position]
        why, component, amount = self._judge(row, group, position)
        level = positions(arrays.depth)[position]
        return Explanations(row, group, level, why, component, amount)

    def _judge(self, row: IntArray, group: IntArray, position: IntArray) -> tuple[IntArray, IntArray, IntArray]:
        """Code, first worse component and amount for each (member, preferred group)."""
        why = self._closed_codes[group]
        component, amount = np.full(len(row), -1, dtype=np.int8), np.zeros(len(row), dtype=np.int64)
        ask = np.flatnonzero((why < 0) & (self.arrays.binding[row] < 0))
        change, possible = self._change(row[ask], group[ask], position[ask])
        where = (change != 0).argmax(axis=1)
        first = np.where(possible, change[np.arange(len(ask)), where], 1)
        full = self.sizes[group[ask]] >= self._maximum[group[ask]]
        content = self.worst_inside[group[ask]] <= position[ask]
        changes = np.array(["deficit", *component_names(self.arrays)])[where] == "changes"
        cases = [first == 0, first < 0, ~possible, changes, full & content, ~full]
        codes = [Why.TIE_DRAW, Why.WOULD_IMPROVE, Why.HOLDS_MINIMUM, Why.KEEPS_PREVIOUS, Why.FULL, Why.HOLDS_MINIMUM]
        why[ask] = np.select(cases, [CODES.index(code) for code in codes], CODES.index(Why.WOULD_COST))
        component[ask] = np.where(possible & (first > 0), where - 1, -1)
        amount[ask] = np.where(possible, first, 0)
        why[(why < 0) | (self.arrays.binding[row] >= 0)] = CODES.index(Why.LOCKED)
        return why, component, amount

    def _change(self, row: IntArray, group: IntArray, position: IntArray) -> tuple[IntArray, IntArray]:
        """What all together would gain or lose (vector) if the member had the place, and whether it can be at all."""
        here = np.where(self.result.group_of[row] < 0, len(self.arrays.groups) + 1, self.result.group_of[row])
        back = self.chains[:, group, here]
        code = 2 * position + self._moved(group, row)
        change = (
            self.vectors[code]
            - self.vectors[self.codes[row]]
            + self.network.packing.unpack(np.where(back[:1] < FAR // 2, back, 0))
        )
        return change, back[0] < FAR // 2

    @cached_property
    def _maximum(self) -> IntArray:
        return np.array([group.maximum for group in self.arrays.groups], dtype=np.int64)

    @cached_property
    def _closed_codes(self) -> IntArray:
        """Per group: the code why it is out of question, -1 if it is open to newcomers."""
        out = np.full(len(self.arrays.groups), -1, dtype=np.int8)
        for at, group in enumerate(self.arrays.groups):
            if group.must_close:
                out[at] = CODES.index(Why.CLOSED_BY_ORGANISER)
            elif group.frozen:
                out[at] = CODES.index(Why.FROZEN)
            elif not self.result.is_open[at]:
                few, limited = self.named[at] < group.minimum, group.bond in self.arrays.open_per_bond
                code = Why.NOT_ENOUGH if few else Why.BOND_LIMIT if limited else Why.CLOSED_FOR_THE_WHOLE
                out[at] = CODES.index(code)
        return out

    def _params(self, row: int, at: int, level: int, why: int, component: int, amount: int) -> Mapping[str, Any]:
        group = self.arrays.groups[at]
        params: dict[str, Any] = {"size": int(self.sizes[at]), "minimum": group.minimum, "maximum": group.maximum}
        params |= {"named": int(self.named[at]), "named_first": int(self.named_first[at])}
        if CODES[why] is Why.BOND_LIMIT:
            params |= {"bond": group.bond, "wanted": self.arrays.open_per_bond[group.bond]}
        if component >= 0:
            where = position_of(np.array([level]), self.arrays.depth)
            change, _ = self._change(np.array([row]), np.array([at]), where)
            name = component_names(self.arrays)[component]
            params |= {"component": name.removeprefix("-"), "amount": abs(amount), "effect": self._effect(change[0])}
        return params

    def _effect(self, change: IntArray) -> Mapping[str, int]:
        """A change of the objective in words: level (or total, changes, unplaced) → how many more members."""
        out = {}
        for name, part in zip(component_names(self.arrays), change[1:].tolist(), strict=True):
            plain = name.removeprefix("-").removeprefix("level:")
            out[plain] = -part if name.startswith("-") else part
        levels = [str(int(level)) for level in positions(self.arrays.depth)[:-1]]
        missing = [level for level in levels if level not in out]
        if "total" not in out and len(missing) == 1:  # all members together stay as many
            out[missing[0]] = -out["unplaced"] - sum(out[level] for level in levels if level in out)
        return {name: part for name, part in out.items() if part}

    def summary(self) -> Summary:
        """The organiser's view: who got what, which limits bind, what one more place would gain."""
        nowhere = len(self.arrays.groups) + 1
        more = self.network.packing.unpack(self.chains[:, nowhere, : nowhere - 1])
        less = self.network.packing.unpack(self.chains[:, : nowhere - 1, nowhere])
        groups = tuple(self._group(at, more[at], less[at]) for at in range(len(self.arrays.groups)))
        shut = {group.bond for group, one in zip(self.arrays.groups, groups, strict=True) if one.state == "closed"}
        return Summary(self.result.counts, groups, tuple(sorted(shut & set(self.arrays.open_per_bond))))

    def _group(self, at: int, more: IntArray, less: IntArray) -> GroupSummary:
        group, size = self.arrays.groups[at], int(self.sizes[at])
        state = "closed" if not self.result.is_open[at] else "full" if size >= group.maximum else "room"
        if state == "room" and size <= group.minimum:
            state = "at_minimum"
        reachable = self.result.is_open[at] and not group.frozen
        one_more = self._effect(more) if reachable and size >= group.maximum else {}
        one_less = self._effect(less) if reachable and size <= group.minimum else {}
        named, first = int(self.named[at]), int(self.named_first[at])
        return GroupSummary(
            group.id, group.bond, state, size, group.minimum, group.maximum, named, first, one_more, one_less
        )


def explain_member(problem: AnyProblem, result: Result, member_id: str) -> Explanation:
    """What one member got, and why none of their better choices. Raises KeyError for an unknown id."""
    return Explainer(problem, result).member(member_id)


def explain_all(problem: AnyProblem, result: Result) -> Explanations:
    """The reasons of everybody, in columns."""
    return Explainer(problem, result).everybody()


def summary(problem: AnyProblem, result: Result) -> Summary:
    """How many got which choice, which limits bind, and what one more place in each full group would gain."""
    return Explainer(problem, result).summary()

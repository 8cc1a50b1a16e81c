"""Homes that save the same at the same places are one class: nothing is lost, and a city shrinks to its street corners.

All three questions become one: open k columns so that the savings are greatest, where a class saves at its best open
column. For the coverings a pair inside the limit saves 1 a resident; for the p-median it saves what the walk is
shorter than the walk without new points. Without capacities existing points only lower that walk; with capacities they
are columns that are always open.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lianyi.engines.siting import rows
from lianyi.engines.siting.problem import NO_LIMIT, IntArray, Objective, Problem
from lianyi.engines.siting.tables import Pairs

FREE = np.iinfo(np.int64).max  # the room of a column without capacity


@dataclass(frozen=True)
class Core:
    """G classes × C columns, both in an order that depends on names and contents only.

    ``row_start`` (G+1), ``row_column``, ``row_saving``: best saving first. ``column_start`` (C+1), ``column_row``,
    ``column_saving``: the same by columns. ``weight`` (G): residents. ``place`` (C): the column of the problem.
    ``forced`` (C): open without counting. ``room`` (C): residents it can serve, or None. ``class_of`` (H), -1: in none.
    """

    row_start: IntArray
    row_column: IntArray
    row_saving: IntArray
    column_start: IntArray
    column_row: IntArray
    column_saving: IntArray
    weight: IntArray
    place: IntArray
    forced: IntArray
    room: IntArray | None
    class_of: IntArray

    @property
    def rows(self) -> int:
        return len(self.weight)

    @property
    def columns(self) -> int:
        return len(self.place)

    @property
    def pairs(self) -> int:
        return len(self.row_column)

    @cached_property
    def by_both(self) -> Pairs:
        return Pairs(
            self.row_start,
            self.row_column,
            self.row_saving,
            self.column_start,
            self.column_row,
            self.column_saving,
            self.weight,
        )

    @cached_property
    def scale(self) -> int:
        """Prices are whole multiples of 1/scale: as fine as 64-bit sums allow."""
        most = int(self.weight.sum()) * int(self.row_saving.max(initial=1))
        return 1 << max(0, min(20, 60 - most.bit_length()))


def pair_costs(problem: Problem, objective: Objective) -> tuple[IntArray, int]:
    """(pairs) What a pair costs a resident, and what nobody's point costs: the coverings are 0 inside, 1 outside."""
    if objective is Objective.P_MEDIAN:
        return problem.cost, problem.unserved_cost
    return (~problem.inside()).astype(np.int32), 1


def core_of(problem: Problem, objective: Objective) -> Core:
    """The problem with equal homes merged, and only the columns that can save anything."""
    cost, unserved = pair_costs(problem, objective)
    base = np.full(problem.homes, unserved, dtype=np.int64)
    limited = problem.limited
    if not limited and problem.existing.any():
        rows.cheapest_existing(problem.start, problem.place, cost, problem.existing, base)
    takes_part = ~problem.excluded & (~problem.existing | limited)
    column = _columns(problem, takes_part)
    class_of, merged = _merged(problem.start, problem.place, cost, column, base, problem.residents)
    place = np.flatnonzero(column >= 0)[np.argsort(column[column >= 0])][merged.used].astype(np.int32)
    room = None
    if problem.capacity is not None and limited:
        room = np.where(problem.capacity == NO_LIMIT, FREE, problem.capacity)[place]
    return Core(*merged.pairs, place, problem.existing[place], room, class_of)


def reduced(core: Core, keep: IntArray) -> tuple[Core, IntArray]:
    """The core with only the columns in ``keep`` (ascending), and which of them it still has; its ``class_of`` is that
    of the classes of the larger core. Looks at no pair of other columns."""
    length = core.column_start[keep + 1] - core.column_start[keep]
    start = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
    at = np.arange(start[-1]) + np.repeat(core.column_start[keep] - start[:-1], length)
    row_start, place, saving = rows.by_column(start, core.column_row[at], core.column_saving[at], core.rows)
    most = int(saving.max(initial=0))
    base = np.full(core.rows, most, dtype=np.int64)
    column = np.arange(len(keep), dtype=np.int32)
    class_of, merged = _merged(row_start, place, most - saving, column, base, core.weight)
    kept = keep[merged.used]
    room = None if core.room is None else core.room[kept]
    return Core(*merged.pairs, core.place[kept], core.forced[kept], room, class_of), kept


@dataclass(frozen=True)
class _Merged:
    """Rows as one and the columns that occur (mask); ``pairs`` are the first seven fields of a core."""

    pairs: Pairs
    used: IntArray


def _merged(
    start: IntArray, place: IntArray, cost: IntArray, column: IntArray, base: IntArray, weight: IntArray
) -> tuple[IntArray, _Merged]:
    """(rows) the class of each row, and the classes. What a pair saves is ``base`` of its row less its cost."""
    count, hashes = rows.helped(start, place, cost, column, base, np.zeros(len(base), dtype=np.int64))
    helped = np.flatnonzero((count > 0) & (weight > 0))
    order = helped[np.argsort(hashes[helped], kind="stable")].astype(np.int64)
    begins = rows.runs(order, hashes, start, place, cost, column, base)
    class_of = np.full(len(base), -1, dtype=np.int32)
    class_of[order] = np.cumsum(begins) - 1
    first = order[begins]
    sums = np.add.reduceat(weight[order], np.flatnonzero(begins)) if len(first) else np.zeros(0)
    row_start = np.concatenate([[0], np.cumsum(count[first])]).astype(np.int64)
    columns, savings = rows.kept_pairs(first, row_start, start, place, cost, column, base)
    used, columns = _squeeze(columns, int(column.max(initial=-1)) + 1)
    columns, savings = _best_first(row_start, columns, savings)
    by_column = rows.by_column(row_start, columns, savings, int(used.sum()))
    return class_of, _Merged(Pairs(row_start, columns, savings, *by_column, sums.astype(np.int64)), used)


def _best_first(row_start: IntArray, columns: IntArray, savings: IntArray) -> tuple[IntArray, IntArray]:
    """The pairs of each row by saving, most first, then by column."""
    if rows.in_order(row_start, columns, savings):
        return columns, savings
    row = np.repeat(np.arange(len(row_start) - 1), np.diff(row_start))
    order = np.lexsort((columns, -savings, row))
    return columns[order], savings[order]


def _columns(problem: Problem, takes_part: IntArray) -> IntArray:
    """(P) Numbers of the places that take part, in the order of their names; -1 for the others."""
    places = np.flatnonzero(takes_part)
    if problem.ids:
        places = np.array(sorted(places.tolist(), key=problem.ids.__getitem__), dtype=np.int64)
    column = np.full(problem.places, -1, dtype=np.int32)
    column[places] = np.arange(len(places))
    return column


def _squeeze(columns: IntArray, size: int) -> tuple[IntArray, IntArray]:
    """Which of the columns occur (mask), and the pairs' columns counted among those only."""
    used = np.bincount(columns, minlength=size) > 0
    return used, (np.cumsum(used) - 1).astype(np.int32)[columns] if len(columns) else columns

"""Prices for a core: sought in floating point, then rounded, and their bound computed in whole numbers."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.siting import lagrange
from lianyi.engines.siting.classes import FREE as ROOM_FOR_ALL
from lianyi.engines.siting.classes import Core
from lianyi.engines.siting.problem import IntArray

NO_ROOM: IntArray = np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Bounded:
    """Whole prices in 1/scale, what they prove, and what each column is worth at them (in 1/scale)."""

    price: IntArray
    saving: int  # no answer saves more
    paid: int
    value: IntArray


@dataclass
class Descent:
    """Prices on their way down, for one set of decisions."""

    core: Core
    price: IntArray  # float, per resident
    often: IntArray
    boldness: float = 1.0
    bound: float = np.inf

    @classmethod
    def begin(cls, core: Core, price: IntArray) -> "Descent":
        return cls(core, price.astype(np.float64), np.zeros(core.columns))

    def go(self, state: IntArray, k: int, reached: int, rounds: int, patience: int = 20) -> int:
        """At most ``rounds`` steps; returns how many. ``state`` (C): what is decided; k: how many may still open."""
        core = self.core
        best = self.price.copy()
        self.bound, self.boldness, done = lagrange.descend(
            core.row_start,
            core.row_column,
            core.row_saving,
            core.column_start,
            core.column_row,
            core.column_saving,
            core.weight,
            NO_ROOM if core.room is None else core.room,
            state,
            k,
            best,
            float(reached),
            float(reached) + 1 - 1e-6,
            self.boldness,
            patience,
            rounds,
            self.often,
        )
        self.price = best
        return int(done)


def whole(core: Core, price: IntArray, state: IntArray, k: int) -> Bounded:
    """The bound of rounded prices, exactly. ``state`` (C) as in `lagrange`; the caller has checked sizes (`check`)."""
    most = core.row_saving[core.row_start[:-1]] if core.pairs else np.zeros(core.rows, dtype=np.int64)
    fine = np.clip(np.rint(price * core.scale), 0, most * core.scale).astype(np.int64)
    value = values(core, fine)
    paid = int((core.weight * fine).sum())
    free = np.sort(value[state == lagrange.FREE])[::-1][: max(k, 0)]
    total = paid + int(value[state == lagrange.OPEN].sum()) + int(free.sum())
    return Bounded(fine, total // core.scale, paid, value)


def values(core: Core, fine: IntArray) -> IntArray:
    """(C) v_j of whole prices, in 1/scale."""
    column = np.repeat(np.arange(core.columns), np.diff(core.column_start))
    margin = np.maximum(core.column_saving * core.scale - fine[core.column_row], 0)
    weight = core.weight[core.column_row]
    if core.room is not None:
        weight = within_room(column, margin, weight, core.room)
    out = np.zeros(core.columns, dtype=np.int64)
    np.add.at(out, column, weight * margin)
    return out


def within_room(column: IntArray, margin: IntArray, weight: IntArray, room: IntArray) -> IntArray:
    """(pairs) How many residents each column takes when it takes those with the greatest margins first."""
    order = np.lexsort((-margin, column))
    begins = (
        np.concatenate([[True], column[order][1:] != column[order][:-1]]) if len(order) else np.zeros(0, dtype=bool)
    )
    ahead = np.cumsum(weight[order]) - weight[order]
    ahead -= np.repeat(ahead[begins], np.diff(np.append(np.flatnonzero(begins), len(order))))
    limit = room[column[order]]
    taken = np.empty_like(weight)
    taken[order] = np.where(limit == ROOM_FOR_ALL, weight[order], np.clip(limit - ahead, 0, weight[order]))
    return taken

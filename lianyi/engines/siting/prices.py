"""Prices for a core: sought in floating point, then rounded, and their bound computed in whole numbers."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.siting import capped, lagrange
from lianyi.engines.siting.classes import Core
from lianyi.engines.siting.problem import IntArray


@dataclass(frozen=True)
class Bounded:
    """Whole prices in 1/scale and what they prove."""

    price: IntArray
    total: int  # in 1/scale
    saving: int  # no answer saves more
    value: IntArray  # (C) what each column is worth at the prices, in 1/scale


@dataclass
class Descent:
    """Prices on their way down, for one set of decisions. ``often`` (C): how often each column was picked."""

    core: Core
    price: IntArray  # float, per resident
    often: IntArray
    course: IntArray
    dials: IntArray

    @classmethod
    def begin(cls, core: Core, price: IntArray, boldness: float = 0.1) -> "Descent":
        dials = np.array([boldness, 0.1, 0.0, np.inf, np.inf])
        return cls(core, price.astype(np.float64), np.zeros(core.columns), np.zeros(core.rows), dials)

    @property
    def tired(self) -> bool:
        """Steps have become too short to matter."""
        return bool(self.dials[0] < lagrange.SHORT)

    def go(self, state: IntArray, k: int, reached: int, rounds: int) -> None:
        """At most ``rounds`` steps. ``state`` (C): what is decided; k: how many columns may still open."""
        if not self.core.pairs:
            return
        pairs, rest = self.core.by_both, (float(reached), rounds, self.often, self.course, self.dials)
        if self.core.room is None:
            lagrange.descend(pairs, state, k, self.price, *rest)
        else:
            capped.descend(pairs, self.core.room, state, k, self.price, *rest)


def whole(core: Core, price: IntArray, state: IntArray, k: int) -> Bounded:
    """The bound of rounded prices, exactly. ``state`` (C) as in `lagrange`; the caller has checked sizes (`check`)."""
    most = core.row_saving[core.row_start[:-1]] if core.pairs else np.zeros(core.rows, dtype=np.int64)
    fine = np.clip(np.rint(price * core.scale), 0, most * core.scale).astype(np.int64)
    value = values(core, fine)
    paid = int((core.weight * fine).sum())
    free = np.sort(value[state == lagrange.FREE])[::-1][: max(k, 0)]
    total = paid + int(value[state == lagrange.OPEN].sum()) + int(free.sum())
    return Bounded(fine, total, total // core.scale, value)


def decisions(core: Core, bounded: Bounded, state: IntArray, k: int, reached: int) -> tuple[IntArray, IntArray]:
    """(columns that must open, columns that must stay shut) in whatever saves more than ``reached``."""
    free = state == lagrange.FREE
    best = np.sort(bounded.value[free])[::-1]
    last = int(best[k - 1]) if 0 < k <= len(best) else 0  # gives way to a column that must open
    following = int(best[k]) if k < len(best) else 0  # takes the seat of one that must stay shut
    enough = (reached + 1) * core.scale
    if k <= 0:
        return np.zeros(0, dtype=np.int64), np.flatnonzero(free)
    shut = free & (bounded.total - last + np.minimum(last, bounded.value) < enough)
    opened = free & (bounded.value >= last) & (bounded.total - np.maximum(0, bounded.value - following) < enough)
    return np.flatnonzero(opened & ~shut), np.flatnonzero(shut)


def values(core: Core, fine: IntArray) -> IntArray:
    """(C) v_j of whole prices, in 1/scale."""
    out = np.zeros(core.columns, dtype=np.int64)
    if core.room is None:
        lagrange.whole_worths(core.by_both, fine, core.scale, out)
        return out
    column = np.repeat(np.arange(core.columns), np.diff(core.column_start))
    margin = np.maximum(core.column_saving * core.scale - fine[core.column_row], 0)
    taken = capped.within_room(column, margin, core.weight[core.column_row], core.room)
    np.add.at(out, column, taken * margin)
    return out

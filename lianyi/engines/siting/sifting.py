"""Prices and points from few columns at a time: of thousands of candidates most never matter, and among few columns
far more homes are alike. Columns that the prices find worth more than those in use are let in, until none is (the
sifting of linear programming: Bixby, Gregory, Lustig, Marsten, Shanno, Operations Research 40(5), 1992)."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.siting import lagrange, roomy, search
from lianyi.engines.siting.best import Best
from lianyi.engines.siting.classes import Core, reduced
from lianyi.engines.siting.prices import Bounded, Descent, whole
from lianyi.engines.siting.problem import IntArray
from lianyi.engines.siting.watch import Watch

FEW = 1000  # columns that are all let in at once
FIRST = 300  # else so many at first, in the order of greedy
MORE = 150  # at most so many are let in at a time
TURNS = 30
ROUGH, ROUNDS, CHUNK = 150, 400, 50  # of the descent in the first turns, and in each later one
LAST = 2000  # rounds when all columns are in
KICKS = 30  # rounds of iterated search in each turn
CLOSE = 1e-4  # of the bound: what columns outside may still add


@dataclass
class Sifted:
    """Prices of all classes and what they prove; how often each column was picked."""

    price: IntArray
    bounded: Bounded
    often: IntArray


def sift(core: Core, k: int, decided: IntArray, best: Best, least: int, watch: Watch, part: float) -> Sifted:
    """Improve ``best`` and find prices. ``decided`` (C) as in `lagrange`; ``least`` as in `hunt`."""
    inside = np.arange(core.columns)
    if core.columns > FEW:
        inside = np.union1d(search.greedy(core, FIRST + 2 * k), np.flatnonzero(core.forced))
    nothing = np.zeros(core.rows)
    held = Sifted(nothing, whole(core, nothing, decided, k), np.zeros(core.columns))
    price: IntArray | None = None
    for turn in watch.steps(TURNS, part):
        small, kept = reduced(core, inside.astype(np.int64))
        start = _searched(small, kept, k, best, watch)
        reached = max(best.saving, least)
        descent = Descent.begin(small, start, 0.1)
        if price is not None:
            descent = Descent.begin(small, mean_price(small, price), 0.05)
        rounds = LAST if len(inside) == core.columns else ROUNDS if turn > 3 else ROUGH
        for _ in range(0, rounds, CHUNK):
            descent.go(decided[kept], k, reached, CHUNK)
            if descent.tired or descent.dials[4] < reached + 1 - 1e-6 or watch.over:
                break
        price = widened(small, descent.price)
        now = whole(core, price, decided, k)
        if now.saving < held.bounded.saving:
            often = np.zeros(core.columns)
            often[kept] = descent.often
            held = Sifted(price, now, often)
        close = now.saving - descent.dials[4] <= CLOSE * descent.dials[4]
        if held.bounded.saving <= reached or close or len(inside) == core.columns:
            break
        inside = np.union1d(inside, _worthy(now.value, decided, inside, k))
    return held


def _searched(small: Core, kept: IntArray, k: int, best: Best, watch: Watch) -> IntArray:
    """Iterated search among few columns; returns the prices to begin with."""
    at = np.flatnonzero(np.isin(kept, best.opened)).astype(np.int32)
    if small.room is not None:
        return roomy.weigh(small, at).price
    state = search.State.of(small, search.filled(small, at, k))
    everything = np.arange(small.columns, dtype=np.int32)
    state.improve(everything)
    search.iterate(state, everything, KICKS, watch, part=0.03, tell=False)
    best.take(kept[state.opened].astype(np.int32), state.value, "iterated")
    return search.first_price(state)


def _worthy(value: IntArray, decided: IntArray, inside: IntArray, k: int) -> IntArray:
    """Columns outside that are worth more than the k-th inside: the best ones, and some of the others."""
    free = decided == lagrange.FREE
    mine = np.sort(value[inside][free[inside]])
    edge = mine[-k] if 0 < k <= len(mine) else 0
    outside = free.copy()
    outside[inside] = False
    found = np.flatnonzero(outside & (value > edge))
    found = found[np.argsort(-value[found], kind="stable")]
    if len(found) <= MORE:
        return found
    rest = found[MORE // 2 :]
    return np.concatenate([found[: MORE // 2], rest[:: -(-len(rest) // (MORE // 2))]])


def mean_price(small: Core, price: IntArray) -> IntArray:
    """Prices of the larger core for a reduced one: the mean of what became one class."""
    inside = small.class_of >= 0
    count = np.bincount(small.class_of[inside], minlength=small.rows)
    return np.bincount(small.class_of[inside], price[inside], small.rows) / np.maximum(count, 1)


def widened(small: Core, price: IntArray) -> IntArray:
    """Prices of a reduced core for the larger one; 0 for homes that its columns do not help."""
    out = np.zeros(len(small.class_of), dtype=price.dtype)
    inside = small.class_of >= 0
    out[inside] = price[small.class_of[inside]]
    return out

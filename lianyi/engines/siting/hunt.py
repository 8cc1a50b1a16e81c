"""From a core to good columns and a bound: greedy, swap, prices, iterated search, and branching on what is left."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.siting import lagrange, search
from lianyi.engines.siting.branching import Tree
from lianyi.engines.siting.classes import Core, reduced
from lianyi.engines.siting.prices import Bounded, Descent, decisions, whole
from lianyi.engines.siting.problem import IntArray
from lianyi.engines.siting.result import Fixing, Node, Prices
from lianyi.engines.siting.watch import Watch

KICKS = 100  # rounds of iterated search before the prices, and again among the columns that these leave
DESCENTS, ROUNDS = 30, 50  # of the prices


@dataclass(frozen=True)
class Found:
    """``opened``: columns of the core that are not forced. Nothing saves more than ``bound``, which ``proof`` shows."""

    opened: IntArray
    saving: int
    bound: int
    proof: Node
    method: str


@dataclass
class Best:
    """The best columns so far, in columns of the core."""

    opened: IntArray
    saving: int
    method: str

    def take(self, opened: IntArray, saving: int, method: str) -> bool:
        if saving <= self.saving:
            return False
        self.opened, self.saving, self.method = opened, saving, method
        return True


def hunt(core: Core, k: int, watch: Watch, *, least: int = 0) -> Found:
    """The best k columns we can find, with what is proven about them. Answers that save no more than ``least`` are of
    no use: nothing about them needs a proof."""
    low, high = watch.low, watch.high
    span = high - low
    watch.high = low

    watch.stage(low + span // 5)
    best, price = first_answer(core, k, watch)
    reached = max(best.saving, least)
    decided = np.where(core.forced, lagrange.OPEN, lagrange.FREE).astype(np.int8)
    watch.stage(low + span * 3 // 5)
    descent = Descent.begin(core, price)
    bounded = descend(core, descent, decided, k, reached, watch, 0.5)
    if bounded.saving <= reached:
        return _found(core, best, reached, Prices(bounded.price))
    watch.stage(high)
    return _narrow(core, k, best, reached, decided, descent, bounded, watch)


def first_answer(core: Core, k: int, watch: Watch) -> tuple[Best, IntArray]:
    """Greedy, swaps and a first iterated search; and prices to begin with: what the second best column saves."""
    opened = search.greedy(core, k)
    state = search.State.of(core, search.filled(core, opened, k))
    best = Best(opened, state.value, "greedy")
    everything = np.arange(core.columns, dtype=np.int32)
    state.improve(everything)
    best.take(state.opened, state.value, "swap")
    search.iterate(state, everything, KICKS, watch, part=0.25)
    best.take(state.opened, state.value, "iterated")
    return best, state.now.most[:, 1]


def descend(
    core: Core, descent: Descent, decided: IntArray, k: int, reached: int, watch: Watch, part: float
) -> Bounded:
    """Lower the prices until they prove ``reached``, or hardly move; what they prove, in whole numbers."""
    for _ in watch.steps(DESCENTS, part):
        descent.go(decided, k, reached, ROUNDS)
        if descent.tired or descent.dials[4] < reached + 1 - 1e-6:
            break
    return whole(core, descent.price, decided, k)


def _narrow(
    core: Core,
    k: int,
    best: Best,
    reached: int,
    decided: IntArray,
    descent: Descent,
    bounded: Bounded,
    watch: Watch,
) -> Found:
    """Drop the columns that the prices exclude, search among the others, and branch on them."""
    while True:
        must, never = decisions(core, bounded, decided, k, reached)
        keep = np.setdiff1d(np.arange(core.columns), never)
        small, kept = reduced(core, keep)
        if not small.columns or not _searched(small, kept, k, best, watch):
            break
        reached = max(reached, best.saving)
        if bounded.saving <= reached:
            return _found(core, best, reached, Prices(bounded.price))
    state = np.where(small.forced | np.isin(kept, must), lagrange.OPEN, lagrange.FREE).astype(np.int8)
    price = _mean_price(small, descent.price)
    tree = Tree(small, k, reached, watch)
    grown = tree.grow(state, price, descent.often[kept], 0.05)
    if grown.opened is not None:
        best.take(kept[grown.opened].astype(np.int32), grown.saving, "branching")
    opened, shut = (tuple(core.place[columns].tolist()) for columns in (must, never))
    return _found(core, best, grown.bound, Fixing(bounded.price, opened, shut, grown.proof))


def _searched(small: Core, kept: IntArray, k: int, best: Best, watch: Watch) -> bool:
    """Iterated search among the columns left, beginning with the best known; did it improve?"""
    if small.room is not None:
        return False
    at = np.flatnonzero(np.isin(kept, best.opened)).astype(np.int32)
    state = search.State.of(small, search.filled(small, at, k))
    everything = np.arange(small.columns, dtype=np.int32)
    state.improve(everything)
    search.iterate(state, everything, KICKS, watch, part=0.25)
    return best.take(kept[state.opened].astype(np.int32), state.value, "iterated")


def _mean_price(small: Core, price: IntArray) -> IntArray:
    """Prices of the larger core for the smaller one: the mean of what became one class."""
    inside = small.class_of >= 0
    count = np.bincount(small.class_of[inside], minlength=small.rows)
    return np.bincount(small.class_of[inside], price[inside], small.rows) / np.maximum(count, 1)


def _found(core: Core, best: Best, bound: int, proof: Node) -> Found:
    return Found(useful(core, best.opened), best.saving, bound, proof, best.method)


def useful(core: Core, opened: IntArray) -> IntArray:
    """The columns less those that add nothing: where nobody gains, no point needs to stand."""
    kept = np.asarray(opened, dtype=np.int32)
    while len(kept):
        state = search.State.of(core, kept)
        idle = np.flatnonzero(state.now.loss == 0)
        if not len(idle):
            break
        kept = np.delete(kept, idle[np.argmax(kept[idle])])
    return kept

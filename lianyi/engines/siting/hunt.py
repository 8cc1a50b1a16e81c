"""From a core to good columns and a bound: greedy, swaps, prices, iterated search, and branching on what is left."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.siting import lagrange, roomy, search
from lianyi.engines.siting.best import Best
from lianyi.engines.siting.branching import Tree
from lianyi.engines.siting.classes import Core, reduced
from lianyi.engines.siting.prices import decisions
from lianyi.engines.siting.problem import IntArray
from lianyi.engines.siting.result import Fixing, Node, Prices
from lianyi.engines.siting.sifting import Sifted, mean_price, sift
from lianyi.engines.siting.watch import Watch

KICKS = 100  # rounds of iterated search among the columns that the prices leave


@dataclass(frozen=True)
class Found:
    """``opened``: columns of the core that are not forced. Nothing saves more than ``bound``, which ``proof`` shows."""

    opened: IntArray
    saving: int
    bound: int
    proof: Node
    method: str


def hunt(core: Core, k: int, watch: Watch, *, least: int = 0) -> Found:
    """The best k columns we can find, with what is proven about them. Answers that save no more than ``least`` are of
    no use: nothing about them needs a proof."""
    low, high = watch.low, watch.high
    watch.high = low
    watch.stage(low + (high - low) // 2)
    best = first_answer(core, k) if core.room is None else _with_room(core, k, watch)
    decided = np.where(core.forced, lagrange.OPEN, lagrange.FREE).astype(np.int8)
    sifted = sift(core, k, decided, best, least, watch, 0.8)
    watch.stage(high)
    return _narrow(core, k, best, least, decided, sifted, watch)


def first_answer(core: Core, k: int) -> Best:
    """Greedy, then swaps."""
    opened = search.greedy(core, k)
    state = search.State.of(core, search.filled(core, opened, k))
    best = Best(opened, state.value, "greedy")
    state.improve(np.arange(core.columns, dtype=np.int32))
    best.take(state.opened, state.value, "swap")
    return best


def _with_room(core: Core, k: int, watch: Watch) -> Best:
    opened, weighed, method = roomy.exchange(core, k, watch)
    return Best(opened, weighed.saving, method)


def _narrow(core: Core, k: int, best: Best, least: int, decided: IntArray, sifted: Sifted, watch: Watch) -> Found:
    """Drop the columns that the prices exclude, search among the others, and branch on them."""
    bounded = sifted.bounded
    while True:
        reached = max(best.saving, least)
        if bounded.saving <= reached or watch.over:
            return _found(core, best, max(reached, bounded.saving), Prices(bounded.price))
        must, never = decisions(core, bounded, decided, k, reached)
        small, kept = reduced(core, np.setdiff1d(np.arange(core.columns), never))
        if not small.columns or not _searched(small, kept, k, best, watch):
            break
    state = np.where(small.forced | np.isin(kept, must), lagrange.OPEN, lagrange.FREE).astype(np.int8)
    tree = Tree(small, k, reached, watch)
    grown = tree.grow(state, mean_price(small, sifted.price), sifted.often[kept], 0.05)
    if grown.opened is not None:
        best.take(kept[grown.opened].astype(np.int32), grown.saving, "branching")
    opened, shut = (tuple(core.place[columns].tolist()) for columns in (must, never))
    return _found(core, best, grown.bound, Fixing(bounded.price, opened, shut, grown.proof))


def _searched(small: Core, kept: IntArray, k: int, best: Best, watch: Watch) -> bool:
    """Iterated search among the columns left, beginning with the best known; did it improve?"""
    if small.room is not None or watch.over:
        return False
    at = np.flatnonzero(np.isin(kept, best.opened)).astype(np.int32)
    state = search.State.of(small, search.filled(small, at, k))
    everything = np.arange(small.columns, dtype=np.int32)
    state.improve(everything)
    search.iterate(state, everything, KICKS, watch, part=0.25)
    return best.take(kept[state.opened].astype(np.int32), state.value, "iterated")


def _found(core: Core, best: Best, bound: int, proof: Node) -> Found:
    kept = useful(core, best.opened) if core.room is None else roomy.useful_with_room(core, best.opened)
    return Found(kept, best.saving, bound, proof, best.method)


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

"""From a core to good columns and a bound: greedy, swap, prices, iterated search, and branching on what is left."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.siting import lagrange, search
from lianyi.engines.siting.classes import Core
from lianyi.engines.siting.prices import Descent, whole
from lianyi.engines.siting.problem import IntArray
from lianyi.engines.siting.result import Node, Prices
from lianyi.engines.siting.watch import Watch

ROUNDS = 200


@dataclass(frozen=True)
class Found:
    """``opened``: columns of the core that are not forced. Nothing saves more than ``bound``, which ``proof`` shows."""

    opened: IntArray
    saving: int
    bound: int
    proof: Node
    method: str


def hunt(core: Core, k: int, watch: Watch) -> Found:
    """The best k columns we can find, with what is proven about them."""
    opened = search.greedy(core, k)
    state = search.State.of(core, search.filled(core, opened, k))
    everything = np.arange(core.columns, dtype=np.int32)
    method, reached = "greedy", state.value
    state.improve(everything)
    if state.value > reached:
        method = "swap"
    if search.iterate(state, everything, ROUNDS, watch):
        method = "iterated"
    descent = Descent.begin(core, state.saving[:, 1])
    decided = np.zeros(core.columns, dtype=np.int8)
    descent.go(decided, k, state.value, 1000)
    bounded = whole(core, descent.price, decided, k)
    proof = Prices(bounded.price)
    return Found(useful(state), state.value, max(bounded.saving, state.value), proof, method)


def useful(state: search.State) -> IntArray:
    """The open columns, less those that add nothing: where nobody gains, no point needs to stand."""
    kept = state.opened.copy()
    for column in state.opened[np.argsort(-state.opened)]:
        if state.loss[column] == 0:
            kept = kept[kept != column]
            smaller = search.State.of(state.core, kept)
            state = smaller
    return kept


__all__ = ["Found", "hunt", "lagrange", "useful"]

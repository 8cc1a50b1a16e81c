"""How few points: the least k whose best answer reaches what is asked, proven by a bound on k - 1 points."""

from dataclasses import replace
from fractions import Fraction

import numpy as np

from lianyi.engines.issues import Issue
from lianyi.engines.siting import search
from lianyi.engines.siting.answer import without_new
from lianyi.engines.siting.classes import Core, core_of
from lianyi.engines.siting.figures import assign
from lianyi.engines.siting.hunt import hunt, useful
from lianyi.engines.siting.prices import Descent, whole
from lianyi.engines.siting.problem import IntArray, Objective, Problem
from lianyi.engines.siting.result import Certificate, Prices, Result
from lianyi.engines.siting.watch import Watch

ROUNDS = 200
STEPS = 600


def fewest(problem: Problem, share: float, watch: Watch, warnings: tuple[Issue, ...] = ()) -> Result:
    """Set covering, whole or in part."""
    watch.stage(50)
    core = core_of(problem, Objective.SET_COVERING)
    already = without_new(problem, Objective.SET_COVERING)
    target = asked(already + int(core.weight.sum()), share)
    need = max(0, target - already)
    weight = None
    if need and need == int(core.weight.sum()):  # everybody: then any weights prove as much, and equal ones do it best
        weight = np.ones(core.rows, dtype=np.int64)
        core, need = replace(core, weight=weight), core.rows
    watch.stage(300)
    opened, method = _few(core, need, watch)
    watch.stage(400)
    k, certificate = _too_few(core, need, len(opened), watch)
    watch.stage(950)
    while len(opened) > k and not watch.over:
        found = hunt(core, len(opened) - 1, watch, least=need - 1)
        if found.bound < need:
            k = len(opened)
            certificate = Certificate(k - 1, core.scale, core.class_of, found.bound, found.proof)
        if found.saving < need:
            break
        opened, method = found.opened, found.method
    chosen = np.sort(core.place[opened]).astype(np.int32)
    everything = np.union1d(np.flatnonzero(problem.existing), chosen).astype(np.int32)
    watch.finish()
    return Result(
        objective=Objective.SET_COVERING,
        k=len(chosen),
        chosen=chosen,
        open=everything,
        value=len(chosen),
        bound=k,
        method=method,
        assignment=assign(problem, everything, Objective.SET_COVERING),
        certificate=certificate and replace(certificate, weight=weight),
        share=share,
        target=target,
        warnings=warnings,
    )


def asked(coverable: int, share: float) -> int:
    """Residents that ``share`` of the coverable asks for, rounded up; a share means the decimal it is written as."""
    exact = Fraction(str(share)) * coverable
    return -int(-exact // 1)


def _few(core: Core, need: int, watch: Watch) -> tuple[IntArray, str]:
    """Columns that reach ``need``: greedy, then one fewer again and again as long as swaps find a way."""
    if need <= 0:
        return np.zeros(0, dtype=np.int32), "greedy"
    everything = np.arange(core.columns, dtype=np.int32)
    opened, method = _enough(core, search.greedy(core, core.columns), need), "greedy"
    best = useful(core, opened)
    while len(best) > 1 and not watch.over:
        state = search.State.of(core, best)
        state = search.State.of(core, np.delete(best, np.argmin(state.now.loss)))
        state.improve(everything)
        found = "swap"
        if state.value < need:
            search.iterate(state, everything, ROUNDS, watch, goal=need)
            found = "iterated"
        if state.value < need:
            break
        best, method = useful(core, state.opened), found
    return best, method


def _enough(core: Core, order: IntArray, need: int) -> IntArray:
    """The shortest beginning of ``order`` that saves ``need``."""
    low, high = 1, len(order)
    while low < high:
        middle = (low + high) // 2
        if search.State.of(core, order[:middle]).value >= need:
            high = middle
        else:
            low = middle + 1
    return order[:low]


def _too_few(core: Core, need: int, enough: int, watch: Watch) -> tuple[int, Certificate | None]:
    """(least k not excluded, proof that one fewer is too few)."""
    decided = np.zeros(core.columns, dtype=np.int8)
    for k in range(enough - 1, 0, -1):
        state = search.State.of(core, search.filled(core, search.greedy(core, k), k))
        descent = Descent.begin(core, state.now.most[:, 1])
        descent.go(decided, k, need - 1, STEPS)
        bounded = whole(core, descent.price, decided, k)
        if bounded.saving < need:
            return k + 1, Certificate(k, core.scale, core.class_of, bounded.saving, Prices(bounded.price))
        if watch.over:
            break
    if not need:
        return 0, None
    price = np.zeros(core.rows, dtype=np.int64)
    return 1, Certificate(0, core.scale, core.class_of, 0, Prices(price))

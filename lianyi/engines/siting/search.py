"""Good points quickly: greedy, then swaps, then iterated local search, the same for the same problem."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.siting import moves
from lianyi.engines.siting.classes import Core
from lianyi.engines.siting.problem import BoolArray, IntArray
from lianyi.engines.siting.watch import Watch

SEED = 20180501


@dataclass
class State:
    """Open columns and, for each class, the two best of them. The arrays are what `moves` works on, in place."""

    core: Core
    opened: IntArray  # order is history
    is_open: BoolArray
    first: IntArray
    second: IntArray
    saving: IntArray  # G×2
    loss: IntArray
    extra: IntArray
    value: int

    @classmethod
    def of(cls, core: Core, opened: IntArray) -> "State":
        g, c = core.rows, core.columns
        state = cls(
            core,
            np.array(opened, dtype=np.int32),
            np.zeros(c, dtype=np.bool_),
            np.empty(g, dtype=np.int32),
            np.empty(g, dtype=np.int32),
            np.empty((g, 2), dtype=np.int64),
            np.empty(c, dtype=np.int64),
            np.zeros(c, dtype=np.int64),
            0,
        )
        state.restore(opened)
        return state

    def restore(self, opened: IntArray) -> None:
        """Start again from these columns."""
        core = self.core
        self.opened[:] = opened
        self.is_open[:] = False
        self.is_open[opened] = True
        self.value = moves.take_stock(
            core.row_start,
            core.row_column,
            core.row_saving,
            core.weight,
            self.is_open,
            self.first,
            self.second,
            self.saving,
            self.loss,
        )

    def improve(self, candidates: IntArray) -> None:
        """Swap until no newcomer among the candidates helps."""
        core = self.core
        self.value += moves.improve(
            self.opened,
            candidates,
            core.row_start,
            core.row_column,
            core.row_saving,
            core.column_start,
            core.column_row,
            core.column_saving,
            core.weight,
            self.is_open,
            self.first,
            self.second,
            self.saving,
            self.loss,
            self.extra,
        )

    def replace(self, position: int, new: int) -> None:
        """One swap, whatever it costs."""
        core, old = self.core, int(self.opened[position])
        self.opened[position] = new
        self.is_open[new], self.is_open[old] = True, False
        for column in (new, old):
            self.value += moves.refresh(
                column,
                core.row_start,
                core.row_column,
                core.row_saving,
                core.column_start,
                core.column_row,
                core.weight,
                self.is_open,
                self.first,
                self.second,
                self.saving,
                self.loss,
            )


def greedy(core: Core, k: int) -> IntArray:
    """Columns in the order of their marginal savings, at most k."""
    return moves.greedy(
        core.row_start,
        core.row_column,
        core.row_saving,
        core.column_start,
        core.column_row,
        core.column_saving,
        core.weight,
        k,
    )


def filled(core: Core, opened: IntArray, k: int) -> IntArray:
    """Exactly min(k, C) columns: what greedy left out because it adds nothing is still a place to swap with."""
    size = min(k, core.columns)
    if len(opened) >= size:
        return opened[:size]
    others = np.setdiff1d(np.arange(core.columns, dtype=np.int32), opened)
    return np.concatenate([opened, others[: size - len(opened)]]).astype(np.int32)


def iterate(state: State, candidates: IntArray, rounds: int, watch: Watch, goal: int | None = None) -> bool:
    """Kick a few points elsewhere, swap again, keep what is better; did anything improve? Ends early at ``goal``."""
    chance = np.random.default_rng(SEED)
    best, value = state.opened.copy(), state.value
    improved = False
    shut = np.setdiff1d(candidates, state.opened)
    if not len(state.opened) or not len(shut):
        return False
    for _ in watch.steps(rounds):
        if goal is not None and value >= goal:
            break
        for _ in range(int(chance.integers(1, 1 + min(4, len(best))))):
            new = int(candidates[chance.integers(len(candidates))])
            if not state.is_open[new]:
                state.replace(int(chance.integers(len(best))), new)
        state.improve(chance.permutation(candidates))
        if state.value > value:
            improved = True
        if state.value >= value:
            best, value = state.opened.copy(), state.value
        else:
            state.restore(best)
    if state.value < value:
        state.restore(best)
    return improved

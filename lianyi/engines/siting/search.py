"""Good points quickly: greedy, then swaps, then iterated local search, the same for the same problem."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.siting import moves
from lianyi.engines.siting.classes import Core
from lianyi.engines.siting.problem import IntArray
from lianyi.engines.siting.tables import Standing
from lianyi.engines.siting.watch import Watch

SEED = 15  # any number; the answer for a problem never changes
PART = 0.3  # of the candidates are looked at first after a kick: all would often just undo it
KICKED = 4  # at most so many points are moved before swapping again


@dataclass
class State:
    """Open columns, what they save, and what every swap would change."""

    core: Core
    now: Standing
    value: int

    @classmethod
    def of(cls, core: Core, opened: IntArray) -> "State":
        rows, columns, k = core.rows, core.columns, len(opened)
        now = Standing(
            opened=np.array(opened, dtype=np.int32),
            is_open=np.zeros(columns, dtype=np.bool_),
            seat=np.full(columns, -1, dtype=np.int32),
            first=np.empty(rows, dtype=np.int32),
            second=np.empty(rows, dtype=np.int32),
            most=np.empty((rows, 2), dtype=np.int64),
            gain=np.empty(columns, dtype=np.int64),
            loss=np.empty(k, dtype=np.int64),
            extra=np.empty((columns, k), dtype=np.int64),
        )
        return cls(core, now, moves.take_stock(core.by_both, now))

    @property
    def opened(self) -> IntArray:
        """A copy."""
        return self.now.opened.copy()

    def improve(self, newcomers: IntArray) -> None:
        """Swap until none of the newcomers helps."""
        self.value += moves.steepest(self.core.by_both, self.now, newcomers)

    def swap(self, new: int, seat: int) -> None:
        """One swap, whatever it costs."""
        self.value += moves.swap(self.core.by_both, self.now, new, seat)

    def become(self, opened: IntArray) -> None:
        """Swap until these are open (as many as now)."""
        missing = opened[~self.now.is_open[opened]]
        wanted = np.zeros(self.core.columns, dtype=np.bool_)
        wanted[opened] = True
        for new, seat in zip(missing, np.flatnonzero(~wanted[self.now.opened]), strict=True):
            self.swap(int(new), int(seat))


def first_price(state: State) -> IntArray:
    """(G) Prices to begin with: everybody pays what the second best column saves, and of what the best saves more such
    a part that each open column is worth the same, as much as the least of them."""
    now = state.now
    seat = np.where(now.first >= 0, now.seat[np.maximum(now.first, 0)], 0)
    loss = np.maximum(now.loss, 1) if len(now.loss) else np.ones(1)
    part = 1 - loss.min() / loss
    return now.most[:, 1] + (now.most[:, 0] - now.most[:, 1]) * part[seat]


def greedy(core: Core, k: int) -> IntArray:
    """Columns in the order of their marginal savings, at most k."""
    return moves.greedy(core.by_both, k)


def filled(core: Core, opened: IntArray, k: int) -> IntArray:
    """Exactly min(k, C) columns: what greedy left out because it adds nothing is still a place to swap with."""
    size = min(k, core.columns)
    if len(opened) >= size:
        return opened[:size]
    others = np.setdiff1d(np.arange(core.columns, dtype=np.int32), opened)
    return np.concatenate([opened, others[: size - len(opened)]]).astype(np.int32)


def iterate(
    state: State,
    candidates: IntArray,
    rounds: int,
    watch: Watch,
    *,
    part: float = 1.0,
    goal: int | None = None,
    tell: bool = True,
    seed: int = SEED,
) -> bool:
    """Kick a few points elsewhere, swap again, keep what is not worse; did anything improve? Ends early at ``goal``,
    and when ``part`` of the time left is used."""
    chance = np.random.default_rng(seed)
    best, value, before = state.opened, state.value, state.value
    if not len(best) or len(candidates) <= len(best):
        return False
    for _ in watch.steps(rounds, part, tell=tell):
        if goal is not None and value >= goal:
            break
        for _ in range(int(chance.integers(1, 1 + min(KICKED, len(best))))):
            new = int(candidates[chance.integers(len(candidates))])
            if not state.now.is_open[new]:
                state.swap(new, int(chance.integers(len(best))))
        state.improve(candidates[chance.random(len(candidates)) < PART])
        state.improve(candidates)
        if state.value >= value:
            best, value = state.opened, state.value
        else:
            state.become(best)
    return value > before

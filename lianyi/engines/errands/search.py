"""The cheapest way through one task.

A* (Hart, Nilsson, Raphael, IEEE Trans. SSC 4(2), 1968) with the bounds of `bounds`, reopening states where a cheaper
way to them is found. Counted in states and not in seconds, so that the answer never depends on the machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from lianyi.engines.errands.bounds import Bounds
from lianyi.engines.errands.moves import Moves
from lianyi.engines.errands.state import Move, State
from lianyi.engines.errands.task import Task

MOVES, MOVES_A_PAPER = 40, 8  # in a plan that is only good, at most
WIDTH = 12  # states kept side by side when only a good plan is looked for


@dataclass(frozen=True)
class Found:
    """``moves`` of the best plan below the ceiling, None: there is none, or it was not found; no plan of the task is
    below ``bound``, None: nor is there any plan at or above the ceiling. ``looked_at``: the states this took."""

    cost: int
    moves: tuple[Move, ...] | None
    bound: int | None
    looked_at: int


class Search:
    """All that is known about one task."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.bounds = Bounds(task)
        self.moves = Moves(task)
        self.cost, self.begin, self.first = self.moves.start()
        rest = self.bounds.rest(self.begin)
        self.weight = max(1, (task.size // 16) ** 3)  # a state of a larger task is more work
        self.is_possible = rest is not None
        self.least = self.cost + (rest or 0)

    def best(self, ceiling: int | None, most: int, patient: bool = True) -> Found:
        """The cheapest plan below ``ceiling`` (None: at any price), after looking at ``most`` states at most."""
        if not self.is_possible:
            return Found(0, None, None, 0)
        steps, better = Moves(self.task, patient), _Better(self.task)
        costs = {self.begin: self.cost}
        came: dict[State, tuple[State, tuple[Move, ...]]] = {}
        heap = [(self.least, self.least - self.cost, 0, self.cost, self.begin)]
        looked_at = pushed = 0
        while heap:
            total, _, _, cost, state = heappop(heap)
            if ceiling is not None and total >= ceiling:
                return Found(0, None, total, looked_at)
            if cost > costs[state] or better.knows(state, cost):
                continue
            if self.moves.is_done(state):
                return Found(cost, self.first + _path(came, state), cost, looked_at)
            if looked_at >= most:
                return Found(0, None, total, looked_at)
            looked_at += self.weight
            for step, after, moves in steps.after(state):
                new = cost + step
                if after in costs and costs[after] <= new:
                    continue
                rest = self.bounds.rest(after)
                if rest is not None:
                    costs[after] = new
                    came[after] = (state, moves)
                    pushed += 1
                    heappush(heap, (max(total, new + rest), rest, -pushed, new, after))
        return Found(0, None, None, looked_at)

    def good(self) -> tuple[int, tuple[Move, ...]] | None:
        """Some plan, found by going on from the best few states only; None when that leads nowhere."""
        if not self.is_possible:
            return None
        level = [_Partial(self.least, self.cost, self.begin, self.first)]
        seen, steps = {self.begin}, Moves(self.task, patient=False)
        for _ in range(MOVES + MOVES_A_PAPER * self.task.size):
            if done := [one for one in level if steps.is_done(one.state)]:
                return done[0].cost, done[0].moves
            nexts: list[_Partial] = []
            for one in level:
                for step, after, moves in steps.after(one.state):
                    rest = None if after in seen else self.bounds.rest(after)
                    if rest is not None:
                        seen.add(after)
                        cost = one.cost + step
                        nexts.append(_Partial(cost + rest, cost, after, one.moves + moves))
            level = sorted(nexts, key=lambda one: (one.total, one.cost))[: max(1, WIDTH // self.weight)]
        return None


class _Partial(NamedTuple):
    """A plan half made: what it costs at least in the end, and so far; where it stands; what was done."""

    total: int
    cost: int
    state: State
    moves: tuple[Move, ...]


class _Better:
    """States looked at, to pass over those that are in nothing better than one of them."""

    def __init__(self, task: Task) -> None:
        self.is_limited = task.is_limited
        self.known: dict[tuple[object, ...], list[tuple[int, ...]]] = {}

    def knows(self, state: State, cost: int) -> bool:
        """Whether a state looked at before is as good in every respect; if not, this one is remembered."""
        kind = (state.place, state.have, state.got, tuple((one.paper, one.counter) for one in state.pending))
        # Smaller is better in all: what it cost, the days still to wait, and, negative, until when papers are good.
        marks = [cost, *(-days for days in state.left)]
        for one in state.pending:
            marks.append(one.days)
            if self.is_limited >> one.paper & 1:
                marks.append(-one.days - one.left)
        known = self.known.setdefault(kind, [])
        if any(all(a <= b for a, b in zip(other, marks, strict=True)) for other in known):
            return True
        known.append(tuple(marks))
        return False


def _path(came: dict[State, tuple[State, tuple[Move, ...]]], state: State) -> tuple[Move, ...]:
    parts: list[tuple[Move, ...]] = []
    while state in came:
        state, moves = came[state]
        parts.append(moves)
    return tuple(move for part in reversed(parts) for move in part)

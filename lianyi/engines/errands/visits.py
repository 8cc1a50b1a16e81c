"""How often counters are visited at least, from a state.

For each counter by itself: along a chain of papers that need one another, a paper from here that needs, by way of
something to be had elsewhere or waited for, another paper from here, takes one visit more. Then papers that several
counters give, where none of these is counted yet.
"""

from __future__ import annotations

from lianyi.engines.errands.bits import bits
from lianyi.engines.errands.state import BY_ITSELF, Pending
from lianyi.engines.errands.task import Late, Task

# Visits until a paper is in hand, doubled; odd when that is after leaving the counter: the next paper from there then
# takes another visit.
Depth = int
NEVER = 1 << 30


class Visits:
    """The bound for one task, remembered."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.sources = [frozenset(task.number_of_counter[one.counter] for one in some) for some in task.options]
        self.only = [
            next(iter(places)) if len(places) == 1 and not desk else None
            for places, desk in zip(self.sources, task.desk, strict=True)
        ]
        self.at_once = [any(one.is_at_once for one in some) for some in task.options]
        self.comes = [any(not one.is_collected for one in some) for some in task.options]
        self.known: dict[tuple[int, tuple[tuple[int, int], ...], Late], int] = {}
        self.shown_too = task.shown_too(())

    def least(self, missing: int, pending: tuple[Pending, ...], late: Late) -> int:
        """Visits that every plan from here makes; ``missing``: papers that it applies for, ``late`` ones among them."""
        waiting = tuple((one.paper, one.counter) for one in pending if one.counter != BY_ITSELF)
        key = missing, waiting, late
        if key not in self.known:
            self.shown_too = self.task.shown_too(late)
            self.known[key] = self._counted(missing, dict(waiting))
        return self.known[key]

    def _counted(self, missing: int, waiting: dict[int, int]) -> int:
        counted = {self.only[paper] for paper in bits(missing)} | set(waiting.values())
        counted.discard(None)
        visits = sum(self._at(counter, missing, waiting) for counter in counted if counter is not None)
        several = [self.sources[paper] for paper in bits(missing) if not self.task.desk[paper]]
        for counters in sorted(several, key=lambda some: (len(some), sorted(some))):
            if not counters & counted:
                counted |= counters
                visits += 1
        return visits

    def _at(self, counter: int, missing: int, waiting: dict[int, int]) -> int:
        here = [paper for paper in bits(missing) if self.only[paper] == counter]
        if counter not in waiting.values() and len(here) == 1:
            return 1 if self.at_once[here[0]] or self.comes[here[0]] else 2
        if not here:
            return 1
        depth = [NEVER if missing >> paper & 1 else 1 for paper in range(self.task.size)]
        for paper, place in waiting.items():
            depth[paper] = 2 if place == counter else 1
        changed = True
        while changed:
            changed = False
            for paper in bits(missing):
                if (new := self._depth(paper, counter, depth)) < depth[paper]:
                    depth[paper], changed = new, True
        deepest = max((depth[paper] for paper in (*bits(missing), *waiting)), default=0)
        return deepest // 2

    def _depth(self, paper: int, counter: int, depth: list[Depth]) -> Depth:
        there = self.shown_too[paper]
        shown = max((depth[other] for other in bits(self.task.needs[paper] & ~there)), default=1)
        for group in self.task.groups[paper]:
            if not group & there:
                shown = max(shown, min(depth[other] for other in bits(group)))
        if shown >= NEVER:
            return NEVER
        if self.only[paper] != counter:
            return shown if counter in self.sources[paper] and self.at_once[paper] else shown | 1
        visit = shown + (shown & 1)  # the visit under way, or one more
        if self.at_once[paper]:
            return visit
        return visit + 1 if self.comes[paper] else visit + 2

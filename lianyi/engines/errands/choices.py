"""Which papers to fetch: every set that choosing among alternatives can lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from lianyi.engines.errands.options import options
from lianyi.engines.errands.problem import Paper, Problem
from lianyi.engines.errands.reach import closed, is_met, obtainable

MOST_LOOKED_AT = 20_000  # half-made sets

Some = frozenset[str]


@dataclass(frozen=True)
class Choices:
    """Sets of papers to fetch, fewest first. ``are_all``: no other set need be looked at.

    ``least`` is what every one of them contains.
    """

    sets: tuple[Some, ...]
    are_all: bool
    least: Some


def choices(problem: Problem, limited: Some, most: int) -> Choices:
    """The sets of papers whose fetching reaches the goals, at most ``most`` of them.

    Papers expire if they are in ``limited``, and are taken to hold for ever otherwise. A held one that expires may be
    fetched all the same, and a paper that may have to be fetched twice may be fetched with different alternatives.
    """
    walk = _Walk(problem, limited)
    found: set[Some] = set()
    are_all = True
    for fetched in walk.sets():
        if fetched is None or len(found) == most:
            are_all = False
            break
        found.add(fetched)
    least = frozenset.intersection(*found) if found and are_all else walk.required()
    return Choices(tuple(sorted(found, key=lambda one: (len(one), sorted(one)))), are_all, least)


class _Walk:
    def __init__(self, problem: Problem, limited: Some) -> None:
        self.problem, self.limited = problem, limited
        self.reachable = obtainable(problem)
        self.held = frozenset(one.paper for one in problem.person.holds)
        self.expiring = frozenset(
            one.paper for one in problem.person.holds if one.days_left is not None and one.paper in limited
        )
        self.sure = self.held - self.expiring
        ready = (paper for paper in problem.papers if is_met(paper, self.reachable))
        self.fetchable = {paper.key for paper in ready if options(problem, paper)}

    def sets(self) -> Iterator[Some | None]:
        """The sets that can be fetched in some order; None at the end if there are too many to go through."""
        start = (frozenset[str](), self.problem.goals - self.sure, frozenset[str]())
        stack, seen = [start], {start}
        while stack:
            fetched, open_, settled = stack.pop()
            if not open_:
                if fetched <= closed((self.problem.paper(key) for key in fetched), self.held):
                    yield fetched
                continue
            for step in self._next(fetched, open_, settled):
                if len(seen) >= MOST_LOOKED_AT:
                    yield None
                    return
                if step not in seen:
                    seen.add(step)
                    stack.append(step)

    def _next(self, fetched: Some, open_: Some, settled: Some) -> Iterator[tuple[Some, Some, Some]]:
        key = min(open_)
        settled = settled | {key}
        if key in self.expiring:
            yield fetched, open_ - {key}, settled
        if key in self.fetchable:
            for needed in self._alternatives(self.problem.paper(key)):
                yield fetched | {key}, (open_ | needed) - settled - self.sure, settled

    def _alternatives(self, paper: Paper) -> Iterator[Some]:
        """What may be shown for a paper, as sets of keys."""
        groups = [group for group in paper.one_of if not group & self.sure]
        for picks in product(*(self._picks(paper, group) for group in groups)):
            yield paper.needs.union(*picks)

    def _picks(self, paper: Paper, group: Some) -> Iterator[Some]:
        """One of a group; several, where the paper may be applied for several times."""
        members = sorted(group & self.reachable)
        for size in range(1, len(members) + 1 if paper.key in self.limited else 2):
            yield from map(frozenset, combinations(members, size))

    def required(self) -> Some:
        """What has to be fetched whichever alternatives are chosen."""
        fetched: set[str] = set()
        queue = sorted(self.problem.goals - self.held)
        while queue:
            key = queue.pop()
            if key not in fetched:
                fetched.add(key)
                queue += sorted(self.problem.paper(key).needs - self.held)
        return frozenset(fetched)

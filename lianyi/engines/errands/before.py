"""What the same goals cost without a plan, so that one can see what the plan is worth.

A person without a plan goes to the counter of the first goal. There they are told of one missing paper and sent away;
they go for that paper, perhaps to be sent away there too; then they come back, to be told of the next. Each counter is
an outing of its own, all are their own, and what has to be collected takes one more, unless the counter can send it. So
each missing paper costs one trip in vain, at the counter where it was missing.

They choose the counter at home where there is one (else the first by key), show what the plan shows where several
papers will do, and nothing expires on them: the count is rather too low. For a paper nobody may demand they are sent
away once; what they might do to get it is not counted. Papers to be had only by post or online take no outing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lianyi.engines.errands.problem import AT_COUNTER, Issuer, Paper, Problem, Way
from lianyi.engines.errands.result import Plan


class Ending(StrEnum):
    """How an outing ended."""

    SENT_AWAY = "sent_away"
    APPLIED = "applied"
    COLLECTED = "collected"


@dataclass(frozen=True)
class Outing:
    """One outing for one paper; ``missing``: what they were sent away for."""

    paper: str
    counter: str
    city: str
    ending: Ending
    missing: str = ""


@dataclass(frozen=True)
class Before:
    """The outings without a plan, in order. ``trips`` of them, ``wasted`` in vain, ``journeys`` to other cities."""

    outings: tuple[Outing, ...]
    trips: int
    wasted: int
    journeys: int


def before(problem: Problem, plan: Plan) -> Before:
    """What the goals of the plan cost without it."""
    person = _Person(problem, plan)
    outings = tuple(outing for goal in plan.goals for outing in person.get(goal))
    wasted = sum(outing.ending is Ending.SENT_AWAY for outing in outings)
    journeys = sum(outing.city != problem.person.home for outing in outings)
    return Before(outings, len(outings), wasted, journeys)


class _Person:
    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.has = {held.paper for held in problem.person.holds}
        self.order: dict[str, int] = {}
        for at, errand in enumerate(plan.errands):
            self.order.setdefault(errand.paper, at)

    def get(self, key: str) -> Iterator[Outing]:
        """The outings until the paper is in hand."""
        if key in self.has:
            return
        paper = self.problem.paper(key)
        issuer = self._issuer(paper)
        for missing in self._asked(paper):
            if missing not in self.has:
                if issuer:
                    yield self._outing(key, issuer, Ending.SENT_AWAY, missing)
                if not self.problem.paper(missing).is_void:
                    yield from self.get(missing)
                self.has.add(missing)
        if issuer:
            yield self._outing(key, issuer, Ending.APPLIED)
            if paper.days and paper.is_collected and Way.POST not in issuer.collecting:
                yield self._outing(key, issuer, Ending.COLLECTED)
        self.has.add(key)

    def _asked(self, paper: Paper) -> Iterator[str]:
        """What the counter asks for, one after the other: of several that will do, what the plan shows first."""
        yield from sorted(paper.needs)
        for group in paper.one_of:
            if not group & self.has:
                known = sorted(group & self.order.keys(), key=self.order.__getitem__)
                yield from known[:1] or sorted(group)[:1]

    def _issuer(self, paper: Paper) -> Issuer | None:
        home = self.problem.person.home
        near = sorted(paper.issuers, key=lambda one: (self.problem.counter(one.counter).city != home, one.counter))
        return next((issuer for issuer in near if issuer.ways & AT_COUNTER), None)

    def _outing(self, key: str, issuer: Issuer, ending: Ending, missing: str = "") -> Outing:
        return Outing(key, issuer.counter, self.problem.counter(issuer.counter).city, ending, missing)

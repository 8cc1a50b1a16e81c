"""In which ways this person can come by a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lianyi.engines.errands.problem import AT_COUNTER, Issuer, Paper, Person, Problem, Way


@dataclass(frozen=True)
class Option:
    """One way to apply at one counter, and how the paper is had then.

    ``days`` until it is in hand, or can be collected; ``stale``: how old it is then, counted from its issue.
    ``returns``: who may collect it; {POST}: it is sent back; empty: handed over at once, or it comes by itself.
    """

    way: Way
    counter: str
    days: int
    stale: int = 0
    returns: frozenset[Way] = frozenset()

    @property
    def is_from_home(self) -> bool:
        """Whether nobody has to go anywhere to apply."""
        return self.way not in AT_COUNTER

    @property
    def is_at_once(self) -> bool:
        """Whether the paper is in hand on the same day."""
        return self.days == 0 and not self.is_collected

    @property
    def is_collected(self) -> bool:
        """Whether somebody has to stand at the counter again."""
        return bool(self.returns & AT_COUNTER)


def options(problem: Problem, paper: Paper) -> tuple[Option, ...]:
    """All ways in which the person can get this paper, if its prerequisites are at hand; by counter."""
    issuers = sorted(paper.issuers, key=lambda issuer: issuer.counter)
    return tuple(option for issuer in issuers for option in _at(problem, paper, issuer))


def stands(problem: Problem, counter: str, ways: frozenset[Way]) -> frozenset[Way]:
    """Who can stand at the counter for this person, out of ``ways``."""
    city, person = problem.counter(counter).city, problem.person
    able = {Way.IN_PERSON: person.goes(city), Way.PROXY: city in person.proxy_in}
    return frozenset(way for way in ways & AT_COUNTER if able[way])


def _at(problem: Problem, paper: Paper, issuer: Issuer) -> Iterator[Option]:
    person, key, post = problem.person, issuer.counter, problem.post_days
    if Way.ONLINE in issuer.ways and person.online:
        yield Option(Way.ONLINE, key, paper.days)
    if Way.POST in issuer.ways and person.post:
        yield Option(Way.POST, key, post + paper.days + post, stale=post, returns=frozenset({Way.POST}))
    for way in sorted(stands(problem, key, issuer.ways)):
        if paper.days == 0 or not paper.is_collected:
            yield Option(way, key, paper.days)
        else:
            yield from _collected(problem, paper, issuer, way, person)


def _collected(problem: Problem, paper: Paper, issuer: Issuer, way: Way, person: Person) -> Iterator[Option]:
    post, by_post = problem.post_days, frozenset({Way.POST})
    is_sent = person.post and Way.POST in issuer.collecting
    if is_sent:
        yield Option(way, issuer.counter, paper.days + post, stale=post, returns=by_post)
    collectors = stands(problem, issuer.counter, issuer.collecting)
    if collectors and not (is_sent and post == 0):  # a letter that takes no time is never worse than going again
        yield Option(way, issuer.counter, paper.days, returns=collectors)

"""The same question answered another way: every order of every single act, day by day, cheapest first.

No choice of papers beforehand, no bound, nothing done at once: slow, and short enough to be checked by reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from lianyi.engines.errands import Cost, Paper, Problem, Way

Vector = tuple[int, int, int, int, int, int, int]
AGES = 10_000  # good for ever


@dataclass(frozen=True)
class Now:
    """``where``: (way, city) of the trip one is on; ``at``: counter one stands at; ``hand``: papers and the last day
    each is good; ``coming``: (paper, day, counter or "" when it is sent, who collects, last good day)."""

    day: int = 0
    travelled: bool = False
    where: tuple[Way, str] | None = None
    at: str = ""
    hand: frozenset[tuple[str, int]] = frozenset()
    coming: frozenset[tuple[str, int, str, frozenset[Way], int]] = frozenset()

    def has(self, paper: str) -> bool:
        return any(key == paper and last >= self.day for key, last in self.hand)


def least(problem: Problem, horizon: int) -> Cost | None:
    """The cost of the best plan that ends by day ``horizon``; None: there is none."""
    void = {paper.key for paper in problem.papers if paper.is_void}
    goals = problem.goals - void
    days_left = {held.paper: held.days_left for held in problem.person.holds}
    hand = frozenset((key, AGES if left is None else left) for key, left in days_left.items())
    first, nothing = Now(hand=hand), (0, 0, 0, 0, 0, 0, 0)
    costs: dict[Now, Vector] = {first: nothing}
    heap: list[tuple[Vector, int, Now]] = [(nothing, 0, first)]
    pushed = 0
    while heap:
        cost, _, now = heappop(heap)
        if cost > costs[now]:
            continue
        if all(now.has(goal) for goal in goals):
            return Cost(*cost)
        for step, after in _steps(problem, now, void, horizon):
            total = _sum(cost, step)
            if after not in costs or total < costs[after]:
                costs[after] = total
                pushed += 1
                heappush(heap, (total, pushed, after))
    return None


def _sum(one: Vector, two: Vector) -> Vector:
    a, b, c, d, e, f, g = (x + y for x, y in zip(one, two, strict=True))
    return a, b, c, d, e, f, g


def _steps(problem: Problem, now: Now, void: set[str], horizon: int) -> Iterator[tuple[Vector, Now]]:
    if now.where is None:
        if now.day < horizon:
            yield (0, 0, 0, 0, 1, 0, 0), _tomorrow(now)
        for city in {counter.city for counter in problem.counters} if not now.travelled else ():
            if problem.person.goes(city):
                journey = int(city != problem.person.home)
                yield (1, 1, journey, 0, 0, 0, 0), replace(now, where=(Way.IN_PERSON, city), travelled=True)
            if city in problem.person.proxy_in:
                yield (0, 1, 0, 0, 0, 0, 0), replace(now, where=(Way.PROXY, city), travelled=True)
    else:
        yield (0, 0, 0, 0, 0, 0, 0), replace(now, where=None, at="")
        for counter in problem.counters:
            if counter.city == now.where[1]:
                yield (0, 0, 0, 1, 0, 0, 0), replace(now, at=counter.key)
        yield from _collecting(now)
    yield from _applying(problem, now, void)


def _tomorrow(now: Now) -> Now:
    day = now.day + 1
    come = {one for one in now.coming if not one[2] and one[1] <= day}
    hand = now.hand | {(paper, last) for paper, _, _, _, last in come}
    still = {one for one in now.coming - come if one[4] >= day}
    return Now(day, hand=frozenset(one for one in hand if one[1] >= day), coming=frozenset(still))


def _collecting(now: Now) -> Iterator[tuple[Vector, Now]]:
    for one in now.coming:
        paper, day, counter, who, last = one
        if now.where and counter == now.at and counter and day <= now.day and now.where[0] in who:
            yield (0, 0, 0, 0, 0, 0, 0), replace(now, hand=now.hand | {(paper, last)}, coming=now.coming - {one})


def _applying(problem: Problem, now: Now, void: set[str]) -> Iterator[tuple[Vector, Now]]:
    for paper in problem.papers:
        asked = all(now.has(key) for key in paper.needs - void)
        asked &= all(not (group - void) or any(now.has(key) for key in group - void) for group in paper.one_of)
        if asked and all(one[0] != paper.key for one in now.coming):
            for after in _applied(problem, now, paper):
                yield (0, 0, 0, 0, 0, paper.fee, 1), after


def _applied(problem: Problem, now: Now, paper: Paper) -> Iterator[Now]:
    person, post, wait = problem.person, problem.post_days, paper.days
    for issuer in paper.issuers:
        if now.where is None:
            if Way.ONLINE in issuer.ways and person.online:
                yield _comes(now, paper, now.day + wait, now.day + wait)
            if Way.POST in issuer.ways and person.post:
                yield _comes(now, paper, now.day + post + wait, now.day + post + wait + post)
        elif issuer.counter == now.at and now.where[0] in issuer.ways:
            if wait == 0 or not paper.is_collected:
                yield _comes(now, paper, now.day + wait, now.day + wait)
            else:
                if Way.POST in issuer.collecting and person.post:
                    yield _comes(now, paper, now.day + wait, now.day + wait + post)
                last = _last(paper, now.day + wait)
                one = (paper.key, now.day + wait, now.at, issuer.collecting, last)
                yield replace(now, coming=now.coming | {one})


def _comes(now: Now, paper: Paper, issued: int, day: int) -> Now:
    last = _last(paper, issued)
    if day <= now.day:
        return replace(now, hand=now.hand | {(paper.key, last)})
    return replace(now, coming=now.coming | {(paper.key, day, "", frozenset(), last)})


def _last(paper: Paper, issued: int) -> int:
    return AGES if paper.valid_for is None else issued + paper.valid_for

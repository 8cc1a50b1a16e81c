"""Which papers this person can have at all, and what stands in the way of the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from lianyi.engines.errands.options import options
from lianyi.engines.errands.problem import Paper, Person, Problem, Way
from lianyi.engines.errands.result import Block, Blocked, Help


def is_met(paper: Paper, shown: Collection[str]) -> bool:
    """Whether these papers are all that ``paper`` needs."""
    return all(key in shown for key in paper.needs) and all(
        any(key in shown for key in group) for group in paper.one_of
    )


def closed(papers: Iterable[Paper], held: Iterable[str]) -> frozenset[str]:
    """What can be had one after the other from what is held, if each of ``papers`` can be applied for."""
    had, waiting = set(held), list(papers)
    while True:
        ready = [paper for paper in waiting if is_met(paper, had)]
        if not ready:
            return frozenset(had)
        had.update(paper.key for paper in ready)
        waiting = [paper for paper in waiting if paper.key not in had]


def obtainable(problem: Problem) -> frozenset[str]:
    """The papers the person holds or can get, leaving aside when they expire."""
    held = [one.paper for one in problem.person.holds]
    return closed((paper for paper in problem.papers if options(problem, paper)), held)


def blocked(problem: Problem) -> tuple[Blocked, ...]:
    """Why goals cannot be had, by goal; a goal may be there more than once."""
    own = obtainable(problem)
    anybody = obtainable(replace(problem, person=_able(problem)))
    found: list[Blocked] = []
    for goal in sorted(problem.goals - own):
        found += [_out_of_reach(problem, goal, own)] if goal in anybody else _impossible(problem, goal, anybody)
    return tuple(found)


def _able(problem: Problem) -> Person:
    cities = frozenset(counter.city for counter in problem.counters)
    return replace(problem.person, goes_to=None, proxy_in=cities, post=True, online=True)


def _impossible(problem: Problem, goal: str, anybody: frozenset[str]) -> Iterator[Blocked]:
    walk = _missing_behind(problem, goal, anybody)
    if nobody := tuple(sorted(key for key in walk if not problem.paper(key).issuers)):
        yield Blocked(goal, Block.NOT_ISSUED, nobody)
    if cycle := _shortest_cycle(walk):
        yield Blocked(goal, Block.CYCLE, cycle)


def _missing_behind(problem: Problem, goal: str, had: frozenset[str]) -> dict[str, list[str]]:
    """From each missing paper that leads to the goal to the missing papers that keep it back."""
    walk: dict[str, list[str]] = {}
    queue = [goal]
    while queue:
        key = queue.pop()
        if key not in walk:
            walk[key] = sorted(_keeping_back(problem.paper(key), had))
            queue += walk[key]
    return walk


def _keeping_back(paper: Paper, had: frozenset[str]) -> frozenset[str]:
    groups = [group for group in paper.one_of if not group & had]
    return (paper.needs - had).union(*groups)


def _shortest_cycle(walk: dict[str, list[str]]) -> tuple[str, ...]:
    rounds = [found for key in walk if (found := _round_from(walk, key))]
    return min(rounds, key=lambda found: (len(found), found), default=())


def _round_from(walk: dict[str, list[str]], start: str) -> tuple[str, ...]:
    queue: deque[tuple[str, ...]] = deque([(start,)])
    seen: set[str] = set()
    while queue:
        path = queue.popleft()
        for key in walk[path[-1]]:
            if key == start:
                return path
            if key not in seen:
                seen.add(key)
                queue.append((*path, key))
    return ()


def _out_of_reach(problem: Problem, goal: str, own: frozenset[str]) -> Blocked:
    walk = _missing_behind(problem, goal, own)
    closed_ways = sorted(key for key in walk if problem.paper(key).issuers and not options(problem, problem.paper(key)))
    return Blocked(goal, Block.OUT_OF_REACH, tuple(closed_ways), _helping(problem, goal))


def _helping(problem: Problem, goal: str) -> tuple[tuple[Help, ...], ...]:
    """All single things that would help, else all pairs; else one longer set none of which can be left out."""
    helps = _all_helps(problem)
    for size in (1, 2):
        if found := tuple(some for some in combinations(helps, size) if _would_do(problem, goal, some)):
            return found
    needed = helps
    for one in helps:
        without = tuple(other for other in needed if other != one)
        if _would_do(problem, goal, without):
            needed = without
    return (needed,)


def _all_helps(problem: Problem) -> tuple[Help, ...]:
    """In the order in which they are dispensed with: going oneself first, since that is the most to ask."""
    person = problem.person
    cities = sorted({counter.city for counter in problem.counters})
    return (
        *(Help(Way.IN_PERSON, city) for city in cities if not person.goes(city)),
        *(Help(Way.PROXY, city) for city in cities if city not in person.proxy_in),
        *(Help(Way.POST) for _ in "1" if not person.post),
        *(Help(Way.ONLINE) for _ in "1" if not person.online),
    )


def _would_do(problem: Problem, goal: str, helps: Iterable[Help]) -> bool:
    person = problem.person
    for one in helps:
        if one.way is Way.IN_PERSON:
            person = replace(person, goes_to=(person.goes_to or frozenset()) | {one.city})
        elif one.way is Way.PROXY:
            person = replace(person, proxy_in=person.proxy_in | {one.city})
        else:
            post, online = person.post or one.way is Way.POST, person.online or one.way is Way.ONLINE
            person = replace(person, post=post, online=online)
    return goal in obtainable(replace(problem, person=person))

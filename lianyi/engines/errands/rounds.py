"""The best way to a set of goals.

That papers expire is looked at only where it bites: a plan is made as if all held for ever; those that then turn out to
have expired, on whatever days the steps are done, are limited, and the plan is made anew. A round leaves something out
and so costs no more than the best plan; a round whose plan holds has found it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lianyi.engines.errands.choices import Choices, choices
from lianyi.engines.errands.expiry import expired
from lianyi.engines.errands.problem import Problem
from lianyi.engines.errands.retime import retimed
from lianyi.engines.errands.search import Search
from lianyi.engines.errands.steps import Steps, last_day, steps_of
from lianyi.engines.errands.task import Task, packed, unpacked

MOST_SETS = 400  # sets of papers to fetch that are looked at
MOST_TRIED = 3  # of these, how many are tried when the best plan cannot be proven


@dataclass(frozen=True)
class Outcome:
    """``steps`` None: no plan was found; there is none if ``bound`` is None too. No plan costs less than ``bound``;
    costs are packed. ``limited``: papers of which it mattered that they expire."""

    steps: Steps | None
    cost: int
    bound: int | None
    limited: frozenset[str]


@dataclass(frozen=True)
class _Way:
    cost: int
    steps: Steps


def best_way(problem: Problem, most: int) -> Outcome:
    """The best plan for all goals of a lawful problem, after looking at ``most`` states at most."""
    limited: frozenset[str] = frozenset()
    floor = 0
    left = _Left(most)
    while True:
        found = _round(problem, limited, left, floor)
        floor = max(floor, found.bound or 0)
        if found.steps is None:
            return found if found.bound is None else replace(found, bound=floor)
        days = unpacked(found.cost).days
        late = expired(problem, found.steps, days)
        steps = retimed(problem, found.steps, days) or (() if late else found.steps)
        if steps or not late:
            cost = replace(unpacked(found.cost), days=last_day(steps))
            return Outcome(steps, packed(cost), floor, limited)
        assert late - limited, "a limited paper was shown after it had expired"
        limited |= late


@dataclass
class _Left:
    """States that may still be looked at."""

    states: int


def _round(problem: Problem, limited: frozenset[str], left: _Left, floor: int) -> Outcome:
    """The best plan when only ``limited`` papers expire; no plan costs less than ``floor``."""
    chosen = choices(problem, limited, MOST_SETS)
    searches = _searches(problem, chosen.sets, limited)
    best: _Way | None = None
    if limited:  # mostly nobody has to wait but for the next paper, and then there is less to look at
        best, _ = _cheapest(searches, None, left, patient=False)
        if best and best.cost == floor:
            return Outcome(best.steps, best.cost, floor, limited)
    best, bound = _cheapest(searches, best, left, patient=True)
    if not chosen.are_all:
        bound = _below_all(problem, chosen, limited, bound)
    if bound is not None:
        best = _good(searches, best)
    if best is None:
        return Outcome(None, 0, bound, limited)
    return Outcome(best.steps, best.cost, best.cost if bound is None else min(bound, best.cost), limited)


def _searches(problem: Problem, sets: Iterable[frozenset[str]], limited: frozenset[str]) -> list[Search]:
    """One for each set that has a plan, the most promising first."""
    searches = [Search(Task(problem, fetched, limited)) for fetched in sets]
    return sorted((one for one in searches if one.is_possible), key=lambda one: one.least)


def _cheapest(
    searches: Sequence[Search], best: _Way | None, left: _Left, patient: bool
) -> tuple[_Way | None, int | None]:
    """The cheapest of all, or ``best``; and a bound, where not all could be looked at within the limit."""
    bound: int | None = None
    for search in searches:
        if best is not None and search.least >= best.cost:
            break
        found = search.best(None if best is None else best.cost, left.states, patient)
        left.states -= found.looked_at
        if found.moves is not None:
            best = _Way(found.cost, steps_of(search.task, found.moves))
        elif found.bound is not None and (best is None or found.bound < best.cost):
            bound = found.bound if bound is None else min(bound, found.bound)
    return best, bound


def _below_all(problem: Problem, chosen: Choices, limited: frozenset[str], bound: int | None) -> int:
    """A bound that holds for sets that were not looked at too: of what every one of them contains, without choices."""
    papers = tuple(replace(paper, one_of=()) for paper in problem.papers)
    least = Search(Task(replace(problem, papers=papers), chosen.least, limited)).least
    return least if bound is None else min(least, bound)


def _good(searches: Sequence[Search], best: _Way | None) -> _Way | None:
    """The cheapest plan that can be found quickly, or ``best``."""
    for search in searches[:MOST_TRIED]:
        if best is None or search.least < best.cost:
            found = search.good()
            if found and (best is None or found[0] < best.cost):
                best = _Way(found[0], steps_of(search.task, found[1]))
    return best

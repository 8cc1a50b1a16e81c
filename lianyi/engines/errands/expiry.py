"""Which papers have expired by the time they are shown, in a plan made as if they held for ever."""

from __future__ import annotations

from collections.abc import Iterable

from lianyi.engines.errands.problem import Problem
from lianyi.engines.errands.result import Act, Errand
from lianyi.engines.errands.state import FOREVER
from lianyi.engines.errands.steps import Steps, errands_of


def expired(problem: Problem, steps: Steps, days: int) -> frozenset[str]:
    """Papers in hand but no longer good where one was to be shown, or on the last day where one is a goal.

    Where one of several will do and none is good, all of them that were in hand.
    """
    good_until = {held.paper: FOREVER if held.days_left is None else held.days_left for held in problem.person.holds}
    coming: list[Errand] = []
    issued: dict[str, int] = {}
    bad: set[str] = set()

    def show(wanted: Iterable[str], day: int) -> None:
        had = {key for key in wanted if key in good_until}
        if all(good_until[key] < day for key in had):
            bad.update(had)

    def arrive(day: int) -> None:
        for errand in [one for one in coming if one.ready <= day]:
            coming.remove(errand)
            good_until[errand.paper] = _last_day(problem, errand.paper, _issue(problem, errand))

    for errand in errands_of(steps):
        arrive(errand.day)
        if errand.act is Act.COLLECT:
            good_until[errand.paper] = _last_day(problem, errand.paper, issued[errand.paper])
            continue
        paper = problem.paper(errand.paper)
        for wanted in (*({key} for key in paper.needs), *paper.one_of):
            show(wanted, errand.day)
        if errand.is_to_be_collected:
            issued[errand.paper] = errand.ready
        elif errand.act is Act.FETCH:
            good_until[errand.paper] = _last_day(problem, errand.paper, errand.day)
        else:
            coming.append(errand)
    arrive(days)
    for goal in problem.goals:
        show({goal}, days)
    return frozenset(bad)


def _issue(problem: Problem, errand: Errand) -> int:
    return errand.ready - (problem.post_days if errand.uses_post else 0)


def _last_day(problem: Problem, key: str, issued: int) -> int:
    valid_for = problem.paper(key).valid_for
    return FOREVER if valid_for is None else issued + valid_for

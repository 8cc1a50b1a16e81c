"""From a problem to its plan."""

from __future__ import annotations

from dataclasses import replace

from lianyi.engines.errands.check import require_sound
from lianyi.engines.errands.demands import lawful, void_demands
from lianyi.engines.errands.problem import Problem
from lianyi.engines.errands.reach import blocked
from lianyi.engines.errands.result import Block, Blocked, NotNeeded, Plan, Why
from lianyi.engines.errands.rounds import Outcome, best_way
from lianyi.engines.errands.steps import errands_of
from lianyi.engines.errands.task import unpacked


def plan(problem: Problem, *, most: int = 10_000) -> Plan:
    """The best plan by `Cost`, compared component by component, for the goals that can be had.

    ``most``: states to look at before settling for a good plan that is not proven to be the best. The same problem
    gives the same plan, in whatever order its papers and counters are listed.

    Raises:
        RefusedError: the problem contradicts itself (codes in `check.require_sound`).
    """
    require_sound(problem)
    legal = lawful(problem)
    barred = blocked(legal)
    legal = replace(legal, goals=legal.goals - {one.goal for one in barred})
    found, lost = _together(legal, most)
    barred = (*barred, *lost)
    legal = replace(legal, goals=legal.goals - {one.goal for one in lost})
    steps = found.steps or ()
    fetched = tuple(sorted({errand.paper for errand in errands_of(steps)}))
    return Plan(
        goals=tuple(sorted(legal.goals)),
        steps=steps,
        fetched=fetched,
        not_needed=_not_needed(legal, fetched),
        void_demands=void_demands(problem, {*fetched, *(one.goal for one in barred)}),
        blocked=tuple(sorted(barred, key=lambda one: (one.goal, one.why))),
        cost=unpacked(found.cost),
        lower_bound=unpacked(found.bound or 0),
    )


def _together(problem: Problem, most: int) -> tuple[Outcome, tuple[Blocked, ...]]:
    """The best plan for the goals that can be had together, and the others: those not held yet come first."""
    found = best_way(problem, most)
    if found.steps is not None:
        return found, ()
    held = {one.paper for one in problem.person.holds}
    lost = []
    kept, goals = best_way(replace(problem, goals=frozenset()), most), frozenset[str]()
    for goal in sorted(problem.goals, key=lambda goal: (goal in held, goal)):
        more = best_way(replace(problem, goals=goals | {goal}), most)
        if more.steps is None:
            lost.append(_lost(goal, more))
        else:
            kept, goals = more, goals | {goal}
    return kept, tuple(lost)


def _lost(goal: str, found: Outcome) -> Blocked:
    if found.bound is None:
        return Blocked(goal, Block.EXPIRES, tuple(sorted(found.limited)))
    return Blocked(goal, Block.TOO_LARGE, ())


def _not_needed(problem: Problem, fetched: tuple[str, ...]) -> tuple[NotNeeded, ...]:
    held = {one.paper for one in problem.person.holds}
    shown = {*fetched, *held}
    instead: dict[str, str] = {}
    for key in fetched:
        for group in problem.paper(key).one_of:
            if others := sorted(group & shown):
                instead |= {one: others[0] for one in group - shown if one not in instead}
    found = []
    for paper in problem.papers:
        if paper.key in fetched or (paper.is_void and paper.key not in held):
            continue
        if paper.key in held:
            found.append(NotNeeded(paper.key, Why.HELD))
        elif paper.key in instead:
            found.append(NotNeeded(paper.key, Why.OTHER_WILL_DO, instead[paper.key]))
        else:
            found.append(NotNeeded(paper.key, Why.NOT_ASKED_FOR))
    return tuple(found)

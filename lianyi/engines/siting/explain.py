"""Why these points: what each adds, who gains, and who is left and why."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.siting.figures import assign, loss_if_closed
from lianyi.engines.siting.problem import BoolArray, IntArray, Objective, Problem
from lianyi.engines.siting.result import Result


@dataclass(frozen=True)
class Site:
    """One new point, in the order in which each adds most to the existing points and the new ones before it.

    ``adds``: residents served who were not before; ``nearer``: residents served before, now with a shorter walk;
    ``saves``: residents × cost, those not served before having counted `Problem.unserved_cost`. ``homes``: how many
    homes gain. ``only``: residents who would lose the service if this point alone closed again.
    """

    place: int
    adds: int
    nearer: int
    saves: int
    homes: int
    only: int


@dataclass(frozen=True)
class Explanation:
    """``newly_served``, ``nearer``, ``left`` (homes, ascending): where somebody is served for the first time, walks
    less far, or is still not served. Residents left are ``left_hopeless`` (no place of the problem reaches them),
    ``left_to_excluded`` (only excluded places do), or ``left_for_more``: more points, or more room, would serve them.
    """

    sites: tuple[Site, ...]
    newly_served: IntArray
    nearer: IntArray
    left: IntArray
    left_residents: int
    left_hopeless: int
    left_to_excluded: int
    left_for_more: int


def explain(problem: Problem, result: Result) -> Explanation:
    """The reasons of a result."""
    existing = np.flatnonzero(problem.existing)
    only = {one.place: one.unserved for one in loss_if_closed(problem, result.open, result.objective)}
    ordered = _steps_with_room(problem, result) if problem.limited else _steps(problem, result)
    before, after = (_served(problem, points, result.objective) for points in (existing, result.open))
    left = problem.residents - after[0]
    reach = _counts(problem, result.objective)
    can = _reached(problem, reach & ~problem.excluded[problem.place])
    could = _reached(problem, reach)
    return Explanation(
        sites=tuple(Site(place, *step, only[place]) for place, step in ordered),
        newly_served=np.flatnonzero(after[0] > before[0]),
        nearer=np.flatnonzero((before[0] > 0) & (after[0] >= before[0]) & (after[1] < before[1])),
        left=np.flatnonzero(left > 0),
        left_residents=int(left.sum()),
        left_hopeless=int(left[~could].sum()),
        left_to_excluded=int(left[could & ~can].sum()),
        left_for_more=int(left[can].sum()),
    )


Step = tuple[int, tuple[int, int, int, int]]  # place, (adds, nearer, saves, homes)


def _steps(problem: Problem, result: Result) -> list[Step]:
    """The new points, each time the one that adds most; from the pairs of the open places alone."""
    unserved = max(problem.unserved_cost, int(problem.cost.max(initial=0)) + 1)
    now = np.full(problem.homes, unserved, dtype=np.int64)
    counts = _counts(problem, result.objective)
    is_open = np.zeros(problem.places, dtype=bool)
    is_open[result.open] = True
    pairs = np.flatnonzero(counts & is_open[problem.place])
    home, place, cost = problem.home_of_pair()[pairs], problem.place[pairs], problem.cost[pairs].astype(np.int64)
    stands = problem.existing[place]
    np.minimum.at(now, home[stands], cost[stands])
    mine = {int(one): np.flatnonzero(place == one) for one in result.chosen}
    out: list[Step] = []
    while mine:
        found = []
        for one, at in mine.items():
            who, walk = home[at], cost[at]
            gains = walk < now[who]
            who, walk = who[gains], walk[gains]
            fresh, people = now[who] == unserved, problem.residents[who]
            step = (
                int(people[fresh].sum()),
                int(people[~fresh].sum()),
                int((people * (np.where(fresh, problem.unserved_cost, now[who]) - walk)).sum()),
                int((people > 0).sum()),
            )
            found.append((_rank(result.objective, step), problem.name(one), one, step))
        _, _, best, step = min(found, key=lambda entry: (-entry[0], entry[1]))
        at = mine.pop(best)
        np.minimum.at(now, home[at], cost[at])
        out.append((best, step))
    return out


def _steps_with_room(problem: Problem, result: Result) -> list[Step]:
    """Those that serve most first, each weighed by the flow with those before it."""
    load = np.zeros(problem.places, dtype=np.int64)
    np.add.at(load, result.assignment.place, result.assignment.residents)
    order = sorted(result.chosen.tolist(), key=lambda place: (-int(load[place]), problem.name(place)))
    points = np.flatnonzero(problem.existing).tolist()
    served, cost = _served(problem, np.array(points, dtype=np.int64), result.objective)
    total = _cost(problem, np.array(points, dtype=np.int64), result.objective)
    out: list[Step] = []
    for place in order:
        points.append(place)
        opened = np.array(points, dtype=np.int64)
        now, walk = _served(problem, opened, result.objective)
        costs = _cost(problem, opened, result.objective)
        shorter = (served > 0) & (walk < cost)
        adds, nearer = int((now - served).sum()), int(np.minimum(served, now)[shorter].sum())
        out.append((place, (adds, nearer, total - costs, int(((now > served) | shorter).sum()))))
        served, cost, total = now, walk, costs
    return out


def _rank(objective: Objective, step: tuple[int, int, int, int]) -> int:
    return step[2] if objective is Objective.P_MEDIAN else step[0]


def _counts(problem: Problem, objective: Objective) -> BoolArray:
    """(pairs) Which pairs serve at all."""
    return np.ones(problem.pairs, dtype=bool) if objective is Objective.P_MEDIAN else problem.inside()


def _reached(problem: Problem, pairs: BoolArray) -> BoolArray:
    out = np.zeros(problem.homes, dtype=bool)
    out[problem.home_of_pair()[pairs]] = True
    return out


def _served(problem: Problem, points: IntArray, objective: Objective) -> tuple[IntArray, IntArray]:
    """(H) residents served, and the longest walk among them."""
    found = assign(problem, points, objective)
    served, walk = np.zeros(problem.homes, dtype=np.int64), np.zeros(problem.homes, dtype=np.int64)
    np.add.at(served, found.home, found.residents)
    np.maximum.at(walk, found.home, found.cost)
    return served, walk


def _cost(problem: Problem, points: IntArray, objective: Objective) -> int:
    found = assign(problem, points, objective)
    missing = problem.everybody - int(found.residents.sum())
    return int((found.residents * found.cost).sum()) + missing * problem.unserved_cost

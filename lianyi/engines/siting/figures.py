"""Who reaches what with a given set of open points: figures, before and after, and what a closure costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lianyi.engines.siting.problem import IntArray, Objective, Problem
from lianyi.engines.siting.result import Assignment


@dataclass(frozen=True)
class Figures:
    """A set of open points in numbers. Costs in the unit of the problem; `mean` and quantiles over residents served."""

    open: IntArray
    residents: int
    served: int  # inside the limit, and with capacities: with room
    unserved: int
    hopeless: int  # of those: no place at all could serve them, existing, candidate or excluded
    share: float
    total: int  # residents × cost of those served
    mean: float
    median: int
    ninetieth: int
    load: IntArray  # (len(open)) residents who go to each

    @property
    def reachable_unserved(self) -> int:
        return self.unserved - self.hopeless


@dataclass(frozen=True)
class Comparison:
    """Side by side. ``gained`` and ``lost`` count residents served now and not before, and the other way round."""

    before: Figures
    after: Figures
    gained: int
    lost: int
    nearer: int  # residents served both times, with a shorter walk after
    further: int
    opened: tuple[int, ...]
    closed: tuple[int, ...]


@dataclass(frozen=True)
class Loss:
    """What closing one open point costs, the others staying. ``unserved``: residents who lose the service within the
    limit; ``further``: who walk further; ``cost``: residents × cost more, the unserved counting ``beyond``."""

    place: int
    unserved: int
    further: int
    cost: int


def assign(problem: Problem, opened: Sequence[int] | IntArray, objective: Objective | None = None) -> Assignment:
    """Who goes where. Without capacities to the nearest open point inside the limit (the first of equals); with
    capacities as serves most residents, then costs least. ``objective`` p-median ignores the limit."""
    if problem.limited:
        from lianyi.engines.siting.flow import assign_with_room

        return assign_with_room(problem, np.asarray(opened, dtype=np.int64), objective)
    home, place, cost, _ = _two_nearest(problem, opened, objective)
    return Assignment(home, place, problem.residents[home].astype(np.int64), cost)


def figures(problem: Problem, opened: Sequence[int] | IntArray, objective: Objective | None = None) -> Figures:
    """The numbers of a set of open points (all of them: existing ones are open only if listed)."""
    return _figures(
        problem, np.unique(np.asarray(opened, dtype=np.int32)), assign(problem, opened, objective), objective
    )


def compare(
    problem: Problem,
    before: Sequence[int] | IntArray,
    after: Sequence[int] | IntArray,
    objective: Objective | None = None,
) -> Comparison:
    """Two sets of open points on the same ground."""
    old, new = np.unique(np.asarray(before, dtype=np.int32)), np.unique(np.asarray(after, dtype=np.int32))
    was, now = assign(problem, old, objective), assign(problem, new, objective)
    served_was, cost_was = _by_home(problem, was)
    served_now, cost_now = _by_home(problem, now)
    both = np.minimum(served_was, served_now)
    return Comparison(
        before=_figures(problem, old, was, objective),
        after=_figures(problem, new, now, objective),
        gained=int(np.maximum(served_now - served_was, 0).sum()),
        lost=int(np.maximum(served_was - served_now, 0).sum()),
        nearer=int(both[cost_now < cost_was].sum()),
        further=int(both[cost_now > cost_was].sum()),
        opened=tuple(np.setdiff1d(new, old).tolist()),
        closed=tuple(np.setdiff1d(old, new).tolist()),
    )


def loss_if_closed(
    problem: Problem, opened: Sequence[int] | IntArray, objective: Objective | None = None
) -> tuple[Loss, ...]:
    """For every open point what is lost if it alone closes, greatest loss of residents first, then of cost."""
    points = np.unique(np.asarray(opened, dtype=np.int32))
    if problem.limited:
        found = [_loss_with_room(problem, points, int(point), objective) for point in points]
    else:
        home, place, cost, second = _two_nearest(problem, points, objective)
        residents = problem.residents[home]
        alone = second < 0
        instead = np.where(alone, max(problem.unserved_cost, int(cost.max(initial=0))), second)
        size = problem.places
        columns = (
            _sums(place, residents * alone, size),
            _sums(place, residents * (~alone & (second > cost)), size),
            _sums(place, residents * (instead - cost), size),
        )
        found = [Loss(int(at), *(int(column[at]) for column in columns)) for at in points]
    return tuple(sorted(found, key=lambda loss: (-loss.unserved, -loss.cost, problem.name(loss.place))))


def _loss_with_room(problem: Problem, points: IntArray, point: int, objective: Objective | None) -> Loss:
    rest = points[points != point]
    change = compare(problem, points, rest, objective)
    more = change.before.served - change.after.served
    cost = change.after.total - change.before.total + more * problem.unserved_cost
    return Loss(point, more, change.further, cost)


def _two_nearest(
    problem: Problem, opened: Sequence[int] | IntArray, objective: Objective | None
) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """(home, nearest open place, its cost, cost of the second nearest or -1) of the homes that reach any."""
    mask = np.zeros(problem.places, dtype=bool)
    mask[np.asarray(opened, dtype=np.int64)] = True
    usable = mask[problem.place]
    if objective is not Objective.P_MEDIAN:
        usable &= problem.inside()
    pairs = np.flatnonzero(usable)
    home, place = problem.home_of_pair()[pairs], problem.place[pairs]
    cost = problem.cost[pairs].astype(np.int64)
    order = np.lexsort((_ranks(problem)[place], cost, home))
    home, place, cost = home[order], place[order], cost[order]
    first = (
        np.flatnonzero(np.concatenate([[True], home[1:] != home[:-1]])) if len(home) else np.zeros(0, dtype=np.int64)
    )
    following = np.minimum(first + 1, max(len(home) - 1, 0))
    has_second = (following > first) & (home[following] == home[first]) if len(home) else np.zeros(0, dtype=bool)
    second = np.where(has_second, cost[following], -1) if len(home) else np.zeros(0, dtype=np.int64)
    return home[first], place[first], cost[first], second


def _ranks(problem: Problem) -> IntArray:
    """(P) Where a place stands in the order of names."""
    if not problem.ids:
        return np.arange(problem.places)
    ranks = np.empty(problem.places, dtype=np.int64)
    ranks[sorted(range(problem.places), key=problem.ids.__getitem__)] = np.arange(problem.places)
    return ranks


def _by_home(problem: Problem, found: Assignment) -> tuple[IntArray, IntArray]:
    """(H) residents served, and the dearest walk among them (0 where nobody is served)."""
    cost = np.zeros(problem.homes, dtype=np.int64)
    np.maximum.at(cost, found.home, found.cost)
    return _sums(found.home, found.residents, problem.homes), cost


def _sums(at: IntArray, amounts: IntArray, size: int) -> IntArray:
    out = np.zeros(size, dtype=np.int64)
    np.add.at(out, at, amounts)
    return out


def _figures(problem: Problem, opened: IntArray, found: Assignment, objective: Objective | None) -> Figures:
    counts = problem.inside() if objective is not Objective.P_MEDIAN else np.ones(problem.pairs, dtype=bool)
    hope = np.zeros(problem.homes, dtype=bool)
    hope[problem.home_of_pair()[counts]] = True
    served = int(found.residents.sum())
    total = int((found.residents * found.cost).sum())
    order = np.argsort(found.cost, kind="stable")
    reached = np.cumsum(found.residents[order])

    def quantile(part: float) -> int:
        """The least cost that this part of the served residents does not exceed."""
        return int(found.cost[order][np.searchsorted(reached, part * served)]) if served else 0

    return Figures(
        open=opened,
        residents=problem.everybody,
        served=served,
        unserved=problem.everybody - served,
        hopeless=int(problem.residents[~hope].sum()),
        share=served / problem.everybody if problem.everybody else 0.0,
        total=total,
        mean=total / served if served else 0.0,
        median=quantile(0.5),
        ninetieth=quantile(0.9),
        load=_sums(found.place, found.residents, problem.places)[opened],
    )

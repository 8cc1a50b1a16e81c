"""Every choice of points tried, and worth told from the definition: slow and plain."""

from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from lianyi.engines.siting import NO_LIMIT, Objective, Problem


def open_to_choose(problem: Problem) -> list[int]:
    return np.flatnonzero(~problem.existing & ~problem.excluded).tolist()


def worth(problem: Problem, opened: set[int], objective: Objective) -> int:
    """Residents covered, or the cost of all walks, when these points are open."""
    if problem.limited:
        return _worth_with_room(problem, opened, objective)
    total = 0
    for home in range(problem.homes):
        pairs = range(problem.start[home], problem.start[home + 1])
        costs = [int(problem.cost[at]) for at in pairs if int(problem.place[at]) in opened]
        if objective is Objective.P_MEDIAN:
            total += int(problem.residents[home]) * min([*costs, problem.unserved_cost])
        elif any(problem.limit is None or cost <= problem.limit for cost in costs):
            total += int(problem.residents[home])
    return total


def _worth_with_room(problem: Problem, opened: set[int], objective: Objective) -> int:
    """The transport problem as a linear programme; its vertices are whole."""
    home, place = problem.home_of_pair(), problem.place
    usable = np.isin(place, list(opened))
    if objective is not Objective.P_MEDIAN:
        usable &= problem.inside()
    pairs = np.flatnonzero(usable)
    unserved = problem.unserved_cost if objective is Objective.P_MEDIAN else 1
    if not len(pairs):
        return problem.everybody * unserved if objective is Objective.P_MEDIAN else 0
    cost = problem.cost[pairs] if objective is Objective.P_MEDIAN else np.zeros(len(pairs))
    rows, limits = [], []
    for one in range(problem.homes):
        rows.append(home[pairs] == one)
        limits.append(problem.residents[one])
    assert problem.capacity is not None
    for one in opened:
        if problem.capacity[one] != NO_LIMIT:
            rows.append(place[pairs] == one)
            limits.append(problem.capacity[one])
    solved = linprog(cost - unserved, A_ub=np.array(rows, dtype=float), b_ub=limits)
    saved = -round(solved.fun)
    return problem.everybody * unserved - saved if objective is Objective.P_MEDIAN else saved


def best(problem: Problem, k: int, objective: Objective) -> int:
    """The best worth of at most k new points."""
    stands = set(np.flatnonzero(problem.existing).tolist())
    choose = open_to_choose(problem)
    found = [
        worth(problem, stands | set(new), objective)
        for size in range(min(k, len(choose)) + 1)
        for new in combinations(choose, size)
    ]
    return min(found) if objective is Objective.P_MEDIAN else max(found)


def fewest(problem: Problem, target: int) -> int:
    """The least number of new points that cover ``target`` residents."""
    k = 0
    while best(problem, k, Objective.MAXIMAL_COVERING) < target:
        k += 1
    return k

"""Points with limited room: who goes where is a flow of least cost, and a home may be split."""

import numpy as np
from ortools.graph.python import min_cost_flow

from lianyi.engines.issues import Issue, ProblemError
from lianyi.engines.siting.problem import NO_LIMIT, IntArray, Objective, Problem
from lianyi.engines.siting.result import Assignment


def assign_with_room(problem: Problem, opened: IntArray, objective: Objective | None) -> Assignment:
    """Residents to open places within their capacities.

    Coverings (and no objective): most residents inside the limit, then the least total cost. p-median: least total
    cost, the unserved counting ``beyond``.
    """
    mask = np.zeros(problem.places, dtype=bool)
    mask[opened] = True
    usable = mask[problem.place]
    unserved = problem.unserved_cost
    if objective is not Objective.P_MEDIAN:
        usable &= problem.inside()
        # one resident more may push a chain of others on, at most once through every open place
        unserved = (len(opened) + 1) * (int(problem.cost.max(initial=0)) + 1)
    pairs = np.flatnonzero(usable)
    home, place = problem.home_of_pair()[pairs], problem.place[pairs]
    capacity = np.full(problem.places, problem.everybody, dtype=np.int64)
    if problem.capacity is not None:
        capacity = np.where(problem.capacity == NO_LIMIT, problem.everybody, problem.capacity)
    flow = least_cost(problem.residents, home, place, problem.cost[pairs], capacity, unserved)
    kept = flow > 0
    return Assignment(home[kept], place[kept], flow[kept], problem.cost[pairs][kept].astype(np.int64))


def least_cost(
    supply: IntArray, row: IntArray, column: IntArray, cost: IntArray, capacity: IntArray, unserved: int
) -> IntArray:
    """(arcs) Residents on each arc row → column at least total cost; who is on none costs ``unserved``."""
    rows, columns = len(supply), len(capacity)
    if not len(row):
        return np.zeros(0, dtype=np.int64)
    sink = rows + columns
    used = np.unique(column)
    waits = np.unique(row)
    total = int(supply[waits].sum())
    tail = np.concatenate([row, rows + used, waits])
    head = np.concatenate([rows + column, np.full(len(used) + len(waits), sink)])
    room = np.concatenate([supply[row], np.minimum(capacity[used], total), supply[waits]])
    price = np.concatenate([cost, np.zeros(len(used), dtype=np.int64), np.full(len(waits), unserved)])
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32), head.astype(np.int32), room.astype(np.int64), price.astype(np.int64)
    )
    nodes = np.concatenate([waits, [sink]]).astype(np.int32)
    solver.set_nodes_supplies(nodes, np.concatenate([supply[waits], [-total]]).astype(np.int64))
    if solver.solve() != solver.OPTIMAL:
        raise ProblemError([Issue("numbers_too_large", params={"residents": total, "cost": unserved})])
    return np.array(solver.flows(np.arange(len(row), dtype=np.int32)), dtype=np.int64)

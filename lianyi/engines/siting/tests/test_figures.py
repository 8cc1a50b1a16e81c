"""Figures of given points, side by side, what a closure costs, and the reasons of a result, against plain loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianyi.engines.siting import (
    Objective,
    Problem,
    assign,
    compare,
    explain,
    figures,
    loss_if_closed,
    maximal_covering,
    p_median,
    set_covering,
)
from lianyi.engines.siting.tests import brute
from lianyi.engines.siting.tests.problems import problems, town

OBJECTIVES = [Objective.MAXIMAL_COVERING, Objective.P_MEDIAN]


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("room", [False, True])
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_closing_a_point_costs_what_is_no_longer_served(objective: Objective, room: bool, data: st.DataObject) -> None:
    problem = data.draw(problems(room=room))
    opened = set(data.draw(st.lists(st.integers(0, problem.places - 1), min_size=1)))
    served = figures(problem, sorted(opened), objective).served
    for loss in loss_if_closed(problem, sorted(opened), objective):
        rest = figures(problem, sorted(opened - {loss.place}), objective)
        assert loss.unserved == served - rest.served
        if objective is Objective.P_MEDIAN:
            before, after = (brute.worth(problem, one, objective) for one in (opened, opened - {loss.place}))
            assert loss.cost == after - before


@pytest.mark.parametrize("objective", OBJECTIVES)
@settings(max_examples=30, deadline=None)
@given(problem=problems())
def test_everybody_goes_to_the_nearest_open_point(objective: Objective, problem: Problem) -> None:
    opened = range(0, problem.places, 2)
    found = assign(problem, list(opened), objective)
    place_of = found.of_homes(problem.homes)
    for home in range(problem.homes):
        pairs = range(problem.start[home], problem.start[home + 1])
        limit = None if objective is Objective.P_MEDIAN else problem.limit
        costs = {
            int(problem.place[at]): int(problem.cost[at])
            for at in pairs
            if problem.place[at] in opened and (limit is None or problem.cost[at] <= limit)
        }
        if not costs:
            assert place_of[home] == -1
        else:
            first = min(costs, key=lambda place: (costs[place], problem.name(place)))
            assert problem.name(int(place_of[home])) == problem.name(first) or problem.ids == ()
            assert costs[int(place_of[home])] == costs[first]


def test_side_by_side() -> None:
    problem = Problem.dense(np.array([[1, 4], [-1, 2], [6, 5]]), residents=[10, 20, 30], limit=5)
    change = compare(problem, [0], [1])
    assert (change.before.served, change.after.served) == (10, 60)
    assert (change.gained, change.lost, change.nearer, change.further) == (50, 0, 0, 10)
    assert (change.opened, change.closed) == ((1,), (0,))
    assert (change.after.total, change.after.median, change.after.ninetieth) == (230, 4, 5)
    assert change.before.hopeless == 0
    assert change.before.reachable_unserved == 50


@pytest.mark.parametrize("room", [None, [200] * 60])
def test_the_reasons_add_up(room: list[int] | None) -> None:
    problem = town(existing=[2], excluded=[7], capacity=room)
    before = figures(problem, [2])
    for result in (maximal_covering(problem, 4), *([] if room else [set_covering(problem, 0.7)])):
        why = explain(problem, result)
        assert sum(site.adds for site in why.sites) == result.served - before.served
        assert {site.place for site in why.sites} == set(result.chosen.tolist())
        assert why.left_residents == problem.everybody - result.served
        assert why.left_hopeless + why.left_to_excluded + why.left_for_more == why.left_residents
        assert all(site.only <= site.adds for site in why.sites) or room
        if not room:
            adds = [site.adds for site in why.sites]
            assert adds == sorted(adds, reverse=True)
    median = p_median(problem, 4)
    total = sum(site.saves for site in explain(problem, median).sites)
    assert total == brute.worth(problem, {2}, Objective.P_MEDIAN) - median.value


def test_whom_nobody_can_reach_and_whom_only_the_excluded_could() -> None:
    problem = Problem.dense(np.array([[1, -1], [-1, 1], [-1, -1]]), residents=[3, 4, 5], excluded=[1])
    why = explain(problem, maximal_covering(problem, 1))
    assert (why.left_hopeless, why.left_to_excluded, why.left_for_more) == (5, 4, 0)
    assert why.newly_served.tolist() == [0]
    assert why.left.tolist() == [1, 2]

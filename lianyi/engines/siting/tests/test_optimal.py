"""All three questions against every choice of points."""

import pytest
from hypothesis import given, settings

from lianyi.engines.siting import Objective, Problem, certify, maximal_covering, p_median, set_covering
from lianyi.engines.siting.tests import brute
from lianyi.engines.siting.tests.problems import problems, town

SOLVERS = {Objective.MAXIMAL_COVERING: maximal_covering, Objective.P_MEDIAN: p_median}


@pytest.mark.parametrize("objective", SOLVERS)
@pytest.mark.parametrize("k", [0, 1, 2, 4])
@settings(max_examples=40, deadline=None)
@given(problem=problems())
def test_nothing_is_better_than_what_is_found(objective: Objective, k: int, problem: Problem) -> None:
    result = SOLVERS[objective](problem, k)
    assert result.value == brute.best(problem, k, objective)
    assert result.proven
    assert certify(problem, result) == []
    assert brute.worth(problem, set(result.open.tolist()), objective) == result.value


@pytest.mark.parametrize("share", [1.0, 0.8, 0.3])
@settings(max_examples=40, deadline=None)
@given(problem=problems())
def test_no_fewer_points_reach_the_share(share: float, problem: Problem) -> None:
    result = set_covering(problem, share)
    everything = brute.best(problem, problem.places, Objective.MAXIMAL_COVERING)
    assert share * everything <= result.target < share * everything + 1
    assert result.value == brute.fewest(problem, result.target)
    assert result.bound <= result.value
    assert certify(problem, result) == []


@pytest.mark.parametrize("objective", SOLVERS)
@settings(max_examples=20, deadline=None)
@given(problem=problems(room=True))
def test_limited_room_keeps_value_and_bound_on_their_sides(objective: Objective, problem: Problem) -> None:
    result = SOLVERS[objective](problem, 2)
    best = brute.best(problem, 2, objective)
    assert certify(problem, result) == []
    assert brute.worth(problem, set(result.open.tolist()), objective) == result.value
    if objective is Objective.P_MEDIAN:
        assert result.bound <= best <= result.value
    else:
        assert result.value <= best <= result.bound


def test_a_town_is_solved_to_the_end() -> None:
    problem = town()
    for result in (maximal_covering(problem, 6), p_median(problem, 6), set_covering(problem, 0.9)):
        assert result.proven
        assert certify(problem, result) == []

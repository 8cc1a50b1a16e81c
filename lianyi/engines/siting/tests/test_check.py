"""Input that makes no sense is told in codes; input that is merely empty is answered."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from lianyi.engines.siting import (
    Objective,
    Problem,
    ProblemError,
    Result,
    certify,
    check,
    maximal_covering,
    p_median,
    set_covering,
)

MATRIX = [[1, 5, -1], [2, -1, 3], [-1, -1, -1]]


def codes(error: ProblemError) -> set[str]:
    return {issue.code for issue in error.issues}


def problem(**more: Any) -> Problem:
    return Problem.dense(np.array(MATRIX), **more)


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("residents_negative", {"residents": [1, -1, 1]}),
    ("existing_and_excluded", {"existing": [0], "excluded": [0]}),
    ("capacity_negative", {"capacity": [1, -2, 3]}),
    ("wrong_shape", {"capacity": [1, 2]}),
    ("wrong_shape", {"ids": ["a", "b"]}),
    ("duplicate_place", {"ids": ["a", "b", "a"]}),
    ("place_id_empty", {"ids": ["a", "b", ""]}),
    ("limit_negative", {"limit": -1}),
    ("numbers_too_large", {"residents": [2**60, 2**60, 2**60]}),
]


@pytest.mark.parametrize(("code", "more"), WRONG)
def test_what_makes_no_sense_is_refused(code: str, more: dict[str, Any]) -> None:
    with pytest.raises(ProblemError) as refused:
        maximal_covering(problem(**more), 1)
    assert code in codes(refused.value)


def test_questions_that_make_no_sense_are_refused() -> None:
    asked: list[tuple[Callable[[], Result], str]] = [
        (lambda: maximal_covering(problem(), -1), "k_negative"),
        (lambda: set_covering(problem(), 0.0), "share_out_of_range"),
        (lambda: set_covering(problem(), 1.5), "share_out_of_range"),
        (lambda: set_covering(problem(capacity=[1, 1, 1])), "capacity_with_set_covering"),
        (lambda: p_median(problem(beyond=3), 1), "beyond_below_costs"),
    ]
    for ask, code in asked:
        with pytest.raises(ProblemError) as refused:
            ask()
        assert codes(refused.value) == {code}


def test_arrays_that_are_no_matrix_are_refused() -> None:
    for arrays, code in (
        (([0, 2], [1, 0], [3, 4]), "places_not_ascending"),
        (([0, 2], [1, 1], [3, 4]), "places_not_ascending"),
        (([0, 1], [7], [3]), "unknown_place"),
        (([0, 1], [0], [-3]), "cost_negative"),
        (([0, 3], [0, 1], [3, 4]), "wrong_shape"),
        (([0, 2, 1], [0], [3]), "start_not_ascending"),
        (([0], [], []), "no_homes"),
    ):
        with pytest.raises(ProblemError) as refused:
            maximal_covering(Problem.of(*arrays, places=2), 1)
        assert code in codes(refused.value)
    with pytest.raises(ProblemError) as refused:
        maximal_covering(Problem.of([0, 0], [], [], places=0), 1)
    assert codes(refused.value) == {"no_places"}


def test_what_cannot_be_read_is_refused_at_once() -> None:
    built: list[tuple[Callable[[], Problem], str]] = [
        (lambda: Problem.dense([[1.5, 2.0]]), "not_whole_numbers"),
        (lambda: Problem.dense([[float("nan"), 2.0]]), "not_whole_numbers"),
        (lambda: Problem.dense([1, 2]), "not_a_matrix"),
        (lambda: problem(existing=[9]), "unknown_place"),
    ]
    for build, code in built:
        with pytest.raises(ProblemError) as refused:
            build()
        assert codes(refused.value) == {code}
    assert Problem.dense([[1.0, 2.0]]).cost.tolist() == [1, 2]


def test_rows_may_begin_lower_than_the_row_before_ended() -> None:
    assert check(Problem.of([0, 2, 2, 3], [0, 1, 0], [1, 1, 1], places=2), Objective.MAXIMAL_COVERING, k=1) == [
        *check(Problem.of([0, 2, 2, 3], [0, 1, 0], [1, 1, 1], places=2), Objective.P_MEDIAN, k=1)
    ]


def test_empty_ground_is_answered_with_warnings() -> None:
    for ground in (problem(residents=[0, 0, 0]), Problem.of([0, 0, 0], [], [], places=3), problem(excluded=[0, 1, 2])):
        for result in (maximal_covering(ground, 2), p_median(ground, 2), set_covering(ground)):
            assert result.chosen.tolist() == []
            assert result.proven
            assert result.warnings
            assert certify(ground, result) == []


def test_more_points_than_candidates_are_a_warning() -> None:
    result = maximal_covering(problem(existing=[0]), 9)
    assert {issue.code for issue in result.warnings} == {"too_few_candidates", "homes_out_of_every_reach"}
    assert result.value == 2


def test_a_point_that_helps_nobody_is_not_placed() -> None:
    result = maximal_covering(problem(), 3)
    assert result.chosen.tolist() == [0]
    assert result.proven

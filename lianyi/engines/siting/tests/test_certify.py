"""The checker accepts what is right and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from lianyi.engines.siting import Problem, Result, certify, maximal_covering, p_median, set_covering
from lianyi.engines.siting.result import Branch, Certificate, Fixing, Prices
from lianyi.engines.siting.tests.problems import town

PROBLEM = town(existing=[3], excluded=[5])
ROOMY = town(200, 12, existing=[3], capacity=[300] * 12)


@cache
def cover() -> Result:
    return maximal_covering(PROBLEM, 5)


@cache
def median() -> Result:
    return p_median(PROBLEM, 5)


@cache
def fewest() -> Result:
    return set_covering(PROBLEM, 0.9)


@cache
def full() -> Result:
    return maximal_covering(ROOMY, 3)


Solved = Callable[[], Result]


def codes(problem: Problem, result: Result) -> list[str]:
    return [failure.split(":")[0] for failure in certify(problem, result)]


def proof_of(result: Result) -> Certificate:
    assert result.certificate is not None
    return result.certificate


@pytest.mark.parametrize("solved", [cover, median, fewest])
def test_what_the_solver_says_holds(solved: Solved) -> None:
    result = solved()
    assert codes(PROBLEM, result) == []
    assert result.proven


def test_limited_room_holds() -> None:
    assert codes(ROOMY, full()) == []


Change = Callable[[Result], dict[str, Any]]
LIES: list[tuple[str, Change]] = [
    ("too_many_points", lambda result: {"k": 2}),
    ("not_a_candidate", lambda result: {"chosen": np.append(result.chosen[:-1], 5)}),
    ("open_is_not_existing_and_chosen", lambda result: {"open": result.chosen}),
    ("unknown_place", lambda result: {"chosen": np.append(result.chosen[:-1], 999)}),
    ("place_twice", lambda result: {"chosen": np.append(result.chosen[:-1], result.chosen[0])}),
    ("wrong_value", lambda result: {"value": result.value + 1}),
    ("wrong_bound", lambda result: {"bound": result.bound + 1}),
    ("bound_not_proven", lambda result: {"certificate": None}),
]


@pytest.mark.parametrize(("code", "change"), LIES, ids=[code for code, _ in LIES])
@pytest.mark.parametrize("solved", [cover, median])
def test_a_lie_is_found(code: str, change: Change, solved: Solved) -> None:
    result = solved()
    assert code in codes(PROBLEM, replace(result, **change(result)))


@pytest.mark.parametrize("solved", [cover, median])
def test_a_better_bound_than_the_prices_prove_is_refused(solved: Solved) -> None:
    result = solved()
    better = result.bound - 1 if solved is cover else result.bound + 1
    proof = replace(proof_of(result), saving=proof_of(result).saving - 1)
    refused = codes(PROBLEM, replace(result, bound=better, certificate=proof))
    assert refused in (["bound_not_proven"], ["fixing_not_proven"])


def test_fewer_points_than_the_proof_speaks_of_are_refused() -> None:
    proof = proof_of(fewest())
    assert "proof_of_something_else" in codes(PROBLEM, replace(fewest(), bound=fewest().bound + 1))
    more = replace(fewest(), bound=fewest().bound + 1, certificate=replace(proof, k=proof.k + 1))
    assert codes(PROBLEM, more) != []
    assert "wrong_target" in codes(PROBLEM, replace(fewest(), share=0.5))
    assert codes(PROBLEM, replace(fewest(), target=fewest().target + 10_000)) == ["target_missed"]


def test_other_weights_than_residents_only_where_everybody_is_asked_for() -> None:
    whole = set_covering(PROBLEM)
    proof = proof_of(whole)
    assert proof.weight is not None
    assert codes(PROBLEM, whole) == []
    for result in (cover(), fewest()):
        heavier = replace(proof_of(result), weight=np.full(int(proof_of(result).class_of.max()) + 1, 10**6))
        assert "weights_of_nobody" in codes(PROBLEM, replace(result, certificate=heavier))
    negative = replace(proof, weight=-proof.weight)
    assert codes(PROBLEM, replace(whole, certificate=negative)) != []


def test_prices_must_be_prices() -> None:
    proof = proof_of(median())
    size = int(proof.class_of.max()) + 1
    for prices, code in (
        (np.full(size, -1), "negative_price"),
        (np.zeros(size + 1, dtype=np.int64), "wrong_shape"),
        (np.zeros(size), "wrong_shape"),
        (np.full(size, 2**60), "numbers_too_large"),
        (np.zeros(size, dtype=np.int64), "bound_not_proven"),
    ):
        assert codes(PROBLEM, replace(median(), certificate=replace(proof, root=Prices(prices)))) == [code]


def test_homes_that_differ_may_not_share_a_price() -> None:
    proof = proof_of(median())
    alike = np.where(proof.class_of == 1, 0, proof.class_of)
    alike = np.where(alike > 1, alike - 1, alike)
    assert codes(PROBLEM, replace(median(), certificate=replace(proof, class_of=alike))) == ["class_of_unlike_homes"]
    nobody = np.where(proof.class_of == 1, -1, proof.class_of)
    assert codes(PROBLEM, replace(median(), certificate=replace(proof, class_of=nobody))) == ["home_without_price"]


def test_a_decision_needs_its_proof() -> None:
    proof = proof_of(cover())
    zero = np.zeros(int(proof.class_of.max()) + 1, dtype=np.int64)
    chosen = int(cover().chosen[0])
    for root, code in (
        (Fixing(zero, (), (chosen,), proof.root), "fixing_not_proven"),
        (Fixing(zero, (chosen,), (), proof.root), "fixing_not_proven"),
        (Fixing(zero, (3,), (), proof.root), "fixing_of_a_decided_place"),
        (Branch(3, proof.root, proof.root), "branch_on_a_decided_place"),
        (Branch(chosen, Branch(chosen, proof.root, proof.root), proof.root), "branch_on_a_decided_place"),
    ):
        assert code in codes(PROBLEM, replace(cover(), certificate=replace(proof, root=root)))


def test_walks_that_do_not_exist_and_people_who_do_not_live_there() -> None:
    found = cover().assignment
    for change, code in (
        ({"cost": found.cost + 1}, "no_such_walk"),
        ({"residents": found.residents * 2}, "more_than_live_there"),
        ({"place": np.full_like(found.place, 5)}, "served_by_a_place_not_open"),
        ({"home": found.home + PROBLEM.homes}, "unknown_home"),
    ):
        assert code in codes(PROBLEM, replace(cover(), assignment=replace(found, **change)))
    assert "outside_the_limit" in codes(replace(PROBLEM, limit=600), cover())
    assert full().assignment.residents.sum() > 600
    assert ROOMY.capacity is not None
    assert "above_capacity" in codes(replace(ROOMY, capacity=ROOMY.capacity - 100), full())

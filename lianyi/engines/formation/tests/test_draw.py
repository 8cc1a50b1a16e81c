"""Ties are drawn by the published seed, never by row order."""

import hashlib
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianyi.engines.formation import Group, Member, Policy, Problem, ProblemError, Why, explain_member, solve
from lianyi.engines.formation.draw import lots
from lianyi.engines.formation.tests.problems import community, problems


def places(problem: Problem) -> dict[str, str]:
    return {placement.member: placement.group for placement in solve(problem).placements}


def shuffled(problem: Problem, seed: int) -> Problem:
    chance = random.Random(seed)
    members, groups = list(problem.members), list(problem.groups)
    chance.shuffle(members)
    chance.shuffle(groups)
    return Problem(
        tuple(members),
        tuple(groups),
        problem.policy,
        problem.seed,
        problem.open_per_bond,
        problem.previous,
        problem.keep,
    )


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(), st.integers(0, 1000))
def test_row_and_column_order_change_nobodys_place(problem: Problem, seed: int) -> None:
    try:
        expected = places(problem)
    except ProblemError:
        return
    assert places(shuffled(problem, seed)) == expected


@pytest.mark.parametrize("policy", list(Policy))
def test_row_order_changes_nobodys_place_in_a_community(policy: Policy) -> None:
    problem = community(policy=policy, open_per_bond={"interest": 9, "trade": 4, "residence": 2})
    assert places(shuffled(problem, 5)) == places(problem)


def test_the_smaller_lot_gets_the_place() -> None:
    members = tuple(Member(f"M{number}", ("A", "B")) for number in range(10))
    problem = Problem(members, (Group("A", "x", 1, 4), Group("B", "x", 1, 10)), seed="2026-05")
    by_lot = sorted(members, key=lambda member: hashlib.sha256(f"2026-05:{member.id}".encode()).hexdigest())
    got = places(problem)
    groups = [got[member.id] for member in by_lot]
    assert groups in (["A"] * 4 + ["B"] * 6, ["B"] * 6 + ["A"] * 4)
    loser = next(member for member in members if got[member.id] == "B")
    assert explain_member(problem, solve(problem), loser.id).reasons[0].why is Why.TIE_DRAW


def test_another_seed_draws_otherwise() -> None:
    members = tuple(Member(f"M{number}", ("A", "B")) for number in range(10))
    groups = (Group("A", "x", 1, 5), Group("B", "x", 1, 10))
    assert len({tuple(sorted(places(Problem(members, groups, seed=seed)).items())) for seed in range(6)}) > 1


def test_lots_are_the_head_of_sha256() -> None:
    assert int(lots(1, ["M007"])[0]) == int(hashlib.sha256(b"1:M007").hexdigest()[:16], 16)

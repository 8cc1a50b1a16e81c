"""Drafts edited by hand."""

import pytest

from lianyi.engines.formation import Group, Level, Member, Policy, Problem, cost_of_move, evaluate, solve
from lianyi.engines.formation.tests.problems import community

GROUPS = (Group("A", "x", 2, 2), Group("B", "x", 1, 3), Group("C", "y", 1, 3, must_close=True))
MEMBERS = (
    Member("alice", ("A", "B")),
    Member("bob", ("A",), accept_any=False),
    Member("charlie", ("B", "A")),
)
DRAFT = {"alice": "A", "bob": "A", "charlie": "B"}


def test_a_draft_is_counted() -> None:
    found = evaluate(Problem(MEMBERS, GROUPS), DRAFT)
    assert found.broken == ()
    assert found.counts[1] == 3
    assert found.sizes == {"A": 2, "B": 1, "C": 0}


def test_a_move_shows_levels_sizes_and_what_breaks() -> None:
    cost = cost_of_move(Problem(MEMBERS, GROUPS), DRAFT, "alice", "B")
    assert (cost.level_before, cost.level_after, cost.verdict) == (1, 2, "worse")
    assert (cost.sizes_before, cost.sizes_after) == ({"A": 2, "B": 1}, {"A": 1, "B": 2})
    assert cost.change == {1: -1, 2: 1}
    assert [broken.code for broken in cost.breaks] == ["below_minimum"]


def test_a_move_against_conditions() -> None:
    cost = cost_of_move(Problem(MEMBERS, GROUPS), DRAFT, "bob", "C")
    assert cost.level_after == Level.ANY
    assert {broken.code for broken in cost.breaks} == {"not_accepted", "should_be_closed", "below_minimum"}


def test_a_move_that_mends() -> None:
    cost = cost_of_move(Problem(MEMBERS, GROUPS), DRAFT | {"bob": "B"}, "bob", "A")
    assert {broken.code for broken in cost.mends} == {"not_accepted", "below_minimum"}


def test_no_group_is_a_place_to_go() -> None:
    cost = cost_of_move(Problem(MEMBERS, GROUPS), DRAFT, "charlie", "")
    assert (cost.target, cost.level_after) == ("", Level.UNPLACED)


def test_locks_frozen_groups_and_prescribed_numbers_are_watched() -> None:
    members = (Member("alice", ("A",), locked_to="B"), Member("bob", ("A",)), Member("charlie", ("B",)))
    groups = (Group("A", "x", 1, 3), Group("B", "x", 0, 3, frozen=True))
    problem = Problem(members, groups, open_per_bond={"x": 1}, previous={"alice": "B", "charlie": "B"})
    broken = evaluate(problem, {"alice": "A", "bob": "A", "charlie": "B"}).broken
    assert {one.code for one in broken} == {"lock_broken", "over_maximum", "wrong_open_count", "below_minimum"} - {
        "over_maximum"
    }


@pytest.mark.parametrize("policy", list(Policy))
def test_no_single_move_within_the_limits_improves_an_optimum(policy: Policy) -> None:
    problem = community(members=60, groups=6, policy=policy)
    result = solve(problem)
    for placement in result.placements:
        for group in result.opened:
            cost = cost_of_move(problem, result.placements, placement.member, group)
            assert cost.verdict != "better" or cost.breaks

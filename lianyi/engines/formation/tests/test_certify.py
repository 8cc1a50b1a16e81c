"""The checker rejects what was tampered with."""

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from lianyi.engines.formation import Gap, Level, Policy, Problem, Result, solve, verify
from lianyi.engines.formation.problem import Group, Member
from lianyi.engines.formation.result import Branch, Leaf, Tree
from lianyi.engines.formation.tests.problems import community

PRESCRIBED = {"interest": 9, "trade": 4, "residence": 2}


@pytest.fixture(scope="module")
def problem() -> Problem:
    return community(open_per_bond=PRESCRIBED, policy=Policy.FAIREST)


@pytest.fixture(scope="module")
def result(problem: Problem) -> Result:
    return solve(problem)


def codes(problem: Problem, result: Result) -> set[str]:
    return {failure.split(":")[0] for failure in verify(problem, result)}


def with_tree(result: Result, tree: Tree) -> Result:
    return dataclasses.replace(result, certificate=dataclasses.replace(result.certificate, tree=tree))


def move(result: Result, row: int, group: int) -> Result:
    """The same result with one member elsewhere, levels and value recounted by nobody."""
    group_of = result.group_of.copy()
    group_of[row] = group
    level_of = result.arrays.levels(np.arange(len(group_of)), group_of)
    return dataclasses.replace(result, group_of=group_of, level_of=level_of)


def test_accepts_the_untouched_result(problem: Problem, result: Result) -> None:
    assert verify(problem, result) == []


def test_rejects_a_member_in_a_closed_group(problem: Problem, result: Result) -> None:
    assert "in_closed_group" in codes(problem, move(result, 0, int(np.flatnonzero(~result.is_open)[0])))


def test_rejects_a_wrong_level(problem: Problem, result: Result) -> None:
    level_of = result.level_of.copy()
    level_of[0] = Level.FALLBACK if level_of[0] == 1 else 1
    assert "wrong_level" in codes(problem, dataclasses.replace(result, level_of=level_of))


def test_rejects_a_worse_placement_under_the_old_value(problem: Problem, result: Result) -> None:
    full = int(np.argmax(np.bincount(result.group_of[result.group_of >= 0])))
    row = int(np.flatnonzero(result.group_of != full)[0])
    assert codes(problem, move(result, row, full)) & {"wrong_value", "outside_limits"}


def test_rejects_another_count_of_open_groups(result: Result) -> None:
    other = community(open_per_bond=PRESCRIBED | {"trade": 5}, policy=Policy.FAIREST)
    assert "wrong_open_count" in codes(other, result)


def test_rejects_another_policy(result: Result) -> None:
    assert "wrong_objective" in codes(community(open_per_bond=PRESCRIBED), result)


def test_rejects_a_suboptimal_placement_with_an_honest_value(problem: Problem) -> None:
    """Freeze a worse choice of groups, then present it for the freer problem."""
    closed = {solve(problem).opened[0]}
    groups = tuple(dataclasses.replace(group, must_close=group.id in closed) for group in problem.groups)
    worse = solve(dataclasses.replace(problem, groups=groups))
    assert worse.certificate.value > solve(problem).certificate.value
    assert "not_proven" in codes(problem, worse)


def leaves(tree: Tree) -> list[Leaf]:
    return [tree] if isinstance(tree, Leaf) else leaves(tree.opened) + leaves(tree.closed)


def mapped(tree: Tree, change: Callable[[Leaf], Leaf]) -> Tree:
    if isinstance(tree, Leaf):
        return change(tree)
    return Branch(tree.group, mapped(tree.opened, change), mapped(tree.closed, change))


def test_rejects_missing_proof(problem: Problem, result: Result) -> None:
    assert codes(problem, with_tree(result, mapped(result.certificate.tree, lambda leaf: Leaf()))) == {"not_proven"}


def test_rejects_weakened_multipliers(problem: Problem, result: Result) -> None:
    def halve(leaf: Leaf) -> Leaf:
        levels = tuple(
            dataclasses.replace(one, members=tuple(charge // 2 for charge in one.members)) for one in leaf.levels
        )
        return dataclasses.replace(leaf, levels=levels)

    assert any(charge for leaf in leaves(result.certificate.tree) for one in leaf.levels for charge in one.members)
    assert "not_proven" in codes(problem, with_tree(result, mapped(result.certificate.tree, halve)))


def test_rejects_negative_weights_of_earlier_components(problem: Problem, result: Result) -> None:
    def negate(leaf: Leaf) -> Leaf:
        levels = tuple(dataclasses.replace(one, earlier=tuple(-1 for _ in one.earlier)) for one in leaf.levels)
        return dataclasses.replace(leaf, levels=levels)

    assert "not_proven" in codes(problem, with_tree(result, mapped(result.certificate.tree, negate)))


def test_rejects_a_group_decided_twice(problem: Problem, result: Result) -> None:
    tree = Branch(0, Branch(0, Leaf(), Leaf()), result.certificate.tree)
    assert "broken_tree" in codes(problem, with_tree(result, tree))


def test_rejects_wrong_prices() -> None:
    members = tuple(Member(f"M{number}", ("A", "B")) for number in range(6))
    problem = Problem(members, (Group("A", "x", 1, 4), Group("B", "x", 1, 6)))
    result = solve(problem)
    assert verify(problem, result) == []

    def zero(leaf: Leaf) -> Leaf:
        assert leaf.price is not None
        prices = tuple(tuple(0 for _ in price) for price in leaf.price.prices)
        return dataclasses.replace(leaf, price=dataclasses.replace(leaf.price, prices=prices))

    assert codes(problem, with_tree(result, mapped(result.certificate.tree, zero))) == {"not_proven"}


def test_rejects_a_gap_that_claims_too_much() -> None:
    problem = community(members=1500, groups=60, wishes=5, open_per_bond={"interest": 8, "trade": 8, "residence": 8})
    result = solve(problem, time_limit=0.0)
    assert result.gap is not None
    claim = Gap(result.gap.component, result.gap.value, result.gap.bound + 1)
    certificate = dataclasses.replace(result.certificate, gap=claim)
    assert codes(problem, dataclasses.replace(result, certificate=certificate)) == {"wrong_gap"}

"""Every explanation is true: what it says is recounted, what it predicts is tried."""

import dataclasses

import pytest

from lianyi.engines.formation import (
    Explainer,
    Group,
    Level,
    Member,
    Policy,
    Problem,
    Why,
    explain_all,
    explain_member,
    solve,
    summary,
)
from lianyi.engines.formation.explain import CODES
from lianyi.engines.formation.tests.problems import community


def wishing(*lists: str, accept_any: bool = False) -> tuple[Member, ...]:
    """Members m0, m1, ... with one-letter wishes."""
    return tuple(Member(f"m{number}", tuple(wishes), "", accept_any) for number, wishes in enumerate(lists))


def test_full_of_people_who_ranked_it_as_high() -> None:
    problem = Problem(wishing("A", "A", "BA", "BA"), (Group("A", "x", 1, 2), Group("B", "x", 1, 1)))
    result = solve(problem)
    out = next(one.member for one in result.unplaced)
    reasons = {reason.group: reason for reason in explain_member(problem, result, out).reasons}
    assert reasons["A"].why is Why.FULL
    assert (reasons["A"].params["size"], reasons["A"].params["maximum"]) == (2, 2)
    assert reasons["B"].why is Why.TIE_DRAW


def test_a_better_place_that_would_cost_others() -> None:
    problem = Problem(wishing("AB", "CA"), (Group("A", "x", 0, 1), Group("B", "x", 0, 1), Group("C", "x", 0, 1)))
    assert [placement.choice for placement in solve(problem).placements] == [1, 1]
    rival = Problem(
        wishing("BAC", "AB", "BC"),
        (Group("A", "x", 0, 1), Group("B", "x", 0, 1), Group("C", "x", 0, 1)),
        Policy.FAIREST,
    )
    result = solve(rival)
    moved = {placement.member: placement for placement in result.placements}
    loser = next(placement.member for placement in moved.values() if placement.choice > 1)
    whys = {reason.why for reason in explain_member(rival, result, loser).reasons}
    assert whys <= {Why.FULL, Why.TIE_DRAW, Why.WOULD_COST}


def test_not_enough_wishes_to_open() -> None:
    problem = Problem(wishing("AB", "AB", "B", "B"), (Group("A", "x", 3, 9), Group("B", "x", 1, 9)))
    reason = explain_member(problem, solve(problem), "m0").reasons[0]
    assert reason.why is Why.NOT_ENOUGH
    assert (reason.params["named"], reason.params["minimum"]) == (2, 3)


def test_closed_by_the_number_prescribed_for_its_bond() -> None:
    groups = (Group("A", "x", 1, 9), Group("B", "x", 1, 9))
    problem = Problem(wishing("AB", "B", "B"), groups, open_per_bond={"x": 1})
    reason = explain_member(problem, solve(problem), "m0").reasons[0]
    assert (reason.why, reason.params["wanted"]) == (Why.BOND_LIMIT, 1)


def test_a_group_that_needs_its_member() -> None:
    groups = (Group("A", "x", 1, 9), Group("B", "x", 2, 9, must_open=True))
    problem = Problem(wishing("AB", "B", "A"), groups)
    result = solve(problem)
    assert explain_member(problem, result, "m0").reasons[0].why is Why.HOLDS_MINIMUM


def test_locked_and_closed_by_the_organiser() -> None:
    groups = (Group("A", "x", 0, 9), Group("B", "x", 0, 9), Group("C", "x", 0, 9, must_close=True))
    locked = Member("m0", ("A",), locked_to="B")
    problem = Problem((locked, *wishing("A", "A")[1:], Member("m2", ("C", "A"))), groups)
    result = solve(problem)
    assert explain_member(problem, result, "m0").reasons[0].why is Why.LOCKED
    assert explain_member(problem, result, "m2").reasons[0].why is Why.CLOSED_BY_ORGANISER


def test_few_changes_first() -> None:
    groups = (Group("A", "x", 0, 9), Group("B", "x", 0, 9))
    members = wishing("AB", "B", "A")
    problem = Problem(members, groups, previous={"m0": "B", "m1": "B"}, keep="first")
    result = solve(problem)
    assert [placement.group for placement in result.placements] == ["B", "B", "A"]
    assert explain_member(problem, result, "m0").reasons[0].why is Why.KEEPS_PREVIOUS
    assert [p.group for p in solve(dataclasses.replace(problem, keep="last")).placements] == ["A", "B", "A"]


@pytest.mark.parametrize("policy", list(Policy))
def test_everybody_below_their_first_choice_gets_every_reason(policy: Policy) -> None:
    problem = community(policy=policy, open_per_bond={"interest": 9, "trade": 4, "residence": 2})
    result = solve(problem)
    found, explainer = explain_all(problem, result), Explainer(problem, result)
    whys = {CODES[why] for why in found.why}
    assert Why.WOULD_IMPROVE not in whys
    assert Why.LOCKED not in whys
    for placement in result.placements[:60]:
        explained = explainer.member(placement.member)
        wishes = problem.arrays.wishes[problem.arrays.row_of[placement.member]]
        better = len(wishes) if placement.choice >= Level.FALLBACK else placement.choice - 1
        named = [problem.groups[at].id for at in wishes[:better]]
        assert [reason.group for reason in explained.reasons][: len(named)] == named


@pytest.mark.parametrize("policy", list(Policy))
def test_one_more_place_gains_what_the_summary_says(policy: Policy) -> None:
    problem = community(members=120, groups=6, policy=policy)
    tight = tuple(dataclasses.replace(group, maximum=21) for group in problem.groups)
    problem = dataclasses.replace(problem, groups=tight)
    result = solve(problem)
    opened = {group.id for group in problem.groups if group.id in result.opened}
    told = tuple(
        dataclasses.replace(one, must_open=one.id in opened, must_close=one.id not in opened) for one in problem.groups
    )
    full = [group for group in summary(problem, result).groups if group.state == "full"]
    assert full
    for group in full:
        more = tuple(dataclasses.replace(one, maximum=one.maximum + (one.id == group.group)) for one in told)
        wider = solve(dataclasses.replace(problem, groups=more))
        gained = {
            str(level) if level != Level.UNPLACED else "unplaced": wider.counts[level] - count
            for level, count in result.counts.items()
            if wider.counts[level] != count
        }
        if policy is Policy.LEAST_TOTAL_RANK:
            values = dict(zip(result.certificate.components, result.certificate.value, strict=True))
            gained = {
                name: value - values[name]
                for name, value in zip(wider.certificate.components, wider.certificate.value, strict=True)
                if value != values[name]
            }
        assert dict(group.one_more) == gained

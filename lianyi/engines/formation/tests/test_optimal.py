"""The solver finds what trying everything finds, and the checker agrees."""

import pytest
from hypothesis import HealthCheck, event, given, settings

from lianyi.engines.formation import Policy, Problem, ProblemError, solve, verify
from lianyi.engines.formation import transport as transport_module
from lianyi.engines.formation.tests import brute
from lianyi.engines.formation.tests.problems import community, problems

SENSELESS = {"no_opening_fits", "more_minimum_places_than_members"}
THOROUGH = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@THOROUGH
@given(problems())
def test_agrees_with_trying_everything(problem: Problem) -> None:
    try:
        result = solve(problem)
    except ProblemError as error:
        codes = {issue.code for issue in error.issues}
        event(f"refused: {sorted(codes)}")
        if codes <= SENSELESS:
            assert brute.best(problem) is None
        return
    event("solved")
    assert result.certificate.value == brute.best(problem)
    assert result.status == "optimal"
    assert verify(problem, result) == []


@THOROUGH
@given(problems())
def test_members_get_what_they_may_have(problem: Problem) -> None:
    try:
        result = solve(problem)
    except ProblemError:
        return
    where = {placement.member: placement.group for placement in result.placements}
    choice = tuple(where.get(member.id, "") for member in problem.members)
    assert brute.value(problem, choice) == result.certificate.value
    assert len(result.placements) + len(result.unplaced) == len(problem.members)
    assert all(one.changes for one in result.unplaced)


@pytest.mark.parametrize("policy", list(Policy))
@pytest.mark.parametrize("quota", [{}, {"interest": 9, "trade": 4, "residence": 2}], ids=["any", "9-4-2"])
def test_a_community_is_proven_optimal(policy: Policy, quota: dict[str, int]) -> None:
    problem = community(policy=policy, open_per_bond=quota)
    result = solve(problem)
    assert result.status == "optimal"
    assert verify(problem, result) == []


@pytest.mark.parametrize("policy", list(Policy))
@pytest.mark.parametrize("keep", ["first", "last"])
def test_sifting_finds_the_same_optimum(policy: Policy, keep: str, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = community(members=600, groups=12, policy=policy)
    direct = solve(problem)
    again = community(members=600, groups=12, policy=policy, seed=2)
    moved = Problem(again.members, again.groups, policy, 1, {}, {p.member: p.group for p in direct.placements}, keep)  # type: ignore[arg-type]
    expected = [solve(problem).certificate.value, solve(moved).certificate.value]
    monkeypatch.setattr(transport_module, "DIRECT", 50)
    monkeypatch.setattr(transport_module, "SAMPLE", 40)
    sifted = [solve(problem), solve(moved)]
    assert [result.certificate.value for result in sifted] == expected
    assert verify(problem, sifted[0]) == [] == verify(moved, sifted[1])


def test_a_time_limit_leaves_a_placement_with_its_gap() -> None:
    problem = community(members=1500, groups=60, wishes=5, open_per_bond={"interest": 8, "trade": 8, "residence": 8})
    result = solve(problem, time_limit=0.0)
    assert result.status == "gap"
    assert result.gap is not None
    assert result.gap.bound < result.gap.value
    assert verify(problem, result) == []

"""Measuring against a rule is exact at the boundary; going ahead all the same needs leave and a reason."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianyi.rules import Outcome, OverrideError, Rule, check, override, rule_book

DAY = date(2026, 11, 22)
PARTY = rule_book("cn-party").on(DAY)
NEUTRAL = rule_book("cn-community").on(DAY)


def outcome(rule: Rule, measured: int | Fraction | Decimal | bool | str) -> Outcome:
    return check(rule, measured, on=DAY).outcome


def test_a_branch_of_two_is_refused_and_cannot_be_overridden() -> None:
    verdict = check(PARTY["groups.minimum_members"], 2, on=DAY)
    assert (verdict.outcome, verdict.may_proceed, verdict.needs_reason) == (Outcome.REFUSED, False, False)
    with pytest.raises(OverrideError, match="may not be overridden"):
        override(verdict, "only two live here")


def test_fifty_one_members_are_a_warning_that_a_reason_lifts() -> None:
    rule = PARTY["groups.usual_maximum_members"]
    assert outcome(rule, 50) is Outcome.PASSED
    verdict = check(rule, 51, on=DAY)
    assert (verdict.outcome, verdict.may_proceed, verdict.needs_reason) == (Outcome.WARNED, False, True)
    lifted = override(verdict, " one stairwell ")
    assert (lifted.outcome, lifted.may_proceed, lifted.passed) == (Outcome.OVERRIDDEN, True, False)
    assert lifted.override_reason == "one stairwell"


def test_a_blank_reason_is_none() -> None:
    verdict = check(NEUTRAL["groups.minimum_members"], 2, on=DAY)
    with pytest.raises(OverrideError, match="needs a reason"):
        override(verdict, "  ")


def test_what_was_met_cannot_be_overridden() -> None:
    with pytest.raises(OverrideError, match="was met"):
        override(check(NEUTRAL["groups.minimum_members"], 3, on=DAY), "why not")


def test_a_bare_hint_stops_nobody() -> None:
    verdict = check(PARTY["meetings.assembly_interval_months"], 4, on=DAY)
    assert (verdict.outcome, verdict.may_proceed) == (Outcome.WARNED, True)


@pytest.mark.parametrize(
    ("rule_id", "measured", "expected"),
    [
        ("elections.attendance_quorum", Fraction(19, 25), Outcome.REFUSED),
        ("elections.attendance_quorum", Fraction(20, 25), Outcome.PASSED),
        ("elections.ballots_returned_to_issued", Fraction(21, 20), Outcome.REFUSED),
        ("elections.names_to_seats", Fraction(6, 5), Outcome.REFUSED),
        ("elections.votes_to_be_elected", Fraction(10, 20), Outcome.REFUSED),
        ("elections.votes_to_be_elected", Fraction(11, 20), Outcome.PASSED),
        ("elections.votes_to_be_elected", Fraction(12, 25), Outcome.REFUSED),
        ("elections.votes_to_be_elected", Fraction(13, 25), Outcome.PASSED),
        ("owners.participating_owners", Fraction(67, 100), Outcome.PASSED),
        ("owners.participating_area", Decimal(6600) / 10_000, Outcome.REFUSED),
        ("owners.approval_by_owners", Fraction(34, 67), Outcome.PASSED),
        ("owners.special_approval_by_area", Fraction(3400, 6700), Outcome.REFUSED),
        ("elections.eligible_kinds", "probationary", Outcome.REFUSED),
        ("elections.eligible_kinds", "full", Outcome.PASSED),
        ("elections.tellers_may_be_candidates", True, Outcome.REFUSED),
    ],
)
def test_the_acceptance_vectors(rule_id: str, measured: Fraction | Decimal | str | bool, expected: Outcome) -> None:
    assert outcome(PARTY[rule_id], measured) is expected


@given(present=st.integers(0, 10_000), base=st.integers(1, 10_000))
def test_the_quorum_agrees_with_whole_number_arithmetic(present: int, base: int) -> None:
    expected = Outcome.PASSED if 5 * present >= 4 * base else Outcome.REFUSED
    assert outcome(PARTY["elections.attendance_quorum"], Fraction(present, base)) is expected


def test_a_decimal_is_taken_exactly() -> None:
    verdict = check(PARTY["owners.special_approval_by_area"], Decimal("0.75"), on=DAY)
    assert (verdict.passed, verdict.measured) == (True, Fraction(3, 4))


@pytest.mark.parametrize(
    ("rule_id", "measured"),
    [
        ("elections.attendance_quorum", 0.8),
        ("groups.minimum_members", True),
        ("groups.minimum_members", "3"),
        ("elections.tellers_may_be_candidates", 0),
        ("elections.eligible_kinds", 1),
    ],
)
def test_what_does_not_compare_is_a_type_error(rule_id: str, measured: object) -> None:
    with pytest.raises(TypeError, match="cannot be measured against it"):
        check(PARTY[rule_id], measured, on=DAY)  # type: ignore[arg-type]


def test_nothing_is_measured_against_a_setting() -> None:
    with pytest.raises(ValueError, match="is a setting"):
        check(PARTY["groups.term_years"], 5, on=DAY)


def test_a_rule_of_another_time_is_refused() -> None:
    old = rule_book("cn-community").on(date(2025, 12, 31))["residents_committee.maximum_households"]
    with pytest.raises(ValueError, match="is not in force on 2026-11-22"):
        check(old, 700, on=DAY)


def test_a_value_is_read_by_its_own_kind_only() -> None:
    with pytest.raises(TypeError, match="not fraction"):
        PARTY["groups.minimum_members"].share  # noqa: B018 - reading it is the act
    assert PARTY["elections.majority_basis"].choice == "present"
    assert PARTY["elections.attendance_quorum"].share == Fraction(4, 5)

"""An estate of 100 owners and 10,000 square metres, at and around each threshold, and numbers that cannot be true."""

from fractions import Fraction

import pytest

from lianyi.engines.owners import (
    ImpossibleVoteError,
    Measure,
    Outcome,
    State,
    Threshold,
    Vote,
    VoteRules,
    Weight,
    decide,
    needed_to_take_part,
)
from lianyi.engines.owners.tests.law import METRE, ORDINARY, SPECIAL

ESTATE = Weight(10_000 * METRE, 100)


def outcome(part: tuple[int, int], yes: tuple[int, int], rules: VoteRules = ORDINARY) -> Outcome:
    """Participating and approving as (square metres, owners)."""
    return decide(Vote(ESTATE, Weight(part[0] * METRE, part[1]), Weight(yes[0] * METRE, yes[1])), rules)


def missed(result: Outcome) -> list[Measure]:
    return [one.measure for one in result.thresholds if not one.passed]


def test_two_thirds_of_both_must_take_part() -> None:
    # 2/3 of 100 million square centimetres is 66,666,666.67; two thirds of 100 people are 66.67.
    assert needed_to_take_part(ESTATE, ORDINARY) == Weight(66_666_667, 67)


def test_67_owners_with_66_per_cent_of_the_area_are_not_enough() -> None:
    result = outcome((6_600, 67), (6_600, 67))
    assert result.state is State.TOO_FEW_TOOK_PART
    assert missed(result) == [Measure.PARTICIPATING_AREA]
    area = result.threshold(Measure.PARTICIPATING_AREA)
    assert (area.got_share, area.missing) == (Fraction(66, 100), 666_667)
    assert not area.at_boundary


def test_34_of_67_with_3400_of_6700_pass_an_ordinary_matter_and_fail_a_special_one() -> None:
    ordinary = outcome((6_700, 67), (3_400, 34))
    assert (ordinary.state, missed(ordinary)) == (State.APPROVED, [])
    assert ordinary.threshold(Measure.APPROVAL_BY_OWNERS).needed == 34
    assert ordinary.threshold(Measure.APPROVAL_BY_AREA).needed == 3_350 * METRE + 1
    special = outcome((6_700, 67), (3_400, 34), SPECIAL)
    assert special.state is State.NOT_APPROVED
    assert missed(special) == [Measure.APPROVAL_BY_AREA, Measure.APPROVAL_BY_OWNERS]
    assert special.threshold(Measure.APPROVAL_BY_OWNERS).needed == 51
    assert special.threshold(Measure.APPROVAL_BY_AREA).needed == 5_025 * METRE


@pytest.mark.parametrize(
    ("part", "yes", "rules", "state", "which"),
    [
        ((6_700, 66), (6_700, 66), ORDINARY, State.TOO_FEW_TOOK_PART, [Measure.PARTICIPATING_OWNERS]),
        ((8_000, 80), (4_000, 41), ORDINARY, State.NOT_APPROVED, [Measure.APPROVAL_BY_AREA]),
        ((8_000, 80), (4_001, 40), ORDINARY, State.NOT_APPROVED, [Measure.APPROVAL_BY_OWNERS]),
        ((8_000, 80), (4_001, 41), ORDINARY, State.APPROVED, []),
        ((8_000, 80), (6_000, 60), SPECIAL, State.APPROVED, []),
        ((8_000, 80), (5_999, 60), SPECIAL, State.NOT_APPROVED, [Measure.APPROVAL_BY_AREA]),
        ((8_000, 80), (6_000, 59), SPECIAL, State.NOT_APPROVED, [Measure.APPROVAL_BY_OWNERS]),
        ((10_000, 100), (10_000, 100), SPECIAL, State.APPROVED, []),
        ((0, 0), (0, 0), SPECIAL, State.TOO_FEW_TOOK_PART, list(Measure)),
    ],
)
def test_area_and_heads_are_each_needed(
    part: tuple[int, int], yes: tuple[int, int], rules: VoteRules, state: State, which: list[Measure]
) -> None:
    result = outcome(part, yes, rules)
    assert (result.state, missed(result)) == (state, which)


def test_one_square_centimetre_decides() -> None:
    everybody, part = Weight(3 * METRE, 3), Weight(2 * METRE, 2)
    assert decide(Vote(everybody, part, part), ORDINARY).state is State.APPROVED
    less = Weight(2 * METRE - 1, 2)
    assert decide(Vote(everybody, less, less), ORDINARY).state is State.TOO_FEW_TOOK_PART


def test_exactly_at_the_boundary_at_least_is_met_and_more_than_is_not() -> None:
    two_thirds = Threshold(Measure.PARTICIPATING_OWNERS, ORDINARY.participating_owners, 99, 66, 66)
    assert (two_thirds.at_boundary, two_thirds.passed, two_thirds.missing) == (True, True, 0)
    half = outcome((8_000, 80), (4_000, 40)).threshold(Measure.APPROVAL_BY_OWNERS)
    assert (half.at_boundary, half.passed, half.needed, half.missing) == (True, False, 41, 1)
    three_quarters = outcome((8_000, 80), (6_000, 60), SPECIAL).threshold(Measure.APPROVAL_BY_AREA)
    assert (three_quarters.at_boundary, three_quarters.passed) == (True, True)


def test_all_thresholds_are_told_even_when_too_few_took_part() -> None:
    result = outcome((6_600, 67), (3_300, 34))
    assert [one.measure for one in result.thresholds] == list(Measure)
    assert [one.measure.is_area for one in result.thresholds] == [True, False, True, False]
    assert missed(result) == [Measure.PARTICIPATING_AREA, Measure.APPROVAL_BY_AREA]


@pytest.mark.parametrize(
    ("vote", "faults"),
    [
        (Vote(Weight(0, 0), Weight(0, 0), Weight(0, 0)), [("nobody", "everybody")]),
        (Vote(Weight(9, 3), Weight(6, 2), Weight(-1, 1)), [("negative", "approving")]),
        (Vote(Weight(9, 3), Weight(0, 2), Weight(0, 0)), [("owners_without_area", "participating")]),
        (Vote(Weight(9, 3), Weight(6, 2), Weight(3, 0)), [("area_without_owners", "approving")]),
        (
            Vote(Weight(9, 3), Weight(10, 4), Weight(11, 5)),
            [
                ("more_owners", "participating"),
                ("more_area", "participating"),
                ("more_owners", "approving"),
                ("more_area", "approving"),
            ],
        ),
    ],
)
def test_numbers_that_cannot_be_true_are_refused_all_at_once(vote: Vote, faults: list[tuple[str, str]]) -> None:
    with pytest.raises(ImpossibleVoteError) as caught:
        decide(vote, ORDINARY)
    assert [(fault.code, fault.about) for fault in caught.value.faults] == faults
    assert all(code in str(caught.value) for code, _ in faults)


def test_a_fault_tells_its_figures() -> None:
    with pytest.raises(ImpossibleVoteError) as caught:
        outcome((6_700, 67), (6_700, 68))
    assert dict(caught.value.faults[0].params) == {"got": 68, "most": 67}

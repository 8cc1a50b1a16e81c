"""Every vote there can be with a few owners, and every figure of one threshold, against the oracle."""

import itertools
from fractions import Fraction

import pytest

from lianyi.engines.owners import Measure, Share, Vote, VoteRules, Weight, decide
from lianyi.engines.owners.tests import oracle
from lianyi.engines.owners.tests.law import ORDINARY, SPECIAL
from lianyi.engines.owners.tests.oracle import Said

ESTATES = [(1,), (1, 2), (1, 1, 1), (1, 1, 4), (2, 3, 5), (1, 1, 1, 1), (1, 2, 3, 6), (2, 2, 2, 3, 3), (1, 1, 1, 1, 8)]
ODD = VoteRules(Share(Fraction(1, 2), True), Share(Fraction(0)), Share(Fraction(1)), Share(Fraction(2, 5), True))


@pytest.mark.parametrize("areas", ESTATES)
@pytest.mark.parametrize("rules", [ORDINARY, SPECIAL, ODD])
def test_every_way_a_few_owners_can_vote(areas: tuple[int, ...], rules: VoteRules) -> None:
    for said in itertools.product(Said, repeat=len(areas)):
        assert decide(oracle.vote_of(areas, said), rules).state.value == oracle.judge(areas, said, rules)


def test_the_small_votes_end_in_every_way() -> None:
    ends = {oracle.judge((1, 2, 3, 6), said, SPECIAL) for said in itertools.product(Said, repeat=4)}
    assert ends == {"too_few_took_part", "not_approved", "approved"}


@pytest.mark.parametrize("rules", [ORDINARY, SPECIAL, ODD])
def test_every_figure_of_a_threshold(rules: VoteRules) -> None:
    for got, over in itertools.product(range(61), repeat=2):
        whole = max(1, got + over)
        weight, part = Weight(whole, whole), Weight(got, got)
        taking_part = decide(Vote(weight, part, Weight(0, 0)), rules)
        approving = decide(Vote(weight, weight, part), rules)
        for measure in Measure:
            result = taking_part if measure in list(Measure)[:2] else approving
            threshold = result.threshold(measure)
            assert (threshold.whole, threshold.got) == (whole, got)
            assert threshold.passed == oracle.enough(got, whole, threshold.share)
            assert threshold.at_boundary == (got > 0 and Fraction(got, whole) == threshold.share.part)
            assert threshold.missing == max(0, threshold.needed - got)
            assert oracle.enough(threshold.needed, whole, threshold.share)
            assert not oracle.enough(threshold.needed - 1, whole, threshold.share)

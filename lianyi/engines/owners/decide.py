"""What a vote of owners decides."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lianyi.engines.count import Share
from lianyi.engines.owners.check import require_possible
from lianyi.engines.owners.problem import Measure, Vote, VoteRules, Weight


class State(StrEnum):
    """How a vote ended."""

    TOO_FEW_TOOK_PART = "too_few_took_part"  # whatever they said, nothing is decided
    NOT_APPROVED = "not_approved"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One of the four shares: of how much, how much is needed, how much there is; square centimetres or heads.

    ``at_boundary``: what there is is exactly the share, so an "at least" is just met, a "more than" just missed.
    ``missing`` is what lacks, 0 where nothing does.
    """

    measure: Measure
    share: Share
    whole: int
    needed: int
    got: int

    @property
    def passed(self) -> bool:
        return self.got >= self.needed

    @property
    def at_boundary(self) -> bool:
        return self.got > 0 and self.got == self.share.part * self.whole

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.got)

    @property
    def got_share(self) -> Fraction:
        """What there is as a share of the whole; 0 of nothing."""
        return Fraction(self.got, self.whole) if self.whole else Fraction(0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out, with all four thresholds in the order of `Measure`, reached or not."""

    state: State
    thresholds: tuple[Threshold, ...]

    def threshold(self, measure: Measure) -> Threshold:
        return next(one for one in self.thresholds if one.measure is measure)


def decide(vote: Vote, rules: VoteRules) -> Outcome:
    """Judge a vote: whether enough took part first, by area and by heads, then whether enough of these approved.

    Raises:
        ImpossibleVoteError: the numbers cannot be true.
    """
    require_possible(vote)
    thresholds = (
        _threshold(Measure.PARTICIPATING_AREA, rules, vote.everybody.area, vote.participating.area),
        _threshold(Measure.PARTICIPATING_OWNERS, rules, vote.everybody.owners, vote.participating.owners),
        _threshold(Measure.APPROVAL_BY_AREA, rules, vote.participating.area, vote.approving.area),
        _threshold(Measure.APPROVAL_BY_OWNERS, rules, vote.participating.owners, vote.approving.owners),
    )
    if not all(one.passed for one in thresholds[:2]):
        return Outcome(State.TOO_FEW_TOOK_PART, thresholds)
    approved = all(one.passed for one in thresholds[2:])
    return Outcome(State.APPROVED if approved else State.NOT_APPROVED, thresholds)


def needed_to_take_part(everybody: Weight, rules: VoteRules) -> Weight:
    """How much area and how many owners must take part: what to aim at while ballots are still collected."""
    return Weight(
        _needed(rules.participating_area, everybody.area), _needed(rules.participating_owners, everybody.owners)
    )


def _threshold(measure: Measure, rules: VoteRules, whole: int, got: int) -> Threshold:
    share: Share = getattr(rules, measure.value)
    return Threshold(measure, share, whole, _needed(share, whole), got)


def _needed(share: Share, whole: int) -> int:
    """The smallest number that meets the share, and at least 1: nobody decides nothing."""
    return max(1, share.least(whole))

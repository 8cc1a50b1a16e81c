"""What is asked: one round of an election, its ballots, and the shares that rules demand.

All numbers are people or sheets of paper, and shares are exact: 20 of 25 is 4/5, never nearly. Nothing here knows who
filled in which ballot.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor


class Basis(StrEnum):
    """What the votes needed are a share of: the voters present, or all who should have come."""

    PRESENT = "present"
    EXPECTED = "expected"


@dataclass(frozen=True)
class Share:
    """ "At least ``part`` of a whole", or "more than" it when ``strict``."""

    part: Fraction
    strict: bool = False

    def met(self, count: int, whole: int) -> bool:
        """Whether ``count`` of ``whole`` is enough."""
        bound = self.part * whole
        return count > bound if self.strict else count >= bound

    def least(self, whole: int) -> int:
        """The smallest whole number that meets the share; it may be above ``whole`` (more than all of them)."""
        bound = self.part * whole
        return floor(bound) + 1 if self.strict else ceil(bound)


@dataclass(frozen=True)
class CountRules:
    """The rules of counting.

    ``quorum`` is a share of the expected, ``majority`` of what ``basis`` says. The others are upper limits, reached
    without harm: returned ballots as a share of those issued and of the voters present, approved names per seat.
    ``returned_to_present=None`` drops that limit, for ballots that are also carried to people who cannot come.
    """

    quorum: Share
    majority: Share
    basis: Basis
    returned_to_issued: Fraction = Fraction(1)
    returned_to_present: Fraction | None = Fraction(1)
    names_to_seats: Fraction = Fraction(1)


@dataclass(frozen=True)
class Ballot:
    """One sheet. A blank one is valid and abstains. ``invalid`` is a reason code the tellers give, "" for none."""

    approved: frozenset[str]
    against: frozenset[str] = frozenset()
    invalid: str = ""


@dataclass(frozen=True)
class Round:
    """One round.

    ``expected``, ``present`` count voters, ``issued``, ``returned`` ballots, ``seats`` the places this round fills.
    ``names`` are those who can be elected, None: anybody a ballot names. ``standing`` are the printed candidates: a
    valid ballot that is silent about one abstains. ``needs_majority`` is False in a run-off and in a preliminary
    round, where most votes win.
    """

    expected: int
    present: int
    issued: int
    returned: int
    seats: int
    names: frozenset[str] | None = None
    standing: frozenset[str] = frozenset()
    needs_majority: bool = True

    def can_elect(self, name: str) -> bool:
        """Whether votes for this name count."""
        return self.names is None or name in self.names


@dataclass(frozen=True)
class Reason:
    """Why something is as it is: a code, the numbers a message needs, and the name it is about ("" for none)."""

    code: str
    params: Mapping[str, int] = field(default_factory=dict)
    name: str = ""


def needed_votes(round_: Round, rules: CountRules) -> int:
    """The votes that elect in this round, at least 1; 0 where most votes win."""
    if not round_.needs_majority:
        return 0
    whole = round_.present if rules.basis is Basis.PRESENT else round_.expected
    return max(1, rules.majority.least(whole))


def quorum_needed(expected: int, rules: CountRules) -> int:
    """How many of ``expected`` voters must be present."""
    return rules.quorum.least(expected)


def most_names(round_: Round, rules: CountRules) -> int:
    """How many names a valid ballot may approve."""
    return floor(round_.seats * rules.names_to_seats)

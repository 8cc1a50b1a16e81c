"""From ballots to numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lianyi.engines.count.problem import Ballot, CountRules, Round, most_names


@dataclass(frozen=True)
class Votes:
    """What the valid ballots say about one name; ``abstained`` is counted for standing candidates only."""

    approved: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def total(self) -> int:
        return self.approved + self.against + self.abstained


@dataclass(frozen=True)
class Tally:
    """What was counted.

    ``votes`` holds every standing candidate and every name on a valid ballot that can be elected, by name. ``valid`` is
    a number of ballots, ``invalid`` one per reason; each invalid ballot has one reason. ``not_eligible`` are approvals
    on valid ballots of names that cannot be elected: they are told, and elect nobody.
    """

    votes: Mapping[str, Votes]
    valid: int
    invalid: Mapping[str, int]
    not_eligible: Mapping[str, int] = field(default_factory=dict)


def tally(ballots: Iterable[Ballot], round_: Round, rules: CountRules) -> Tally:
    """Count the ballots; their order plays no part.

    A ballot is invalid for the first of these that applies: the reason the tellers give, ``contradictory`` (approves
    and opposes the same name), ``too_many_names`` (approves more than the seats allow; a name that cannot be elected
    counts too, since it is on the paper). A name that cannot be elected does not spoil the ballot.
    """
    valid = 0
    approved: Counter[str] = Counter()
    against: Counter[str] = Counter()
    invalid: Counter[str] = Counter()
    limit = most_names(round_, rules)
    for ballot in ballots:
        if reason := _invalid(ballot, limit):
            invalid[reason] += 1
            continue
        valid += 1
        approved.update(ballot.approved)
        against.update(ballot.against)
    named = round_.standing | approved.keys() | against.keys()
    votes = {
        name: _votes(approved[name], against[name], valid if name in round_.standing else None)
        for name in sorted(named)
        if round_.can_elect(name)
    }
    strangers = {name: approved[name] for name in sorted(approved) if not round_.can_elect(name)}
    return Tally(votes, valid, dict(sorted(invalid.items())), strangers)


def _invalid(ballot: Ballot, limit: int) -> str:
    if ballot.invalid:
        return ballot.invalid
    if ballot.approved & ballot.against:
        return "contradictory"
    return "too_many_names" if len(ballot.approved) > limit else ""


def _votes(approved: int, against: int, of: int | None) -> Votes:
    return Votes(approved, against, 0 if of is None else of - approved - against)

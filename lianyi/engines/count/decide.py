"""What a count decides."""

from dataclasses import dataclass
from enum import StrEnum

from lianyi.engines.count.check import require_possible_round, require_possible_tally
from lianyi.engines.count.problem import CountRules, Reason, Round, needed_votes, quorum_needed
from lianyi.engines.count.tally import Tally


class State(StrEnum):
    """How a round ended."""

    NO_QUORUM = "no_quorum"  # too few voters present: it may not be held
    VOID = "void"  # more ballots came back than may: it is held anew
    COMPLETE = "complete"
    TIE = "tie"  # equal votes leave seats undecided
    TOO_FEW = "too_few"  # fewer people than seats have the votes


@dataclass(frozen=True)
class Outcome:
    """What came out.

    ``needed`` is the number of votes that elects, 0 where most votes win. ``elected``: most votes first, equals by
    name. ``tied``: in a TIE those who run off, by name, for ``tied_seats`` seats. ``open_seats``: seats not filled by
    ``elected``, all of them without quorum or when void. ``reasons`` are empty when COMPLETE.
    """

    state: State
    reasons: tuple[Reason, ...]
    needed: int
    elected: tuple[str, ...]
    tied: tuple[str, ...]
    tied_seats: int
    open_seats: int


def decide(tally: Tally, round_: Round, rules: CountRules) -> Outcome:
    """Judge a round: quorum first, then the number of ballots, then the votes.

    Among those with the votes needed (with at least one vote where most votes win) the seats go to the most approvals.
    If equals would share the last seats, those above them are elected and the equals are tied.

    The tally is not looked at without quorum or when the round is void, since such ballots need not be counted.

    Reason codes, with params: ``no_quorum`` (present, expected, needed); ``more_returned_than_issued`` (returned,
    issued) and ``more_returned_than_present`` (returned, present); ``tie_at_last_seat`` (votes, tied, seats);
    ``too_few_elected`` (elected, seats, needed).

    Raises:
        InconsistentError: the numbers of the round, or the tally that is used, cannot be true.
    """
    require_possible_round(round_, rules)
    needed = needed_votes(round_, rules)
    if not rules.quorum.met(round_.present, round_.expected):
        numbers = {"present": round_.present, "expected": round_.expected}
        reason = Reason("no_quorum", {**numbers, "needed": quorum_needed(round_.expected, rules)})
        return Outcome(State.NO_QUORUM, (reason,), needed, (), (), 0, round_.seats)
    if surplus := _surplus(round_, rules):
        return Outcome(State.VOID, surplus, needed, (), (), 0, round_.seats)
    require_possible_tally(tally, round_, rules)
    return _fill(tally, round_.seats, needed)


def _surplus(round_: Round, rules: CountRules) -> tuple[Reason, ...]:
    reasons = []
    if round_.returned > rules.returned_to_issued * round_.issued:
        reasons.append(Reason("more_returned_than_issued", {"returned": round_.returned, "issued": round_.issued}))
    if rules.returned_to_present is not None and round_.returned > rules.returned_to_present * round_.present:
        reasons.append(Reason("more_returned_than_present", {"returned": round_.returned, "present": round_.present}))
    return tuple(reasons)


def _fill(tally: Tally, seats: int, needed: int) -> Outcome:
    approved = {name: votes.approved for name, votes in tally.votes.items() if votes.approved >= max(1, needed)}
    ranked = sorted(approved, key=lambda name: (-approved[name], name))
    if len(ranked) < seats:
        reason = Reason("too_few_elected", {"elected": len(ranked), "seats": seats, "needed": needed})
        return Outcome(State.TOO_FEW, (reason,), needed, tuple(ranked), (), 0, seats - len(ranked))
    last = approved[ranked[seats - 1]]
    if len(ranked) == seats or approved[ranked[seats]] < last:
        return Outcome(State.COMPLETE, (), needed, tuple(ranked[:seats]), (), 0, 0)
    above = tuple(name for name in ranked if approved[name] > last)
    tied = tuple(name for name in ranked if approved[name] == last)
    left = seats - len(above)
    reason = Reason("tie_at_last_seat", {"votes": last, "tied": len(tied), "seats": left})
    return Outcome(State.TIE, (reason,), needed, above, tied, left, left)

"""Numbers that cannot all be true, found before anything is decided from them."""

from collections.abc import Iterator, Sequence

from lianyi.engines.count.problem import CountRules, Reason, Round, most_names
from lianyi.engines.count.tally import Tally


class InconsistentError(ValueError):
    """The numbers contradict one another; ``faults`` say where, all of them."""

    def __init__(self, faults: Sequence[Reason]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.code} {fault.name} {dict(fault.params)}" for fault in self.faults))


def require_possible_round(round_: Round, rules: CountRules) -> None:
    """Raise InconsistentError if attendance, issued ballots or seats cannot be true."""
    _require(_of_round(round_, rules))


def require_possible_tally(tally: Tally, round_: Round, rules: CountRules) -> None:
    """Raise InconsistentError if this tally cannot be of this round."""
    _require([*_of_ballots(tally, round_, rules), *_of_names(tally, round_)])


def _require(faults: Iterator[Reason] | Sequence[Reason]) -> None:
    if found := tuple(faults):
        raise InconsistentError(found)


def _of_round(round_: Round, rules: CountRules) -> Iterator[Reason]:
    for what in ("expected", "present", "issued", "returned"):
        if (number := getattr(round_, what)) < 0:
            yield Reason(f"negative_{what}", {what: number})
    if round_.expected == 0:
        yield Reason("nobody_expected")
    if round_.seats < 1:
        yield Reason("no_seats", {"seats": round_.seats})
    if round_.present > round_.expected:
        yield Reason("more_present_than_expected", {"present": round_.present, "expected": round_.expected})
    if rules.returned_to_present is None:
        if round_.issued > round_.expected:
            yield Reason("more_issued_than_expected", {"issued": round_.issued, "expected": round_.expected})
    elif round_.issued > round_.present:
        yield Reason("more_issued_than_present", {"issued": round_.issued, "present": round_.present})
    for name in sorted(round_.standing):
        if not round_.can_elect(name):
            yield Reason("standing_cannot_be_elected", name=name)


def _of_ballots(tally: Tally, round_: Round, rules: CountRules) -> Iterator[Reason]:
    invalid = sum(tally.invalid.values())
    if tally.valid < 0 or any(count < 0 for count in tally.invalid.values()):
        yield Reason("negative_ballots", {"valid": tally.valid, "invalid": invalid})
    if tally.valid + invalid != round_.returned:
        numbers = {"valid": tally.valid, "invalid": invalid, "returned": round_.returned}
        yield Reason("ballots_do_not_add_up", numbers)
    approvals = sum(votes.approved for votes in tally.votes.values()) + sum(tally.not_eligible.values())
    if approvals > (most := tally.valid * most_names(round_, rules)):
        yield Reason("more_approvals_than_possible", {"approvals": approvals, "most": most})


def _of_names(tally: Tally, round_: Round) -> Iterator[Reason]:
    for name, votes in sorted(tally.votes.items()):
        if min(votes.approved, votes.against, votes.abstained) < 0:
            yield Reason("negative_votes", name=name)
        if votes.approved > tally.valid:
            yield Reason("more_approvals_than_ballots", {"approved": votes.approved, "valid": tally.valid}, name)
        elif name not in round_.standing and votes.total > tally.valid:
            yield Reason("more_votes_than_ballots", {"votes": votes.total, "valid": tally.valid}, name)
        if not round_.can_elect(name):
            yield Reason("cannot_be_elected", name=name)
    for name in sorted(round_.standing):
        total = tally.votes[name].total if name in tally.votes else 0
        if total != tally.valid:
            yield Reason("votes_do_not_add_up", {"votes": total, "valid": tally.valid}, name)
    for name, count in sorted(tally.not_eligible.items()):
        if count < 0:
            yield Reason("negative_votes", name=name)
        if count > tally.valid:
            yield Reason("more_approvals_than_ballots", {"approved": count, "valid": tally.valid}, name)
        if round_.can_elect(name):
            yield Reason("can_be_elected", name=name)

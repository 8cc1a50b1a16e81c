"""The same questions answered another way: person by person, in whole numbers, from the words of the rules alone."""

from collections.abc import Sequence

from lianyi.engines.count import Ballot, Basis, CountRules, Round, Share


def enough(count: int, whole: int, share: Share) -> bool:
    """In whole numbers: count/whole against part, multiplied out."""
    left, right = count * share.part.denominator, whole * share.part.numerator
    return left > right or (left == right and not share.strict)


def is_valid(ballot: Ballot, round_: Round, rules: CountRules) -> bool:
    if ballot.invalid or any(name in ballot.against for name in ballot.approved):
        return False
    share = rules.names_to_seats
    return len(ballot.approved) * share.denominator <= round_.seats * share.numerator


def approvals(ballots: Sequence[Ballot], round_: Round, rules: CountRules) -> dict[str, int]:
    valid = [ballot for ballot in ballots if is_valid(ballot, round_, rules)]
    names = {name for ballot in valid for name in ballot.approved}
    allowed = {name for name in names if round_.names is None or name in round_.names}
    return {name: sum(name in ballot.approved for ballot in valid) for name in allowed}


def judge(ballots: Sequence[Ballot], round_: Round, rules: CountRules) -> tuple[str, set[str], set[str], int]:
    """State, who is elected, who is tied, and for how many seats they run off."""
    if not enough(round_.present, round_.expected, rules.quorum):
        return "no_quorum", set(), set(), 0
    if round_.returned > round_.issued or round_.returned > round_.present:
        return "void", set(), set(), 0
    whole = round_.present if rules.basis is Basis.PRESENT else round_.expected
    votes = approvals(ballots, round_, rules)
    if round_.needs_majority:
        votes = {name: count for name, count in votes.items() if enough(count, whole, rules.majority)}
    # Safe with a seat for everybody at least as good; out when those better already fill the seats; else undecided.
    elected, tied = set(), set()
    for name, count in votes.items():
        if sum(other >= count for other in votes.values()) <= round_.seats:
            elected.add(name)
        elif sum(other > count for other in votes.values()) < round_.seats:
            tied.add(name)
    if tied:
        return "tie", elected, tied, round_.seats - len(elected)
    return "complete" if len(elected) == round_.seats else "too_few", elected, set(), 0

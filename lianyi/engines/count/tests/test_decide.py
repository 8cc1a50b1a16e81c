"""Rounds as they happen in a branch with 25 members, and numbers that cannot be true."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lianyi.engines.count import (
    Ballot,
    Basis,
    CountRules,
    InconsistentError,
    Outcome,
    Round,
    Share,
    State,
    Tally,
    Votes,
    decide,
    needed_votes,
    quorum_needed,
    tally,
)

RULES = CountRules(Share(Fraction(4, 5)), Share(Fraction(1, 2), strict=True), Basis.PRESENT)
ROUND = Round(expected=25, present=20, issued=20, returned=20, seats=5)


def counted(seats: int = 1, present: int = 20, **approved: int) -> tuple[Tally, Round]:
    """A tally of that many approvals, every ballot valid."""
    round_ = replace(ROUND, seats=seats, present=present, issued=present, returned=present)
    return Tally({name: Votes(count) for name, count in approved.items()}, present, {}), round_


def outcome(seats: int = 1, rules: CountRules = RULES, *, majority: bool = True, **approved: int) -> Outcome:
    votes, round_ = counted(seats, **approved)
    return decide(votes, replace(round_, needs_majority=majority), rules)


def codes(result: Outcome) -> list[str]:
    return [reason.code for reason in result.reasons]


def test_nineteen_of_25_cannot_open() -> None:
    assert quorum_needed(25, RULES) == 20
    result = decide(Tally({}, 0, {}), Round(25, 19, 0, 0, 5), RULES)
    assert (result.state, result.elected, result.open_seats) == (State.NO_QUORUM, (), 5)
    assert dict(result.reasons[0].params) == {"present": 19, "expected": 25, "needed": 20}


def test_twenty_of_25_can() -> None:
    assert outcome(ann=11).state is State.COMPLETE


def test_more_than_four_fifths_asks_for_one_more() -> None:
    strict = replace(RULES, quorum=Share(Fraction(4, 5), strict=True))
    assert quorum_needed(25, strict) == 21
    assert outcome(rules=strict, ann=20).state is State.NO_QUORUM
    assert quorum_needed(24, strict) == quorum_needed(24, RULES) == 20


def test_twenty_issued_and_21_returned_is_void_whatever_was_counted() -> None:
    result = decide(Tally({"ann": Votes(21)}, 21, {}), replace(ROUND, returned=21), RULES)
    assert (result.state, result.elected, result.open_seats) == (State.VOID, (), 5)
    assert codes(result) == ["more_returned_than_issued", "more_returned_than_present"]


def test_as_many_returned_as_issued_or_fewer_is_fine() -> None:
    votes = Tally({"ann": Votes(12)}, 18, {})
    assert decide(votes, replace(ROUND, returned=18, seats=1), RULES).state is State.COMPLETE


def test_ballots_carried_to_people_at_home() -> None:
    carried = replace(ROUND, issued=23, returned=22, seats=1)
    votes = Tally({"ann": Votes(22)}, 22, {})
    with pytest.raises(InconsistentError, match="more_issued_than_present"):
        decide(votes, carried, RULES)
    assert decide(votes, carried, replace(RULES, returned_to_present=None)).state is State.COMPLETE


def test_six_names_for_five_seats_spoil_one_ballot() -> None:
    ballots = [Ballot(frozenset("abcde"))] * 19 + [Ballot(frozenset("abcdef"))]
    found = tally(ballots, ROUND, RULES)
    assert (found.valid, dict(found.invalid)) == (19, {"too_many_names": 1})
    assert found.votes["a"] == Votes(19)
    assert "f" not in found.votes
    assert decide(found, ROUND, RULES).elected == tuple("abcde")


@pytest.mark.parametrize(("votes", "state"), [(10, State.TOO_FEW), (11, State.COMPLETE)])
def test_half_of_those_present_is_not_more_than_half(votes: int, state: State) -> None:
    result = outcome(ann=votes)
    assert (result.state, result.needed) == (state, 11)


@pytest.mark.parametrize(("votes", "state"), [(12, State.TOO_FEW), (13, State.COMPLETE)])
def test_counted_on_the_expected_13_of_25_are_needed(votes: int, state: State) -> None:
    result = outcome(rules=replace(RULES, basis=Basis.EXPECTED), ann=votes)
    assert (result.state, result.needed) == (state, 13)


def test_a_tie_at_the_last_seat_is_among_the_tied_only() -> None:
    result = outcome(3, ann=15, bob=13, cho=11, dan=11, eve=10)
    assert result.state is State.TIE
    assert (result.elected, result.tied, result.tied_seats, result.open_seats) == (("ann", "bob"), ("cho", "dan"), 1, 1)
    assert dict(result.reasons[0].params) == {"votes": 11, "tied": 2, "seats": 1}


def test_a_tie_for_several_seats() -> None:
    result = outcome(3, ann=18, bob=12, cho=12, dan=12)
    assert (result.elected, result.tied, result.tied_seats) == (("ann",), ("bob", "cho", "dan"), 2)


def test_equals_who_all_have_a_seat_are_no_tie() -> None:
    result = outcome(3, dan=12, bob=12, cho=15, ann=11)
    assert (result.state, result.elected) == (State.COMPLETE, ("cho", "bob", "dan"))


def test_equals_below_the_votes_needed_are_no_tie() -> None:
    result = outcome(2, ann=12, bob=10, cho=10)
    assert (result.state, result.elected, result.open_seats) == (State.TOO_FEW, ("ann",), 1)


def test_four_of_five_leave_one_seat() -> None:
    result = outcome(5, a=18, b=17, c=16, d=15, e=10, f=9)
    assert (result.state, result.elected, result.open_seats) == (State.TOO_FEW, tuple("abcd"), 1)
    assert dict(result.reasons[0].params) == {"elected": 4, "seats": 5, "needed": 11}


def test_in_a_run_off_most_votes_win() -> None:
    result = outcome(1, majority=False, ann=8, bob=7)
    assert (result.state, result.elected, result.needed) == (State.COMPLETE, ("ann",), 0)
    assert outcome(1, majority=False, ann=8, bob=8).state is State.TIE


def test_nobody_is_elected_without_a_vote() -> None:
    assert outcome(2, majority=False, ann=8, bob=0).elected == ("ann",)
    none_needed = replace(RULES, majority=Share(Fraction(0)))
    assert outcome(2, none_needed, ann=8, bob=0).elected == ("ann",)


def test_a_blank_ballot_is_valid_and_abstains() -> None:
    round_ = replace(ROUND, returned=3, seats=1, standing=frozenset({"ann"}))
    ballots = [Ballot(frozenset({"ann"})), Ballot(frozenset()), Ballot(frozenset(), frozenset({"ann"}))]
    found = tally(ballots, round_, RULES)
    assert (found.valid, found.votes) == (3, {"ann": Votes(1, 1, 1)})


def test_somebody_written_in_has_no_abstentions() -> None:
    round_ = replace(ROUND, returned=2, standing=frozenset({"ann"}))
    found = tally([Ballot(frozenset({"bob"})), Ballot(frozenset({"ann"}))], round_, RULES)
    assert found.votes == {"ann": Votes(1, 0, 1), "bob": Votes(1)}


def test_a_name_that_cannot_be_elected_is_told_and_does_not_spoil_the_ballot() -> None:
    round_ = replace(ROUND, names=frozenset({"ann"}), seats=2, returned=2)
    found = tally([Ballot(frozenset({"ann", "zoe"})), Ballot(frozenset(), frozenset({"zoe"}))], round_, RULES)
    assert (found.valid, found.votes, found.not_eligible) == (2, {"ann": Votes(1)}, {"zoe": 1})


def test_a_name_that_cannot_be_elected_counts_on_the_paper() -> None:
    round_ = replace(ROUND, names=frozenset({"ann"}), seats=1)
    assert tally([Ballot(frozenset({"ann", "zoe"}))], round_, RULES).invalid == {"too_many_names": 1}


def test_each_spoiled_ballot_has_one_reason() -> None:
    ann, both = frozenset({"ann"}), frozenset({"ann", "bob"})
    ballots = [Ballot(both, ann, "torn"), Ballot(both, ann), Ballot(both), Ballot(ann)]
    found = tally(ballots, replace(ROUND, seats=1), RULES)
    assert (found.valid, found.invalid) == (1, {"contradictory": 1, "too_many_names": 1, "torn": 1})


def test_a_share_of_names_to_seats() -> None:
    rules = replace(RULES, names_to_seats=Fraction(1, 2))
    round_ = replace(ROUND, seats=5)
    ballots = [Ballot(frozenset("ab")), Ballot(frozenset("abc"))]
    assert tally(ballots, round_, rules).invalid == {"too_many_names": 1}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"expected": -1}, "negative_expected"),
        ({"present": -1}, "negative_present"),
        ({"issued": -1}, "negative_issued"),
        ({"returned": -1}, "negative_returned"),
        ({"expected": 0, "present": 0, "issued": 0, "returned": 0}, "nobody_expected"),
        ({"seats": 0}, "no_seats"),
        ({"present": 26}, "more_present_than_expected"),
        ({"issued": 21}, "more_issued_than_present"),
        ({"names": frozenset({"ann"}), "standing": frozenset({"bob"})}, "standing_cannot_be_elected"),
    ],
)
def test_a_round_that_cannot_be(change: dict[str, int], code: str) -> None:
    with pytest.raises(InconsistentError) as caught:
        decide(Tally({}, 20, {}), replace(ROUND, **change), RULES)  # type: ignore[arg-type]
    assert code in {fault.code for fault in caught.value.faults}


def test_more_issued_than_expected() -> None:
    with pytest.raises(InconsistentError, match="more_issued_than_expected"):
        decide(Tally({}, 20, {}), replace(ROUND, issued=26), replace(RULES, returned_to_present=None))


ANN = frozenset({"ann"})


@pytest.mark.parametrize(
    ("found", "standing", "names", "code"),
    [
        (Tally({}, 19, {}), frozenset(), None, "ballots_do_not_add_up"),
        (Tally({}, 21, {"torn": -1}), frozenset(), None, "negative_ballots"),
        (Tally({"ann": Votes(21)}, 20, {}), frozenset(), None, "more_approvals_than_ballots"),
        (Tally({"ann": Votes(15, 6)}, 20, {}), frozenset(), None, "more_votes_than_ballots"),
        (Tally({"ann": Votes(-1)}, 20, {}), frozenset(), None, "negative_votes"),
        (Tally({"ann": Votes(15, 4)}, 20, {}), ANN, None, "votes_do_not_add_up"),
        (Tally({}, 20, {}), ANN, None, "votes_do_not_add_up"),
        (Tally({"bob": Votes(15)}, 20, {}), frozenset(), ANN, "cannot_be_elected"),
        (Tally({}, 20, {}, {"ann": 3}), frozenset(), ANN, "can_be_elected"),
        (Tally({}, 20, {}, {"bob": 21}), frozenset(), ANN, "more_approvals_than_ballots"),
        (Tally({}, 20, {}, {"bob": -1}), frozenset(), ANN, "negative_votes"),
        (Tally({name: Votes(17) for name in "abcdef"}, 20, {}), frozenset(), None, "more_approvals_than_possible"),
    ],
)
def test_a_tally_that_cannot_be(
    found: Tally, standing: frozenset[str], names: frozenset[str] | None, code: str
) -> None:
    with pytest.raises(InconsistentError) as caught:
        decide(found, replace(ROUND, standing=standing, names=names), RULES)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InconsistentError) as caught:
        decide(Tally({"ann": Votes(30), "bob": Votes(40)}, 19, {}), ROUND, RULES)
    told = [(fault.code, fault.name) for fault in caught.value.faults]
    assert ("more_approvals_than_ballots", "ann") in told
    assert ("more_approvals_than_ballots", "bob") in told
    assert ("ballots_do_not_add_up", "") in told


def test_most_votes_win_needs_no_number() -> None:
    assert needed_votes(ROUND, RULES) == 11
    assert needed_votes(replace(ROUND, needs_majority=False), RULES) == 0

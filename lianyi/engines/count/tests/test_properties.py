"""What holds of every round, however the ballots fall."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lianyi.engines.count import Ballot, Basis, CountRules, Outcome, Round, Share, State, decide, tally

NAMES = "abcdef"
some_names = st.frozensets(st.sampled_from(NAMES), max_size=5)
ballots = st.lists(st.builds(Ballot, some_names, some_names, st.sampled_from(["", "", "", "torn"])), max_size=14)
all_rules = st.builds(
    CountRules,
    st.just(Share(Fraction(1, 2))),
    st.builds(Share, st.fractions(0, 1, max_denominator=5), st.booleans()),
    st.sampled_from(Basis),
)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[list[Ballot], Round]:
    """Ballots with a round they may be of."""
    hand = draw(ballots)
    present = len(hand) + draw(st.integers(0, 3))
    expected = max(1, present + draw(st.integers(0, 3)))
    names = draw(st.none() | some_names)
    standing = draw(some_names) if names is None else names & draw(some_names)
    seats = draw(st.integers(1, 4))
    return hand, Round(expected, present, present, len(hand), seats, names, standing, draw(st.booleans()))


def count(hand: list[Ballot], round_: Round, rules: CountRules) -> Outcome:
    return decide(tally(hand, round_, rules), round_, rules)


@given(rounds(), all_rules, st.randoms(use_true_random=False))
def test_the_order_of_ballots_plays_no_part(
    drawn: tuple[list[Ballot], Round], rules: CountRules, chance: object
) -> None:
    hand, round_ = drawn
    mixed = list(hand)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert tally(mixed, round_, rules) == tally(hand, round_, rules)


@given(rounds(), all_rules, st.permutations(NAMES))
def test_no_name_is_better_than_another(drawn: tuple[list[Ballot], Round], rules: CountRules, other: list[str]) -> None:
    hand, round_ = drawn
    new = dict(zip(NAMES, other, strict=True))

    def renamed(names: frozenset[str]) -> frozenset[str]:
        return frozenset(new[name] for name in names)

    swapped = [replace(one, approved=renamed(one.approved), against=renamed(one.against)) for one in hand]
    names = None if round_.names is None else renamed(round_.names)
    again = count(swapped, replace(round_, names=names, standing=renamed(round_.standing)), rules)
    before = count(hand, round_, rules)
    assert (again.state, again.tied_seats) == (before.state, before.tied_seats)
    assert set(again.elected) == {new[name] for name in before.elected}
    assert set(again.tied) == {new[name] for name in before.tied}


@given(rounds(), all_rules, st.data())
def test_another_approval_never_costs_a_seat(
    drawn: tuple[list[Ballot], Round], rules: CountRules, data: st.DataObject
) -> None:
    hand, round_ = drawn
    for name in count(hand, round_, rules).elected:
        free = [
            at
            for at, one in enumerate(hand)
            if name not in one.approved | one.against and len(one.approved) < round_.seats
        ]
        if free:
            at = data.draw(st.sampled_from(free))
            more = [*hand]
            more[at] = replace(hand[at], approved=hand[at].approved | {name})
            assert name in count(more, round_, rules).elected


@given(rounds(), all_rules)
def test_seats_and_people_add_up(drawn: tuple[list[Ballot], Round], rules: CountRules) -> None:
    hand, round_ = drawn
    found = tally(hand, round_, rules)
    result = decide(found, round_, rules)
    assert found.valid + sum(found.invalid.values()) == len(hand)
    assert len(set(result.elected)) + result.open_seats == round_.seats
    assert not set(result.elected) & set(result.tied)
    assert (result.state is State.COMPLETE) == (result.open_seats == 0) == (not result.reasons)
    if result.state is State.TIE:
        assert len(result.tied) > result.tied_seats == result.open_seats > 0
        assert len({found.votes[name].approved for name in result.tied}) == 1
    for name in (*result.elected, *result.tied):
        assert found.votes[name].approved >= max(1, result.needed)
        assert round_.can_elect(name)


@given(rounds(), all_rules)
def test_a_blank_ballot_more_elects_nobody_new(drawn: tuple[list[Ballot], Round], rules: CountRules) -> None:
    hand, round_ = drawn
    larger = replace(
        round_,
        expected=round_.expected + 1,
        present=round_.present + 1,
        issued=round_.issued + 1,
        returned=round_.returned + 1,
    )
    before, after = count(hand, round_, rules), count([*hand, Ballot(frozenset())], larger, rules)
    if State.NO_QUORUM not in (before.state, after.state):
        assert {*after.elected, *after.tied} <= {*before.elected, *before.tied}

"""Every round there can be with a few voters and names, against the oracle."""

import itertools
from collections.abc import Iterator
from fractions import Fraction

import pytest

from lianyi.engines.count import Ballot, Basis, CountRules, Round, Share, decide, needed_votes, quorum_needed, tally
from lianyi.engines.count.tests import oracle

HALF = Fraction(1, 2)
ALL_RULES = [
    *(CountRules(Share(HALF, True), Share(HALF, strict), basis) for strict in (True, False) for basis in Basis),
    CountRules(Share(Fraction(4, 5)), Share(Fraction(2, 3)), Basis.EXPECTED),
]
NO_MAJORITY = ALL_RULES[::4]  # where most votes win only the quorum differs


def subsets(names: str) -> list[frozenset[str]]:
    return [frozenset(some) for size in range(len(names) + 1) for some in itertools.combinations(names, size)]


def hands(kinds: list[Ballot], most: int) -> Iterator[tuple[Ballot, ...]]:
    for size in range(most + 1):
        yield from itertools.combinations_with_replacement(kinds, size)


def compare(ballots: tuple[Ballot, ...], round_: Round, all_rules: list[CountRules]) -> None:
    found = tally(ballots, round_, all_rules[0])
    votes = oracle.approvals(ballots, round_, all_rules[0])
    assert {name: one.approved for name, one in found.votes.items() if one.approved} == votes
    for rules in all_rules:
        result = decide(found, round_, rules)
        told = (result.state.value, set(result.elected), set(result.tied), result.tied_seats)
        assert told == oracle.judge(ballots, round_, rules)
        assert result.open_seats == round_.seats - len(result.elected)
        assert [-votes[name] for name in result.elected] == sorted(-votes[name] for name in result.elected)


@pytest.mark.parametrize("seats", [1, 2, 3])
@pytest.mark.parametrize("needs_majority", [True, False])
def test_four_voters_and_four_names(seats: int, needs_majority: bool) -> None:
    kinds = [Ballot(some) for some in subsets("abcd")]
    for ballots in hands(kinds, 4):
        for away in (0, 1) if ballots else (1,):
            count = len(ballots)
            round_ = Round(count + away, count, count, count, seats, needs_majority=needs_majority)
            compare(ballots, round_, ALL_RULES if needs_majority else NO_MAJORITY)


@pytest.mark.parametrize("seats", [1, 2])
def test_three_voters_who_also_oppose_and_name_strangers(seats: int) -> None:
    kinds = [Ballot(yes, no) for yes in subsets("abz") for no in subsets("ab")] + [Ballot(frozenset("a"), invalid="x")]
    for ballots in hands(kinds, 3):
        for missing in (0, 1) if ballots else (1,):
            # One more voter than ballots came back: the others kept theirs.
            count = len(ballots)
            present = count + missing
            allowed, printed = frozenset("ab"), frozenset("a")
            compare(ballots, Round(4, present, present, count, seats, allowed, printed), ALL_RULES)


def test_returned_against_issued_and_present() -> None:
    for expected, present, issued, returned in itertools.product(range(1, 5), range(5), range(5), range(5)):
        if issued <= present <= expected:
            ballots = (Ballot(frozenset("a")),) * returned
            round_ = Round(expected, present, issued, returned, 1)
            for rules in ALL_RULES:
                assert (
                    decide(tally(ballots, round_, rules), round_, rules).state
                    == (oracle.judge(ballots, round_, rules)[0])
                )


def test_the_least_number_is_enough_and_one_less_is_not() -> None:
    parts = {Fraction(a, b) for b in range(1, 7) for a in range(1, b + 1)}
    for part, strict, whole in itertools.product(parts, (True, False), range(1, 30)):
        share = Share(part, strict)
        least = share.least(whole)
        assert [count for count in range(least + 2) if oracle.enough(count, whole, share)] == [least, least + 1]
        assert [count for count in range(least + 2) if share.met(count, whole)] == [least, least + 1]
        rules = CountRules(share, share, Basis.EXPECTED)
        assert quorum_needed(whole, rules) == least
        assert needed_votes(Round(whole, 0, 0, 0, 1), rules) == least

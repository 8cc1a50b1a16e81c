"""The vectors of the field (M03), through the actions and the database."""

from __future__ import annotations

import pytest

from lianyi.dated import today
from lianyi.elections.actions import meeting, preparing, signing, tellers, voting
from lianyi.elections.actions.meeting import Named
from lianyi.elections.actions.tellers import Mark
from lianyi.elections.desk import seats_to_take
from lianyi.elections.evening import Step
from lianyi.elections.models import Election, Round, Sheet
from lianyi.elections.queries.elections import election_of
from lianyi.elections.tests.world import COMMITTEE, LEAD, Night, Town
from lianyi.journal.verification import verify
from lianyi.organisations.models import Post
from lianyi.scope import Actor, OutOfScope, Refused, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(party_pack: None) -> Town:
    return Town(kind="full")


def night(town: Town, present: int = 25) -> Night:
    night = Night(town, town.prepare(COMMITTEE, LEAD), present)
    night.seat_tellers()
    return night


def test_of_25_19_cannot_vote_and_20_can(town: Town) -> None:
    evening = night(town, present=19)
    assert evening.evening.step == "check_in"
    with pytest.raises(Refused):
        evening.issue()
    evening.check_in(20)
    assert evening.evening.step == "issue"
    assert evening.issue().present == 20


def test_more_ballots_back_than_were_issued_void_the_round_and_it_is_repeated(town: Town) -> None:
    evening = night(town, present=20)
    first = evening.issue()
    evening.collect(21)
    first.refresh_from_db()
    assert (first.state, first.outcome["state"]) == (Round.State.SETTLED, "void")
    again = evening.issue()
    assert (again.stage, again.seats, again.names) == (Round.Stage.REPEATED, 5, first.names)


def test_six_names_for_five_seats_are_one_invalid_ballot(town: Town) -> None:
    evening = night(town, present=20)
    round_ = evening.count(["1 2 3 4 5"] * 19 + ["1 2 3 4 5 6"])
    assert round_.tally["valid"] == 19
    assert round_.tally["invalid"] == {"too_many_names": 1}


def test_ten_of_twenty_are_not_enough_and_eleven_are(town: Town) -> None:
    evening = night(town, present=20)
    round_ = evening.count(["1 2"] * 10 + ["1"] + [""] * 9)
    assert round_.outcome["needed"] == 11
    assert evening.numbers(round_.outcome["elected"]) == [1]
    assert round_.outcome["state"] == "too_few"


def test_too_few_open_a_second_round_for_the_rest(town: Town) -> None:
    evening = night(town, present=20)
    first = evening.count(["1 2 3"] * 20)
    assert first.outcome["state"] == "too_few"
    second = evening.count(["4 5"] * 20)
    assert (second.stage, second.seats) == (Round.Stage.SECOND, 2)
    assert not set(first.outcome["elected"]) & set(second.names)
    assert evening.evening.contest.post == "lead"  # type: ignore[union-attr]


def test_a_tie_at_the_last_seat_goes_to_a_run_off_among_the_tied_only(town: Town) -> None:
    evening = night(town, present=20)
    first = evening.count(["1 2 3 4 5"] * 8 + ["1 2 3 5 6"] * 8 + ["4 6 1 2 3"] * 4)
    assert first.outcome["state"] == "tie"
    assert sorted(evening.numbers(first.outcome["elected"])) == [1, 2, 3, 5]
    assert sorted(evening.numbers(first.outcome["tied"])) == [4, 6]
    second = evening.count(["4"] * 7 + ["6"] * 6 + [""] * 7)
    assert (second.stage, second.seats, len(second.names)) == (Round.Stage.RUN_OFF, 1, 2)
    assert second.outcome["needed"] == 0  # most votes win
    assert evening.numbers(second.outcome["elected"]) == [4]


def test_a_whole_evening_ends_with_terms_in_the_register(town: Town) -> None:
    evening = night(town)
    evening.count(["1 2 3 4 5"] * 25)
    lead = evening.issue()
    assert (lead.expected, lead.present) == (5, 5)
    evening.collect(5)
    for seat in (1, 2):
        evening.enter(seat, ["1", "1", "1", "2", "3"])
        tellers.hand_in(evening.teller(seat), lead.pk)
    assert evening.evening.step is Step.SIGN
    signing.sign_election(evening.fresh, by=town.staff)
    posts = Post.objects.filter(group=town.group).order_by("kind")
    assert sorted(post.kind for post in posts) == ["committee"] * 4 + ["lead"]
    assert posts.get(kind="lead").person_id == evening.person(1)
    assert {post.ends_on for post in posts} == {evening.election.term_ends_on}
    assert evening.fresh.state == Election.State.SIGNED
    assert verify().holds


def test_tellers_leave_the_list_of_who_can_be_elected(town: Town) -> None:
    evening = night(town)
    people = [evening.person(number) for number in (1, 2)]
    named = [Named("teller", people[0], seat=1), Named("teller", people[1], seat=2)]
    meeting.confirm_officials(evening.fresh, named, by=town.staff)
    assert not set(people) & set(evening.issue().names)


def test_counts_that_differ_are_not_settled_until_one_is_corrected(town: Town) -> None:
    evening = night(town, present=20)
    round_ = evening.issue()
    evening.collect(20)
    evening.enter(1, ["1 2 3 4 5"] * 20)
    evening.enter(2, ["1 2 3 4 5"] * 19 + ["1 2 3 4 6"])
    for seat in (1, 2):
        tellers.hand_in(evening.teller(seat), round_.pk)
    round_.refresh_from_db()
    assert round_.state == Round.State.COUNTING
    two = evening.teller(2)
    tellers.take_back(two, round_.pk)
    tellers.enter(two, round_.pk, Mark("ballot", "6 4 3 2 1", -1))
    tellers.enter(two, round_.pk, Mark("ballot", "1 2 3 4 5"))
    tellers.hand_in(two, round_.pk)
    round_.refresh_from_db()
    assert round_.state == Round.State.SETTLED
    assert not Sheet.objects.exists()


def test_a_count_is_handed_in_whole_or_not_at_all(town: Town) -> None:
    evening = night(town, present=20)
    round_ = evening.issue()
    evening.collect(20)
    evening.enter(1, ["1"] * 19)
    with pytest.raises(Refused, match="19"):
        tellers.hand_in(evening.teller(1), round_.pk)
    evening.enter(1, ["1"])
    with pytest.raises(Refused, match="20"):
        evening.enter(1, ["1"])


def test_an_entry_sent_twice_counts_once(town: Town) -> None:
    evening = night(town, present=20)
    round_ = evening.issue()
    evening.collect(20)
    for _time in range(3):
        tellers.enter(evening.teller(1), round_.pk, Mark("ballot", "1", token="a"))
    tellers.enter(evening.teller(1), round_.pk, Mark("ballot", "1", token="b"))
    assert Sheet.objects.get(seat=1).content["ballots"] == {"1": 2}


@pytest.mark.parametrize("typed", ["26", "1 1", "x", "1.5", "-99", "123456"])
def test_what_is_no_ballot_is_refused_and_nothing_is_lost(town: Town, typed: str) -> None:
    evening = night(town, present=20)
    round_ = evening.issue()
    evening.collect(20)
    evening.enter(1, ["1 2"])
    with pytest.raises(Refused):
        evening.enter(1, [typed])
    assert Sheet.objects.get(round=round_, seat=1).content["ballots"] == {"1 2": 1}


def test_a_code_opens_a_seat_once_and_a_new_one_closes_the_old(town: Town) -> None:
    evening = night(town)
    code = meeting.code_of(evening.teller(1))
    _official, secret = tellers.take_seat(code)
    assert tellers.teller_of(secret).seat == 1
    with pytest.raises(OutOfScope):
        tellers.take_seat(code)
    meeting.renew_teller_code(evening.fresh, evening.teller(1).pk, by=town.staff)
    with pytest.raises(OutOfScope):
        tellers.teller_of(secret)


def test_a_tellers_account_takes_a_free_seat_of_its_group_once(town: Town) -> None:
    evening = night(town)
    own = Actor(user_id=7, roles=frozenset({Role.TELLER}), counted_group_ids=frozenset({town.group.pk}))
    leads = Actor(user_id=8, roles=frozenset({Role.SECRETARY}), group_ids=frozenset({town.group.pk}))
    assert tellers.free_seats(leads) == []
    assert [seat.seat for seat in tellers.free_seats(own)] == [1, 2]
    assert len(seats_to_take(own)) == 1
    secret = tellers.take_own_seat(evening.teller(2).pk, by=own)
    assert tellers.teller_of(secret).seat == 2
    other = Actor(user_id=9, roles=frozenset({Role.TELLER}), counted_group_ids=frozenset({town.group.pk}))
    assert [seat.seat for seat in tellers.free_seats(other)] == [1]
    with pytest.raises(OutOfScope):
        tellers.take_own_seat(evening.teller(2).pk, by=other)
    with pytest.raises(OutOfScope):
        tellers.take_seat(meeting.code_of(evening.teller(2)))


def test_seats_stay_empty_only_with_enough_consent(town: Town) -> None:
    evening = night(town, present=20)
    evening.count(["1 2 3 4"] * 20)
    with pytest.raises(Refused):
        voting.agree_to_fewer(evening.fresh, 9, by=town.staff)
    voting.agree_to_fewer(evening.fresh, 10, by=town.staff)
    assert evening.evening.contest.post == "lead"  # type: ignore[union-attr]


def test_strokes_are_checked_against_the_number_of_ballots(town: Town) -> None:
    election = town.prepare(COMMITTEE, counting=Election.Counting.STROKES)
    evening = Night(town, election, 20)
    evening.seat_tellers()
    round_ = evening.issue()
    evening.collect(3)
    one = evening.teller(1)
    for _ballot in range(3):
        tellers.enter(one, round_.pk, Mark("valid"))
    for _stroke in range(4):
        tellers.enter(one, round_.pk, Mark("vote", "1"))
    with pytest.raises(Refused, match="4"):
        tellers.hand_in(one, round_.pk)
    tellers.enter(one, round_.pk, Mark("vote", "1", -1))
    tellers.hand_in(one, round_.pk)
    two = evening.teller(2)
    for mark in [Mark("valid")] * 3 + [Mark("vote", "1")] * 3:
        tellers.enter(two, round_.pk, mark)
    tellers.hand_in(two, round_.pk)
    round_.refresh_from_db()
    assert round_.tally["votes"] == {str(evening.person(1)): [3, 0, 0]}


def test_the_count_can_begin_anew_with_another_number_returned(town: Town) -> None:
    evening = night(town, present=20)
    round_ = evening.issue()
    evening.collect(18)
    evening.enter(1, ["1"])
    with pytest.raises(Refused):
        evening.collect(19)
    voting.count_anew(evening.fresh, by=town.staff)
    evening.collect(19)
    round_.refresh_from_db()
    assert round_.returned == 19
    assert not Sheet.objects.filter(round=round_).exists()


def test_staff_of_another_community_do_not_reach_it(town: Town) -> None:
    election = town.prepare(COMMITTEE)
    stranger = Actor(user_id=2, roles=frozenset({Role.STAFF}), community_ids=frozenset({town.community.pk + 999}))
    with pytest.raises(OutOfScope):
        election_of(election.pk, for_=stranger)
    with pytest.raises(OutOfScope):
        preparing.call_election(election, by=stranger)


def test_probationary_members_are_neither_expected_nor_electable(town: Town) -> None:
    new = town.member("新人1", "probationary")
    election = town.prepare(COMMITTEE)
    elector = election.electors.get(person=new)
    assert (elector.may_vote, elector.may_be_elected, elector.is_expected) == (False, False, False)
    assert today() < election.term_starts_on

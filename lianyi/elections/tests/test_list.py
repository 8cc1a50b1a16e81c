"""Who is on the list, who is expected, and who is here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from lianyi.elections.actions import meeting, preparing
from lianyi.elections.actions.meeting import Named
from lianyi.elections.actions.preparing import Office
from lianyi.elections.evening import Evening
from lianyi.elections.models import Contest, Election
from lianyi.elections.papers import PAPERS
from lianyi.elections.tests.world import COMMITTEE, Night, Town
from lianyi.scope import Refused

pytestmark = pytest.mark.django_db

ILL = "cannot_express_will"


@pytest.fixture
def town(party_pack: None) -> Iterator[Town]:
    with override("en"):
        yield Town(kind="full")


def leave_out(town: Town, election: Election, number: int) -> int:
    elector = election.electors.get(number=number)
    preparing.leave_out(election, elector.pk, ILL, by=town.staff)
    return int(elector.pk)


def test_everybody_is_here_does_not_mean_those_who_were_left_out(town: Town) -> None:
    election = town.prepare(COMMITTEE)
    leave_out(town, election, 3)
    night = Night(town, election, 0)
    assert meeting.check_in_everybody(night.fresh, by=town.staff) == 24
    assert (night.evening.expected, night.evening.present) == (24, 24)
    assert not election.electors.get(number=3).is_present


def test_whoever_was_left_out_and_comes_counts_for_as_long_as_they_stay(town: Town) -> None:
    election = town.prepare(COMMITTEE)
    elector = leave_out(town, election, 3)
    night = Night(town, election, 0)
    contest = election.contests.get()
    assert night.person(3) not in night.evening.able(contest)
    meeting.check_in(night.fresh, [elector], True, by=town.staff)
    assert (night.evening.expected, night.evening.present) == (25, 1)
    assert night.person(3) in night.evening.able(contest)
    meeting.check_in(night.fresh, [elector], False, by=town.staff)
    assert (night.evening.expected, night.evening.present) == (24, 0)
    assert election.electors.get(number=3).left_out == ILL
    assert night.person(3) not in night.evening.able(contest)


def test_a_candidate_cannot_be_left_out_once_the_election_is_called(town: Town) -> None:
    election = town.prepare(Office("committee", 5, Contest.Method.EQUAL))
    people = [person.pk for person in town.people[:5]]
    preparing.set_candidates(election, election.contests.get().pk, people, by=town.staff)
    preparing.call_election(election, by=town.staff)
    elector = election.electors.get(person=people[0])
    with pytest.raises(Refused, match="成员01"):
        preparing.leave_out(election, elector.pk, ILL, by=town.staff)
    preparing.leave_out(election, election.electors.get(person=town.people[9]).pk, ILL, by=town.staff)


def test_whoever_was_left_out_does_not_stand(town: Town) -> None:
    election = town.prepare(Office("committee", 5, Contest.Method.SURPLUS))
    people = [person.pk for person in town.people[:6]]
    preparing.set_candidates(election, election.contests.get().pk, people, by=town.staff)
    elector = election.electors.get(person=people[0])
    preparing.leave_out(election, elector.pk, ILL, by=town.staff)
    assert Evening(election).candidates(election.contests.get()) == people[1:]
    with pytest.raises(Refused, match="5"):
        preparing.call_election(election, by=town.staff)
    preparing.leave_out(election, elector.pk, "", by=town.staff)
    preparing.call_election(election, by=town.staff)


def test_whoever_watches_or_counts_at_the_meeting_is_here(town: Town) -> None:
    night = Night(town, town.prepare(COMMITTEE), 20)
    named = [Named("scrutineer", night.person(25)), Named("teller", night.person(24), seat=1)]
    meeting.confirm_officials(night.fresh, [*named, Named("teller", None, "外来", 2)], by=town.staff)
    assert night.evening.present == 22
    absent = PAPERS["attendance"].build(night.fresh)["absentees"]
    assert sorted(one["name"] for one in absent) == ["成员21", "成员22", "成员23"]

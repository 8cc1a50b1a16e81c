"""Before the evening: candidates, other days, what is called off, vacancies; and after the term."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from lianyi.dated import today
from lianyi.elections.actions import meeting, preparing, signing
from lianyi.elections.actions.preparing import Office
from lianyi.elections.desk import ending_terms
from lianyi.elections.evening import Step
from lianyi.elections.keeping import elections_of_person, forget_who_came
from lianyi.elections.models import Contest, Election, Round
from lianyi.elections.tests.world import COMMITTEE, LEAD, SYSTEM, Night, Town
from lianyi.elections.wording import called_off
from lianyi.organisations.actions import appoint, end_post
from lianyi.organisations.models import Post
from lianyi.people.models import Person
from lianyi.scope import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(party_pack: None) -> Town:
    return Town(kind="full")


def seated(town: Town, election: Election) -> Night:
    night = Night(town, election)
    night.seat_tellers()
    return night


def office(method: str, seats: int = 5) -> Office:
    return Office("committee", seats, method)


def test_more_candidates_than_seats_needs_enough_of_them(town: Town) -> None:
    election = town.prepare(office(Contest.Method.SURPLUS))
    contest = election.contests.get()
    people = [person.pk for person in town.people]
    preparing.set_candidates(election, contest.pk, people[:5], by=town.staff)
    with pytest.raises(Refused, match="6"):
        preparing.call_election(election, by=town.staff)
    preparing.set_candidates(election, contest.pk, people[:6], by=town.staff)
    night = seated(town, election)
    six = [str(number) for number in night.numbers(people[:6])]
    round_ = night.count([" ".join(six[:5])] * 20 + [" ".join(six[1:])] * 5)
    assert round_.outcome["elected"] == [night.person(int(number)) for number in six[1:5]] + [night.person(int(six[0]))]


def test_as_many_candidates_as_seats_are_refused_by_more_than_half_against(town: Town) -> None:
    election = town.prepare(office(Contest.Method.EQUAL, 3))
    contest = election.contests.get()
    people = [person.pk for person in town.people]
    with pytest.raises(Refused):
        preparing.set_candidates(election, contest.pk, people[:4], by=town.staff)
    preparing.set_candidates(election, contest.pk, people[:3], by=town.staff)
    night = seated(town, election)
    one, two, three = (str(number) for number in night.numbers(people[:3]))
    round_ = night.count([f"{one} {two} {three}"] * 12 + [f"{one} {two} -{three}"] * 13)
    assert set(round_.outcome["elected"]) == set(people[:2])
    assert night.evening.step is Step.DECIDE


def test_a_preliminary_round_names_the_candidates_of_the_final_one(town: Town) -> None:
    night = seated(town, town.prepare(office(Contest.Method.PRELIMINARY, 3)))
    first = night.count(["1 2 3"] * 9 + ["4 5 6"] * 8 + ["1 4 7"] * 8)
    assert first.stage == Round.Stage.PRELIMINARY
    final = night.issue()
    assert final.stage == Round.Stage.ORDINARY
    assert final.seats == 3
    assert set(final.standing) == {night.person(number) for number in (1, 2, 3, 4)}


def test_a_meeting_is_held_on_another_day_only_before_anybody_votes(town: Town) -> None:
    night = Night(town, town.prepare(COMMITTEE), 10)
    with pytest.raises(Refused):
        preparing.postpone(night.fresh, timezone.now() - timedelta(days=1), by=town.staff)
    preparing.postpone(night.fresh, timezone.now() + timedelta(days=9), by=town.staff, venue="二楼")
    assert night.fresh.state == Election.State.CALLED
    assert night.fresh.venue == "二楼"
    assert not night.election.electors.filter(is_present=True).exists()
    meeting.open_meeting(night.fresh, by=town.staff)
    night.check_in(25)
    night.seat_tellers()
    night.issue()
    with pytest.raises(Refused):
        preparing.postpone(night.fresh, timezone.now() + timedelta(days=9), by=town.staff)


def test_an_election_is_called_off_with_a_reason_and_once(town: Town) -> None:
    election = town.prepare(COMMITTEE)
    with pytest.raises(Refused):
        preparing.cancel_election(election, by=town.staff, reason=" ")
    preparing.cancel_election(election, by=town.staff, reason="停电")
    with pytest.raises(Refused):
        preparing.cancel_election(election, by=town.staff, reason="停电")
    election.refresh_from_db()
    assert election.state == Election.State.CANCELLED


def test_a_by_election_leaves_the_terms_of_the_others(town: Town) -> None:
    since, until = today() - timedelta(days=20), today() + timedelta(days=895)
    kept, gone = (
        appoint(town.group, town.people[number].pk, kind="committee", since=since, until=until, by=SYSTEM)
        for number in (0, 1)
    )
    end_post(gone, on=today(), by=SYSTEM, purpose="搬走")
    election = town.prepare(office(Contest.Method.NO_CANDIDATE, 1), kind="by_election", term_ends_on=until)
    night = seated(town, election)
    night.count(["7"] * 25)
    signing.sign_election(night.fresh, by=town.staff)
    kept.refresh_from_db()
    assert kept.ends_on == until
    assert Post.objects.get(group=town.group, person=night.person(7)).ends_on == until


def test_the_desk_shows_a_term_that_ends_within_half_a_year(town: Town) -> None:
    appoint(
        town.group,
        town.people[0].pk,
        kind="lead",
        since=today() - timedelta(days=20),
        until=today() + timedelta(days=170),
        by=SYSTEM,
    )
    assert [item.count for item in ending_terms(town.staff)] == [1]
    town.prepare(COMMITTEE)
    assert ending_terms(town.staff) == []


def test_a_term_that_ends_later_is_not_shown_yet(town: Town) -> None:
    until = today() + timedelta(days=220)
    appoint(town.group, town.people[0].pk, kind="lead", since=today(), until=until, by=SYSTEM)
    assert ending_terms(town.staff) == []


def test_who_came_is_forgotten_when_the_term_is_over(town: Town) -> None:
    night = seated(town, town.prepare(COMMITTEE, LEAD))
    forget_who_came()
    assert night.election.electors.filter(is_present=True).count() == 25
    Election.objects.update(term_starts_on=today() - timedelta(days=9), term_ends_on=today())
    forget_who_came()
    assert not night.election.electors.filter(is_present=True).exists()


def test_a_resident_sees_the_elections_of_their_group(town: Town) -> None:
    town.prepare(COMMITTEE)
    person: Person = town.people[3]
    section = elections_of_person(person.pk, town.staff)
    assert section is not None
    assert [line.label for line in section.lines] == ["太极拳理事推选"]
    stranger = elections_of_person(person.pk + 999, town.staff)
    assert stranger is None


def test_the_inner_election_of_a_lead_is_no_pilot(town: Town) -> None:
    election = town.prepare(office(Contest.Method.EQUAL), LEAD, approval="")
    people = [person.pk for person in town.people[:5]]
    preparing.set_candidates(election, election.contests.get(post="committee").pk, people, by=town.staff)
    preparing.call_election(election, by=town.staff)


def test_a_method_that_is_a_pilot_needs_a_document_and_says_for_what(town: Town) -> None:
    election = town.prepare(COMMITTEE, LEAD, approval="")
    with override("en"), pytest.raises(Refused, match="5 × branch committee members: “No candidates"):
        preparing.call_election(election, by=town.staff)


def test_another_day_has_the_members_of_that_day(town: Town) -> None:
    night = Night(town, town.prepare(COMMITTEE), 10)
    left = night.election.electors.get(number=4)
    left.left_out = "bedridden"
    left.save()
    new = town.member("新人99", "full")
    preparing.postpone(night.fresh, timezone.now() + timedelta(days=9), by=town.staff)
    electors = night.election.electors
    assert electors.filter(person=new).exists()
    assert [elector.person_id for elector in electors.exclude(left_out="")] == [left.person_id]
    assert not electors.filter(is_present=True).exists()


def test_another_day_moves_the_beginning_of_a_term_that_would_lie_before_it(town: Town) -> None:
    election = town.prepare(COMMITTEE)
    preparing.call_election(election, by=town.staff)
    sooner = preparing.postpone(election, timezone.now() + timedelta(days=2), by=town.staff)
    assert sooner.term_starts_on == election.term_starts_on
    later = preparing.postpone(election, timezone.now() + timedelta(days=40), by=town.staff)
    assert later.term_starts_on == timezone.localdate(later.meets_at)
    assert later.term_ends_on == election.term_ends_on


def test_another_day_after_the_end_of_the_term_is_refused(town: Town) -> None:
    ends = today() + timedelta(days=30)
    election = town.prepare(office(Contest.Method.NO_CANDIDATE, 1), kind="by_election", term_ends_on=ends)
    preparing.call_election(election, by=town.staff)
    with pytest.raises(Refused):
        preparing.postpone(election, timezone.now() + timedelta(days=40), by=town.staff)


def test_another_day_is_judged_anew(town: Town) -> None:
    election = town.prepare(COMMITTEE, meets_at=timezone.now() + timedelta(days=1), term_starts_on=today())
    preparing.call_election(election, by=town.staff, reasons={"elections.notice_days": "都知道"})
    assert set(Election.objects.get().reasons) == {"elections.notice_days"}
    sooner = preparing.postpone(election, timezone.now() + timedelta(days=2), by=town.staff)
    assert sooner.reasons == {}
    assert "elections.notice_days" in {one.rule.id for one in preparing.judge(sooner) if not one.passed}
    later = preparing.postpone(sooner, timezone.now() + timedelta(days=9), by=town.staff)
    assert later.called_on == today()
    assert "elections.notice_days" not in {one.rule.id for one in preparing.judge(later) if not one.passed}


def test_no_meeting_lies_more_than_two_years_ahead(town: Town) -> None:
    far = timezone.now() + timedelta(days=365 * 3)
    with pytest.raises(Refused):
        town.prepare(COMMITTEE, meets_at=far)
    election = town.prepare(COMMITTEE)
    preparing.call_election(election, by=town.staff)
    with pytest.raises(Refused):
        preparing.postpone(election, far, by=town.staff)


def test_a_group_has_one_election_at_a_time(town: Town) -> None:
    election = town.prepare(COMMITTEE)
    with pytest.raises(Refused, match="太极拳理事推选"):
        town.prepare(LEAD)
    preparing.cancel_election(election, by=town.staff, reason="停电")
    assert town.prepare(COMMITTEE).pk


def test_why_an_election_was_called_off_stays_on_it(town: Town) -> None:
    election = preparing.cancel_election(town.prepare(COMMITTEE), by=town.staff, reason=" 停电 ")
    assert election.cancelled_because == "停电"
    with override("en"):
        assert called_off(election).endswith("nothing that was voted on holds. 停电")


def test_a_term_whose_successors_are_elected_is_not_shown_as_ending(town: Town) -> None:
    ends = today() + timedelta(days=60)
    appoint(town.group, town.people[0].pk, kind="committee", since=today(), until=ends, by=SYSTEM)
    assert len(ending_terms(town.staff)) == 1
    night = seated(town, town.prepare(COMMITTEE, term_starts_on=ends, term_ends_on=ends + timedelta(days=1000)))
    night.count(["1 2 3 4 5"] * 25)
    signing.sign_election(night.fresh, by=town.staff)
    assert ending_terms(town.staff) == []


def test_somebody_who_comes_later_for_the_same_term_does_not_hide_its_end(town: Town) -> None:
    ends = today() + timedelta(days=60)
    appoint(town.group, town.people[0].pk, kind="committee", since=today(), until=ends, by=SYSTEM)
    later = today() + timedelta(days=9)
    appoint(town.group, town.people[1].pk, kind="committee", since=later, until=ends, by=SYSTEM)
    assert len(ending_terms(town.staff)) == 1

"""Whose term ends at which election: a by-election touches nobody else's, a regular one those of the posts it fills."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from lianyi.dated import today
from lianyi.elections.actions import preparing, signing
from lianyi.elections.actions.preparing import Office
from lianyi.elections.evening import Step
from lianyi.elections.forms.planning import ElectionForm
from lianyi.elections.models import Contest, Election
from lianyi.elections.tests.world import COMMITTEE, LEAD, SYSTEM, Night, Town
from lianyi.organisations.actions import appoint, end_post
from lianyi.organisations.models import Post
from lianyi.scope import Refused

pytestmark = pytest.mark.django_db

ONE_SEAT = Office("committee", 1, Contest.Method.NO_CANDIDATE)
LEAD_BY_ALL = Office("lead", 1, Contest.Method.NO_CANDIDATE)
DEPUTY = Office("deputy", 1, Contest.Method.NO_CANDIDATE, Contest.Electors.COMMITTEE)


@pytest.fixture
def town(party_pack: None) -> Iterator[Town]:
    with override("en"):
        yield Town(kind="full")


@pytest.fixture
def until() -> date:
    return today() + timedelta(days=895)


def seat(town: Town, until: date | None, kinds: str = "lead committee committee") -> list[Post]:
    """The first members hold these posts since a while."""
    since = today() - timedelta(days=20)
    return [
        appoint(town.group, town.people[place].pk, kind=kind, since=since, until=until, by=SYSTEM)
        for place, kind in enumerate(kinds.split())
    ]


def night_of(town: Town, *offices: Office, kind: str = "by_election", **settings: object) -> Night:
    night = Night(town, town.prepare(*offices, kind=kind, **settings))
    night.seat_tellers()
    return night


def ends(posts: list[Post]) -> list[date | None]:
    return [Post.objects.get(pk=post.pk).ends_on for post in posts]


def test_who_sits_in_the_committee_cannot_be_elected_into_it_again(town: Town, until: date) -> None:
    sitting = seat(town, until)
    night = night_of(town, ONE_SEAT, term_ends_on=until)
    round_ = night.count(["4"] * 25)
    assert not {post.person_id for post in sitting} & set(round_.names)
    signing.sign_election(night.fresh, by=town.staff)
    assert ends(sitting) == [until] * 3
    assert Post.objects.get(person=night.person(4)).ends_on == until


def test_at_a_by_election_the_sitting_committee_votes_on_its_lead(town: Town, until: date) -> None:
    lead, *others = seat(town, until)
    end_post(lead, on=today(), by=SYSTEM, purpose="搬走")
    night = night_of(town, ONE_SEAT, LEAD, term_ends_on=until)
    night.count(["4"] * 25)
    evening = night.evening
    assert evening.contest is not None
    assert evening.voters(evening.contest) == (3, 3)
    round_ = night.count(["2"] * 2 + ["4"])
    assert set(night.numbers(round_.names)) == {2, 3, 4}
    signing.sign_election(night.fresh, by=town.staff)
    risen, stays = others
    assert ends([stays]) == [until]
    assert ends([risen]) == [night.election.term_starts_on]  # the own seat is given up for the post of the lead
    assert Post.objects.get(kind="lead", starts_on=night.election.term_starts_on).person_id == risen.person_id


def test_the_sitting_committee_alone_can_fill_the_post_of_its_lead(town: Town, until: date) -> None:
    lead, *others = seat(town, until)
    end_post(lead, on=today(), by=SYSTEM, purpose="搬走")
    night = night_of(town, LEAD, term_ends_on=until)
    assert night.issue().present == len(others)


def test_a_by_election_of_a_lead_is_refused_while_there_is_one(town: Town, until: date) -> None:
    lead, *_others = seat(town, until)
    with pytest.raises(Refused, match="成员01"):
        town.prepare(LEAD_BY_ALL, kind="by_election", term_ends_on=until)
    end_post(lead, on=today() + timedelta(days=5), by=SYSTEM, purpose="搬走")
    assert town.prepare(LEAD_BY_ALL, kind="by_election", term_ends_on=until).pk


def test_a_lead_who_came_meanwhile_keeps_the_term(town: Town, until: date) -> None:
    election = town.prepare(LEAD_BY_ALL, kind="by_election", term_ends_on=until)
    [lead] = seat(town, until, "lead")
    with pytest.raises(Refused, match="成员01"):
        preparing.call_election(election, by=town.staff)
    Post.objects.filter(pk=lead.pk).delete()
    night = Night(town, election)
    night.seat_tellers()
    night.count(["9"] * 25)
    [lead] = seat(town, until, "lead")
    with pytest.raises(Refused, match="成员01"):
        signing.sign_election(night.fresh, by=town.staff)
    assert ends([lead]) == [until]


def test_a_deputy_elected_at_a_by_election_leaves_the_lead_in_office(town: Town, until: date) -> None:
    lead, *_others = seat(town, until)
    night = night_of(town, DEPUTY, term_ends_on=until)
    round_ = night.count(["2", "2", "3"])
    assert lead.person_id not in round_.names
    signing.sign_election(night.fresh, by=town.staff)
    assert ends([lead]) == [until]


def test_a_regular_election_of_the_lead_alone_ends_no_other_term(town: Town, until: date) -> None:
    lead, *others = seat(town, until)
    lead.ends_on = today() + timedelta(days=100)  # the term that is filled anew ends soon enough
    lead.save()
    night = night_of(town, LEAD_BY_ALL, kind="regular")
    assert [post.pk for post in preparing.staying(night.election)] == [post.pk for post in others]
    night.count(["9"] * 25)
    signing.sign_election(night.fresh, by=town.staff)
    assert ends([lead]) == [night.election.term_starts_on]
    assert ends(others) == [until] * 2


def test_a_regular_election_of_everything_ends_every_term(town: Town) -> None:
    sitting = seat(town, today() + timedelta(days=100))
    night = night_of(town, COMMITTEE, LEAD, kind="regular")
    assert preparing.staying(night.election) == []
    night.count(["1 2 3 4 5"] * 25)
    night.count(["1"] * 5)
    signing.sign_election(night.fresh, by=town.staff)
    assert ends(sitting) == [night.election.term_starts_on] * 3


def test_a_lead_elected_by_all_after_the_committee_is_one_of_it(town: Town) -> None:
    night = night_of(town, COMMITTEE, LEAD_BY_ALL, kind="regular")
    night.count(["1 2 3 4 5"] * 25)
    round_ = night.count(["2"] * 25)
    assert (round_.expected, night.numbers(round_.names)) == (25, [1, 2, 3, 4, 5])
    assert night.evening.step is Step.SIGN
    signing.sign_election(night.fresh, by=town.staff)
    assert Post.objects.filter(group=town.group).count() == 5


def test_a_lead_elected_without_a_committee_can_be_anybody(town: Town) -> None:
    assert len(night_of(town, LEAD_BY_ALL, kind="regular").issue().names) == 25


def form(town: Town, **asked: object) -> ElectionForm:
    begins = today() + timedelta(days=9)
    plain = {
        "title": "太极拳支委选举",
        "kind": "by_election",
        "meets_at": f"{begins}T19:00",
        "venue": "活动室",
        "counting": "ballots",
        "term_starts_on": begins,
        "term_ends_on": begins + timedelta(days=99),
        "committee_seats": 0,
        "method": "no_candidate",
        "lead_by": "assembly",
        "deputy_seats": 0,
    }
    data = {name: [str(value)] for name, value in (plain | asked).items()}
    return ElectionForm(MultiValueDict(data), group=town.group, actor=town.staff)


def test_the_form_refuses_a_by_election_of_a_lead_where_one_goes_on(town: Town, until: date) -> None:
    seat(town, until)
    assert list(form(town).errors) == ["lead_by"]
    assert form(town, kind="regular").is_valid()
    assert form(town, term_starts_on=until, term_ends_on=until + timedelta(days=9)).is_valid()


def test_the_form_lets_a_sitting_committee_elect_its_lead(town: Town, until: date) -> None:
    assert list(form(town, lead_by="committee").errors) == ["lead_by"]
    lead, *_others = seat(town, until)
    end_post(lead, on=today(), by=SYSTEM, purpose="搬走")
    assert form(town, lead_by="committee").is_valid()


def test_a_by_election_is_called_one(town: Town, until: date) -> None:
    usual = str(form(town).initial["title"])
    assert form(town, kind="regular", title=usual).is_valid()
    changed = form(town, title=usual)
    assert changed.is_valid()
    assert changed.settings["title"] == "太极拳: by-election"
    own = form(town, title="补一名")
    assert own.is_valid()
    assert own.settings["title"] == "补一名"
    seat(town, until)
    proposed = ElectionForm(group=town.group, actor=town.staff).initial
    assert (proposed["kind"], proposed["title"]) == (Election.Kind.BY_ELECTION, "太极拳: by-election")


def test_a_meeting_in_a_year_that_is_a_slip_is_refused(town: Town) -> None:
    far = today() + timedelta(days=365 * 3)
    late = form(town, meets_at=f"{far}T19:00", term_starts_on=far, term_ends_on=far + timedelta(days=9))
    assert list(late.errors) == ["meets_at"]

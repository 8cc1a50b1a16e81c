"""The pages: whose elections they show, and what stays on them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from lianyi.accounts.models import User
from lianyi.accounts.tests.signing_in import client_of
from lianyi.elections.actions import preparing, tellers
from lianyi.elections.models import Contest, Election, Official
from lianyi.elections.tests.world import COMMITTEE, LEAD, SYSTEM, Night, Town
from lianyi.places.actions.single import add_place
from lianyi.places.models import Place
from lianyi.scope import Actor, Role

pytestmark = pytest.mark.django_db

OF_ONE = (
    "election",
    "settings",
    "electors",
    "console_panel",
    "projector",
)
DOING = (
    "leave_out",
    "call",
    "postpone",
    "cancel",
    "open",
    "check_in",
    "officials",
    "teller_code",
    "issue",
    "collect",
    "count_anew",
    "call_void",
    "fewer",
    "leave_open",
    "sign",
)


@pytest.fixture
def town(party_pack: None) -> Town:
    return Town(kind="full")


@pytest.fixture
def desk(town: Town) -> Client:
    return client_of(Role.STAFF, place=town.community)


@pytest.fixture
def stranger(town: Town) -> Client:
    other = add_place(parent=town.community.parent, kind=Place.Kind.COMMUNITY, name="别处社区", by=SYSTEM)
    return client_of(Role.STAFF, place=other)


def page(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"elections:{name}", args=args)).content.decode()


def test_another_community_sees_and_does_nothing(town: Town, stranger: Client) -> None:
    election = town.prepare(COMMITTEE)
    pages = [reverse(f"elections:{name}", args=[election.pk]) for name in OF_ONE]
    pages += [reverse(f"elections:{name}", args=[election.pk, "notice"]) for name in ("paper", "document")]
    pages += [reverse("elections:candidates", args=[election.pk, 1]), reverse("elections:new", args=[town.group.pk])]
    assert [stranger.get(address).status_code for address in pages] == [404] * len(pages)
    acts = [reverse(f"elections:{name}", args=[election.pk]) for name in DOING]
    assert [stranger.post(address).status_code for address in acts] == [404] * len(acts)
    assert election.title not in page(stranger, "elections")
    assert town.group.name not in page(stranger, "terms")


def test_nobody_but_staff_comes_to_the_desk(town: Town) -> None:
    election = town.prepare(COMMITTEE)
    lead = client_of(Role.SECRETARY, group=town.group)
    assert {lead.get(reverse(f"elections:{name}", args=[election.pk])).status_code for name in OF_ONE} == {403}


def test_the_own_community_reaches_every_page(town: Town, desk: Client) -> None:
    election = town.prepare(COMMITTEE)
    for name in ("election", "settings", "electors", "projector"):
        assert desk.get(reverse(f"elections:{name}", args=[election.pk])).status_code == 200
    assert election.title in page(desk, "elections")
    assert town.group.name in page(desk, "terms")


def test_the_page_says_before_the_click_that_a_document_is_needed(town: Town, desk: Client) -> None:
    election = town.prepare(COMMITTEE, LEAD, approval="")
    assert "an approval document is needed" in page(desk, "election", election.pk)
    Election.objects.update(approval="1号")
    assert "an approval document is needed" not in page(desk, "election", election.pk)


def test_names_that_are_refused_stay_in_the_form(town: Town, desk: Client) -> None:
    night = Night(town, town.prepare(COMMITTEE), 25)
    typed = {"scrutineer": "张三", "teller_1": "99", "teller_2": "5栋王师傅"}
    for headers in ({}, {"HX-Request": "true"}):
        answer = desk.post(reverse("elections:officials", args=[night.election.pk]), typed, headers=headers)
        shown = answer.content.decode()
        assert all(f'value="{name}"' in shown for name in typed.values())
        assert "There is no number 99 on the list." in shown
    same = {"scrutineer": "", "teller_1": "王师傅", "teller_2": "王师傅"}
    shown = desk.post(reverse("elections:officials", args=[night.election.pk]), same).content.decode()
    assert shown.count('value="王师傅"') == 2
    assert "one person stands in two places" in shown
    desk.post(reverse("elections:officials", args=[night.election.pk]), {**same, "teller_2": "5栋王师傅"})
    assert [(one.person_id, one.name) for one in Official.objects.order_by("seat")] == [
        (None, "王师傅"),
        (None, "5栋王师傅"),
    ]


def test_everybody_is_here_but_those_left_out(town: Town, desk: Client) -> None:
    election = town.prepare(COMMITTEE)
    preparing.leave_out(election, election.electors.get(number=3).pk, "bedridden", by=town.staff)
    night = Night(town, election, 0)
    desk.post(reverse("elections:check_in", args=[election.pk]), {"everybody": "1"})
    assert (night.evening.present, night.evening.expected) == (24, 24)


def test_an_election_that_was_called_off_says_so_and_that_nobody_is_elected(town: Town, desk: Client) -> None:
    night = Night(town, town.prepare(COMMITTEE), 25)
    night.seat_tellers()
    night.count(["1 2 3"] * 25)
    preparing.cancel_election(night.fresh, by=town.staff, reason="停电")
    shown = page(desk, "election", night.election.pk)
    assert "nothing that was voted on holds. 停电" in shown
    assert "Elected:" not in shown
    assert ">elected<" not in shown
    assert "nothing that was voted on holds. 停电" in page(desk, "paper", night.election.pk, "result")


def test_who_was_written_in_is_told_apart(town: Town, desk: Client) -> None:
    election = town.prepare(preparing.Office("committee", 3, Contest.Method.EQUAL))
    contest = election.contests.get()
    contest.candidates = [person.pk for person in town.people[:3]]
    contest.save()
    night = Night(town, election, 25)
    night.seat_tellers()
    night.count(["1 2 9"] * 25)
    assert page(desk, "election", election.pk).count("(written in)") == 1


def test_one_account_takes_one_seat(town: Town) -> None:
    night = Night(town, town.prepare(COMMITTEE), 25)
    night.seat_tellers()
    one, two = (client_of(Role.TELLER, group=town.group) for _seat in (1, 2))
    take = [reverse("elections:take_own_seat", args=[night.teller(seat).pk]) for seat in (1, 2)]
    assert one.post(take[0])["Location"] == reverse("elections:sheet")
    elsewhere = Client()
    elsewhere.cookies["lianyi_language"] = "en"
    elsewhere.force_login(_user_of(one))
    assert "is for somebody else" in elsewhere.post(take[1], follow=True).content.decode()
    assert night.teller(2).claim == ""
    assert two.post(take[1])["Location"] == reverse("elections:sheet")
    own = Actor(user_id=night.teller(1).user_id, roles=frozenset({Role.TELLER}))
    assert tellers.free_seats(own) == []


def _user_of(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])

"""The two ratios, and what is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from lianyi.accounts.models import Grant
from lianyi.board import queries
from lianyi.board.coverage import Building, reaches, unreached
from lianyi.dated import today
from lianyi.groups.actions.publishing import Consent, publish_formation
from lianyi.groups.tests.drafting import Round
from lianyi.organisations.actions import leave_group
from lianyi.organisations.queries.groups import membership_of
from lianyi.people.actions import erase_person
from lianyi.rosters.tests.signing_in import make_staff, signed_in
from lianyi.scope import Actor, OutOfScope, Role

HOUSE = Building(9, "/1/2/3/9/", "/1/2/3/")


@pytest.mark.parametrize(
    ("group_path", "is_within"),
    [
        ("/1/2/3/9/", True),  # the building itself
        ("/1/2/3/", True),  # its compound
        ("/1/2/", True),  # all of it
        ("/1/2/3/8/", True),  # another building of the compound
        ("/1/2/4/", False),  # another compound
        ("/1/2/30/", False),  # a path that only begins alike
    ],
)
def test_reach(group_path: str, is_within: bool) -> None:
    assert reaches(group_path, HOUSE) is is_within


def test_a_group_of_the_whole_community_reaches_every_building() -> None:
    assert unreached([HOUSE], {"", "/1/2/4/"}) == []
    assert unreached([HOUSE], {"/1/2/4/"}) == [HOUSE]
    assert unreached([HOUSE], []) == [HOUSE]


def published() -> Round:
    """Seven members: six in the group of the home, one declined."""
    made = Round({9: ("residence", 3, 30)})
    for _ in range(6):
        made.member(9)
    made.member(takes_part=False)
    publish_formation(made.run(), Consent(), by=made.staff)
    return made


@pytest.mark.django_db
def test_who_declined_is_no_gap_and_who_left_is_one() -> None:
    made = published()
    before = queries.coverage_of(made.community, today())
    assert (before.members, before.in_group, before.declined, before.gap) == (7, 6, 1, 0)
    assert (before.buildings, before.reached) == (1, 1)
    leaver = made.formation.forms.get(serial=1)
    membership = membership_of(leaver.person_id, today())
    assert membership is not None
    leave_group(membership.group, leaver.person_id, on=today(), by=made.staff)
    after = queries.coverage_of(made.community, today())
    assert (after.in_group, after.gap) == (5, 1)
    people = queries.people_without(made.community, today(), for_=made.staff)
    [missing] = queries.with_invitations(made.community, people)
    assert (missing.name, missing.invitation) == ("成员1", (made.formation.pk, 1))


@pytest.mark.django_db
def test_who_joins_later_is_said_beside_the_zero() -> None:
    made = Round({9: ("residence", 3, 30)})
    begins = today() + timedelta(days=9)
    type(made.formation).objects.filter(pk=made.formation.pk).update(starts_on=begins)
    for _ in range(6):
        made.member(9)
    publish_formation(made.run(), Consent(), by=made.staff)
    assert queries.coverage_of(made.community, today()).in_group == 0
    assert queries.joining_next(made.community, today()) == queries.Joining(6, begins)
    assert queries.joining_next(made.community, begins) is None
    page = signed_in(make_staff(made.community)).get("/desk/coverage/").content.decode()
    assert f"6 join on {begins}" in page


@pytest.mark.django_db
def test_who_was_erased_is_neither_member_nor_gap() -> None:
    made = published()
    erase_person(made.formation.forms.get(serial=1).person_id, reason="本人要求", by=made.staff)
    found = queries.coverage_of(made.community, today())
    assert (found.members, found.in_group, found.declined, found.gap) == (6, 5, 1, 0)
    assert not queries.people_without(made.community, today(), for_=made.staff).exists()


@pytest.mark.django_db
def test_the_gap_list_is_for_those_who_work_there() -> None:
    made = published()
    viewer = Actor(roles=frozenset({Role.DISTRICT}), region_ids=frozenset({made.community.parent_id or 0}))
    assert [place.pk for place in queries.communities_of(for_=viewer, day=today())] == [made.community.pk]
    with pytest.raises(OutOfScope):
        queries.people_without(made.community, today(), for_=viewer)


@pytest.mark.django_db
def test_pages() -> None:
    made = published()
    client = signed_in(make_staff(made.community))
    page = client.get("/desk/coverage/").content.decode()
    assert "6 / 7" in page
    assert "declined, by their own choice" not in page  # one person is too few to be told
    assert client.get(f"/desk/coverage/{made.community.pk}/").status_code == 200
    assert client.get(f"/desk/coverage/{made.community.parent_id}/").status_code == 404
    public = Client().get(f"/coverage/{made.community.pk}/", headers={"accept-language": "en"}).content.decode()
    assert "7" not in public.split("<main")[1].split("</main>")[0].replace(str(today()), "")
    assert Client().get("/coverage/999999/").status_code == 404


@pytest.mark.django_db
def test_a_district_viewer_sees_ratios_and_no_names() -> None:
    made = published()
    user = make_staff(made.community, "bob")
    Grant.objects.filter(user=user).update(role=Role.DISTRICT, place=made.community.parent)
    client = signed_in(user)
    assert "6 / 7" in client.get("/desk/coverage/").content.decode()
    assert client.get(f"/desk/coverage/{made.community.pk}/").status_code == 403

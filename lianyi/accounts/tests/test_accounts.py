"""Accounts, roles, and what each role's pages tell."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from lianyi.accounts import actions
from lianyi.accounts.district import share_shown, shown
from lianyi.accounts.models import User
from lianyi.accounts.queries import actor_of
from lianyi.accounts.tests.signing_in import client_of
from lianyi.journal.models import Part
from lianyi.organisations.actions import Joining, join_many
from lianyi.organisations.tests.settlement import SYSTEM, Settlement, settle
from lianyi.people.actions import erase_person
from lianyi.people.models import Person
from lianyi.scope import Actor, OutOfScope, Refused, Role

pytestmark = pytest.mark.django_db
ADMIN = Actor(900, "admin", frozenset({Role.ADMIN}))


@pytest.fixture
def town() -> Settlement:
    return settle()


def test_the_first_administrator_is_made_by_a_command() -> None:
    out = StringIO()
    call_command("create_admin", "root", stdout=out)
    user = User.objects.get()
    assert actor_of(user).roles == {Role.ADMIN}
    assert user.has_one_time_password
    assert user.check_password(out.getvalue().strip()[-19:])


def test_a_role_reaches_only_its_scope_and_its_days(town: Settlement) -> None:
    user, _password = actions.create_account(username="charlie", by=ADMIN)
    granted = actions.grant(user, Role.STAFF, place=town.here, by=ADMIN)
    assert actor_of(user).community_ids == {town.here.pk}
    actions.end_grant(granted, by=ADMIN)
    assert not actor_of(user).community_ids


def test_only_the_administrator_gives_roles(town: Settlement) -> None:
    with pytest.raises(OutOfScope):
        actions.create_account(username="x", by=town.alice)
    user, _password = actions.create_account(username="x", by=ADMIN)
    with pytest.raises(Refused):
        actions.grant(user, Role.STAFF, place=town.region, by=ADMIN)
    with pytest.raises(Refused):
        actions.create_account(username="x", by=ADMIN)


def test_erasing_a_person_takes_the_own_account_along(town: Settlement) -> None:
    user, _password = actions.create_account(username="resident", by=ADMIN)
    actions.grant(user, Role.RESIDENT, person=Person.objects.get(pk=town.people[0]), by=ADMIN)
    erase_person(town.people[0], reason="本人要求", by=town.alice)
    assert not User.objects.filter(username="resident").exists()


def test_an_erased_lead_no_longer_reaches_the_group(town: Settlement) -> None:
    user, _password = actions.create_account(username="lead", by=ADMIN)
    actions.grant(user, Role.RESIDENT, person=Person.objects.get(pk=town.people[0]), by=ADMIN)
    actions.grant(user, Role.SECRETARY, group=town.group, by=ADMIN)
    erase_person(town.people[0], reason="本人要求", by=town.alice)
    assert not User.objects.filter(username="lead").exists()


def test_the_one_time_password_is_shown_once() -> None:
    client = client_of(Role.ADMIN)
    answer = client.post("/desk/accounts/add/", {"username": "bob", "display_name": "Bob"}, follow=True)
    password = answer.context["password"]
    assert User.objects.get(username="bob").check_password(password)
    assert password not in client.get(answer.request["PATH_INFO"]).content.decode()


def test_the_administrator_sees_no_content_in_the_journal(town: Settlement) -> None:
    entry = Part.objects.filter(person_id=town.people[0]).first()
    assert entry is not None
    page = client_of(Role.ADMIN).get(f"/desk/journal/{entry.entry_id}/").content.decode()
    assert "单小明" not in page
    assert "单小明" in client_of(Role.STAFF, place=town.here).get(f"/desk/journal/{entry.entry_id}/").content.decode()


def test_staff_elsewhere_get_not_found(town: Settlement) -> None:
    client = client_of(Role.STAFF, place=town.elsewhere)
    addresses = [
        f"/desk/people/{town.people[0]}/",
        f"/desk/people/?community={town.here.pk}",
        f"/desk/places/{town.here.pk}/",
        f"/desk/groups/{town.group.pk}/",
        f"/desk/people/{town.people[0]}/erase/",
    ]
    assert {client.get(address).status_code for address in addresses} == {404}


def test_a_resident_reads_and_takes_along_what_is_theirs(town: Settlement) -> None:
    client_of(Role.STAFF, place=town.here).get(f"/desk/people/{town.people[0]}/?for=contact")
    client = client_of(Role.RESIDENT, person=Person.objects.get(pk=town.people[0]))
    assert "单小明" in client.get("/mine/").content.decode()
    data = client.get("/mine/my-data.json").json()
    assert data["record"]["phone"] == "13900001234"
    assert any(look["purpose"] == "getting in touch" for look in data["who_looked"])


def test_lists_mask_telephones(town: Settlement) -> None:
    page = client_of(Role.STAFF, place=town.here).get("/desk/people/").content.decode()
    assert "139****1234" in page
    assert "13900001234" not in page


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (382, "382")])
def test_small_numbers_are_not_told(count: int, text: str) -> None:
    assert shown(count, 5) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(382, 382, "382"), (381, 382, ">377"), (3, 382, "<5"), (2, 4, "—"), (300, 382, "300")]
)
def test_what_is_missing_is_not_told_either_when_small(part: int, whole: int, text: str) -> None:
    assert share_shown(part, whole, 5) == text


def test_the_district_sees_figures_and_no_names(town: Settlement) -> None:
    joinings = [Joining(town.group.pk, pk) for pk in town.people]
    join_many(joinings, community_id=town.here.pk, since=date(2026, 1, 1), by=SYSTEM)
    client = client_of(Role.DISTRICT, place=town.region)
    page = client.get("/district/").content.decode()
    assert town.here.name in page
    assert "单小明" not in page
    assert client.get(f"/desk/people/{town.people[0]}/").status_code == 403


def test_the_district_is_told_of_today_and_no_small_number_of_groups(town: Settlement) -> None:
    client = client_of(Role.DISTRICT, place=town.region)
    numbers = {on: _numbers(client.get("/district/", {"on": on}).content.decode()) for on in ("", "2019-01-01")}
    assert numbers[""] == numbers["2019-01-01"] != []
    assert "&lt;5" in numbers[""]  # the one group
    assert "1" not in numbers[""]


def _numbers(page: str) -> list[str]:
    return re.findall(r'<td class="number"[^>]*>([^<]*)</td>', page)

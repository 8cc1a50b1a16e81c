"""What each hat is offered, and that all of it opens."""

import re

import pytest
from django.test import Client

from lianyi.accounts.models import User
from lianyi.accounts.queries import actor_of
from lianyi.accounts.tests.signing_in import client_of
from lianyi.organisations.actions import Facts, add_organisation, join_group
from lianyi.organisations.tests.settlement import SYSTEM, Settlement, settle
from lianyi.people.models import Person
from lianyi.scope import Role
from lianyi.shell import navigation

pytestmark = pytest.mark.django_db
OFFERED = {
    Role.STAFF: {
        "matters": "/desk/matters/",
        "rates": "/desk/rates/",
        "papers_map": "/desk/papers-map/",
        "people": "/desk/people/",
        "places": "/desk/places/",
        "groups": "/desk/groups/",
        "organisations": "/desk/organisations/",
        "responsibilities": "/desk/responsibilities/",
        "reforms": "/desk/reforms/",
        "rosters": "/desk/rosters/",
        "formations": "/desk/formations/",
        "papers": "/desk/papers/",
        "elections": "/desk/elections/",
        "coverage": "/desk/coverage/",
        "circle": "/desk/circle/",
        "calendar": "/desk/calendar/",
        "journal": "/desk/journal/",
    },
    Role.COMMITTEE: {"matters": "/desk/matters/"},
    Role.OFFICER: {"matters": "/desk/matters/"},
    Role.SECRETARY: {"matters": "/desk/matters/", "own_groups": "/group/"},
    Role.TELLER: {},
    Role.DISTRICT: {"rates": "/desk/rates/", "district": "/district/", "coverage": "/desk/coverage/"},
    Role.ADMIN: {
        "places": "/desk/places/",
        "organisations": "/desk/organisations/",
        "responsibilities": "/desk/responsibilities/",
        "reforms": "/desk/reforms/",
        "papers_map": "/desk/papers-map/",
        "calendar": "/desk/calendar/",
        "api_keys": "/desk/api-keys/",
        "journal": "/desk/journal/",
        "accounts": "/desk/accounts/",
        "bonds": "/desk/bonds/",
    },
    Role.RESIDENT: {},
}
ALSO = {Role.RESIDENT: {"mine"}}


def wearing(role: Role) -> tuple[Client, User]:
    client = client_of(role, **_scope(role, settle()))
    return client, User.objects.get()


def _scope(role: Role, town: Settlement) -> dict[str, object]:
    join_group(town.group, town.people[0], since=town.group.starts_on, by=SYSTEM)  # type: ignore[arg-type]
    scopes: dict[Role, dict[str, object]] = {
        Role.STAFF: {"place": town.here},
        Role.COMMITTEE: {"place": town.here},
        Role.OFFICER: {"organisation": add_organisation(Facts("城管局", "public"), areas=[town.region], by=SYSTEM)},
        Role.DISTRICT: {"place": town.region},
        Role.SECRETARY: {"group": town.group},
        Role.TELLER: {"group": town.group},
        Role.RESIDENT: {"person": Person.objects.get(pk=town.people[0])},
    }
    return scopes.get(role, {})


@pytest.mark.parametrize("role", OFFERED)
def test_the_desk_offers_each_hat_its_rooms(role: Role) -> None:
    _client, user = wearing(role)
    assert {section.key: section.url for section in navigation.of_desk(actor_of(user))} == OFFERED[role]


@pytest.mark.parametrize("role", OFFERED)
def test_what_is_offered_opens(role: Role) -> None:
    client, user = wearing(role)
    actor = actor_of(user)
    sections = [*navigation.of_site(actor, "/"), *navigation.of_desk(actor)]
    assert {section.key for section in sections} >= ALSO.get(role, {"desk"}) | set(OFFERED[role])
    assert {client.get(section.url, follow=True).status_code for section in sections} == {200}


@pytest.mark.parametrize("role", OFFERED)
def test_every_link_of_the_first_page_opens(role: Role) -> None:
    client, _user = wearing(role)
    page = client.get("/after-sign-in/", follow=True)
    links = set(re.findall(r'href="(/[^"#]*)', page.content.decode().split("<body", 1)[1]))
    assert links
    answers = {link: client.get(link, follow=True).status_code for link in links if not link.startswith("/static/")}
    assert set(answers.values()) == {200}, answers

"""Nobody works with a password that somebody else has read."""

import pytest
from django.test import Client

from lianyi.accounts.actions import create_account, grant, renew_password
from lianyi.accounts.models import User
from lianyi.accounts.tests.signing_in import client_of
from lianyi.organisations.tests.settlement import SYSTEM, settle
from lianyi.scope import Role

pytestmark = pytest.mark.django_db
CHANGE = "/account/password/"
OWN = "lotus seven bridges"


@pytest.fixture
def password() -> str:
    """The one-time password of bob, who works for a community."""
    user, password = create_account(username="bob", by=SYSTEM)
    grant(user, Role.STAFF, place=settle().here, by=SYSTEM)
    return password


@pytest.fixture
def bob(client: Client, password: str) -> Client:
    answer = client.post("/sign-in/", {"login": "bob", "password": password})
    assert answer["Location"] == CHANGE
    return client


def change(bob: Client, old: str, new: str) -> int:
    return bob.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new}).status_code


@pytest.mark.parametrize("address", ["/", "/desk/", "/desk/people/", "/mine/", "/district/", "/privacy/"])
def test_every_page_asks_for_an_own_password_first(bob: Client, address: str) -> None:
    for answer in (bob.get(address), bob.post(address)):
        assert (answer.status_code, answer["Location"]) == (302, CHANGE)


@pytest.mark.parametrize("address", [CHANGE, "/sign-out/", "/account/second-factor/"])
def test_what_is_needed_for_it_stays_open(bob: Client, address: str) -> None:
    assert bob.get(address).status_code == 200


def test_after_the_change_the_way_is_free(bob: Client, password: str) -> None:
    assert change(bob, password, OWN) == 302
    assert not User.objects.get().has_one_time_password
    assert bob.get("/privacy/").status_code == 200
    assert bob.get("/desk/people/")["Location"] == "/account/second-factor/on/"


def test_the_given_password_is_no_own_one(bob: Client, password: str) -> None:
    assert change(bob, password, password) == 200
    assert User.objects.get().has_one_time_password


def test_a_renewed_password_is_a_one_time_one_again() -> None:
    client = client_of(Role.STAFF, place=settle().here)
    assert client.get("/desk/people/").status_code == 200
    renew_password(User.objects.get(), by=SYSTEM)
    client.force_login(User.objects.get())
    assert client.get("/desk/people/")["Location"] == CHANGE

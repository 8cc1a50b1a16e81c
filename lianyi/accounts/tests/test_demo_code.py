"""The sign-in code is shown for invented accounts of a demo site, and nowhere else."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django import Settings

from lianyi.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def alice() -> User:
    user = User.objects.create_user("alice", password=PASSWORD, is_demo=True)
    TOTP.activate(user, generate_totp_secret())
    return user


def half_signed_in(client: Client) -> str:
    page = client.post("/sign-in/", {"login": "alice", "password": PASSWORD}, follow=True)
    assert page.redirect_chain[-1][0] == "/sign-in/code/"
    return page.text


def code_in(page: str) -> str:
    found = re.search(r'<code class="code">(\d{6})</code>', page)
    return found[1] if found else ""


def test_a_demo_account_sees_a_code_that_works_even_twice_in_a_row(
    client: Client, alice: User, settings: Settings
) -> None:
    settings.LIANYI_DEMO = True
    for _ in range(2):
        page = client.post("/sign-in/code/", {"code": code_in(half_signed_in(client))}, follow=True)
        assert page.context["user"] == alice
        client.post("/sign-out/")


def test_a_real_account_on_a_demo_site_sees_none(client: Client, alice: User, settings: Settings) -> None:
    settings.LIANYI_DEMO = True
    User.objects.update(is_demo=False)
    assert code_in(half_signed_in(client)) == ""


def test_a_demo_account_on_a_real_site_sees_none(client: Client, alice: User, settings: Settings) -> None:
    settings.LIANYI_DEMO = False
    assert code_in(half_signed_in(client)) == ""

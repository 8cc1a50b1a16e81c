import re
from typing import cast

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from lianyi.request import Request
from lianyi.scope import Actor, Role
from lianyi.shell.pages import front

pytestmark = pytest.mark.django_db


def test_the_front_page_takes_the_code_of_a_wish_form(client: Client) -> None:
    page = client.get("/").text
    assert 'name="code"' in page
    assert 'method="post" action="/w/"' in page


def test_the_front_page_leads_to_what_residents_come_for(client: Client) -> None:
    page = client.get("/").text
    assert re.search(r'<form[^>]* action="/who/"', page)
    for address in ("/raise/", "/m/", "/papers/", "/nearest/", "/matters/"):
        assert f'class="card" href="{address}"' in page, address
        assert client.get(address).status_code == 200


def test_demo_accounts_are_told_on_a_demo_site_only(client: Client, settings: Settings) -> None:
    settings.LIANYI_DEMO = False
    assert "ripples" not in client.get("/").text
    settings.LIANYI_DEMO = True
    assert "<code>ripples" in client.get("/").text


@pytest.mark.parametrize(
    ("roles", "leads_to"),
    [
        ({Role.STAFF}, "/desk/"),
        ({Role.STAFF, Role.RESIDENT}, "/desk/"),
        ({Role.DISTRICT}, "/desk/"),
        ({Role.RESIDENT}, "/mine/"),
        ({Role.NOBODY}, "/"),
    ],
)
def test_whoever_has_signed_in_lands_where_they_work(roles: set[Role], leads_to: str) -> None:
    request = cast(Request, RequestFactory().get("/after-sign-in/"))
    request.actor = Actor(roles=frozenset(roles))
    assert front.after_login(request)["Location"] == leads_to

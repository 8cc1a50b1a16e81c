"""Keys of other systems: the administrator gives them out, sees them once, and ends them."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from lianyi.accounts.tests.signing_in import client_of
from lianyi.dated import today
from lianyi.journal.models import Entry, Part
from lianyi.matters.tests.street import Street
from lianyi.openapi.actions import KeyFacts, add_key, digest_of, end_key
from lianyi.openapi.models import ApiKey
from lianyi.openapi.queries.keys import api_key, api_keys, key_shown
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.scope import Actor, OutOfScope, Refused, Role

PAGE = "/desk/api-keys/"
ADMIN = Actor(900, "admin", frozenset({Role.ADMIN}))


@pytest.fixture
def admin(street: Street) -> Client:
    return client_of(Role.ADMIN)


def test_a_key_is_shown_once_and_kept_nowhere(admin: Client, street: Street) -> None:
    answer = admin.post(PAGE, {"name": " 随手拍 ", "community": street.town.here.pk, "is_public": "on"}, follow=True)
    text = re.search(r'<p class="code">([\w-]{32})</p>', answer.text)
    assert text is not None
    key = ApiKey.objects.get()
    assert (key.name, key.community, key.is_public, key.starts_on) == ("随手拍", street.town.here, True, today())
    assert key.digest == digest_of(text[1])
    assert text[1] not in admin.get(PAGE).text
    assert text[1] not in str(list(ApiKey.objects.values())) + str(list(Part.objects.values_list("content", flat=True)))
    assert key_shown(text[1]) == key
    assert Entry.objects.get(action="api_key.created").subject_id == key.pk


def test_an_ended_key_opens_nothing_from_that_moment(admin: Client) -> None:
    key, text = add_key(KeyFacts("旧系统"), by=SYSTEM)
    assert "旧系统" in admin.get(PAGE).text
    admin.post(f"{PAGE}{key.pk}/end/")
    assert key_shown(text) is None
    assert f"{PAGE}{key.pk}/end/" not in admin.get(PAGE).text
    assert Entry.objects.filter(action="api_key.ended", subject_id=key.pk).exists()
    assert "alert" in admin.post(f"{PAGE}{key.pk}/end/", follow=True).text or "error" in admin.get(PAGE).text
    assert admin.post(f"{PAGE}9999/end/").status_code == 404


def test_a_key_ends_on_its_day(street: Street) -> None:
    with time_machine.travel("2026-05-01T08:00:00+08:00"):
        _key, text = add_key(KeyFacts("短期", ends_on=date(2026, 5, 3)), by=SYSTEM)
    for day, holds in (("2026-05-02", True), ("2026-05-03", False)):
        with time_machine.travel(f"{day}T08:00:00+08:00"):
            assert (key_shown(text) is not None) == holds


@pytest.mark.parametrize(
    "form", [{"name": ""}, {"name": " "}, {"name": "x", "ends_on": "2020-01-01"}, {"name": "x", "community": "999"}]
)
def test_what_cannot_be_meant_is_refused(admin: Client, form: dict[str, str]) -> None:
    assert admin.post(PAGE, form).status_code == 422
    assert not ApiKey.objects.exists()


def test_keys_are_the_administrators_alone(street: Street) -> None:
    key, _text = add_key(KeyFacts("x"), by=ADMIN)
    for by in (street.worker, street.officer, Actor()):
        for forbidden in (
            lambda by=by: add_key(KeyFacts("y"), by=by),
            lambda by=by: end_key(key, by=by),
            lambda by=by: api_keys(for_=by),
            lambda by=by: api_key(key.pk, for_=by),
        ):
            with pytest.raises(OutOfScope):
                forbidden()
    assert client_of(Role.STAFF, place=street.town.here).get(PAGE).status_code == 403
    with pytest.raises(Refused):
        add_key(KeyFacts("  "), by=ADMIN)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_says_what_is_there(admin: Client, language: str) -> None:
    admin.cookies["lianyi_language"] = language
    assert admin.get(PAGE).status_code == 200
    add_key(KeyFacts("随手拍"), by=SYSTEM)
    assert "随手拍" in admin.get(PAGE).text

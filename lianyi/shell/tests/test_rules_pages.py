import pytest
from django.test import Client
from pytest_django import Settings

from lianyi import wording
from lianyi.dated import today
from lianyi.rules import rule_book, rule_pack_ids
from lianyi.shell.pages.rule_card import DOMAINS

pytestmark = pytest.mark.django_db
RULE = "/rules/groups.minimum_members/"


@pytest.mark.parametrize("pack", ["cn-community", "cn-party"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_rule_in_force_is_listed_and_has_its_page(
    client: Client, settings: Settings, pack: str, language: str
) -> None:
    settings.LIANYI_PACK = pack
    client.cookies["lianyi_language"] = language
    listed = client.get("/rules/").text
    for rule_id, rule in wording.book().on(today()).items():
        assert f'href="/rules/{rule_id}/"' in listed
        page = client.get(f"/rules/{rule_id}/")
        assert page.status_code == 200
        assert rule.grade.text.within(language) in page.text


def test_the_dialog_gets_only_the_card(client: Client) -> None:
    card = client.get(RULE, headers={"HX-Request": "true"})
    assert "<html" not in card.text
    assert 'id="dialog-title"' in card.text
    assert "HX-Request" in card["Vary"]
    assert "<html" in client.get(RULE).text


def test_a_rule_that_never_was_is_not_found(client: Client) -> None:
    assert client.get("/rules/groups.no_such_rule/").status_code == 404


def test_a_rule_before_its_day_says_so_and_shows_its_versions(client: Client) -> None:
    client.cookies["lianyi_language"] = "en"
    page = client.get(f"{RULE}?on=1999-12-31").text
    assert "Not in force on that day" in page
    assert "since 2000-01-01" in page
    assert "No rule was in force on that day." in client.get("/rules/?on=1900-01-01").text


def test_every_domain_has_a_heading() -> None:
    domains = {rule_id.partition(".")[0] for pack in rule_pack_ids() for rule_id in rule_book(pack).ids()}
    assert domains <= set(DOMAINS)

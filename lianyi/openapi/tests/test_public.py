"""Everybody may look, nobody may send, and nothing private is to be found, whoever asks and for whatever day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from lianyi.openapi.tests.town import AFTER, BEFORE, PRIVATE, REFORM, Town

ADDRESSES = (
    "/popolo.json",
    "/hsds/",
    "/hsds/services",
    "/hsds/organizations",
    "/hsds/service_at_locations",
)


def everything(client: Client, day: str) -> Iterator[str]:
    """Every answer there is on a day."""
    for address in ADDRESSES:
        answer = client.get(address, {"on": day, "per_page": "500"})
        yield answer.content.decode()
        for entry in answer.json().get("contents", []):
            yield client.get(f"{address}/{entry['id']}", {"on": day}).content.decode()


@pytest.mark.parametrize("day", [str(BEFORE), str(REFORM), str(AFTER), "2099-01-01"])
def test_nothing_private_is_told_on_any_day(town: Town, client: Client, day: str) -> None:
    told = "\n".join(everything(client, day))
    assert "政务服务中心" in told
    assert [secret for secret in PRIVATE if secret in told] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_site_may_read_and_nobody_may_send(town: Town, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.get(address)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Type"] == "application/json"
    assert "sessionid" not in answer.cookies
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(address).status_code == 405


@pytest.mark.parametrize("kind", ["services", "organizations", "service_at_locations"])
@pytest.mark.parametrize("key", ["x", "00000000-0000-0000-0000-000000000000"])
def test_unknown_identifiers_get_a_404_in_json(town: Town, client: Client, kind: str, key: str) -> None:
    answer = client.get(f"/hsds/{kind}/{key}")
    assert answer.status_code == 404
    assert answer.json()["error"]
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "asked",
    [{"on": "yesterday"}, {"on": ""}, {"page": "0"}, {"page": "-1"}, {"per_page": "501"}, {"per_page": "二"}],
)
def test_what_cannot_be_meant_is_refused(town: Town, client: Client, asked: dict[str, str]) -> None:
    answer = client.get("/hsds/services", asked)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_the_answer_does_not_change_with_the_browsers_language(town: Town, client: Client) -> None:
    answers = [client.get("/hsds/organizations", headers={"accept-language": code}) for code in ("en", "zh-hans")]
    assert answers[0].json() == answers[1].json()
    assert answers[0]["Content-Language"] == "zh-hans"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_leads_to_every_address(town: Town, client: Client, language: str) -> None:
    page = client.get("/open-data/", headers={"accept-language": language}).text
    assert all(f'href="{address}"' in page for address in ADDRESSES)
    assert 'href="/hsds/services/' in page
    assert 'href="/open-data/"' in client.get("/").text

"""The OpenAPI document is true: its addresses are those there are, and every answer has the shape it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from jsonschema import Draft202012Validator, FormatChecker

from lianyi.matters.actions.closing import answer_matter, close_without_word
from lianyi.matters.actions.steps import Done, add_step
from lianyi.matters.tests.street import Street, raised
from lianyi.openapi.open311.attributes import ATTRIBUTES
from lianyi.openapi.open311.described import description
from lianyi.openapi.open311_urls import urlpatterns
from lianyi.openapi.tests.program import BASE, Program
from lianyi.organisations.tests.settlement import SYSTEM

DOCUMENT = description()
EXAMPLES = {"service_code": "other", "service_request_id": "0000018", "token": "0000018", "form": "json"}


def faults(path: str, method: str, status: int, told: Any) -> list[str]:
    response = DOCUMENT["paths"][path][method]["responses"][str(status)]
    schema = response["content"]["application/json"]["schema"]
    whole = {**schema, "components": DOCUMENT["components"]}
    return [fault.message for fault in Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(told)]


def test_it_is_there_for_any_site(client: Client, db: None) -> None:
    answer = client.get(f"{BASE}/openapi.json")
    assert answer.json() == DOCUMENT
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_its_addresses_are_those_there_are(client: Client, db: None) -> None:
    described = {path.format(**EXAMPLES) for path in DOCUMENT["paths"]}
    views = {resolve(f"{BASE}{address}").func for address in described}
    known = {pattern.callback for pattern in urlpatterns if pattern.name != "open311_description"}
    assert {view.__name__ for view in known - views} == {"nothing"}


def test_every_path_says_what_it_takes(client: Client, db: None) -> None:
    for path, operations in DOCUMENT["paths"].items():
        for method in ("get", "post", "put"):
            answer = client.generic(method.upper(), f"{BASE}{path.format(**EXAMPLES)}")
            assert (answer.status_code != 405) == (method in operations), (path, method)


def test_it_is_sound() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    operations = [
        one["operationId"] for path in DOCUMENT["paths"].values() for one in path.values() if "operationId" in one
    ]
    assert len(operations) == len(set(operations)) == 9
    named = set(DOCUMENT["components"]["schemas"]["SentRequest"]["properties"])
    assert {name.split("[")[1][:-1] for name in named if name.startswith("attribute")} == {
        one.code for one in ATTRIBUTES
    }


@pytest.fixture
def busy(sender: Program, street: Street) -> Program:
    """A system that sent something, on a site where something happened."""
    for number in range(2):
        matter = sender.matter(service_code=f"s{street.lamps.pk}", description=f"灯{number}", email="an@example.org")
        add_step(matter, Done("visit", "看过"), by=street.worker)
    answer_matter(matter, "好了", outcome="solved", by=street.officer)
    close_without_word(matter, by=SYSTEM)
    raised(street, "别的", is_public=True, place=None)
    return sender


def looks(busy: Program, street: Street) -> Iterator[tuple[str, str, int]]:
    number = busy.own("requests.json")[0]["service_request_id"]
    yield "/discovery.{form}", "discovery.json", 200
    yield "/services.{form}", "services.json", 200
    yield "/services.{form}", "services.json?jurisdiction_id=x", 404
    yield "/services/{service_code}.{form}", f"services/s{street.lamps.pk}.json", 200
    yield "/services/{service_code}.{form}", "services/x.json", 404
    yield "/requests.{form}", f"requests.json?api_key={busy.text}", 200
    yield "/requests.{form}", "requests.json?status=x", 400
    yield "/requests.{form}", "requests.json?api_key=x", 403
    yield "/requests/{service_request_id}.{form}", f"requests/{number}.json", 200
    yield "/tokens/{token}.{form}", f"tokens/{number}.json", 200
    yield "/servicerequestupdates.{form}", f"servicerequestupdates.json?api_key={busy.text}", 200


def test_every_look_has_the_shape_it_says(busy: Program, street: Street) -> None:
    for path, address, status in looks(busy, street):
        answer = busy.client.get(f"{BASE}/{address}")
        assert answer.status_code == status, (address, answer.content)
        assert answer.json(), address
        assert faults(path, "get", status, answer.json()) == [], address


def test_what_is_sent_is_answered_in_the_shape_it_says(busy: Program) -> None:
    made = busy.send(description="坑")
    assert faults("/requests.{form}", "post", 200, made) == []
    assert faults("/requests.{form}", "post", 400, busy.send(400, service_code="")) == []
    whole = {"service_request_id": made[0]["service_request_id"], "description": "还在"}
    updated = busy.post("servicerequestupdates.json", **whole).json()
    assert faults("/servicerequestupdates.{form}", "post", 200, updated) == []


# What Schemathesis found, each as it was sent: what the document allows is taken, what it forbids is refused.
LOOKED = [
    ("requests.json?start_date=", 200),
    ("requests.json?end_date=%C2%9E%C2%81", 200),
    ("requests.json?page=%20", 200),
    ("requests.json?status=open,closed,open", 200),
    ("requests.json?status=" + ",".join(["open"] * 11), 400),
    ("requests.json?service_request_id=d%C2%B4dY", 400),
    ("requests.json?service_request_id=" + ",".join(["0"] * 1001), 400),
    ("requests.json?service_request_id=0000018&start_date=nonsense", 400),
    ("requests.json?service_request_id=0000018&start_date=1990-01-01&end_date=2020-01-01", 200),
    ("servicerequestupdates.json?page_size=-1", 400),
    ("services.%C2%9A%0Ao?jurisdiction_id=", 404),
]


@pytest.mark.parametrize(("address", "status"), LOOKED)
def test_what_was_found_by_looking(sender: Program, address: str, status: int) -> None:
    answer = sender.client.get(f"{BASE}/{address}")
    assert answer.status_code == status
    assert answer["Content-Type"].startswith(("application/json", "text/xml"))


SENT_IN = [
    ({"attribute[HOMES]": "1.7976931348623157e+308"}, 200),
    ({"attribute[HOMES]": "1000001"}, 200),
    ({"attribute[REACH][]": ["email", "email"]}, 200),
    ({"headers": {"Idempotency-Key": "null,null"}}, 200),
    ({"headers": {"Idempotency-Key": "x" * 65}}, 400),
    ({"address_string": "\x1f \x85", "address_id": "\ufeff"}, 400),
    ({"address_string": "", "address_id": "0"}, 200),
    ({"description": "\ufffd"}, 400),
]


@pytest.mark.parametrize(("sent", "status"), SENT_IN)
def test_what_was_found_by_sending(sender: Program, sent: dict[str, Any], status: int) -> None:
    sender.send(status, **sent)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_for_programmers_leads_to_each_of_them(busy: Program, language: str) -> None:
    page = busy.client.get("/open-data/", headers={"accept-language": language}).text
    led = {f"{BASE}{address}" for address in re.findall(rf'href="{BASE}([^"]+)"', page)}
    assert {resolve(address).url_name for address in led} == {pattern.name for pattern in urlpatterns}
    assert {busy.client.get(address).status_code for address in led} == {200}


def test_the_check_finds_faults() -> None:
    assert len(faults("/tokens/{token}.{form}", "get", 200, [{"service_request_id": 7, "secret": 1}])) == 3

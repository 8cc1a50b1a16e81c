"""Services as HSDS 3.1: every answer keeps to the published schemas, on any day, page by page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from lianyi.openapi.tests.checking import faults_of_hsds, schema_of
from lianyi.openapi.tests.town import AFTER, BEFORE, CODE, REFORM, Town

LISTS = {"services": "service", "organizations": "organization", "service_at_locations": "service_at_location"}
# Since HSDS 3.1.1 `empty` must be there; that the others are is asked for by us.
PAGE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}


def got(client: Client, address: str, **asked: object) -> Any:
    answer = client.get(f"/hsds/{address}", {"on": str(AFTER)} | {name: str(value) for name, value in asked.items()})
    assert answer.status_code == 200, answer.content
    return answer.json()


def named(client: Client, kind: str, name: str, **asked: object) -> dict[str, Any]:
    key = next(one["id"] for one in got(client, kind, **asked)["contents"] if one["name"] == name)
    return got(client, f"{kind}/{key}", **asked)


@pytest.mark.parametrize("day", [BEFORE, AFTER])
@pytest.mark.parametrize("kind", LISTS)
def test_lists_and_entries_keep_to_the_published_schemas(town: Town, client: Client, kind: str, day: object) -> None:
    page = got(client, kind, on=day)
    assert set(page) == PAGE
    assert Draft202012Validator(schema_of("hsds", "openapi")["components"]["schemas"]["Page"]).is_valid(page)
    assert page["contents"]
    for entry in page["contents"]:
        assert faults_of_hsds(f"{LISTS[kind]}_list", entry) == []
        full = got(client, f"{kind}/{entry['id']}", on=day)
        assert faults_of_hsds(LISTS[kind], full) == []
        for service in [*full.get("services", []), *([full["service"]] if "service" in full else [])]:
            assert faults_of_hsds("service", service) == []
        assert UUID(full["id"]).version == 5


def test_the_check_finds_faults() -> None:
    wrong = {"id": "7", "name": "x", "status": "open", "secret": 1, "organization": {"id": str(UUID(int=1))}}
    assert len(faults_of_hsds("service", wrong)) == 5


def test_the_addresses_are_those_of_the_published_description(client: Client, db: None) -> None:
    for path, methods in schema_of("hsds", "openapi")["paths"].items():
        if "get" in methods and "taxonom" not in path:
            answer = client.get(f"/hsds{path.replace('{id}', 'x')}")
            assert answer.status_code == (404 if "{id}" in path else 200), path
            assert answer["Content-Type"] == "application/json"


def test_it_says_what_it_is(client: Client, db: None) -> None:
    told = client.get("/hsds/").json()
    assert told["version"] == "3.1"
    assert client.get(told["profile"]).status_code == 200


def test_a_service_in_full(town: Town, client: Client, neutral_pack: None) -> None:
    service = named(client, "services", "低保申请")
    assert service["alternate_name"] == "Applying for subsistence allowance"
    assert service["description"] == "到政务服务中心申请。\n\nAt the district service centre."
    assert service["organization"]["name"] == "政务服务中心"
    assert service["organization"]["description"] == "机关，服务澄湖市"
    assert service["organization"]["organization_identifiers"][0]["identifier"] == CODE
    assert [one["document"] for one in service["required_documents"]] == [
        "身份证 / Identity card",
        "户口簿 / Household register",
    ]
    assert [one["name"] for one in service["service_areas"]] == ["澄湖市"]
    (at,) = service["service_at_locations"]
    assert at["location"]["addresses"][0] | {"id": ""} == {
        "id": "",
        "address_1": "中兴路8号一楼",
        "city": "澄湖市",
        "state_province": "",
        "postal_code": "",
        "country": "CN",
        "address_type": "physical",
    }
    assert at["location"]["phones"][0]["number"] == "0800-300002"
    assert at["location"]["accessibility"]
    assert [(one["byday"], one["opens_at"], one["closes_at"]) for one in at["location"]["schedules"]] == [
        ("MO,TU,WE,TH,FR,SA", "09:00+08:00", "12:00+08:00"),
        ("MO,TU,WE,TH,FR", "13:30+08:00", "17:00+08:00"),
    ]
    first = at["location"]["schedules"][0]
    assert (first["freq"], first["timezone"], first["valid_from"]) == ("WEEKLY", 8, str(REFORM))
    assert first["notes"] == "法定节假日休息"


def test_a_body_without_a_window_has_its_own_address(town: Town, client: Client) -> None:
    service = named(client, "services", "邻里调解")
    (at,) = service["service_at_locations"]
    assert at["location"]["addresses"][0]["address_1"] == "柳岸路1号"
    assert at["location"]["phones"][0]["number"] == "0800-400001"
    assert [one["document"] for one in service["required_documents"]] == ["材料"]


def test_on_an_earlier_day_another_body_leads(town: Town, client: Client) -> None:
    before, after = (named(client, "services", "低保申请", on=day) for day in (BEFORE, AFTER))
    assert before["organization"]["name"] == "滨河街道办事处"
    assert before["id"] != after["id"]
    assert client.get(f"/hsds/services/{before['id']}", {"on": str(AFTER)}).status_code == 404
    committee = named(client, "organizations", "柳岸居委会", on=BEFORE)
    assert committee["parent_organization_id"] == before["organization"]["id"]


def test_lines_above_are_there_and_bodies_that_lead_nothing_are_not(town: Town, client: Client) -> None:
    bodies = got(client, "organizations")["contents"]
    assert {one["name"] for one in bodies} == {"临波区人民政府", "政务服务中心", "柳岸居委会", "静园养老院"}
    assert {one["parent_organization_id"] for one in bodies if "parent_organization_id" in one} <= {
        one["id"] for one in bodies
    }


def test_pages_follow_one_another(town: Town, client: Client) -> None:
    whole = got(client, "services")["contents"]
    pages = [got(client, "services", page=number, per_page=2) for number in (1, 2)]
    assert [one for page in pages for one in page["contents"]] == whole
    assert [(page["total_items"], page["total_pages"], page["size"]) for page in pages] == [(3, 2, 2), (3, 2, 1)]
    assert [(page["first_page"], page["last_page"], page["empty"]) for page in pages] == [
        (True, False, False),
        (False, True, False),
    ]
    after = got(client, "services", page=3, per_page=2)
    assert (after["contents"], after["empty"], after["last_page"]) == ([], True, True)
    nothing = got(client, "services", on="1900-01-01", organization_id="x")
    assert (nothing["total_items"], nothing["first_page"], nothing["last_page"]) == (0, True, True)


def test_the_services_of_one_body(town: Town, client: Client) -> None:
    body = named(client, "organizations", "政务服务中心")
    for kind in ("services", "service_at_locations"):
        found = got(client, kind, organization_id=body["id"])["contents"]
        assert [one.get("service", one)["name"] for one in found] == ["低保申请"]

"""What can be reported, and the questions of each service."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from lianyi.matters.tests.street import Street
from lianyi.openapi.open311.schemas import DATATYPES
from lianyi.openapi.tests.program import BASE, Program, as_texts, from_xml
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.responsibilities.actions import add_subject, end_subject

pytestmark = pytest.mark.usefixtures("neutral_pack")


@pytest.mark.parametrize("address", ["discovery", "services", "services/other"])
def test_both_formats_say_the_same(street: Street, client: Client, address: str) -> None:
    as_json = client.get(f"{BASE}/{address}.json")
    as_xml = client.get(f"{BASE}/{address}.xml")
    assert as_json["Content-Type"] == "application/json; charset=utf-8"
    assert as_xml["Content-Type"] == "text/xml; charset=utf-8"
    assert as_xml.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<')
    assert from_xml(as_xml.text)[1] == as_texts(as_json.json())


def test_xml_has_no_empty_element(street: Street, client: Client) -> None:
    for address in ("services.xml", f"services/s{street.lamps.pk}.xml", "requests.xml"):
        text = client.get(f"{BASE}/{address}").text.partition("\n")[2]
        assert re.search(r"<(\w+)></\1>", text) is None
        assert "/>" not in text or text.strip() == "<service_requests />"


def test_discovery_leads_to_the_endpoint(street: Street, client: Client) -> None:
    found = client.get("/open311/discovery.json").json()
    (endpoint,) = found["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"] == "http://testserver/open311/v2"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert client.get(f"{endpoint['url']}/services.json").status_code == 200


def test_the_changeset_moves_with_the_services(street: Street, client: Client) -> None:
    before = client.get(f"{BASE}/discovery.json").json()["changeset"]
    later = add_subject({"name": "井盖"}, by=SYSTEM)
    after = client.get(f"{BASE}/discovery.json").json()["changeset"]
    assert before <= after
    assert f"s{later.pk}" in [one["service_code"] for one in client.get(f"{BASE}/services.json").json()]


def test_a_demo_site_says_that_it_is_a_test(street: Street, client: Client, settings: Any) -> None:
    for is_demo, kind in ((True, "test"), (False, "production")):
        settings.LIANYI_DEMO = is_demo
        assert client.get(f"{BASE}/discovery.json").json()["endpoints"][0]["type"] == kind


def test_services_are_the_subjects_of_today_and_one_for_the_rest(street: Street, client: Client) -> None:
    old = add_subject({"name": "粮票"}, by=SYSTEM)
    end_subject(old, on=date(2000, 1, 1), source="停用", by=SYSTEM)
    found = client.get(f"{BASE}/services.json").json()
    assert [one["service_code"] for one in found] == [f"s{street.welfare.pk}", f"s{street.lamps.pk}", "other"]
    assert [one["service_name"] for one in found[:2]] == ["低保", "路灯"]
    assert all(one["type"] == "realtime" and one["metadata"] is True for one in found)
    assert all(one["service_code"].isascii() for one in found)
    assert client.get(f"{BASE}/services/s{old.pk}.json").status_code == 404


def test_a_service_in_full(street: Street, client: Client) -> None:
    words = {
        "name": "井盖",
        "name_en": "Manhole cover",
        "asked_as": "窨井；阴井",
        "answer": "请找城管。",
        "bring": "照片\n地址",
    }
    subject = add_subject(words, by=SYSTEM)
    row = next(one for one in client.get(f"{BASE}/services.json").json() if one["service_code"] == f"s{subject.pk}")
    assert (row["description"], row["keywords"]) == ("请找城管。", "Manhole cover, 窨井, 阴井")
    attributes = client.get(f"{BASE}/services/s{subject.pk}.json").json()["attributes"]
    assert attributes[-1]["variable"] is False
    assert "照片" in attributes[-1]["description"]
    assert "地址" in attributes[-1]["description"]


def test_a_definition_asks_in_every_way_there_is_and_insists_on_nothing(street: Street, client: Client) -> None:
    found = client.get(f"{BASE}/services/s{street.lamps.pk}.json").json()
    assert found["service_code"] == f"s{street.lamps.pk}"
    attributes = found["attributes"]
    assert {one["datatype"] for one in attributes} == set(DATATYPES)
    assert [one["order"] for one in attributes] == list(range(1, len(attributes) + 1))
    assert not any(one["required"] for one in attributes)
    for one in attributes:
        assert ("values" in one) == one["datatype"].endswith("list")
        assert all(value["key"].isascii() and value["name"] for value in one.get("values", []))


@pytest.mark.parametrize("code", ["s0", "s01", "s999999", "x", "路灯", "s1e1", "s" + "9" * 40, "S1"])
def test_codes_that_are_none(street: Street, client: Client, code: str) -> None:
    answer = client.get(f"{BASE}/services/{code}.json")
    assert answer.status_code == 404
    assert answer.json()[0]["code"] == 404
    root, faults = from_xml(client.get(f"{BASE}/services/{code}.xml").text)
    assert (root, faults[0]["code"]) == ("errors", "404")


def test_jurisdictions_are_the_site_and_its_communities(sender: Program, street: Street) -> None:
    here = street.town.here
    type(here).objects.filter(pk=here.pk).update(code="320101001")
    for named in ("", "testserver", "TESTSERVER", f"c{here.pk}", "320101001"):
        assert sender.get("services.json", jurisdiction_id=named).status_code == 200
    for named in ("city.gov", "c0", f"c{street.town.region.pk}", "c" + "9" * 30, "柳岸社区"):
        for address in ("services.json", "services/other.json", "requests.json", "servicerequestupdates.json"):
            assert sender.read(address, 404, jurisdiction_id=named)[0]["description"]

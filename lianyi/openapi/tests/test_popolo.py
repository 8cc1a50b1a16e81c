"""The directory as Popolo: it keeps to the published schemas, and holds together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from lianyi.openapi.popolo import popolo
from lianyi.openapi.tests.checking import faults_of_popolo
from lianyi.openapi.tests.town import AFTER, BEFORE, CODE, REFORM, Town


def body(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in document["organizations"] if one["name"] == name)


@pytest.mark.parametrize("day", [date(2000, 1, 1), BEFORE, AFTER])
def test_it_keeps_to_the_published_schemas(town: Town, day: date) -> None:
    assert faults_of_popolo(popolo(day)) == []


def test_the_check_finds_faults() -> None:
    wrong = {"organizations": [{"id": 7, "founding_date": "1 March", "telephone": "1"}]}
    assert len(faults_of_popolo(wrong)) == 3


def test_every_identifier_leads_to_something(town: Town) -> None:
    document = popolo(AFTER)
    known = {one["id"] for entries in document.values() for one in entries}
    assert len(known) == sum(len(entries) for entries in document.values())
    named = {
        value
        for entries in document.values()
        for one in entries
        for field, value in one.items()
        if field.endswith("_id")
    }
    assert named <= known
    assert {row["member"]["id"] for row in document["memberships"] if "member" in row} <= known


def test_a_body_with_its_code_other_names_and_days(town: Town) -> None:
    document = popolo(AFTER)
    centre = body(document, "政务服务中心")
    assert centre["classification"] == "public"
    assert centre["identifiers"] == [{"scheme": "CN-USCI", "identifier": CODE}]
    assert [one["name"] for one in centre["other_names"]] == ["办事大厅", "政务大厅"]
    assert {"type": "voice", "value": "0800-300001"} in centre["contact_details"]
    assert body(document, "滨河街道办事处")["dissolution_date"] == str(REFORM)
    areas = {one["id"]: one["name"] for one in document["areas"]}
    assert areas[body(document, "柳岸居委会")["area_id"]] == "柳岸社区"
    assert "area_id" not in body(document, "邻里互助会")


def test_the_line_is_that_of_the_day_and_the_past_is_dated(town: Town) -> None:
    for day, line in ((BEFORE, "滨河街道办事处"), (AFTER, "临波区人民政府")):
        document = popolo(day)
        assert body(document, "柳岸居委会")["parent_id"] == body(document, line)["id"]
    document = popolo(AFTER)
    own = body(document, "柳岸居委会")["id"]
    rows = [one for one in document["memberships"] if one.get("member", {}).get("id") == own]
    assert [row.get("end_date") for row in rows] == [str(REFORM), None]


def test_only_those_who_hold_a_public_office_today_are_named(town: Town) -> None:
    document = popolo(AFTER)
    assert [one["name"] for one in document["persons"]] == ["闻人秋"]
    assert {post["label"] for post in document["posts"]} == {"主任", "校长"}
    holding = next(one for one in document["memberships"] if "person_id" in one)
    assert (holding["role"], holding["start_date"]) == ("主任", str(REFORM))
    assert popolo(BEFORE)["persons"] == []


def test_identifiers_stay_and_differ_between_installations(town: Town, client: Client) -> None:
    first = client.get("/popolo.json", {"on": str(AFTER)}).json()
    assert first == client.get("/popolo.json", {"on": str(AFTER)}).json()
    assert body(first, "柳岸居委会")["id"] == body(popolo(BEFORE), "柳岸居委会")["id"]

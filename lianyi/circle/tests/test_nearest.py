"""The page for residents: from a building to the nearest open points, the way in words, and nothing kept."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from lianyi.circle.models import Home
from lianyi.circle.tests.world import World, lon_lat, point, world
from lianyi.dated import clock_at
from lianyi.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("neutral_pack")]
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def here() -> World:
    return world()


def page(language: str = "en", **asked: str | int) -> str:
    client = Client()
    client.cookies["lianyi_language"] = language
    answer = client.get(reverse("circle:nearest"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_nearest_three_with_minutes_and_metres(here: World) -> None:
    for x in (400, 700, 1000, 1400):
        point(here.town, "shop", x)
    found = page(home=here.homes["B"].pk, what="shop")
    assert [found.index(name) for name in ("shop 400", "shop 700", "shop 1000")] == sorted(
        found.index(name) for name in ("shop 400", "shop 700", "shop 1000")
    )
    assert "shop 1400" not in found
    assert "100 metres on foot" in found
    assert "5 minutes" in found


def test_the_way_in_words(here: World) -> None:
    point(here.town, "shop", 600, 100)
    found = page(home=here.homes["B"].pk, what="shop")
    assert "Go east along 长街 for 300 m." in found
    assert "Turn left into 台阶 and go 100 m. There are steps." in found
    chinese = page("zh-hans", home=here.homes["B"].pk, what="shop")
    assert "沿长街向东走 300 米。" in chinese
    assert "左转进入台阶，走 100 米。有台阶。" in chinese
    ramp = page(home=here.homes["B"].pk, what="shop", profile="wheelchair")
    assert "坡道" in ramp
    assert "台阶" not in ramp


def test_doors_away_from_the_street_are_told(here: World) -> None:
    lon, lat = lon_lat(300, -60)
    Home.objects.filter(code="B").update(lon=lon, lat=lat)
    point(here.town, "shop", 600)
    assert "From the door 60 m to the street." in page(home=here.homes["B"].pk, what="shop")


def test_what_is_closed_then_is_counted_and_not_named(here: World) -> None:
    point(here.town, "shop", 400, hours="Mo-Fr 09:00-12:00")
    point(here.town, "shop", 900, hours="24/7")
    with clock_at(datetime(2026, 11, 25, 20, 0, tzinfo=SHANGHAI)):
        found = page(home=here.homes["B"].pk, what="shop", opening="now")
        anyway = page(home=here.homes["B"].pk, what="shop")
    assert "shop 400" not in found
    assert "1 more is closed then" in found
    assert "closed now" in anyway


def test_without_streets_it_is_called_an_estimate() -> None:
    here = world(with_streets=False)
    point(here.town, "shop", 400)
    found = page(home=here.homes["B"].pk, what="shop")
    assert "Estimated" in found
    assert "130 metres" in found


def test_nothing_within_an_hour(here: World) -> None:
    point(here.town, "shop", 400, hours="24/7", step_free=False)
    assert "There is none within an hour" in page(home=here.homes["B"].pk, what="shop", profile="wheelchair")


def test_nothing_that_is_asked_is_kept_and_nobody_signs_in(here: World) -> None:
    point(here.town, "shop", 400)
    entries = Entry.objects.count()
    client = Client()
    client.get(f"{reverse('circle:nearest')}?home={here.homes['B'].pk}&what=shop")
    assert Entry.objects.count() == entries
    assert not client.session.items()


def test_the_public_map_says_nothing_of_who_lives_where(here: World) -> None:
    point(here.town, "shop", 400)
    asked: dict[str, str | int] = {"community": here.town.here.pk, "what": "shop"}
    answer = Client().get(reverse("circle:nearest_map"), asked)
    data = json.loads(answer.content)
    assert {tuple(sorted(one["properties"])) for one in data["homes"]["features"]} == {("key", "name")}
    assert "residents" not in answer.content.decode()
    assert len(data["points"]["features"]) == 1


@pytest.mark.parametrize(
    "asked", [{"home": "9" * 40, "what": "shop"}, {"home": "x", "what": "shop"}, {"home": 1, "what": "<b>"}]
)
def test_odd_questions_are_told_or_not_found(here: World, asked: dict[str, str | int]) -> None:
    point(here.town, "shop", 400)
    assert Client().get(reverse("circle:nearest"), asked).status_code in (404, 422)


def test_before_anybody_has_entered_buildings() -> None:
    assert "No community has entered its buildings yet" in page()

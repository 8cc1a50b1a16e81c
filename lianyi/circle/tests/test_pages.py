"""The pages of the circle: for whom, in both languages, and what they hand out."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from lianyi.accounts.tests.signing_in import client_of
from lianyi.circle.categories import code_of
from lianyi.circle.computing import compute
from lianyi.circle.guarding import residents_shown
from lianyi.circle.models import Facility, Home, Reach
from lianyi.circle.queries.board import shares
from lianyi.circle.tests.world import World, lon_lat, point, silent, world
from lianyi.jobs import actions as jobs
from lianyi.jobs.models import Job
from lianyi.journal.models import Entry
from lianyi.organisations.actions import Facts, add_organisation
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.responsibilities.actions import PointFacts, add_point
from lianyi.scope import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("neutral_pack")]
DESK = ("index", "map", "map_data", "paper", "points", "add_point", "plans", "hand_in")


@pytest.fixture
def here() -> World:
    made = world()
    point(made.town, "shop", 0, hours="Mo-Su 08:00-20:00", code="S1")
    point(made.town, "market", 600, 100, code="M1")
    compute(made.town.here, "adult", "any", report=silent)
    return made


@pytest.fixture
def staff(here: World) -> Client:
    return client_of(Role.STAFF, place=here.town.here)


def addresses(here: World) -> list[str]:
    building = Home.objects.filter(community=here.town.here).first()
    found = [reverse(f"circle:{name}") for name in DESK]
    found += [reverse("circle:kind", args=["shop"]), reverse("circle:point", args=[Facility.objects.all()[0].pk])]
    found += [reverse("circle:home", args=[building.pk])] if building else []
    found += [reverse("circle:download", args=[form]) for form in ("geojson", "gpkg", "xlsx")]
    return found + [reverse("circle:empty", args=[kind]) for kind in ("homes", "points", "candidates")]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_staff_open_every_page(here: World, staff: Client, language: str) -> None:
    staff.cookies["lianyi_language"] = language
    assert {address: staff.get(address).status_code for address in addresses(here)} == dict.fromkeys(
        addresses(here), 200
    )


def test_nobody_else_opens_them(here: World) -> None:
    own = [reverse("circle:point", args=[Facility.objects.all()[0].pk])]
    own += [reverse("circle:home", args=[Home.objects.all()[0].pk])]
    stranger, admin = client_of(Role.STAFF, place=here.town.elsewhere), client_of(Role.ADMIN)
    assert {stranger.get(one).status_code for one in own} == {404}
    asked = f"{reverse('circle:index')}?community={here.town.here.pk}"
    assert stranger.get(asked).status_code == 404
    assert {admin.get(one).status_code for one in addresses(here)} == {403}
    assert {Client().get(one).status_code for one in addresses(here)} == {302}


def test_strangers_change_nothing(here: World) -> None:
    stranger, spot = client_of(Role.STAFF, place=here.town.elsewhere), Facility.objects.all()[0]
    query = f"?community={here.town.here.pk}"
    acts = [reverse("circle:remove_point", args=[spot.pk]), reverse("circle:point", args=[spot.pk])]
    acts += [reverse(f"circle:{name}") + query for name in ("compute", "add_point", "plans", "hand_in")]
    assert {one: stranger.post(one).status_code for one in acts} == dict.fromkeys(acts, 404)
    assert Facility.objects.count() == 2


def test_the_table_says_who_is_inside(staff: Client) -> None:
    page = staff.get(reverse("circle:index")).content.decode()
    assert "3 / 4" in page
    assert "99 %" in page  # 350 of 353: rounded down, so that 100 means everybody
    assert "kinds of service have no point on record" in page


def test_a_gap_opens_the_form_of_a_matter_with_its_words(here: World, staff: Client) -> None:
    page = staff.get(reverse("circle:kind", args=["shop"]) + "?only=gaps").content.decode()
    link = page.split('class="button small" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "D栋" in page
    assert "A栋" not in page
    form = staff.get(link)
    assert form.status_code == 200
    assert "No shop for daily needs within 15 minutes: D栋" in form.content.decode()


def test_few_residents_are_not_told(here: World, staff: Client) -> None:
    """Three people live in D: their number is withheld, and one more so that it cannot be worked out."""
    shown = residents_shown(list(Home.objects.all()))
    codes = {one.code: shown[one.pk] for one in Home.objects.all()}
    assert codes["D"] is None
    assert sum(count is None for count in codes.values()) == 2
    features = json.loads(staff.get(reverse("circle:download", args=["geojson"])).content)["features"]
    told = {
        one["properties"]["code"]: one["properties"]["residents"]
        for one in features
        if one["properties"]["layer"] == "homes"
    }
    assert told == codes


def test_the_map_has_everything_it_draws(staff: Client) -> None:
    data = json.loads(staff.get(reverse("circle:map_data") + "?kind=market").content)
    assert {name: len(one["features"]) for name, one in data.items() if name != "ground"} == {
        "streets": 4, "homes": 4, "ways": 4, "points": 1, "candidates": 0
    }  # fmt: skip
    assert data["ground"]["features"][0]["geometry"]["type"] == "Polygon"
    assert {one["properties"]["minutes"] for one in data["homes"]["features"]} == {8.8, 5.0, 12.5}


def test_files_to_take_away_hold_the_same(staff: Client, tmp_path: Path) -> None:
    import pyogrio
    from openpyxl import load_workbook

    path = tmp_path / "circle.gpkg"
    path.write_bytes(staff.get(reverse("circle:download", args=["gpkg"])).content)
    assert {str(name) for name in pyogrio.list_layers(path)[:, 0]} == {"homes", "points", "streets"}
    assert pyogrio.read_info(path, layer="homes")["features"] == 4
    assert "4326" in pyogrio.read_info(path, layer="homes")["crs"]
    sheet = load_workbook(io.BytesIO(staff.get(reverse("circle:download", args=["xlsx"])).content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows[2:6]] == ["A", "B", "C", "D"]
    assert rows[2][5:] == [8.8, 0.0]


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_the_paper_is_drawn_without_scripts(staff: Client, size: str) -> None:
    page = staff.get(reverse("circle:paper") + f"?kind=shop&size={size}").content.decode()
    picture = page.split('<svg class="picture"')[1].split("</svg>")[0]
    assert picture.count("<circle") == 3
    assert "#a01f24" in picture  # the gap is a cross as well as red
    assert "长街" in picture
    assert " style=" not in page  # the site's policy would drop it


def test_a_point_is_put_on_the_map_and_what_follows_is_computed(here: World, staff: Client) -> None:
    lon, lat = lon_lat(1500)
    sent = {"category": "shop", "name": "新店", "lon": lon, "lat": lat, "system": "wgs84", "step_free": "unknown"}
    assert staff.post(reverse("circle:add_point"), {**sent, "hours": "天天开"}).status_code == 422
    assert staff.post(reverse("circle:add_point"), {**sent, "hours": "每天 8:00-20:00"}).status_code == 302
    jobs.work_through()
    assert "4 / 4" in staff.get(reverse("circle:index")).content.decode()
    assert Entry.objects.filter(action="circle.point_added").exists()
    new = Facility.objects.get(name="新店")
    assert staff.post(reverse("circle:remove_point", args=[new.pk])).status_code == 302
    jobs.work_through()
    assert "3 / 4" in staff.get(reverse("circle:index")).content.decode()


def test_what_a_body_keeps_is_entered_once(here: World, staff: Client) -> None:
    body = add_organisation(Facts("居委会", "public"), areas=[here.town.here], by=SYSTEM)
    window = add_point(body, PointFacts("服务站窗口", "一楼", "", "周一至周五 9:00-17:00", True), by=SYSTEM)
    assert "服务站窗口" in staff.get(reverse("circle:points")).content.decode()
    lon, lat = lon_lat(300)
    sent = {"category": "service_station", "at": window.pk, "lon": lon, "lat": lat, "system": "wgs84"}
    staff.post(reverse("circle:add_point"), {**sent, "step_free": "false", "name": "另一个名字"})
    placed = Facility.objects.get(at=window)
    assert (placed.shown_name, placed.is_step_free, placed.name) == ("服务站窗口", True, "")
    assert placed.shown_hours.startswith("Mo-Fr")
    assert staff.post(reverse("circle:add_point"), sent | {"step_free": "unknown"}).status_code == 422


def test_a_point_whose_body_has_closed_it_is_gone(here: World) -> None:
    from lianyi.circle.queries.data import facilities_around
    from lianyi.dated import today
    from lianyi.responsibilities.actions import close_point

    body = add_organisation(Facts("居委会", "public"), areas=[here.town.here], by=SYSTEM)
    window = add_point(body, PointFacts("窗口", "一楼"), by=SYSTEM)
    point(here.town, "service_station", 300, at=window)
    homes = list(Home.objects.all())
    assert len(facilities_around(homes)) == 3
    close_point(window, on=today(), by=SYSTEM)
    assert len(facilities_around(homes)) == 2


def test_the_board_tells_shares_and_not_of_few(here: World) -> None:
    told = {one.category.code: one.percent for one in shares(here.town.here, threshold=5)}
    assert told == {"shop": 99, "market": 100}
    assert {one.percent for one in shares(here.town.here, threshold=1000)} == {None}
    page = Client().get(reverse("board:public_coverage", args=[here.town.here.pk])).content.decode()
    assert "99 %" in page


def test_computing_is_asked_for_once(here: World, staff: Client) -> None:
    for _ in range(2):
        answer = staff.post(reverse("circle:compute"), {"profile": "elder", "opening": "any"})
        assert answer.status_code == 302
    assert jobs.work_through() == 1
    assert Reach.objects.filter(profile="elder").count() == 2
    assert staff.post(reverse("circle:compute"), {"profile": "dog", "opening": "any"}).status_code == 302
    assert jobs.work_through() == 0


def test_a_kind_of_its_own_may_be_called_anything(here: World, staff: Client) -> None:
    code = code_of("餐饮/食堂 & 茶?#%<b>")
    point(here.town, code, 300, code="X1")
    compute(here.town.here, "adult", "any", report=silent)
    page = staff.get(reverse("circle:index")).content.decode()
    assert "<b>" not in page
    links = re.findall(r'href="([^"]*(?:kinds|kind=)[^"]*)"', page)
    assert links
    for link in links:
        assert staff.get(link.replace("&amp;", "&")).status_code == 200
    inner = staff.get(reverse("circle:kind", args=[code])).content.decode()
    for link in re.findall(r'href="([^"]*kind=[^"]*)"', inner):
        assert "餐饮／食堂" in staff.get(link.replace("&amp;", "&")).content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_now_says_for_which_moment(here: World, staff: Client, language: str) -> None:
    staff.cookies["lianyi_language"] = language
    staff.post(reverse("circle:compute"), {"profile": "adult", "opening": "now"})
    jobs.work_through()
    page = staff.get(reverse("circle:index") + "?opening=now").content.decode()
    assert {"en": "This is how it was at", "zh-hans": "时的情况"}[language] in page


def test_work_that_is_stopped_is_done_again_when_asked(here: World, staff: Client) -> None:
    staff.post(reverse("circle:compute"), {"profile": "pram", "opening": "any"})
    jobs.cancel(Job.objects.latest("pk"))
    assert jobs.work_through() == 0
    assert not Reach.objects.filter(profile="pram").exists()
    staff.post(reverse("circle:compute"), {"profile": "pram", "opening": "any"})
    assert jobs.work_through() == 1
    assert Reach.objects.filter(profile="pram").count() == 2


@pytest.mark.parametrize(
    "query", ["?profile=dog&opening=never&measure=7", "?kind=nothing&page=x", "?community=" + "9" * 30]
)
def test_odd_questions_break_nothing(here: World, staff: Client, query: str) -> None:
    for name in ("index", "map", "paper"):
        assert staff.get(reverse(f"circle:{name}") + query).status_code in (200, 404)
    assert staff.get(reverse("circle:kind", args=["nothing"])).status_code == 404
    assert staff.get(reverse("circle:download", args=["exe"])).status_code == 404

"""Walks: exact at the limit, by who walks and when; computed anew only where something changed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from lianyi.circle import computing
from lianyi.circle.categories import Measure, category
from lianyi.circle.computing import compute, inputs_of, is_current
from lianyi.circle.models import Home, Reach
from lianyi.circle.queries.results import Results, coverage, gaps, results
from lianyi.circle.store import NOWHERE
from lianyi.circle.tests.world import World, lay_streets, lon_lat, point, silent, world
from lianyi.dated import clock_at
from lianyi.jobs.actions import Cancelled
from lianyi.scope import Refused

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def here() -> World:
    return world()


def computed(here: World, profile: str = "adult", opening: str = "any") -> Results:
    compute(here.town.here, profile, opening, report=silent)
    return results(here.town.here, profile, opening)


def metres(found: Results, kind: str) -> dict[str, int | None]:
    costs = found.cost[kind].tolist()
    return {
        one.code: None if cost == NOWHERE else round(cost / 1000) for one, cost in zip(found.homes, costs, strict=True)
    }


def inside(found: Results, kind: str, measure: Measure = Measure.FIFTEEN) -> set[str]:
    mask = found.inside(category(kind), measure)
    return {one.code for one, near in zip(found.homes, mask, strict=True) if near}


def test_walks_follow_the_streets(here: World) -> None:
    point(here.town, "shop", 600, 100)
    assert metres(computed(here), "shop") == {"A": 700, "B": 400, "C": 400, "D": 1000}


def test_who_cannot_climb_steps_takes_the_ramp(here: World) -> None:
    point(here.town, "shop", 600, 100)
    assert metres(computed(here, "wheelchair"), "shop") == {"A": 1000, "B": 700, "C": 500, "D": 1100}


def test_1200_metres_are_inside_and_a_little_more_is_not(here: World) -> None:
    """M23. The building stands 1,200 m and then 1,202 m from the point; the engine is exact to a millimetre."""
    point(here.town, "shop", 1500)
    found = computed(here)
    exact = found.cost["shop"].tolist()[[one.code for one in found.homes].index("B")]
    assert abs(exact - 1_200_000) <= 20  # lengths are measured on the ellipsoid, where a plane's metre is one too
    assert inside(found, "shop") >= {"C", "D"}
    Home.objects.filter(code="B").update(lon=lon_lat(298)[0])
    assert "B" not in inside(computed(here), "shop")


def test_an_elderly_person_reaches_720_metres_in_15_minutes(here: World) -> None:
    point(here.town, "shop", 1010)
    assert "B" in inside(computed(here), "shop")
    found = computed(here, "elder")
    assert "B" in inside(found, "shop")
    Home.objects.filter(code="B").update(lon=lon_lat(285)[0])
    assert "B" not in inside(computed(here, "elder"), "shop")
    assert "B" in inside(computed(here), "shop")


def test_closed_points_do_not_count_at_that_moment(here: World) -> None:
    point(here.town, "shop", 300, hours="Mo-Fr 09:00-17:00")
    point(here.town, "shop", 1500, hours="24/7")
    with clock_at(datetime(2026, 11, 25, 10, 0, tzinfo=SHANGHAI)):
        assert metres(computed(here, opening="now"), "shop")["B"] == 0
    with clock_at(datetime(2026, 11, 25, 20, 0, tzinfo=SHANGHAI)):
        assert metres(computed(here, opening="now"), "shop")["B"] == 1200
        assert metres(computed(here, opening="weekday"), "shop")["B"] == 0
        assert metres(computed(here), "shop")["B"] == 0


def test_points_whose_hours_nobody_knows_count_and_are_told(here: World) -> None:
    point(here.town, "shop", 300)
    found = computed(here, opening="weekday")
    assert metres(found, "shop")["B"] == 0
    assert coverage(found, Measure.FIFTEEN)[0].unknown_hours == 1


def test_points_with_steps_are_no_use_to_a_wheelchair(here: World) -> None:
    point(here.town, "shop", 300, step_free=False)
    point(here.town, "shop", 900, step_free=None)
    assert metres(computed(here, "wheelchair"), "shop")["B"] == 600
    assert metres(computed(here), "shop")["B"] == 0


def test_coverage_counts_residents_and_not_buildings(here: World) -> None:
    point(here.town, "shop", 0)
    row = coverage(computed(here), Measure.FIFTEEN)[0]
    assert (row.homes_inside, row.residents_inside) == (3, 350)  # all but D, 1,500 m away
    nearer = coverage(computed(here), Measure.MINUTES)[0]  # a shop belongs to the circle of five minutes: 400 m
    assert (nearer.homes_inside, nearer.residents_inside) == (2, 150)
    point(here.town, "shop", 1400)
    again = coverage(computed(here), Measure.FIFTEEN)[0]
    assert (again.homes_inside, again.residents_inside) == (4, 353)


def test_the_standard_counts_metres(here: World, neutral_pack: None) -> None:
    point(here.town, "shop", 0)
    assert inside(computed(here), "shop", Measure.METRES) >= {"A"}
    assert inside(computed(here, "elder"), "shop", Measure.METRES) == inside(computed(here), "shop", Measure.METRES)


def test_gaps_name_the_furthest_first(here: World) -> None:
    point(here.town, "shop", 0)
    found = computed(here)
    assert [found.homes[at].code for at in gaps(found, category("shop"), Measure.MINUTES)] == ["D", "C"]


def test_a_new_point_has_its_own_kind_computed_and_no_other(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    point(here.town, "shop", 0)
    point(here.town, "market", 900)
    assert compute(here.town.here, "adult", "any", report=silent).computed == 2
    assert compute(here.town.here, "adult", "any", report=silent) == computing.Done(0, 2)
    before = dict(Reach.objects.values_list("category", "computed_at"))
    point(here.town, "shop", 1500)
    assert not is_current(inputs_of(here.town.here, "adult", "any"))
    assert compute(here.town.here, "adult", "any", report=silent) == computing.Done(1, 1)
    after = dict(Reach.objects.values_list("category", "computed_at"))
    assert after["market"] == before["market"]
    assert after["shop"] > before["shop"]
    assert is_current(inputs_of(here.town.here, "adult", "any"))


def test_a_kind_without_points_is_forgotten(here: World) -> None:
    point(here.town, "market", 900)
    only = point(here.town, "shop", 0)
    computed(here)
    only.delete()
    assert set(computed(here).cost) == {"market"}


def test_without_streets_lines_are_straight_and_longer_and_it_is_said() -> None:
    here = world(with_streets=False)
    point(here.town, "shop", 0)
    found = computed(here)
    assert found.is_straight
    assert metres(found, "shop")["B"] == 390  # 300 m × 1.3
    lay_streets(here.town)
    found = computed(here)
    assert not found.is_straight
    assert metres(found, "shop")["B"] == 300


def test_points_of_the_next_community_count(here: World) -> None:
    there = point(here.town, "shop", 300)
    there.community = here.town.elsewhere
    there.save()
    assert metres(computed(here), "shop")["B"] == 0


def test_a_building_that_is_new_since_is_nowhere_until_it_is_computed(here: World) -> None:
    point(here.town, "shop", 0)
    computed(here)
    lon, lat = lon_lat(100)
    Home.objects.create(community=here.town.here, code="E", lon=lon, lat=lat, residents=9)
    stale = results(here.town.here, "adult", "any")
    assert metres(stale, "shop")["E"] is None
    assert not stale.is_current
    assert metres(computed(here), "shop")["E"] == 100


def test_nothing_is_computed_from_nothing(here: World) -> None:
    with pytest.raises(Refused, match="service points"):
        compute(here.town.here, "adult", "any", report=silent)
    Home.objects.all().delete()
    with pytest.raises(Refused, match="buildings"):
        compute(here.town.here, "adult", "any", report=silent)


def test_what_is_stopped_writes_nothing(here: World) -> None:
    point(here.town, "shop", 0)
    point(here.town, "market", 900)
    seen: list[tuple[int, int]] = []

    def stopped(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        compute(here.town.here, "adult", "any", report=stopped)
    assert seen == [(0, 4), (1, 4), (2, 4)]
    assert not Reach.objects.exists()
    assert compute(here.town.here, "adult", "any", report=silent).computed == 2

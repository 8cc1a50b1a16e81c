"""Where new points help most: against trying all choices, with what is kept, left out and lost."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from django.urls import reverse

from lianyi.accounts.tests.signing_in import client_of
from lianyi.circle.actions.computing import Question, ask_for_plan, compute_plan, discard_plan
from lianyi.circle.models import Candidate, SitePlan
from lianyi.circle.planning import digest_of, lay
from lianyi.circle.tests.world import BUILDINGS, World, lon_lat, point, world
from lianyi.jobs import actions as jobs
from lianyi.jobs.models import Job
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.scope import OutOfScope, Refused, Role

pytestmark = pytest.mark.django_db
SITES = {"west": 0, "middle": 600, "east": 1500}


@pytest.fixture
def here() -> World:
    made = world()
    for name, x in SITES.items():
        lon, lat = lon_lat(x)
        Candidate.objects.create(community=made.town.here, code=name, name=name, lon=lon, lat=lat, capacity=60)
    return made


def asked(here: World, **given: Any) -> SitePlan:
    question: dict[str, Any] = {
        "category": "shop",
        "profile": "adult",
        "objective": "cover",
        "count": 1,
        "minutes": 5,
        **given,
    }
    plan, _job = ask_for_plan(here.town.here, Question(**question), by=SYSTEM)
    jobs.work_through()
    return SitePlan.objects.get(pk=plan.pk)


def served(sites: tuple[str, ...], metres: int) -> int:
    """By hand: who is within so many metres of one of these sites on the one street."""
    near = (residents for x, residents in BUILDINGS.values() if any(abs(x - SITES[site]) <= metres for site in sites))
    return sum(near)


@pytest.mark.parametrize("count", [1, 2])
def test_the_best_choice_is_found_and_proven(here: World, count: int) -> None:
    result = asked(here, count=count).result
    best = max(served(choice, 400) for choice in combinations(SITES, count))
    assert result["is_proven"]
    assert result["after"]["served"] == result["value"] == result["bound"] == best
    assert result["before"]["served"] == 0


def test_points_that_exist_are_kept(here: World) -> None:
    point(here.town, "shop", 600)
    result = asked(here).result
    assert result["before"]["served"] == 250
    assert [one["name"] for one in result["chosen"]] == ["west"]
    assert (result["after"]["served"], result["gained"]) == (350, 100)


def test_sites_left_out_are_not_chosen(here: World) -> None:
    result = asked(here, excluded=list(Candidate.objects.filter(code="middle"))).result
    assert [one["name"] for one in result["chosen"]] == ["west"]


def test_as_few_as_reach_everybody_who_can_be(here: World) -> None:
    result = asked(here, objective="fewest").result
    assert len(result["chosen"]) == 3
    assert result["hopeless"] == 0


def test_the_shortest_walks(here: World) -> None:
    result = asked(here, objective="walks").result
    costs = {site: sum(n * abs(x - at) for x, n in BUILDINGS.values()) for site, at in SITES.items()}
    assert [one["name"] for one in result["chosen"]] == [min(costs, key=lambda site: costs[site])]


def test_what_a_closure_costs(here: World) -> None:
    point(here.town, "shop", 600)
    rows = {one["name"]: one for one in asked(here).result["losses"]}
    assert rows["shop 600"]["unserved"] == 250 - 50  # B, at 300 m, is as near to the new one in the west
    assert rows["west"]["is_new"]


def test_room_is_kept_where_it_is_asked_for(here: World) -> None:
    result = asked(here, is_capacity_kept=True).result
    assert result["after"]["served"] == 60


def test_an_answer_is_kept_until_what_it_rests_on_changes(here: World) -> None:
    plan = asked(here)
    SitePlan.objects.filter(pk=plan.pk).update(result={**plan.result, "method": "kept"})
    compute_plan(plan, by=SYSTEM)
    jobs.work_through()
    assert SitePlan.objects.get(pk=plan.pk).result["method"] == "kept"
    point(here.town, "shop", 0)
    assert digest_of(plan) != plan.digest
    compute_plan(plan, by=SYSTEM)
    jobs.work_through()
    assert SitePlan.objects.get(pk=plan.pk).result["method"] != "kept"


def test_costs_are_whole_millimetres(here: World) -> None:
    plan = asked(here)
    assert lay(plan).problem.cost.dtype.kind == "i"


@pytest.mark.parametrize(
    "wrong",
    [{"count": 0}, {"count": 5000}, {"minutes": 0}, {"minutes": 99}, {"profile": "dog"}, {"objective": "most"}],
)
def test_what_cannot_be_asked(here: World, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        asked(here, **wrong)


def test_without_sites_the_work_says_so(here: World) -> None:
    Candidate.objects.all().delete()
    asked(here)
    assert "candidate sites" in Job.objects.latest("pk").error


def test_plans_are_of_their_community(here: World) -> None:
    plan = asked(here)
    with pytest.raises(OutOfScope):
        discard_plan(plan, by=here.town.bob)
    stranger = client_of(Role.STAFF, place=here.town.elsewhere)
    assert stranger.get(reverse("circle:plan", args=[plan.pk])).status_code == 404
    assert stranger.post(reverse("circle:discard_plan", args=[plan.pk])).status_code == 404
    discard_plan(plan, by=here.town.alice)
    assert not SitePlan.objects.exists()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_says_bound_and_both_sides(here: World, language: str) -> None:
    point(here.town, "shop", 600)
    plan = asked(here)
    client = client_of(Role.STAFF, place=here.town.here)
    client.cookies["lianyi_language"] = language
    page = client.get(reverse("circle:plan", args=[plan.pk])).content.decode()
    words = {"en": ("It is proven", "250 / 353", "350 / 353"), "zh-hans": ("已经证明", "250 / 353", "350 / 353")}
    assert all(one in page for one in words[language])

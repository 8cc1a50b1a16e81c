"""The demo's quarter: its figures, said once here, follow from streets, buildings and services that are generated."""

from __future__ import annotations

import pytest

from lianyi.circle.categories import Measure, category
from lianyi.circle.computing import compute
from lianyi.circle.models import Candidate, Facility, Home, Network, SitePlan
from lianyi.circle.queries.results import Results, coverage, results
from lianyi.circle.tests.world import silent
from lianyi.demo import quarter
from lianyi.demo.circle import ask_worker, draw_circle, draw_services
from lianyi.demo.town import town
from lianyi.jobs import actions as jobs
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.places.actions import add_place
from lianyi.places.models import Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("neutral_pack")]


@pytest.fixture
def willow() -> Place:
    """Two communities of the demo with their quarter."""
    region = add_place(parent=None, kind="region", name="澄湖市", by=SYSTEM)
    plans = town().communities[:2]
    made = [add_place(parent=region, kind="community", name=plan.name, by=SYSTEM) for plan in plans]
    for place, plan in zip(made, plans, strict=True):
        draw_circle(place, plan, by=SYSTEM)
    draw_services(made[0], by=SYSTEM)
    return made[0]


def walked(willow: Place, profile: str = "adult") -> Results:
    compute(willow, profile, "any", report=silent)
    return results(willow, profile, "any")


def shares(found: Results, measure: Measure = Measure.FIFTEEN) -> dict[str, tuple[int, int]]:
    return {row.category.code: (row.homes_inside, row.residents_inside) for row in coverage(found, measure)}


def test_what_there_is(willow: Place) -> None:
    assert Network.objects.count() == 2
    assert Home.objects.count() == 63
    assert Home.objects.filter(community=willow).count() == 41
    assert sum(Home.objects.filter(community=willow).values_list("residents", flat=True)) == 3774
    assert Facility.objects.count() == len(quarter.SERVICES)
    assert Candidate.objects.count() == len(quarter.CANDIDATES)


def test_who_reaches_what(willow: Place) -> None:
    told = shares(walked(willow))
    assert told["health_centre"] == (29, 2046)
    assert told["kindergarten"] == (41, 3774)
    assert told["market"] == (37, 3458)
    by_the_standard = shares(results(willow, "adult", "any"), Measure.METRES)
    assert by_the_standard["health_centre"][0] < told["health_centre"][0]


def test_the_footbridge_is_no_way_for_a_wheelchair(willow: Place) -> None:
    """The same metres where no steps are, more of them over the creek."""
    bridge = Place.objects.get(name="新桥社区")
    on_foot, rolling = walked(bridge), walked(bridge, "wheelchair")
    more = rolling.cost["health_station"].astype(int) - on_foot.cost["health_station"]
    assert (more >= 0).all()
    assert (more > 300_000).any()
    assert (walked(willow).cost["bus_stop"] == walked(willow, "wheelchair").cost["bus_stop"]).all()


def test_gates_make_ways_longer_than_lines(willow: Place) -> None:
    streets = walked(willow)
    Network.objects.all().delete()
    lines = walked(willow)
    assert lines.is_straight
    wrong = streets.inside(category("health_centre"), Measure.FIFTEEN) != lines.inside(
        category("health_centre"), Measure.FIFTEEN
    )
    assert wrong.any()


def test_the_worker_answers_where_two_health_stations_help_most(willow: Place) -> None:
    ask_worker([willow], by=SYSTEM)
    jobs.work_through()
    result = SitePlan.objects.get().result
    assert [one["name"] for one in result["chosen"]] == ["街角空房", "滨河亭"]
    assert result["is_proven"]
    assert (result["before"]["served"], result["after"]["served"]) == (808, 2422)

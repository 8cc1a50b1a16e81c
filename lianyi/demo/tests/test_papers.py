"""The demo's map of papers yields the figures of the report, and every paper on it can be had."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from lianyi.dated import clock_at, today
from lianyi.demo.bodies import CITY_CODE, DISTRICT_CODE
from lianyi.demo.certificates import AWAY, HOME, PAPERS, WANTED
from lianyi.demo.papers import bring_home, draw_map, plan_papers
from lianyi.demo.street import people_the_street
from lianyi.engines.errands import certify
from lianyi.matters.actions.intake import Told, open_matter
from lianyi.matters.models import Matter
from lianyi.papers_map import planning
from lianyi.papers_map.models import Certificate, Plan
from lianyi.papers_map.queries.plans import errands_of, mandates_of
from lianyi.papers_map.queries.registry import to_check
from lianyi.papers_map.the_map import Answers, PapersMap, load
from lianyi.places.actions import add_place
from lianyi.places.models import Place
from lianyi.scope import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("neutral_pack")]
LOADER = Actor.system("tests")
PLANNED = 42


@pytest.fixture(scope="module")
def papers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[PapersMap]:
    """Built once for all tests of this file, which leave it as it is, and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        city = add_place(parent=None, kind="region", name="澄湖市", code=CITY_CODE, by=LOADER)
        district = add_place(parent=city, kind="region", name="临波区", code=DISTRICT_CODE, by=LOADER)
        people_the_street(city, district, {}, by=LOADER)
        draw_map(by=LOADER)
        yield load(today())
        transaction.set_rollback(True)


def key(name: str) -> int:
    return int(Certificate.objects.get(name=name).pk)


def test_eleven_trips_become_three_and_two_by_a_helper_and_two_by_post(papers: PapersMap) -> None:
    made = planning.make(papers, Answers((key(WANTED),), home=HOME, helpers_in=(AWAY,)))
    figures = made.figures
    assert (figures.before, figures.in_vain) == (11, 6)
    assert (figures.own_trips, figures.helper_trips, figures.letters) == (3, 2, 2)
    assert figures.is_proven
    assert certify(made.problem, made.result) == ()
    chain = ["户口簿", "身份证", "婚姻登记证明", "原单位存根", WANTED]
    assert [line.certificate.name for line in made.lines] == chain


def test_every_paper_can_be_had_by_whoever_has_nothing_left(papers: PapersMap) -> None:
    assert len(papers.certificates) == len(PAPERS)
    for one in papers.certificates.values():
        for answers in (
            Answers((one.pk,), home=HOME),
            Answers((one.pk,), home=HOME, helpers_in=(HOME, AWAY), online=True),
            Answers((one.pk,), home=AWAY, post=False),
        ):
            made = planning.make(papers, answers)
            assert made.result.blocked == (), one.name
            assert made.figures.is_proven, one.name
            assert certify(made.problem, made.result) == (), one.name
            assert bool(made.lines) != (one.pk in papers.barred), one.name


def test_all_papers_lost_at_once(papers: PapersMap) -> None:
    common = tuple(pk for pk, one in papers.certificates.items() if one.is_common)
    made = planning.make(papers, Answers(common, home=HOME))
    assert {line.certificate.name for line in made.lines} == {"户口簿", "身份证", "社会保障卡"}
    assert made.figures.is_proven
    everything = tuple(pk for pk in papers.certificates if pk not in papers.barred)
    made = planning.make(papers, Answers(everything, home=HOME, helpers_in=(AWAY,)))
    assert certify(made.problem, made.result) == ()
    assert made.figures.trips < made.figures.before


def test_two_papers_wait_to_be_checked(papers: PapersMap) -> None:
    assert {one.name for one in to_check(today())} == {"毕业证明书", "驾驶证（补领）"}


def test_years_end_as_planned_and_no_way_is_in_vain(papers: PapersMap) -> None:
    begun = timezone.make_aware(datetime.combine(today() - timedelta(days=PLANNED), time(9)))
    community = Place.objects.filter(kind="community").first()
    assert community is not None
    with clock_at(begun):
        matter = open_matter(community, Told("证件全烧了", Matter.Channel.COUNTER), by=LOADER).matter
        plan_papers(matter, by=LOADER)
    plan = Plan.objects.get(matter=matter)
    assert [one.certificate.name for one in errands_of(plan) if one.done_on is None] == [WANTED]
    last = max(one.done_on for one in errands_of(plan) if one.done_on)
    assert last <= today() - timedelta(days=6)  # the day on which the demo says that everything is there
    bring_home(matter, by=LOADER)
    assert all(one.done_on for one in errands_of(plan))
    assert [trip.is_wasted for trip in matter.trips.all()] == [False] * 5
    assert sorted(trip.traveller for trip in matter.trips.all()) == ["asker"] * 3 + ["helper"] * 2
    done = {one.certificate_id: one.done_on for one in errands_of(plan) if one.done_on}
    for errand in errands_of(plan):
        day = plan.made_on + timedelta(days=errand.day)
        for needed in papers.needs[errand.certificate_id] - papers.barred:
            assert done[needed] <= day  # nobody stood at a desk without a paper
    assert [one.certificates.count() for one in mandates_of(matter)] == [2]

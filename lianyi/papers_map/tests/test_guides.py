"""Guides by the trips they cost: what is counted, for whom, and what is too small to be told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from lianyi.accounts.tests.signing_in import client_of
from lianyi.dated import today
from lianyi.matters.actions.steps import Way, add_trip
from lianyi.matters.models import Matter, Trip
from lianyi.matters.tests.street import Street, raised, street
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.papers_map.queries.guides import Guide, guides_to_mend, threshold
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor, Role

pytestmark = pytest.mark.django_db
CAUSE = Trip.Cause


@pytest.fixture
def here() -> Street:
    return street()


def trips(matter: Matter, subject: Subject, cause: str, times: int, on: date | None = None) -> None:
    for _time in range(times):
        add_trip(matter, Way("窗口", on=on, subject=subject, cause=cause), by=SYSTEM)


def listed(for_: Actor, first: date | None = None, last: date | None = None) -> list[Guide]:
    return guides_to_mend(first=first or today() - timedelta(days=30), last=last or today(), for_=for_)


def test_the_guide_with_most_trips_for_a_missing_paper_comes_first(here: Street) -> None:
    matter = raised(here).matter
    trips(matter, here.lamps, CAUSE.CLOSED, 20)
    trips(matter, here.welfare, CAUSE.MISSING_PAPER, 6)
    trips(matter, here.lamps, CAUSE.MISSING_PAPER, 5)
    assert [one.subject for one in listed(here.worker)] == [here.welfare, here.lamps]


def test_small_numbers_are_not_told_and_cannot_be_worked_out(here: Street) -> None:
    assert threshold() == 5
    matter = raised(here).matter
    trips(matter, here.welfare, CAUSE.MISSING_PAPER, 7)
    trips(matter, here.welfare, CAUSE.ABSENT, 1)
    trips(matter, here.welfare, "", 9)
    trips(matter, here.lamps, CAUSE.CLOSED, 4)
    welfare, lamps = listed(here.worker)
    assert (welfare.trips, welfare.in_vain) == (17, None)
    assert welfare.causes == {CAUSE.MISSING_PAPER: 7, CAUSE.ABSENT: None}
    assert lamps == Guide(here.lamps, None, None, {})
    trips(matter, here.welfare, CAUSE.WRONG_PLACE, 1)
    assert listed(here.worker)[0].in_vain == 9  # two are hidden now: the sum gives neither away
    trips(matter, here.lamps, CAUSE.CLOSED, 1)
    assert listed(here.worker)[1].causes == {CAUSE.CLOSED: 5}


def test_only_ones_own_communities_and_the_months_asked_for(here: Street) -> None:
    matter = raised(here).matter
    trips(matter, here.welfare, CAUSE.MISSING_PAPER, 5, on=today() - timedelta(days=40))
    assert listed(here.worker) == []
    assert listed(here.worker, first=today() - timedelta(days=40))[0].trips == 5
    assert listed(here.elsewhere, first=today() - timedelta(days=40)) == []
    admin = Actor(7, "admin", frozenset({Role.ADMIN}))
    assert listed(admin, first=today() - timedelta(days=40))[0].trips == 5


def test_what_neighbours_do_among_themselves_is_not_counted(here: Street) -> None:
    matter = raised(here, workspace=Matter.Workspace.SELF).matter
    trips(matter, here.lamps, CAUSE.CLOSED, 9)
    assert listed(here.worker) == []


def test_the_page(here: Street) -> None:
    matter = raised(here).matter
    trips(matter, here.welfare, CAUSE.MISSING_PAPER, 6)
    trips(matter, here.welfare, CAUSE.CLOSED, 2)
    client = client_of(Role.STAFF, place=here.town.here)
    page = client.get("/desk/papers-map/guides/").text
    assert "低保" in page
    assert "fewer than 5" in page
    assert "worker" not in page.split("<main")[1].split("</main>")[0]  # no account is named
    assert "No trips" in client.get("/desk/papers-map/guides/?first=2020-01&last=2020-02").text
    for wrong in ("?first=x", "?first=9999-12&last=0001-01", "?last=2026-99", "?first=%3Cscript%3E"):
        assert client.get(f"/desk/papers-map/guides/{wrong}").status_code == 200
    for role, scope in ((Role.DISTRICT, {"place": here.town.region}), (Role.COMMITTEE, {"place": here.town.here})):
        assert client_of(role, **scope).get("/desk/papers-map/guides/").status_code == 403
    assert Client().get("/desk/papers-map/guides/").status_code == 302

"""The checker finds what is wrong with a plan that was tampered with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lianyi.engines.errands import Act, Cost, Errand, Held, Plan, Problem, Traveller, Trip, Way, certify, plan
from lianyi.engines.errands.tests.story import (
    BOOK,
    CARD,
    CENTRE,
    CERTIFICATE,
    FENG,
    GUIYANG,
    MARRIAGE,
    POLICE,
    PROBLEM,
    STUB,
    WHO_I_AM,
    WUHAN,
)

GOOD = plan(PROBLEM)


def codes(found: Plan, problem: Problem = PROBLEM) -> set[str]:
    return {reason.code for reason in certify(problem, found)}


def with_trip(at: int, change: Callable[[Trip], Trip]) -> Plan:
    steps = list(GOOD.steps)
    trip = steps[at]
    assert isinstance(trip, Trip)
    steps[at] = change(trip)
    return replace(GOOD, steps=tuple(steps))


def with_errand(at: int, change: Callable[[Errand], Errand]) -> Plan:
    """With the last errand of a trip changed."""

    def changed(trip: Trip) -> Trip:
        last = trip.visits[-1]
        visit = replace(last, errands=(*last.errands[:-1], change(last.errands[-1])))
        return replace(trip, visits=(*trip.visits[:-1], visit))

    return with_trip(at, changed)


def test_the_plan_holds() -> None:
    assert certify(PROBLEM, GOOD) == ()


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (replace(GOOD, steps=GOOD.steps[1:]), "paper_missing"),
        (replace(GOOD, steps=GOOD.steps[1:]), "not_applied_for"),
        (replace(GOOD, steps=GOOD.steps[:-1]), "goal_missing"),
        (replace(GOOD, steps=(GOOD.steps[1], GOOD.steps[0], *GOOD.steps[2:])), "day_runs_back"),
        (replace(GOOD, steps=(GOOD.steps[0], *GOOD.steps)), "two_trips_a_day"),
        (replace(GOOD, steps=(GOOD.steps[0], *GOOD.steps)), "wrong_trip_number"),
        (replace(GOOD, steps=(GOOD.steps[0], *GOOD.steps)), "already_under_way"),
        (with_trip(0, lambda trip: replace(trip, visits=())), "empty_trip"),
        (with_trip(0, lambda trip: replace(trip, visits=(replace(trip.visits[0], errands=()),))), "empty_visit"),
        (with_trip(0, lambda trip: replace(trip, city=WUHAN)), "wrong_city"),
        (with_trip(0, lambda trip: replace(trip, traveller=Traveller.PROXY)), "way_not_open"),
        (with_errand(0, lambda errand: replace(errand, way=Way.PROXY)), "way_not_offered"),
        (with_errand(0, lambda errand: replace(errand, counter=CENTRE)), "not_issued_here"),
        (with_errand(0, lambda errand: replace(errand, returns=frozenset({Way.PROXY}))), "may_not_collect"),
        (with_errand(0, lambda errand: replace(errand, returns=frozenset())), "may_not_collect"),
        (with_errand(0, lambda errand: replace(errand, ready=6)), "wrong_day"),
        (with_errand(0, lambda errand: replace(errand, act=Act.FETCH)), "wrong_day"),
        (with_trip(1, lambda trip: replace(trip, day=6)), "not_ready"),
        (with_trip(2, lambda trip: replace(trip, day=28)), "paper_missing"),
        (replace(GOOD, cost=replace(GOOD.cost, own_trips=2)), "cost_untrue"),
        (replace(GOOD, cost=replace(GOOD.cost, days=37)), "cost_untrue"),
        (replace(GOOD, lower_bound=replace(GOOD.cost, days=99)), "bound_above_cost"),
        (replace(GOOD, fetched=(BOOK, CARD)), "fetched_untrue"),
        (replace(GOOD, void_demands=()), "void_demands_untrue"),
        (replace(GOOD, goals=()), "goal_forgotten"),
        (replace(GOOD, goals=()), "fetched_for_nothing"),
    ],
)
def test_what_is_wrong_is_found(bad: Plan, code: str) -> None:
    assert code in codes(bad)


def test_who_may_go_is_checked() -> None:
    at_home = replace(PROBLEM, person=replace(FENG, goes_to=frozenset({WUHAN})))
    assert "may_not_go" in codes(GOOD, at_home)
    no_helper = replace(PROBLEM, person=replace(FENG, proxy_in=frozenset({GUIYANG})))
    assert "may_not_go" in codes(GOOD, no_helper)
    assert "may_not_collect" in codes(GOOD, replace(PROBLEM, person=replace(FENG, post=False)))


def test_a_letter_of_somebody_who_cannot_write_is_found() -> None:
    letter = Errand(STUB, Act.APPLY, Way.POST, POLICE, 35, 39)
    assert "not_issued_here" in codes(replace(GOOD, steps=(*GOOD.steps, letter)))
    online = Errand(STUB, Act.FETCH, Way.ONLINE, "原发证单位", 35, 35)
    assert {"way_not_open", "way_not_offered"} <= codes(replace(GOOD, steps=(*GOOD.steps, online)))


def test_what_expired_is_found() -> None:
    papers = tuple(replace(one, valid_for=1) if one.key == MARRIAGE else one for one in PROBLEM.papers)
    assert "paper_expired" in codes(GOOD, replace(PROBLEM, papers=papers))
    papers = tuple(replace(one, valid_for=2) if one.key == MARRIAGE else one for one in PROBLEM.papers)
    assert codes(GOOD, replace(PROBLEM, papers=papers)) == set()


def test_a_goal_that_expired_is_found() -> None:
    held = replace(PROBLEM, person=replace(FENG, holds=(Held(CERTIFICATE, 3),)))
    late = replace(GOOD, steps=(), cost=Cost(days=4), lower_bound=Cost(), fetched=(), void_demands=())
    assert "goal_expired" in codes(late, held)


def test_fetching_what_nobody_may_demand_is_found() -> None:
    asked = replace(PROBLEM.paper(WHO_I_AM), issuers=PROBLEM.paper(STUB).issuers)
    papers = tuple(asked if one.key == WHO_I_AM else one for one in PROBLEM.papers)
    trip = GOOD.trips[3]
    extra = replace(trip.errands[0], paper=WHO_I_AM)
    visit = replace(trip.visits[0], errands=(extra, *trip.visits[0].errands))
    bad = with_trip(3, lambda trip: replace(trip, visits=(visit,)))
    assert "void_fetched" in codes(bad, replace(PROBLEM, papers=papers))

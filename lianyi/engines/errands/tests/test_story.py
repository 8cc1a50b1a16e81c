"""Lao Feng's papers, from eleven trips to three."""

from __future__ import annotations

from dataclasses import replace

from lianyi.engines.errands import (
    Act,
    Cost,
    Ending,
    Errand,
    Held,
    NotNeeded,
    Person,
    Traveller,
    Trip,
    VoidDemand,
    Way,
    Why,
    before,
    certify,
    explain,
    plan,
)
from lianyi.engines.errands.tests.story import (
    BOOK,
    CARD,
    CENTRE,
    CERTIFICATE,
    EMPLOYER,
    FENG,
    GUIYANG,
    MARRIAGE,
    NO_SECOND,
    POLICE,
    PROBLEM,
    REGISTRY,
    STUB,
    WHO_I_AM,
    WUHAN,
)


def test_three_trips_two_by_helpers_and_two_letters() -> None:
    found = plan(PROBLEM)
    assert found.is_proven
    assert found.cost == Cost(own_trips=3, trips=5, journeys=0, visits=5, days=36, fees=4000, applications=5)
    assert [trip.traveller for trip in found.trips].count(Traveller.PROXY) == 2
    assert found.letters == 2
    assert certify(PROBLEM, found) == ()


def test_the_steps() -> None:
    steps = [
        (trip.traveller, trip.city, trip.day, [(one.paper, one.act, one.counter) for one in trip.errands])
        for trip in plan(PROBLEM).trips
    ]
    assert steps == [
        (Traveller.SELF, GUIYANG, 0, [(BOOK, Act.APPLY, POLICE)]),
        (Traveller.SELF, GUIYANG, 7, [(BOOK, Act.COLLECT, POLICE), (CARD, Act.APPLY, POLICE)]),
        (Traveller.PROXY, WUHAN, 29, [(MARRIAGE, Act.APPLY, REGISTRY)]),
        (Traveller.PROXY, WUHAN, 34, [(STUB, Act.FETCH, EMPLOYER)]),
        (Traveller.SELF, GUIYANG, 35, [(CERTIFICATE, Act.APPLY, CENTRE)]),
    ]


def test_the_certificate_is_there_the_day_after_all_papers_are() -> None:
    last = plan(PROBLEM).errands[-1]
    assert (last.paper, last.ready - last.day) == (CERTIFICATE, 1)


def test_two_papers_nobody_may_demand() -> None:
    found = plan(PROBLEM)
    assert found.void_demands == (VoidDemand(WHO_I_AM, (STUB,)), VoidDemand(NO_SECOND, (CERTIFICATE,)))
    assert not {WHO_I_AM, NO_SECOND} & set(found.fetched)


def test_without_a_plan_it_is_eleven_trips_six_in_vain() -> None:
    naive = before(PROBLEM, plan(PROBLEM))
    assert (naive.trips, naive.wasted, naive.journeys) == (11, 6, 5)
    sent_away = [(one.paper, one.missing) for one in naive.outings if one.ending is Ending.SENT_AWAY]
    assert sent_away == [
        (CERTIFICATE, STUB),
        (STUB, MARRIAGE),
        (MARRIAGE, CARD),
        (CARD, BOOK),
        (STUB, WHO_I_AM),
        (CERTIFICATE, NO_SECOND),
    ]


def test_why_each_step_comes_now() -> None:
    told = explain(PROBLEM, plan(PROBLEM))
    codes = [[(reason.code, reason.papers) for reason in one.reasons] for one in told.steps]
    assert codes == [
        [("can_start_today", ()), ("only_in_person", (BOOK,))],
        [("waits_for", (BOOK,)), ("only_in_person", (BOOK, CARD))],
        [("waits_for", (CARD,)), ("helper_goes", (MARRIAGE,))],
        [("waits_for", (MARRIAGE,)), ("helper_goes", (STUB,))],
        [("one_trip_a_day", (STUB,)), ("only_in_person", (CERTIFICATE,))],
    ]
    card = told.steps[1].errands[1]
    assert [(one.code, one.papers) for one in card.reasons] == [("shows", (BOOK,)), ("opens", (MARRIAGE,))]
    assert "is_goal" in {one.code for one in told.steps[-1].errands[0].reasons}


def test_a_brother_less_in_wuhan_is_two_journeys_more() -> None:
    found = plan(replace(PROBLEM, person=replace(FENG, proxy_in=frozenset({GUIYANG}))))
    assert (found.cost.own_trips, found.cost.trips, found.cost.journeys) == (5, 5, 2)


def test_without_post_what_came_by_it_is_collected() -> None:
    found = plan(replace(PROBLEM, person=replace(FENG, post=False)))
    assert (found.cost.own_trips, found.letters) == (4, 0)
    collected = [(one.paper, one.way) for one in found.errands if one.act is Act.COLLECT]
    assert collected == [(BOOK, Way.IN_PERSON), (CARD, Way.IN_PERSON), (MARRIAGE, Way.PROXY)]


def test_with_the_card_in_hand_only_the_rest_is_done() -> None:
    found = plan(replace(PROBLEM, person=replace(FENG, holds=(Held(CARD),))))
    assert found.fetched == tuple(sorted([MARRIAGE, STUB, CERTIFICATE]))
    assert found.not_needed == (NotNeeded(BOOK, Why.NOT_ASKED_FOR), NotNeeded(CARD, Why.HELD))
    assert (found.cost.own_trips, found.cost.trips) == (1, 3)


def test_with_everything_in_hand_nothing_is_done() -> None:
    person = Person(GUIYANG, (Held(CERTIFICATE),))
    found = plan(replace(PROBLEM, person=person))
    assert (found.steps, found.cost, found.goals) == ((), Cost(), (CERTIFICATE,))


def test_the_steps_are_trips_and_errands_from_home() -> None:
    papers = tuple(
        replace(one, issuers=tuple(replace(issuer, ways=issuer.ways | {Way.POST}) for issuer in one.issuers))
        if one.key == STUB
        else one
        for one in PROBLEM.papers
    )
    found = plan(replace(PROBLEM, papers=papers))
    assert [type(step) for step in found.steps] == [Trip, Trip, Trip, Errand, Trip]
    (letter,) = found.from_home
    assert (letter.paper, letter.way, letter.ready - letter.day) == (STUB, Way.POST, 4)
    assert explain(PROBLEM, found).steps[3].reasons[1].code == "no_way_to_go"

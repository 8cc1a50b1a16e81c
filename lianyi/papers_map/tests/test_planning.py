"""From the map and six answers to the plan: what it promises, and the figures that stand beside it."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianyi.dated import today
from lianyi.engines import errands as engine
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.papers_map import blocked, planning, shown
from lianyi.papers_map.actions.requirements import add_requirement
from lianyi.papers_map.models import Errand, Plan
from lianyi.papers_map.tests.world import AWAY, HOME, World, at, body, paper, world
from lianyi.papers_map.the_map import Answers, load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("neutral_pack")]


@pytest.fixture
def here() -> World:
    return world()


def test_eleven_trips_become_three_and_two_by_a_helper_and_two_by_post(here: World) -> None:
    made = here.made()
    figures = made.figures
    assert (figures.before, figures.in_vain) == (11, 6)
    assert (figures.own_trips, figures.helper_trips, figures.letters) == (3, 2, 2)
    assert figures.is_proven
    assert engine.certify(made.problem, made.result) == ()
    assert (figures.least_own, figures.trips, figures.fees) == (3, 5, 4000)


def test_the_order_is_that_of_the_papers(here: World) -> None:
    made = here.made()
    order = [here.book, here.card, here.marriage, here.stub, here.child]
    assert [line.certificate for line in made.lines] == order
    assert [line.trip for line in made.lines] == [1, 2, 3, 4, 5]
    assert [line.way for line in made.lines] == ["in_person", "in_person", "proxy", "proxy", "in_person"]


def test_what_is_held_is_not_fetched(here: World) -> None:
    made = here.made(held=(here.book.pk, here.card.pk))
    assert [line.certificate for line in made.lines] == [here.marriage, here.stub, here.child]
    assert (made.figures.before, made.figures.in_vain) == (7, 4)
    assert (made.figures.own_trips, made.figures.helper_trips) == (1, 2)
    assert here.made(held=(here.child.pk,)).lines == ()


def test_what_cannot_be_had_says_what_would_help(here: World) -> None:
    told = blocked.told(here.made(goes=Plan.Goes.HOME, helpers_in=()))
    assert len(told) == 1
    assert told[0].would_help == (f"you can go to {AWAY} yourself", f"somebody can go for you in {AWAY}")
    nowhere = paper("无处可办")
    told = blocked.told(here.made(wanted=(nowhere.pk,)))
    assert "无处可办" in told[0].text
    assert told[0].would_help == ()


def test_what_nobody_may_demand_is_told_with_what_to_say(here: World) -> None:
    made = here.made()
    one, other = shown.barred(made.lines, made.answers.wanted, made.papers)
    assert (one.certificate, one.asked_for) == (here.barred, (here.stub,))
    assert (other.certificate, other.asked_for) == (here.also_barred, (here.child,))
    assert "2020" in one.say
    assert here.barred.pk not in {line.certificate.pk for line in made.lines}
    wanted = here.made(wanted=(here.barred.pk,))
    assert wanted.lines == ()
    assert [one.certificate for one in shown.barred((), wanted.answers.wanted, wanted.papers)] == [here.barred]


def test_the_steps_say_what_to_bring_and_when(here: World) -> None:
    made = here.made()
    with override("en"):
        steps = shown.steps(made.lines, made.papers, today())
    assert [(step.number, step.is_helpers, step.city) for step in steps] == [
        (1, False, HOME),
        (2, False, HOME),
        (3, True, AWAY),
        (4, True, AWAY),
        (5, False, HOME),
    ]
    card, marriage = steps[1].stops[0].things[0], steps[2].stops[0].things[0]
    assert (card.what, card.bring, card.fee) == ("Apply for: Identity card", ("Household register",), "¥40")
    assert card.after.startswith("Ask to have it sent to you")
    assert marriage.bring == ("Identity card", "the signed mandate", "the helper’s identity card")
    assert steps[0].stops[0].hours == "Mon to Fri 09:00-17:00"
    stub = steps[3].stops[0].things[0]
    assert stub.bring == ("婚姻登记证明", "the signed mandate", "the helper’s identity card")  # nothing barred


def test_one_of_a_group_will_do_and_errands_of_a_place_are_one_visit(here: World) -> None:
    lease, deed, permit = paper("租房备案"), paper("房产证", days=30), paper("居住证")
    for one in (lease, deed, permit):
        at(one, here.police)
    for one in (lease, deed):
        add_requirement(permit, one, choice="a", by=SYSTEM)
    made = here.made(wanted=(permit.pk,))
    assert [line.certificate for line in made.lines] == [lease, permit]
    assert made.figures.own_trips == 1
    (step,) = shown.steps(made.lines, made.papers, today())
    assert [thing.certificate for thing in step.stops[0].things] == [lease, permit]


def test_post_and_online_need_no_trip(here: World) -> None:
    letter, web = paper("信办", days=5), paper("网办", days=2)
    at(letter, here.away, AWAY, in_person=False, by_post=True)
    at(web, here.away, AWAY, in_person=False, online=True)
    made = here.made(wanted=(letter.pk, web.pk), online=True, goes=Plan.Goes.NOWHERE, helpers_in=())
    assert (made.figures.trips, made.figures.letters) == (0, 1)
    assert {line.way for line in made.lines} == {Errand.Way.POST, Errand.Way.ONLINE}
    assert all(step.number == 0 for step in shown.steps(made.lines, made.papers, today()))
    assert {one.why for one in here.made(wanted=(letter.pk,), post=False).result.blocked} == {engine.Block.OUT_OF_REACH}


def test_the_same_counter_twice_asks_nothing_impossible(here: World) -> None:
    """Two records of a body that became one may leave a paper with the same counter twice."""
    row = here.book.counters.get()
    row.pk = None
    row.save()
    assert here.made().figures.own_trips == 3


def test_any_answers_make_a_plan_that_never_stands_before_a_closed_desk(here: World) -> None:
    """Each thing asked for is in hand on the day it is shown, whatever was answered; and nothing beyond the answers."""
    papers = load(today())
    keys = sorted(papers.certificates)

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.sets(st.sampled_from(keys), min_size=1),
        st.sets(st.sampled_from(keys)),
        st.sampled_from([HOME, AWAY, ""]),
        st.sampled_from(Plan.Goes.values),
        st.sets(st.sampled_from([HOME, AWAY])),
        st.booleans(),
        st.booleans(),
    )
    def check(wanted: set[int], held: set[int], home: str, goes: str, helpers: set[str], post: bool, web: bool) -> None:
        answers = Answers(tuple(wanted), tuple(held), home, goes, tuple(helpers), post, web)
        made = planning.make(papers, answers)
        assert engine.certify(made.problem, made.result) == ()
        had: dict[int, int] = dict.fromkeys(held, 0)
        for line in made.lines:
            if line.act == Errand.Act.COLLECT:
                assert line.day >= had[line.certificate.pk]
                continue
            for needed in papers.needs[line.certificate.pk] - papers.barred:
                assert had[needed] <= line.day
            had[line.certificate.pk] = line.ready_day
            assert line.counter is not None
            if line.way == Errand.Way.IN_PERSON:
                assert goes == Plan.Goes.ANYWHERE or (goes == Plan.Goes.HOME and line.counter.city == home)
            if line.way == Errand.Way.PROXY:
                assert line.counter.city in helpers
            assert post or not line.is_sent
        unreached = {int(one.goal) for one in made.result.blocked}
        assert wanted - papers.barred - unreached <= set(had)

    check()


def test_a_counter_that_is_no_more_is_not_sent_to(here: World) -> None:
    other = body("新政务中心")
    at(here.child, other)
    here.centre.service_points.update(ends_on=today())
    made = here.made()
    assert [line.counter.organisation for line in made.lines if line.certificate == here.child and line.counter] == [
        other
    ]

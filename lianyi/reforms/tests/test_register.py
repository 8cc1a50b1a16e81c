"""The matters of past months from the register, run through a draft."""

from __future__ import annotations

from dataclasses import astuple
from datetime import timedelta

import pytest

from lianyi.accounts.tests.signing_in import client_of
from lianyi.dated import clock_at, now, today
from lianyi.matters.actions.handing import hand_over_matter
from lianyi.matters.models import Asker
from lianyi.organisations.tests.settlement import SYSTEM, settle
from lianyi.reforms import actions, replaying
from lianyi.reforms.register import MOST, read_register
from lianyi.reforms.tests.world import World
from lianyi.scope import Refused, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(settle())


def test_months_without_matters_are_refused(world: World) -> None:
    with pytest.raises(Refused):
        read_register(3)
    world.raised()  # no subject: it says nothing about who would have it
    with pytest.raises(Refused):
        read_register(3)


def test_each_matter_comes_with_the_hands_it_really_went_through(world: World) -> None:
    with clock_at(now() - timedelta(days=200)):
        old = world.raised(world.kept)
    straight, round_about = world.raised(world.kept), world.raised(world.kept)
    for to in (world.city, world.district, world.street):
        hand_over_matter(round_about, to=to, reason="转办", by=SYSTEM)
    log = read_register(3)
    told = {one.key: (one.subject, one.area, one.day, one.hops) for one in log.matters}
    here, subject = world.town.here.pk, str(world.kept.pk)
    assert told == {straight.pk: (subject, here, today(), 0), round_about.pk: (subject, here, today(), 3)}
    assert old.pk in {one.key for one in read_register(12).matters}


def test_a_reform_is_no_hand_that_a_matter_went_through(world: World) -> None:
    matter = world.raised(world.kept)
    world.applied()
    matter.refresh_from_db()
    assert matter.body == world.centre
    assert [one.hops for one in read_register(3).matters] == [0]


def test_nothing_personal_goes_along(world: World) -> None:
    matter = world.raised(world.kept, topic="某某家的私事")
    matter.place_id = world.town.homes[0]
    matter.save()
    assert Asker.objects.filter(matter=matter).exists()
    log = read_register(3)
    shown = str([astuple(one) for one in log.matters]) + str(log.notes)
    assert "私事" not in shown
    assert "简安" not in shown
    assert log.matters[0].area == world.town.here.pk


def test_the_same_register_gives_the_same_figures_with_what_they_assume(world: World) -> None:
    for _one in range(3):
        world.raised(world.kept)
    world.raised()
    found = world.answered(world.drafted())
    first, again = (replaying.replay(found, read_register(3)) for _one in range(2))
    assert first == again
    assert first.comparison.compared == 3
    assert first.comparison.recorded == (3, 0, 3)
    notes = read_register(3).notes
    assert list(first.assumptions[: len(notes)]) == list(notes)
    assert any("3" in note for note in notes)
    assert any("1" in note for note in notes)
    assert not any(str(MOST) in note for note in notes)


def test_the_page_offers_the_register_and_a_file(world: World) -> None:
    admin = client_of(Role.ADMIN)
    found = world.answered(world.drafted())
    address = f"/desk/reforms/{found.pk}/replay/"
    page = admin.get(address).content.decode()
    assert 'name="months"' in page
    assert 'name="file"' in page
    assert admin.post(address, {"months": "3"}).status_code == 422  # no matter yet
    assert admin.post(address, {"months": "99999"}).status_code == 422
    world.raised(world.kept)
    actions.accept_proposals(found, by=SYSTEM)
    answered = admin.post(address, {"months": "3"})
    assert answered.status_code == 200
    assert answered.context["replayed"].comparison.compared == 1
    assert answered.context["replayed"].assumptions[-1] in answered.content.decode()

"""Who may act for a body acts for the one it went into, or for none; on the day, and back again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianyi.accounts.actions import create_account, grant
from lianyi.accounts.models import Grant, User
from lianyi.accounts.queries import actor_of
from lianyi.dated import clock_at, now, today
from lianyi.engines.reform import Answer, Merge
from lianyi.journal.models import Entry
from lianyi.organisations.models import Organisation
from lianyi.organisations.tests.settlement import SYSTEM, settle
from lianyi.reforms import actions, queries
from lianyi.reforms.models import Reform
from lianyi.reforms.tests.world import DAY, World, everything
from lianyi.scope import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(settle())


def officer(name: str, body: Organisation) -> User:
    user, _once = create_account(username=name, display_name=name, hashed="!", by=SYSTEM)
    grant(user, Role.OFFICER, organisation=body, by=SYSTEM)
    return user


def bodies_of(user: User) -> set[int]:
    return set(actor_of(User.objects.get(pk=user.pk)).organisation_ids)


def merged(world: World, **days: object) -> Reform:
    found = world.drafted(Merge((world.street.pk,), world.centre.pk), **days)  # type: ignore[arg-type]
    return actions.apply_reform(world.answered(found), by=SYSTEM)


def test_a_merger_hands_permissions_on_and_its_undoing_gives_them_back(world: World) -> None:
    clerk, both = officer("clerk", world.street), officer("both", world.street)
    grant(both, Role.OFFICER, organisation=world.centre, by=SYSTEM)
    before = everything()
    reform = merged(world)
    assert bodies_of(clerk) == bodies_of(both) == {world.centre.pk}
    assert Grant.objects.on(today()).filter(organisation=world.centre).count() == 2
    told = Entry.objects.filter(subject_type="account", subject_id=clerk.pk).order_by("number")
    assert [entry.action for entry in told][-2:] == ["role.ended", "role.granted"]
    actions.undo_reform(reform, by=SYSTEM)
    assert everything() == before
    assert bodies_of(clerk) == {world.street.pk}


def test_permissions_are_counted_and_name_nobody(world: World) -> None:
    for name in ("clerk-wang", "clerk-li"):
        officer(name, world.street)
    preview = queries.preview(world.drafted())
    lines = [line for line in preview.unanswered if line.token.startswith("grant")]
    assert [len(line.touches) for line in lines] == [2]
    assert "2" in lines[0].what
    shown = str([(line.body, line.what, line.to, line.proposal) for line in preview.unanswered])
    assert "clerk" not in shown
    assert "officer" not in shown


def test_permissions_that_nobody_needs_end_with_the_body_on_its_day(world: World) -> None:
    clerk = officer("clerk", world.street)
    found = world.answered(world.drafted(day=today() + timedelta(days=10)))
    line = next(line for line in queries.preview(found).settled if line.token.startswith("grant"))
    actions.answer(found, [Answer(item, None, "决定") for item in line.items], by=SYSTEM)
    actions.apply_reform(found, by=SYSTEM)
    assert bodies_of(clerk) == {world.street.pk}
    with clock_at(now() + timedelta(days=10)):
        assert bodies_of(clerk) == set()


def test_an_account_let_in_twice_is_handed_on_and_restored(world: World) -> None:
    clerk = officer("clerk", world.street)
    grant(clerk, Role.OFFICER, organisation=world.street, ends_on=today() + timedelta(days=5), by=SYSTEM)
    before = everything()
    reform = merged(world)
    assert bodies_of(clerk) == {world.centre.pk}
    actions.undo_reform(reform, by=SYSTEM)
    assert everything() == before


def test_a_permission_given_for_ever_for_a_body_that_began_later_goes_and_comes_back(world: World) -> None:
    Organisation.objects.filter(pk=world.street.pk).update(starts_on=DAY - timedelta(days=500))
    for rows in (world.street.reporting, world.street.serving, world.street.responsibilities):
        rows.update(starts_on=DAY - timedelta(days=500))
    world.street.service_points.update(starts_on=DAY - timedelta(days=500))
    world.street.reported_to.update(starts_on=DAY - timedelta(days=500))
    officer("clerk", world.street)
    before = everything()
    reform = merged(world)
    actions.undo_reform(reform, by=SYSTEM)
    assert everything() == before

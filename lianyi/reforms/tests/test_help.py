"""The help of a body that ends goes to its one heir, or ends with a word; and comes back exactly."""

from __future__ import annotations

import pytest

from lianyi.dated import today
from lianyi.engines.reform import Answer, Create, Item, Kind, Merge
from lianyi.journal.verification import verify
from lianyi.matters.actions.claiming import ask_help, end_help
from lianyi.matters.actions.closing import Word, answer_matter, reopen_matter, say
from lianyi.matters.actions.handing import hand_over_matter
from lianyi.matters.models import Helping, Matter, Step
from lianyi.organisations.actions import Facts, add_organisation, close_organisation
from lianyi.organisations.models import Organisation
from lianyi.organisations.tests.settlement import SYSTEM, settle
from lianyi.reforms import actions, queries
from lianyi.reforms.keeping import pass_matters_on
from lianyi.reforms.rows import snapshot
from lianyi.reforms.tests.world import DAY, World
from lianyi.scope import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(settle())


def test_the_one_body_it_went_into_helps_on_and_taken_back_the_old_one_does(world: World) -> None:
    helped, own, over = (world.raised(world.kept) for _one in range(3))
    hand_over_matter(own, to=world.centre, reason="中心办", by=SYSTEM)
    for matter in (helped, own, over):
        ask_help(matter, organisation=world.centre, task="带路", by=SYSTEM)
    answer_matter(over, "好了", outcome=Matter.Outcome.SOLVED, by=SYSTEM)
    say(over, Word(Matter.Channel.WEB, "yes"), by=Actor())
    Matter.objects.update(moved_on=DAY)
    found = world.drafted(Create(-1, "社区服务中心", world.district.pk, ()), Merge((world.centre.pk,), -1))
    assert queries.preview(found).counts[-1][1] == 2  # matters they help with
    reform = actions.apply_reform(found, by=SYSTEM)
    assert _helpers(helped) == [("社区服务中心", "带路")]
    assert _helpers(own) == []  # it has the matter itself by now
    assert _helpers(over) == [("政务中心", "带路")]
    told = Step.objects.filter(matter=helped).latest("pk")
    assert told.is_shown
    assert all(word in told.text for word in ("社区服务中心", "政务中心", reform.title))
    helped.refresh_from_db()
    assert helped.moved_on == DAY
    actions.undo_reform(reform, by=SYSTEM)
    assert [_helpers(one) for one in (helped, own, over)] == [[("政务中心", "带路")]] * 3
    assert not Helping.objects.exclude(organisation=world.centre).exists()
    assert verify().holds


def test_help_that_somebody_ended_since_stays_ended(world: World) -> None:
    matter = world.raised(world.kept)
    ask_help(matter, organisation=world.street, by=SYSTEM)
    hand_over_matter(matter, to=world.city, reason="市里管", by=SYSTEM)
    reform = world.applied()
    assert _helpers(matter) == [("政务中心", "")]
    end_help(Helping.objects.get(organisation=world.centre), by=SYSTEM)
    actions.undo_reform(reform, by=SYSTEM)
    assert _helpers(matter) == []


def test_help_in_a_closed_matter_does_not_keep_a_founded_body_and_passes_on_when_it_opens_again(world: World) -> None:
    closed, open_again = world.raised(world.kept), world.raised(world.kept)
    for matter in (closed, open_again):
        ask_help(matter, organisation=world.centre, by=SYSTEM)
    answer_matter(open_again, "好了", outcome=Matter.Outcome.SOLVED, by=SYSTEM)
    say(open_again, Word(Matter.Channel.WEB, "yes"), by=Actor())
    reform = world.founded()
    answer_matter(closed, "好了", outcome=Matter.Outcome.SOLVED, by=SYSTEM)
    say(closed, Word(Matter.Channel.WEB, "yes"), by=Actor())
    assert [_helpers(one) for one in (closed, open_again)] == [[("社区服务中心", "")], [("政务中心", "")]]
    open_again.refresh_from_db()
    reopen_matter(open_again, reason="又坏了", by=SYSTEM, by_asker=False)
    pass_matters_on()
    assert _helpers(open_again) == [("社区服务中心", "")]
    actions.undo_reform(reform, by=SYSTEM)
    assert [_helpers(one) for one in (closed, open_again)] == [[("政务中心", "")]] * 2


def test_help_follows_two_reforms_and_comes_back_through_both(world: World) -> None:
    matter = world.raised(world.kept)
    ask_help(matter, organisation=world.centre, by=SYSTEM)
    hand_over_matter(matter, to=world.city, reason="市里管", by=SYSTEM)
    made = world.founded()
    second = actions.apply_reform(
        world.answered(world.drafted(Merge((Organisation.objects.get(name="社区服务中心").pk,), world.district.pk))),
        by=SYSTEM,
    )
    assert _helpers(matter) == [("区政府", "")]
    for reform in (second, made):
        actions.undo_reform(reform, by=SYSTEM)
    assert _helpers(matter) == [("政务中心", "")]


def test_help_ends_where_several_take_over_or_a_body_is_ended_by_hand(world: World) -> None:
    matter = world.raised(world.kept)
    hand_over_matter(matter, to=world.city, reason="市里管", by=SYSTEM)
    nobody = add_organisation(Facts("临时指挥部", "public"), by=SYSTEM)
    for body in (world.street, nobody):
        ask_help(matter, organisation=body, by=SYSTEM)
    found = world.answered(world.drafted())
    window = next(row for row in snapshot().history.holdings.values() if row.kind is Kind.POINT)
    actions.answer(found, [Answer(Item.holding(window.key), world.district.pk)], by=SYSTEM)
    actions.apply_reform(found, by=SYSTEM)
    assert _helpers(matter) == [("临时指挥部", "")]
    close_organisation(nobody, on=today(), by=SYSTEM)
    pass_matters_on()
    pass_matters_on()
    assert _helpers(matter) == []
    told = [step.text for step in Step.objects.filter(matter=matter).order_by("-pk")[:2]]
    assert ["临时指挥部" in told[0], "街道办" in told[1]] == [True, True]


def _helpers(matter: Matter) -> list[tuple[str, str]]:
    going = matter.helpings.filter(ended_at=None).select_related("organisation")
    return [(one.organisation.name, one.task) for one in going if one.organisation]

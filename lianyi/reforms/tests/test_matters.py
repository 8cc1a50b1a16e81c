"""Open matters pass to whoever carries on, with a reform or on its day, and come back exactly."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from lianyi.accounts.models import User
from lianyi.dated import clock_at, now, today
from lianyi.engines.reform import Answer, HandOver, Item, Kind, Merge
from lianyi.journal.verification import verify
from lianyi.matters.actions.closing import Word, answer_matter, say
from lianyi.matters.actions.handing import hand_over_matter
from lianyi.matters.actions.pausing import pause_matter
from lianyi.matters.actions.steps import Done, add_step
from lianyi.matters.models import Hop, Matter, Pause, Step, Tally
from lianyi.matters.rates.counting import count_anew
from lianyi.matters.tests.test_counting import tally
from lianyi.organisations.actions import Facts, add_organisation, close_organisation
from lianyi.organisations.models import Organisation
from lianyi.organisations.tests.settlement import SYSTEM, settle
from lianyi.reforms import actions, queries
from lianyi.reforms.keeping import pass_matters_on
from lianyi.reforms.models import Reform
from lianyi.reforms.rows import snapshot
from lianyi.reforms.tests.world import DAY, World, everything, in_hand
from lianyi.responsibilities.actions import Ground, add_subject, assign
from lianyi.scope import Actor, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(settle())


def test_an_open_matter_of_a_body_that_ends_needs_an_answer_and_is_told_without_its_topic(world: World) -> None:
    matter = world.raised(world.kept, topic="某某家的私事")
    found = world.drafted()
    line = next(line for line in queries.preview(found).unanswered if line.touch.item == Item.matter(matter.pk))
    assert matter.number in line.what
    assert "低保" in line.what
    assert "私事" not in line.what
    actions.answer(found, [], by=SYSTEM)
    with pytest.raises(Refused):
        actions.apply_reform(found, by=SYSTEM)


def test_matters_and_holdings_with_the_same_key_are_told_apart(world: World) -> None:
    (key, *_others) = [row.key for row in snapshot().history.holdings.values() if row.kind is Kind.DUTY]
    matter = Matter.objects.create(pk=key, **_columns(world.raised(world.kept), 1))
    lines = queries.preview(world.drafted()).unanswered
    assert {Item.matter(key), Item.holding(key)} <= {item for line in lines for item in line.items}
    told = next(line for line in lines if Item.matter(key) in line.items)
    assert matter.number in told.what
    assert "低保" in told.what


def test_many_matters_of_one_body_that_go_one_way_are_one_line(world: World) -> None:
    for _one in range(8):
        world.raised(world.kept)
    found = world.drafted()
    lines = [line for line in queries.preview(found).unanswered if line.touch.item.table == "matter"]
    assert [len(line.touches) for line in lines] == [8]
    actions.answer(found, [], by=SYSTEM)
    actions.accept_proposals(found, by=SYSTEM)
    settled = [line for line in queries.preview(found).settled if line.touch.item.table == "matter"]
    assert [(len(line.touches), line.to) for line in settled] == [(8, "区政府")]


def test_matters_go_to_who_takes_over_and_those_that_nobody_needs_are_explained_and_closed(world: World) -> None:
    moved, closed, unsaid = world.raised(world.kept), world.raised(world.gone), world.raised()
    clerk = User.objects.create(username="clerk")
    Matter.objects.filter(pk=moved.pk).update(owner=clerk, contact=clerk)
    reform = world.applied()
    assert [in_hand(one) for one in (moved, unsaid)] == ["政务中心", "政务中心"]
    hop = Hop.objects.get(matter=moved, ended_at=None)
    assert (hop.cause, hop.organisation_id) == (Hop.Cause.REFORMED, world.centre.pk)
    step = Step.objects.filter(matter=moved).latest("pk")
    assert step.is_shown
    assert reform.title in step.text
    assert reform.source in step.text
    assert (moved.owner, moved.contact) == (None, clerk)
    closed.refresh_from_db()
    assert (closed.state, closed.outcome) == (Matter.State.CLOSED, Matter.Outcome.EXPLAINED)
    assert "民发〔2020〕20号" in Step.objects.filter(matter=closed).latest("pk").text
    assert queries.matters_of(Reform.objects.get(pk=reform.pk)) == 3
    assert verify().holds


def test_what_is_counted_goes_along_and_can_be_made_anew_from_the_journal(world: World) -> None:
    for _one in range(3):
        world.raised(world.kept)
    world.raised(world.gone)
    reform = world.applied()
    counted = tally()
    by_body: Counter[tuple[object, object]] = Counter()
    for (_place, _month, _day, event, body, _subject), count in counted.items():
        by_body[event, body] += count
    assert by_body["received", world.centre.pk] == 3
    assert by_body["received", world.street.pk] == by_body["closed", world.street.pk] == 1
    count_anew()
    assert tally() == counted
    actions.undo_reform(reform, by=SYSTEM)
    counted = tally()
    count_anew()
    assert tally() == counted
    assert not any(body == world.centre.pk for (*_rest, body, _subject) in counted)
    assert Tally.objects.exists()


def test_taken_back_they_are_where_they_were_exactly(world: World) -> None:
    clerk = User.objects.create(username="clerk")
    matters = [world.raised(world.kept), world.raised(world.gone), world.raised(), world.raised(world.gone)]
    Matter.objects.filter(pk=matters[0].pk).update(owner=clerk, moved_on=today() - timedelta(days=9))
    pause_matter(matters[1], Pause.Cause.PAPERS, note="户口本", by=SYSTEM)
    answer_matter(matters[3], "已答复", outcome=Matter.Outcome.SOLVED, by=SYSTEM)
    before = everything()
    reform = world.applied()
    assert everything() != before
    actions.undo_reform(reform, by=SYSTEM)
    answered = Matter.objects.get(pk=matters[1].pk)  # that it was read stays counted
    Matter.objects.filter(pk=answered.pk).update(responded_at=None)
    assert answered.responded_at is not None
    assert everything() == before
    assert "街道办" in Step.objects.filter(matter=matters[0]).latest("pk").text
    assert Reform.objects.get(pk=reform.pk).passed == []
    assert verify().holds


def test_what_somebody_did_something_with_since_stays(world: World) -> None:
    untouched, worked_on, moved_on, done, word = (world.raised(world.kept) for _one in range(5))
    clerk = Actor(user_id=User.objects.create(username="clerk").pk, name="员", roles=SYSTEM.roles)
    reform = world.applied()
    add_step(worked_on, Done(Step.Kind.CALL, "打过电话"), by=clerk)
    hand_over_matter(moved_on, to=world.city, reason="市里管", by=clerk)
    answer_matter(done, "办好了", outcome=Matter.Outcome.SOLVED, by=clerk)
    say(done, Word(Matter.Channel.WEB, "yes"), by=Actor())
    Step.objects.create(matter=word, kind=Step.Kind.NOTE, at=word.opened_at, happened_on=today(), text="还有一句")
    actions.undo_reform(reform, by=SYSTEM)
    hands = [in_hand(one) for one in (untouched, worked_on, moved_on, done, word)]
    assert hands == ["街道办", "政务中心", "市政府", "政务中心", "街道办"]


def test_a_founded_body_goes_again_when_its_matters_are_untouched(world: World) -> None:
    matter = world.raised(world.kept)
    hand_over_matter(matter, to=world.centre, reason="中心办", by=SYSTEM)
    before = everything()
    reform = world.founded()
    assert in_hand(matter) == "社区服务中心"
    actions.undo_reform(reform, by=SYSTEM)
    assert everything() == before


def test_a_matter_that_stays_at_a_founded_body_keeps_it_and_is_named(world: World) -> None:
    matter = world.raised(world.kept)
    hand_over_matter(matter, to=world.centre, reason="中心办", by=SYSTEM)
    reform = world.founded()
    clerk = Actor(user_id=User.objects.create(username="clerk").pk, name="员", roles=SYSTEM.roles)
    add_step(matter, Done(Step.Kind.CALL, "打过电话"), by=clerk)
    before = everything()
    with pytest.raises(Refused, match=matter.number):
        actions.undo_reform(reform, by=SYSTEM)
    assert everything() == before
    assert in_hand(matter) == "社区服务中心"


def test_a_body_that_once_helped_or_decided_is_not_deleted_but_told(world: World) -> None:
    reform = world.founded()
    made = Organisation.objects.get(name="社区服务中心")
    matter = world.raised(world.kept)
    matter.helpings.create(organisation=made, began_at=matter.opened_at)
    with pytest.raises(Refused, match=matter.number):
        actions.undo_reform(reform, by=SYSTEM)
    matter.helpings.all().delete()
    matter.disputes.create(organisation=world.street, arbiter=made, reason="x", asked_at=matter.opened_at)
    with pytest.raises(Refused, match=matter.number):
        actions.undo_reform(reform, by=SYSTEM)


def test_two_reforms_are_taken_back_one_after_the_other(world: World) -> None:
    matter = world.raised(world.kept)
    before = everything()
    first = world.applied()
    between = everything()
    second = world.founded(day=DAY + timedelta(days=30))
    assert in_hand(matter) == "社区服务中心"
    with pytest.raises(Refused):
        actions.undo_reform(first, by=SYSTEM)
    actions.undo_reform(second, by=SYSTEM)
    assert everything() == between
    actions.undo_reform(first, by=SYSTEM)
    assert everything() == before


def test_matters_that_came_while_the_draft_was_written_follow_their_task(world: World) -> None:
    gone = world.raised(world.kept)
    found = world.answered(world.drafted())
    late = world.raised(world.kept)
    hand_over_matter(gone, to=world.city, reason="市里管", by=SYSTEM)
    assert queries.preview(found).faults == []
    actions.apply_reform(found, by=SYSTEM)
    assert (in_hand(gone), in_hand(late)) == ("市政府", "政务中心")


def test_a_reform_that_lies_ahead_moves_nothing_before_its_day(world: World) -> None:
    matters = [world.raised(world.kept), world.raised(world.gone), world.raised()]
    day = today() + timedelta(days=30)
    before = everything()
    reform = world.applied(day=day)
    pass_matters_on()
    assert [in_hand(one) for one in matters] == ["街道办"] * 3
    assert queries.matters_of(reform) is None
    actions.undo_reform(reform, by=SYSTEM)
    assert everything() == before


def test_on_its_day_they_pass_on_with_those_that_came_in_between_once(world: World) -> None:
    early, closed = world.raised(world.kept), world.raised(world.gone)
    day = today() + timedelta(days=30)
    reform = world.applied(day=day)
    late, dropped, unsaid, elsewhere = (world.raised(one) for one in (world.kept, world.gone, None, world.kept))
    hand_over_matter(elsewhere, to=world.city, reason="市里管", by=SYSTEM)
    with clock_at(now() + timedelta(days=30)):
        pass_matters_on()
        hands = [in_hand(one) for one in (early, late, dropped, unsaid, elsewhere)]
        assert hands == ["政务中心", "政务中心", "", "政务中心", "市政府"]
        closed.refresh_from_db()
        assert closed.is_over
        told = Hop.objects.get(matter=late, ended_at=None).reason
        assert reform.title in told
        assert queries.matters_of(Reform.objects.get(pk=reform.pk)) == 5
        before = everything()
        pass_matters_on()
        assert everything() == before
        actions.undo_reform(reform, by=SYSTEM)
    hands = [in_hand(one) for one in (early, late, dropped, unsaid, elsewhere)]
    assert hands == ["街道办", "街道办", "街道办", "街道办", "市政府"]
    closed.refresh_from_db()
    assert not closed.is_over


def test_a_matter_without_a_subject_follows_its_body_into_the_one_it_went_into(world: World) -> None:
    day = today() + timedelta(days=1)
    found = world.drafted(Merge((world.street.pk,), world.centre.pk), day=day)
    actions.apply_reform(world.answered(found), by=SYSTEM)
    matter = world.raised()
    with clock_at(now() + timedelta(days=1)):
        pass_matters_on()
    assert in_hand(matter) == "政务中心"


def test_a_body_ended_by_hand_leaves_no_matter_behind(world: World) -> None:
    nobody = add_organisation(Facts("临时指挥部", "public"), by=SYSTEM)
    led, unsaid = world.raised(world.kept), world.raised()
    for matter in (led, unsaid):
        hand_over_matter(matter, to=nobody, reason="先放着", by=SYSTEM)
    close_organisation(nobody, on=today(), by=SYSTEM)
    pass_matters_on()
    assert [in_hand(one) for one in (led, unsaid)] == ["街道办", ""]


def test_a_matter_follows_the_duty_that_is_led_in_its_area_alone(world: World) -> None:
    subject = add_subject({"name": "路灯"}, by=SYSTEM)
    assign(subject, world.street, "leads", Ground("清单", "网站"), area=world.town.here, by=SYSTEM)
    matter = world.raised(subject)
    assert snapshot().history.matters[matter.pk].subject == f"{subject.pk}@{world.town.here.pk}"
    found = world.drafted()
    duty = next(
        row for row in snapshot().history.holdings.values() if row.target == f"{subject.pk}@{world.town.here.pk}"
    )
    actions.answer(found, [Answer(Item.holding(duty.key), world.centre.pk)], by=SYSTEM)
    line = next(line for line in queries.preview(found).unanswered if line.items == (Item.matter(matter.pk),))
    assert line.proposal == "政务中心"


def test_single_matters_are_handed_over_by_a_step_and_counted_in_one_sentence(world: World) -> None:
    matters = [world.raised(world.kept) for _one in range(3)]
    found = world.drafted(*(HandOver(Item.matter(one.pk), world.centre.pk) for one in matters))
    assert len(queries.preview(found).steps) == 1
    actions.apply_reform(found, by=SYSTEM)
    assert {in_hand(one) for one in matters} == {"政务中心"}
    actions.undo_reform(found, by=SYSTEM)
    assert {in_hand(one) for one in matters} == {"街道办"}
    actions.remove_step(found, 0, by=SYSTEM)
    assert actions.plan_of(Reform.objects.get(pk=found.pk)).steps == ()


def test_the_way_back_brings_open_matters_back_and_counts_what_it_does_not(world: World) -> None:
    back_day = date(2020, 6, 1)
    still, done = world.raised(world.kept), world.raised(world.kept)
    reform = world.applied()
    answer_matter(done, "办好了", outcome=Matter.Outcome.SOLVED, by=SYSTEM)
    say(done, Word(Matter.Channel.WEB, "yes"), by=Actor())
    back = actions.draft_reform(title="恢复街道办", day=back_day, source="决定 9 号", by=SYSTEM, reverses=reform)
    told = queries.preview(back)
    assert sum("1" in text and "街道办" in text for _number, text in told.steps) == 1
    assert any("1" in text for text in told.left)
    actions.accept_proposals(back, by=SYSTEM)
    actions.apply_reform(back, by=SYSTEM)
    assert in_hand(still) == "街道办"
    assert still.body_id != world.street.pk


def test_five_thousand_open_matters_leave_the_page_usable(world: World) -> None:
    first = world.raised(world.kept)
    copies = [Matter(**_columns(first, number)) for number in range(5000)]
    made = Matter.objects.bulk_create(copies)
    Hop.objects.bulk_create(Hop(matter=one, organisation=world.street, began_at=one.opened_at) for one in made)
    found = world.drafted()
    preview = queries.preview(found)
    assert len(preview.unanswered) < 20
    assert preview.open_count > 5000
    world.answered(found)
    actions.accept_proposals(found, by=SYSTEM)
    assert queries.preview(found).is_ready
    actions.apply_reform(found, by=SYSTEM)
    assert Matter.objects.filter(body=world.centre).count() == 5001
    actions.undo_reform(found, by=SYSTEM)
    assert Matter.objects.filter(body=world.street).count() == 5001


def _columns(matter: Matter, number: int) -> dict[str, object]:
    names = [field.attname for field in Matter._meta.concrete_fields if not field.primary_key]
    return {name: getattr(matter, name) for name in names} | {"code_digest": f"copy {number}", "send_key": None}

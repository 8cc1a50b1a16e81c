"""The course of a matter through hands: what is counted of it, whose it is, and what nobody may do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import override

from lianyi.accounts.models import User
from lianyi.journal.actions import look_at
from lianyi.journal.models import Entry
from lianyi.journal.queries import seen_of
from lianyi.matters import queries, rules
from lianyi.matters.actions import backing, claiming, closing, crossing, handing, pausing, steps
from lianyi.matters.actions.intake import Told, Whose, open_matter
from lianyi.matters.models import Dispute, Hop, Matter, Pause, Step
from lianyi.matters.next_thing import Facing, next_thing
from lianyi.matters.queries.hands import bodies_around, colleagues, desks
from lianyi.matters.tests.desks import again
from lianyi.matters.tests.street import Street, account, raised, street
from lianyi.organisations.actions import Facts, add_organisation
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.scope import Actor, OutOfScope, Refused, Role

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, tzinfo=timezone.get_fixed_timezone(480))


@pytest.fixture
def here() -> Street:
    return street()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def heard(here: Street, **told: object) -> Matter:
    told = {"workspace": Matter.Workspace.SELF, **told}
    made = Told("邻里的事", Matter.Channel.NOTE, **told)  # type: ignore[arg-type]
    return open_matter(here.town.here, made, by=here.committee).matter


def test_every_hop_is_counted_with_its_days(here: Street) -> None:
    with time_machine.travel(START, tick=False) as clock:
        matter = raised(here, subject=here.lamps).matter
        clock.shift(timedelta(days=3, hours=2))
        handing.hand_over_matter(matter, to=None, reason="先由社区看", by=here.officer)
        clock.shift(timedelta(hours=20))
        handing.hand_over_matter(matter, to=here.bureau, reason="还是路灯", by=here.worker)
        clock.shift(timedelta(days=5))
        held = [(one.hop.organisation, one.days) for one in queries.hops(matter)]
    assert held == [(here.bureau, 3), (None, 0), (here.bureau, 5)]


def test_the_two_clocks_stand_apart_and_stop_with_the_answer(here: Street) -> None:
    with time_machine.travel(START, tick=False) as clock:
        matter = raised(here).matter
        clock.shift(timedelta(days=2))
        pausing.pause_matter(matter, Pause.Cause.PAPERS, note="缺身份证", by=here.worker)
        clock.shift(timedelta(days=30))
        pausing.resume_matter(matter, by=here.worker)
        clock.shift(timedelta(days=1))
        pausing.pause_matter(matter, Pause.Cause.ASKER, note="等回电话", by=here.worker)
        clock.shift(timedelta(days=4))
        closing.answer_matter(matter, "办好了", outcome=Matter.Outcome.SOLVED, by=here.worker)
        clock.shift(timedelta(days=90))
        found = queries.clock(again(matter))
    assert (found.total.days, found.papers.days, found.waiting.days, found.in_our_hands.days) == (37, 30, 34, 3)
    assert not Pause.objects.filter(ended_at=None).exists()


def test_the_day_it_is_due_does_not_move_while_it_waits(here: Street) -> None:
    matter = raised(here).matter
    due = matter.due_on
    pausing.pause_matter(matter, Pause.Cause.PAPERS, note="缺身份证", by=here.worker)
    pausing.resume_matter(matter, by=here.worker)
    assert again(matter).due_on == due


def test_handing_over_frees_it_and_keeps_the_contact(here: Street) -> None:
    told = Told("路灯坏了", Matter.Channel.TELEPHONE, whose=Whose("简安"))
    matter = open_matter(here.town.here, told, by=here.worker).matter
    claiming.claim_matter(matter, by=here.colleague)
    handing.hand_over_matter(matter, to=here.bureau, reason="路灯", by=here.colleague)
    found = again(matter)
    assert (found.owner, found.contact_id) == (None, here.worker.user_id)
    claiming.claim_matter(found, by=here.officer)
    assert again(matter).contact_id == here.worker.user_id


def test_it_is_handed_only_to_bodies_that_are_there(here: Street) -> None:
    matter = raised(here).matter
    gone = add_organisation(Facts("旧街道办", "public"), areas=[here.town.here], by=SYSTEM)
    gone.ends_on = timezone.localdate()
    gone.save()
    with pytest.raises(Refused, match="no more"):
        handing.hand_over_matter(matter, to=gone, reason="请办", by=here.worker)
    assert gone not in bodies_around(matter)
    with pytest.raises(Refused, match="there already"):
        handing.hand_over_matter(matter, to=None, reason="请办", by=here.worker)


def test_self_governance_goes_to_a_body_only_by_crossing(here: Street) -> None:
    matter = heard(here)
    with pytest.raises(Refused, match="public services"):
        handing.hand_over_matter(matter, to=here.bureau, reason="请办", by=here.committee)


def test_while_it_is_disputed_it_stays(here: Street) -> None:
    matter = raised(here, subject=here.welfare).matter
    handing.return_matter(matter, reason="不归我们", by=here.clerk, dispute=True)
    with pytest.raises(Refused, match="next level has been asked"):
        handing.hand_over_matter(matter, to=here.bureau, reason="走开", by=here.clerk)
    with pytest.raises(Refused, match="asked already"):
        handing.return_matter(matter, reason="再问", by=here.clerk, dispute=True)
    assert again(matter).body == here.office


def test_what_was_decided_is_not_decided_twice_and_the_other_side_keeps_reading(here: Street) -> None:
    matter = raised(here, subject=here.welfare).matter
    dispute = handing.return_matter(matter, reason="不归我们", by=here.clerk, dispute=True)
    assert dispute is not None
    assert queries.matter(matter.pk, for_=here.officer) == matter
    handing.arbitrate(dispute, to=here.bureau, ground="第 3 条", by=here.officer)
    with pytest.raises(Refused, match="decided already"):
        handing.arbitrate(Dispute.objects.get(), to=here.office, ground="x", by=here.officer)
    assert [hop.cause for hop in matter.hops.all()] == [Hop.Cause.INTAKE, Hop.Cause.ARBITRATED]
    assert queries.matter(matter.pk, for_=here.clerk) == matter


def test_who_holds_it_and_who_only_writes(here: Street) -> None:
    matter = raised(here, subject=here.lamps).matter
    holders = {name: rules.holds(matter, getattr(here, name)) for name in ("worker", "officer", "clerk", "committee")}
    assert holders == {"worker": False, "officer": True, "clerk": False, "committee": False}
    writers = {
        name: rules.may_write(matter, getattr(here, name)) for name in ("worker", "officer", "clerk", "committee")
    }
    assert writers == {"worker": True, "officer": True, "clerk": False, "committee": False}
    for action in (
        lambda: claiming.claim_matter(matter, by=here.worker),
        lambda: claiming.release_matter(matter, reason="x", by=here.worker),
        lambda: handing.hand_over_matter(matter, to=None, reason="x", by=here.worker),
        lambda: closing.answer_matter(matter, "x", outcome="solved", by=here.worker),
        lambda: crossing.cross_over(matter, crossing.Passage("mediation", "x"), by=here.worker),
    ):
        with pytest.raises(OutOfScope):
            action()


def test_nobody_reaches_the_other_workspace_by_any_action(here: Street) -> None:
    own = heard(here)
    for stranger in (here.worker, here.officer, here.elsewhere, Actor()):
        for action in (
            lambda by: claiming.claim_matter(own, by=by),
            lambda by: steps.add_step(own, steps.Done("note", "x"), by=by),
            lambda by: pausing.pause_matter(own, "papers", note="x", by=by),
            lambda by: closing.answer_matter(own, "x", outcome="solved", by=by),
            lambda by: closing.say(own, closing.Word("telephone", "yes"), by=by),
            lambda by: closing.withdraw_matter(own, by=by, by_asker=False),
            lambda by: backing.stand_behind(own, Whose("x"), channel="telephone", by=by),
            lambda by: crossing.cross_over(own, crossing.Passage("danger", "x"), by=by),
        ):
            with pytest.raises(OutOfScope):
                action(stranger)
    assert not own.steps.exists()


def test_whoever_may_answer_for_it_are_those_where_it_lies(here: Street) -> None:
    secretary = account("secretary", Role.SECRETARY, group=here.town.group)
    found = {
        "office": colleagues(raised(here).matter),
        "body": colleagues(raised(here, subject=here.lamps).matter),
        "committee": colleagues(heard(here)),
        "group": colleagues(heard(here, group=here.town.group)),
    }
    names = {where: {user.username for user in users} for where, users in found.items()}
    assert names == {
        "office": {"worker", "colleague"},
        "body": {"officer"},
        "committee": {"committee"},
        "group": {"committee", "secretary"},
    }
    claiming.entrust_matter(heard(here, group=here.town.group), _user(secretary), by=here.committee)


def test_each_hat_has_its_desks(here: Street) -> None:
    both = Actor(
        7,
        "both",
        frozenset({Role.STAFF, Role.COMMITTEE}),
        frozenset({here.town.here.pk}),
        frozenset({here.town.here.pk}),
    )
    assert [one.workspace for one in desks(both)] == ["service", "self"]
    assert [one.workspace for one in desks(here.committee)] == ["self"]
    assert desks(here.officer) == []
    secretary = account("secretary", Role.SECRETARY, group=here.town.group)
    assert desks(secretary) == []
    assert [one.group for one in desks(secretary, with_groups=True)] == [here.town.group]


def test_a_second_crossing_starts_from_the_other_side_and_leaves_what_was_not_ticked(here: Street) -> None:
    matter = raised(here, text="说来话长").matter
    there = crossing.cross_over(matter, crossing.Passage("mediation", "调解", with_text=True), by=here.worker)
    back = crossing.cross_over(there, crossing.Passage("law", "法律要求"), by=here.committee)
    assert (back.text, back.workspace, back.topic) == ("", Matter.Workspace.SERVICE, matter.topic)
    assert not hasattr(back, "asker")
    assert [entry.purpose for entry in Entry.objects.filter(action="matter.crossed").order_by("number")] == [
        "mediation",
        "law",
    ]


def test_looks_of_different_kinds_are_told_apart(here: Street) -> None:
    matter = raised(here).matter
    for what in ("matter", "matter.sheet", "matter", "matter.sheet"):
        look_at(("matter", matter.pk), by=here.worker, what=what)
    seen = seen_of(("matter", matter.pk))
    assert len(seen) == 2
    assert len({one.what for one in seen}) == 2


FACING = Facing(holds=True, writes=True, decides=False, is_disputed=False, waits_for="", belongs=None)


@pytest.mark.parametrize(
    ("fields", "facing", "act"),
    [
        ({}, {}, "claim"),
        ({"owner": True}, {}, "subject"),
        ({"owner": True, "subject": True}, {}, "step"),
        ({"owner": True, "subject": True, "responded": True}, {}, "step"),
        ({}, {"holds": False}, ""),
        ({}, {"waits_for": "缺身份证"}, "resume"),
        ({}, {"is_disputed": True}, ""),
        ({}, {"is_disputed": True, "decides": True}, "arbitrate"),
        ({"state": "answered"}, {}, "word"),
        ({"state": "answered"}, {"writes": False}, ""),
        ({"state": "closed", "outcome": "solved"}, {}, ""),
    ],
)
def test_what_comes_next_is_one_thing(
    here: Street, fields: dict[str, object], facing: dict[str, object], act: str
) -> None:
    matter = raised(here).matter
    matter.state = str(fields.get("state", "open"))
    matter.outcome = str(fields.get("outcome", ""))
    matter.owner = _user(here.worker) if fields.get("owner") else None
    matter.subject = here.lamps if fields.get("subject") else None
    matter.responded_at = START if fields.get("responded") else None
    found = next_thing(matter, Facing(**{**FACING.__dict__, **facing}))
    assert found.act == act
    assert found.text


def test_a_step_kept_inside_is_for_those_who_carry_it(here: Street) -> None:
    matter = raised(here).matter
    steps.add_step(matter, steps.Done(Step.Kind.NOTE, "内部", is_shown=False), by=here.worker)
    assert not queries.course(matter, shown_only=True).exists()
    assert queries.course(matter, shown_only=False).exists()


def _user(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id or 0)

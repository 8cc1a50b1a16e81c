"""Whatever reforms come and are taken back, in the register: every open matter has somebody, every past day stays."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianyi.dated import clock_at, now, today
from lianyi.engines import reform as engine
from lianyi.engines.reform import Abolish, Answer, Create, Fate, History, Merge, Move, Split, Step
from lianyi.matters.actions.handing import hand_over_matter
from lianyi.matters.actions.intake import Told, open_matter
from lianyi.matters.models import Hop, Matter
from lianyi.matters.queries import stranded
from lianyi.organisations.actions import Facts, add_organisation
from lianyi.organisations.models import Organisation
from lianyi.organisations.tests.settlement import SYSTEM, Settlement, settle
from lianyi.reforms import actions
from lianyi.reforms.keeping import pass_matters_on
from lianyi.reforms.models import Reform
from lianyi.reforms.rows import snapshot
from lianyi.responsibilities.actions import Ground, add_subject, assign
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor, Refused

ROUNDS, WIDTH = 6, 20  # reforms and undoings in one history; days before and after today on which they fall
pytestmark = pytest.mark.django_db


class Life:
    """A town of six bodies that chance leads; time goes on a little with every round."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.town: Settlement = settle()
        self.bodies: list[Organisation] = []
        for number in range(6):
            line = self.chance.choice(self.bodies) if self.bodies else None
            areas = self.chance.sample([self.town.region, self.town.here, self.town.elsewhere], 1)
            self.bodies.append(add_organisation(Facts(f"{number}号单位", "public"), line=line, areas=areas, by=SYSTEM))
        self.subjects = [add_subject({"name": name}, by=SYSTEM) for name in ("低保", "路灯", "户口")]
        for subject in self.subjects:
            assign(subject, self.chance.choice(self.bodies), "leads", Ground("清单", "网站"), by=SYSTEM)
        for _one in range(5):
            self.raise_matter()

    def raise_matter(self) -> None:
        subject: Subject | None = self.chance.choice([None, *self.subjects])
        matter = open_matter(self.town.here, Told("要办的事", "web", subject=subject), by=Actor()).matter
        there = [one for one in self.bodies if Organisation.objects.on(today()).filter(pk=one.pk).exists()]
        if there and self.chance.random() < 0.7:
            with suppress(Refused):
                hand_over_matter(matter, to=self.chance.choice(there), reason="转办", by=SYSTEM)

    def round(self) -> None:
        """A reform, or the undoing of one; then what runs by itself."""
        standing = list(Reform.objects.filter(state=Reform.State.APPLIED))
        with suppress(Refused):
            if standing and self.chance.random() < 0.3:
                self.undo(self.chance.choice(standing))
            else:
                self.reform()
        self.raise_matter()
        if self.chance.random() < 0.5:
            pass_matters_on()
            assert not stranded(today()).exists()

    def reform(self) -> None:
        before = snapshot().history
        day = today() + timedelta(days=self.chance.randrange(-WIDTH, WIDTH))
        found = actions.draft_reform(title="改革", day=day, source="决定", by=SYSTEM)
        for step in self.steps(before, day):
            actions.add_step(found, step, by=SYSTEM)
        found.refresh_from_db()
        actions.answer(found, self.answers(found, before), by=SYSTEM)
        with transaction.atomic():
            actions.apply_reform(found, by=SYSTEM)
        after = snapshot().history
        assert engine.check_past(before, after, day) == ()
        if self.chance.random() < 0.3:  # at once, and exactly
            actions.undo_reform(found, by=SYSTEM)
            assert snapshot().history == before

    def undo(self, reform: Reform) -> None:
        before = snapshot().history
        with transaction.atomic():
            actions.undo_reform(reform, by=SYSTEM)
        assert engine.check_past(before, snapshot().history, reform.day) == ()

    def steps(self, history: History, day: date) -> list[Step]:
        there = [key for key, body in sorted(history.bodies.items()) if body.span.holds_on(day)]
        self.chance.shuffle(there)
        if len(there) < 3:
            return []  # hardly anything is left to be reformed
        going, other, third = there[:3]
        new = Create(-1, "新单位", other, ())
        ways: list[list[Step]] = [
            [Abolish(going)],
            [Merge((going, third), other)],
            [new, Merge((going,), -1)],
            [new, Split(going, (-1, other))],
            [Move(going, other)],
            [new, Abolish(going), Abolish(third)],
        ]
        return self.chance.choice(ways)

    def answers(self, found: Reform, history: History) -> list[Answer]:
        plan = actions.plan_of(found)
        open_ones = [one for one in engine.touched(history, plan).touches if one.fate is Fate.OPEN]
        staying = [key for key, body in history.bodies.items() if body.span.holds_on(found.day) and not body.span.end]
        ending = {one.body for one in open_ones}
        others = [key for key in staying if key not in ending] or staying
        return [
            Answer(one.item, None, "决定")
            if self.chance.random() < 0.15
            else Answer(one.item, one.proposal or self.chance.choice(others))
            for one in open_ones
        ]

    def is_well(self) -> None:
        faults = [one for one in engine.check(snapshot().history) if one.code != "no_owner"]
        assert faults == []
        bodies = dict(Organisation.objects.values_list("pk", "ends_on"))
        for matter in Matter.objects.exclude(state=Matter.State.CLOSED):
            (hop,) = Hop.objects.filter(matter=matter, ended_at=None)
            assert hop.organisation_id == matter.body_id
            ends = bodies[matter.body_id] if matter.body_id else None
            assert ends is None or ends > today()


@given(st.integers(0, 2**32))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_history_leaves_a_matter_without_somebody_or_changes_a_past_day(seed: int) -> None:
    with transaction.atomic():
        life = Life(seed)
        start = now()
        for number in range(ROUNDS):
            with clock_at(start + timedelta(days=4 * number)):
                life.round()
        with clock_at(start + timedelta(days=4 * ROUNDS + WIDTH)):
            pass_matters_on()
            life.is_well()
        transaction.set_rollback(True)


@given(st.integers(0, 2**32))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_all_from_the_last_to_the_first_leads_back(seed: int) -> None:
    with transaction.atomic():
        life = Life(seed)
        first = snapshot().history
        for _number in range(4):
            with suppress(Refused):
                life.reform()
        for reform in Reform.objects.filter(state=Reform.State.APPLIED).order_by("-applied_at", "-pk"):
            actions.undo_reform(reform, by=SYSTEM)
        assert snapshot().history == first
        transaction.set_rollback(True)


def test_most_random_reforms_are_carried_out() -> None:
    """The properties above would hold of a town where nothing happens."""
    stand = 0
    for seed in range(6):
        with transaction.atomic():
            life = Life(seed)
            for _number in range(3):
                with suppress(Refused):
                    life.reform()
            stand += Reform.objects.filter(state=Reform.State.APPLIED).count()
            transaction.set_rollback(True)
    assert stand > 6

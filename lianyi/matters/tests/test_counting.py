"""What is counted of matters: an index of the journal, the same for any past day, whatever happens later."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from lianyi.matters.actions import claiming, closing, handing, steps
from lianyi.matters.models import Feedback, Matter, Step, Tally
from lianyi.matters.rates.counting import count_anew
from lianyi.matters.tests.street import Street, raised, street
from lianyi.scope import Actor

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, tzinfo=timezone.get_fixed_timezone(480))


def tally() -> Counter[tuple[object, ...]]:
    rows = Tally.objects.values_list("community", "month", "known_on", "event", "body_key", "subject_key", "count")
    return Counter({row[:-1]: row[-1] for row in rows if row[-1]})


def told_in_full(here: Street) -> None:
    """A few matters that go through hands, are answered, spoken of twice, opened again and withdrawn."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        matters = [raised(here, f"第{n}件事").matter for n in range(4)]
        clock.shift(timedelta(hours=2))
        handing.choose_subject(matters[0], here.lamps, by=here.worker)
        handing.hand_over_matter(matters[0], to=here.bureau, reason="路灯", by=here.worker)
        steps.add_step(matters[0], steps.Done(Step.Kind.CALL, "已联系", reached=True), by=here.officer)
        clock.shift(timedelta(days=1))
        closing.answer_matter(matters[0], "修好了", outcome=Matter.Outcome.SOLVED, by=here.officer)
        closing.say(matters[0], closing.Word("web", Feedback.Solved.YES, Feedback.Satisfied.YES), by=Actor())
        clock.shift(timedelta(days=3))
        closing.say(matters[0], closing.Word("web", Feedback.Solved.NO, Feedback.Satisfied.NO), by=Actor())
        handing.choose_subject(matters[0], here.welfare, by=here.officer)
        handing.hand_over_matter(matters[0], to=here.office, reason="其实是低保", by=here.officer)
        closing.withdraw_matter(matters[1], by=Actor(), by_asker=True)
        claiming.claim_matter(matters[2], by=here.worker)


def test_it_can_be_made_anew_from_the_journal() -> None:
    told_in_full(street())
    before = tally()
    assert before
    count_anew()
    assert tally() == before


def test_what_was_counted_up_to_a_day_stays() -> None:
    here = street()
    with time_machine.travel(MONDAY, tick=False):
        matter = raised(here, subject=here.lamps).matter
    early = {key: count for key, count in tally().items() if key[2] <= MONDAY.date()}  # type: ignore[operator]
    with time_machine.travel(MONDAY + timedelta(days=10), tick=False):
        handing.hand_over_matter(matter, to=None, reason="先由社区看", by=here.officer)
    late = {key: count for key, count in tally().items() if key[2] <= MONDAY.date()}  # type: ignore[operator]
    assert early == late


def test_what_goes_to_another_body_is_counted_there_alone() -> None:
    here = street()
    told_in_full(here)
    by_body: Counter[tuple[object, object]] = Counter()
    for (_place, _month, _day, event, body, _subject), count in tally().items():
        by_body[event, body] += count
    assert by_body["received", here.bureau.pk] == 0
    assert by_body["received", here.office.pk] == 1
    assert by_body["in_time", here.office.pk] == 1
    assert by_body["solved", here.office.pk] == 0
    assert by_body["said", here.office.pk] == 1

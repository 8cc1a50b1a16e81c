"""What runs by itself: asking again, closing what nobody spoke of, the ladder of what is overdue, forgetting."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from lianyi.matters import keeping, queries
from lianyi.matters.actions import closing, pausing
from lianyi.matters.models import Asker, Feedback, Gram, Matter, Pause, Step, Tally
from lianyi.matters.queries.lists import LISTS
from lianyi.matters.rates.events import What
from lianyi.matters.tests.street import Street, raised, street
from lianyi.scope import Actor

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, tzinfo=timezone.get_fixed_timezone(480))


@pytest.fixture
def here() -> Street:
    return street()


def on_list(name: str, here: Street) -> list[Matter]:
    return list(Matter.objects.filter(LISTS[name][1](here.worker)))


def test_who_says_nothing_is_asked_once_more_and_then_it_is_closed(here: Street) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        matter = raised(here).matter
        closing.answer_matter(matter, "修好了", outcome=Matter.Outcome.SOLVED, by=here.worker)
        assert on_list("word", here) == [matter]
        clock.shift(timedelta(days=4))
        for _hour in range(3):
            keeping.ask_again_and_close()
        assert matter.steps.filter(kind=Step.Kind.REMINDER).count() == 1
        clock.shift(timedelta(days=11))
        keeping.ask_again_and_close()
    matter.refresh_from_db()
    assert (matter.state, matter.feedback.count()) == (Matter.State.CLOSED, 0)
    assert not Tally.objects.filter(event=str(What.SAID)).exists()


def test_what_is_overdue_is_shown_higher_step_by_step(here: Street) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        matter = raised(here, subject=here.welfare).matter
        waits = raised(here, "等材料的事", subject=here.welfare).matter
        pausing.pause_matter(waits, Pause.Cause.PAPERS, note="缺身份证", by=here.worker)
        keeping.climb_the_ladder()
        clock.shift(timedelta(days=23))
        keeping.climb_the_ladder()
        keeping.climb_the_ladder()
        matter.refresh_from_db()
        assert matter.level == 1
        assert [helping.organisation for helping in matter.helpings.all()] == [here.bureau]
        assert queries.matter(matter.pk, for_=here.officer) == matter
        clock.shift(timedelta(days=60))
        keeping.climb_the_ladder()
    matter.refresh_from_db()
    waits.refresh_from_db()
    assert (matter.level, waits.level) == (3, 0)
    assert matter.helpings.count() == 1  # there is nobody above the bureau
    assert matter.moved_on == MONDAY.date()


def test_the_radar_knows_what_lies_still_and_what_only_waits(here: Street) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        still, waits = raised(here).matter, raised(here, "等材料的事").matter
        pausing.pause_matter(waits, Pause.Cause.PAPERS, note="缺身份证", by=here.worker)
        clock.shift(timedelta(days=4))
        assert on_list("still", here) == []
        clock.shift(timedelta(days=6))
        assert on_list("still", here) == [still]


def test_long_after_the_end_nothing_tells_who_it_was(here: Street) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        matter = raised(here, "我家三栋门口路灯坏了", text="电话里说的").matter
        closing.answer_matter(matter, "修好了", outcome=Matter.Outcome.SOLVED, by=here.worker)
        closing.say(matter, closing.Word("web", Feedback.Solved.YES, "yes", "谢谢老王"), by=Actor())
        counted = list(Tally.objects.values_list("event", "count"))
        clock.shift(timedelta(days=3 * 366))
        keeping.forget_matters_kept_long_enough()
        keeping.forget_matters_kept_long_enough()
    matter.refresh_from_db()
    assert "路灯" not in matter.topic
    assert (matter.text, Asker.objects.count(), Gram.objects.count()) == ("", 0, 0)
    assert not Feedback.objects.filter(words__contains="老王").exists()
    assert list(Tally.objects.values_list("event", "count")) == counted


def test_what_is_open_is_not_forgotten(here: Street) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        raised(here)
        clock.shift(timedelta(days=3 * 366))
        keeping.forget_matters_kept_long_enough()
    assert Asker.objects.count() == 1

"""The pages of the three rates: as known on a day, with what stands above and below the line."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from lianyi.accounts.tests.signing_in import client_of
from lianyi.matters.actions import closing, steps
from lianyi.matters.models import Feedback, Matter, Step
from lianyi.matters.rates.figures import Period, figures
from lianyi.matters.rates.showing import shown
from lianyi.matters.tests.street import Street, raised, street
from lianyi.scope import Actor, Role

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, tzinfo=timezone.get_fixed_timezone(480))


def answered(here: Street, count: int, *, solved: str = "yes", in_time: bool = True) -> None:
    """Matters about lamps that were raised, contacted, answered and rated within a fortnight."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        matters = [raised(here, f"第{n}盏灯", subject=here.lamps).matter for n in range(count)]
        clock.shift(timedelta(hours=1) if in_time else timedelta(days=5))
        for matter in matters:
            steps.add_step(matter, steps.Done(Step.Kind.CALL, "已联系", reached=True), by=here.officer)
        clock.shift(timedelta(days=3))
        for matter in matters:
            closing.answer_matter(matter, "已处理", outcome=Matter.Outcome.SOLVED, by=here.officer)
            closing.say(matter, closing.Word("web", solved, Feedback.Satisfied.YES), by=Actor())


def known_on(here: Street, days: int) -> tuple[object, object, object]:
    day = (MONDAY + timedelta(days=days)).date()
    total = figures([here.town.here.pk], Period(MONDAY.date(), MONDAY.date(), day))[-1]
    rates = (total.responded, total.solved, total.satisfied)
    return tuple((rate.above, rate.below) for rate in rates)  # type: ignore[return-value]


def test_a_rate_of_an_earlier_day_knows_only_what_was_known_then() -> None:
    here = street()
    answered(here, 6)
    answered(here, 4, solved="no", in_time=False)
    assert known_on(here, 0) == ((0, 0), (0, 0), (0, 0))  # nothing is due on the day it comes
    assert known_on(here, 1) == ((6, 10), (0, 0), (0, 0))
    assert known_on(here, 4) == ((6, 10), (6, 6), (6, 6))
    assert known_on(here, 30) == ((6, 10), (6, 10), (10, 10))


def test_the_page_tells_both_numbers_and_withholds_small_ones() -> None:
    here = street()
    answered(here, 6)
    client = client_of(Role.STAFF, place=here.town.here)
    with time_machine.travel(MONDAY + timedelta(days=20)):
        page = client.get("/desk/rates/").content.decode()
        assert "6 / 6" in page
        public = Client().get(f"/rates/{here.town.here.pk}/").content.decode()
    assert "6 / 6" not in public
    assert "10" in public


def test_what_is_too_small_cannot_be_worked_out_from_the_rest() -> None:
    here = street()
    answered(here, 8)
    with time_machine.travel(MONDAY, tick=False):
        for number in range(2):
            raised(here, f"低保第{number}件", subject=here.welfare)
        for number in range(6):
            raised(here, f"不知归谁第{number}件")
    with time_machine.travel(MONDAY + timedelta(days=20)):
        period = Period(MONDAY.date(), MONDAY.date(), (MONDAY + timedelta(days=20)).date())
        board = shown([here.town.here.pk], period, by="body", threshold_rule="privacy.internal_threshold")
    received = {row.name: row.received for row in board.rows}
    total = next(row.received for row in board.rows if row.is_total)
    assert total == 16
    assert received["服务中心"] is None
    assert sum(count is None for count in received.values()) == 2  # one more, or the difference would tell


@pytest.mark.parametrize(
    "query",
    ["first=2026-05&last=2026-01", "first=x", "on=2999-01-01", "by=person", "first=1900-01", "community=9999"],
)
def test_wrong_questions_are_told(query: str) -> None:
    here = street()
    answer = client_of(Role.STAFF, place=here.town.here).get(f"/desk/rates/?{query}")
    assert answer.status_code == 422


def test_only_ones_own_communities_are_counted() -> None:
    here = street()
    answered(here, 6)
    client = client_of(Role.STAFF, place=here.town.elsewhere)
    with time_machine.travel(MONDAY + timedelta(days=20)):
        assert "6 / 6" not in client.get("/desk/rates/").content.decode()

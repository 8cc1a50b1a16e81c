"""The checklist of a long matter: begun from a playbook, ticked, and what it teaches the next one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from lianyi.journal.models import Entry
from lianyi.matters.actions import checklists, closing
from lianyi.matters.actions.intake import Told, open_matter
from lianyi.matters.following_playbooks import due_on, not_before, playbooks
from lianyi.matters.models import Lesson, Matter, Step, Task
from lianyi.matters.queries.checklists import checklist
from lianyi.matters.tests.desks import act, again, browser_of, page
from lianyi.matters.tests.street import Street, street
from lianyi.playbooks import Due
from lianyi.playbooks import Step as PlaybookStep
from lianyi.rules import Bilingual
from lianyi.scope import OutOfScope, Refused
from lianyi.wording import rule
from lianyi.workdays.queries import calendar

pytestmark = pytest.mark.django_db
KEY = "owners-committee"
DAY = datetime(2026, 3, 2, 9, tzinfo=timezone.get_fixed_timezone(480))


@pytest.fixture
def here() -> Street:
    return street()


@pytest.fixture(autouse=True)
def with_playbooks(settings: Settings) -> None:
    settings.LIANYI_PACK = "cn-community"


def of_neighbours(here: Street, topic: str = "小区没有物管") -> Matter:
    told = Told(topic, Matter.Channel.NOTE, workspace=Matter.Workspace.SELF, occasion="棋艺活动")
    return open_matter(here.town.here, told, by=here.committee).matter


def begun(here: Street, topic: str = "小区没有物管") -> Matter:
    matter = of_neighbours(here, topic)
    checklists.start_checklist(matter, playbooks()[KEY], by=here.committee)
    return matter


def test_it_is_begun_in_two_clicks_and_only_once(here: Street) -> None:
    matter = of_neighbours(here)
    client = browser_of(here.committee)
    act(client, matter, "checklist", playbook=KEY)
    steps = playbooks()[KEY].steps
    assert [task.key for task in matter.tasks.all()] == [step.key for step in steps]
    shown = page(client, "matter", matter.pk)
    assert steps[0].title.en in shown
    assert steps[0].pitfalls[0].en in shown
    assert reverse("matters:owners_vote") in shown
    assert "has a checklist already" in act(client, matter, "checklist", playbook=KEY).text
    with pytest.raises(Refused):
        checklists.start_checklist(again(matter), playbooks()[KEY], by=here.committee)
    assert matter.tasks.count() == len(steps)


def test_two_who_begin_it_at_once_begin_one(here: Street) -> None:
    matter = of_neighbours(here)
    seen_by_another = again(matter)
    checklists.start_checklist(matter, playbooks()[KEY], by=here.committee)
    with pytest.raises(Refused):
        checklists.start_checklist(seen_by_another, playbooks()[KEY], by=here.committee)


def test_each_reads_it_in_their_language(here: Street) -> None:
    matter = begun(here)
    step = playbooks()[KEY].steps[0]
    assert step.title.zh in page(browser_of(here.committee, "zh-hans"), "matter", matter.pk)
    assert step.title.en in page(browser_of(here.committee), "matter", matter.pk)


def test_ticking_writes_a_step_and_can_be_taken_back(here: Street) -> None:
    matter = begun(here)
    client, task = browser_of(here.committee), matter.tasks.all()[0]
    with time_machine.travel(datetime.now(tz=timezone.get_current_timezone()) + timedelta(days=2)):
        client = browser_of(here.committee)
        act(client, matter, "tick", task=task.pk, done_on=timezone.localdate())
        assert again(matter).moved_on == timezone.localdate()
    task.refresh_from_db()
    assert task.done_on is not None
    assert Step.objects.filter(text__contains=task.title, kind=Step.Kind.NOTE).exists()
    act(browser_of(here.committee), matter, "untick", task=task.pk)
    task.refresh_from_db()
    assert task.done_on is None


def test_a_day_ahead_or_another_matters_line_is_refused(here: Street) -> None:
    matter, other = begun(here), begun(here, "别的小区")
    client, task = browser_of(here.committee), matter.tasks.all()[0]
    assert "lies in the future" in act(client, matter, "tick", task=task.pk, done_on="2999-01-01").text
    assert act(client, matter, "tick", task=other.tasks.all()[0].pk, done_on="2026-01-01").status_code == 422
    assert not Task.objects.exclude(done_on=None).exists()


def test_what_counts_from_a_line_is_due_so_long_after_it(here: Street) -> None:
    """The rules of owners' meetings in force everywhere set one earliest day: owners are told so long before."""
    matter = begun(here)
    told = matter.tasks.get(key="notify-owners")
    with time_machine.travel(DAY, tick=False):
        checklists.tick_task(told, on=DAY.date(), by=here.committee)
        found = checklist(matter)
    assert found is not None
    meeting = next(line for line in found.lines if line.task.key == "first-meeting")
    days = rule("owners_meeting.notice_days").number
    assert meeting.not_before == DAY.date() + timedelta(days=days)
    assert meeting.task.due_on is None


def test_last_days_follow_the_rule_its_unit_and_what_is_done() -> None:
    since = date(2026, 9, 28)
    working = rule("requests.respond_working_days", since).number
    dues = (
        Due("first", "requests.respond_working_days", False),
        Due("second", "owners_meeting.notice_days", False),
        Due("first", "owners_meeting.notice_days", True),
    )
    said = Bilingual("甲", "A")
    step = PlaybookStep("third", said, said, (), (), (), (), dues, False, ())
    assert due_on(step, {}) is None
    assert due_on(step, {"first": since}) == calendar().add_working_days(since, working)
    assert due_on(step, {"first": since, "second": since - timedelta(days=30)}) < since  # type: ignore[operator]
    assert not_before(step, {"first": since}) == since + timedelta(days=rule("owners_meeting.notice_days").number)


def test_ticking_a_line_sets_the_last_day_of_what_counts_from_it(here: Street) -> None:
    playbook = playbooks()["noise-mediation"]
    counted = next(step for step in playbook.steps if step.dues and not step.dues[0].is_earliest)
    matter = of_neighbours(here, "楼上太吵")
    checklists.start_checklist(matter, playbook, by=here.committee)
    before, after = matter.tasks.get(key=counted.dues[0].after), matter.tasks.get(key=counted.key)
    day = timezone.localdate() - timedelta(days=1)
    checklists.tick_task(before, on=day, by=here.committee)
    after.refresh_from_db()
    assert after.due_on == day + timedelta(days=rule(counted.dues[0].rule).number)
    before.refresh_from_db()
    checklists.tick_task(before, on=None, by=here.committee)
    after.refresh_from_db()
    assert after.due_on is None


def test_own_lines_stand_after_those_of_the_playbook(here: Street) -> None:
    matter = begun(here)
    client = browser_of(here.committee)
    act(client, matter, "line", title="给外地业主打电话", note="晚上打", due_on="2026-12-01")
    task = matter.tasks.last()
    assert task is not None
    assert (task.key, task.title, task.due_on) == ("", "给外地业主打电话", date(2026, 12, 1))
    assert "晚上打" in page(client, "matter", matter.pk)


def test_closing_asks_what_the_next_one_should_know_and_the_next_one_reads_it(here: Street) -> None:
    matter = begun(here)
    checklists.add_task(matter, "给外地业主打电话", by=here.committee)
    client = browser_of(here.committee)
    answer = act(client, matter, "answer", outcome="solved", text="成立了业主委员会")
    assert answer.redirect_chain[-1][0] == reverse("matters:lessons", args=[matter.pk])
    first, own = matter.tasks.all()[0], matter.tasks.get(key="")
    sent = {f"line-{first.pk}": "先听老人的", f"line-{own.pk}": "on"}
    client.post(answer.redirect_chain[-1][0], sent)
    assert set(Lesson.objects.values_list("key", "text")) == {(first.key, "先听老人的"), ("", "给外地业主打电话")}
    later = begun(here, "另一个小区")
    assert [task.title for task in later.tasks.all()][-1] == "给外地业主打电话"
    shown = page(client, "matter", later.pk)
    assert "先听老人的" in shown
    client.post(answer.redirect_chain[-1][0], {f"line-{first.pk}": ""})
    assert not Lesson.objects.exists()


def test_lessons_name_nobody_but_their_matter_and_outlive_it(here: Street) -> None:
    fields = {field.name for field in Lesson._meta.get_fields()}
    assert fields == {"id", "playbook", "key", "text", "matter", "on"}


def test_the_journal_hears_of_it_without_words(here: Street) -> None:
    matter = begun(here)
    task = checklists.add_task(matter, "给外地业主打电话", by=here.committee)
    checklists.tick_task(task, on=timezone.localdate(), by=here.committee)
    closing.answer_matter(matter, "好了", outcome=Matter.Outcome.SOLVED, by=here.committee)
    checklists.write_lesson(matter, "count", "多叫两个人", by=here.committee)
    codes = set(Entry.objects.filter(subject_type="matter").values_list("action", flat=True))
    expected = {"checklist_started", "task_added", "task_done", "lesson"}
    assert {f"matter.{code}" for code in expected} <= codes
    told = [str(part.content) for entry in Entry.objects.all() for part in entry.parts.all()]
    assert not any(word in text for text in told for word in ("外地", "多叫"))


def test_strangers_do_nothing_with_it(here: Street) -> None:
    matter = begun(here)
    for stranger in (here.worker, here.officer):
        with pytest.raises(OutOfScope):
            checklists.tick_task(matter.tasks.all()[0], on=timezone.localdate(), by=stranger)
        with pytest.raises(OutOfScope):
            checklists.write_lesson(matter, "count", "x", by=stranger)
        assert browser_of(stranger).get(reverse("matters:lessons", args=[matter.pk])).status_code == 404


def test_a_world_without_playbooks_offers_none(here: Street, settings: Settings) -> None:
    matter = of_neighbours(here)
    settings.LIANYI_PACK = "housing-coop"
    with override("en"):
        assert playbooks() == {}
    assert "do/checklist" not in page(browser_of(here.committee), "matter", matter.pk)


def test_a_page_with_a_checklist_costs_less_than_thirty_queries(here: Street) -> None:
    matter = begun(here)
    client = browser_of(here.committee)
    with CaptureQueriesContext(connection) as asked:
        page(client, "matter", matter.pk)
    assert len(asked) < 30, [query["sql"][:90] for query in asked]

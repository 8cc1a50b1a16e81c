"""Answers that somebody typed into a sheet: looked at by the worker, taken by the worker, and forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianyi.accounts.models import Grant, User
from lianyi.groups.actions.sheets import forget_old_sheets
from lianyi.groups.codes import paper_number
from lianyi.groups.forms.keying import written
from lianyi.groups.models import Answer, AnswerSheet, Formation
from lianyi.groups.queries.answers import newest_answer
from lianyi.groups.tests.coming_in import SYSTEM, Community, form_of
from lianyi.jobs.actions import claim, run, work_through
from lianyi.jobs.models import Job
from lianyi.journal.models import Entry
from lianyi.people.actions import erase_person
from lianyi.scope import Role
from lianyi.sheets import write_xlsx

pytestmark = pytest.mark.django_db
HEADINGS = ["编号", "姓名", "第一志愿", "第二志愿", "服从调剂"]
GOOD = [["", "林晓禾", "棋艺组", "", "是"], ["", "王小明", "1", "", ""]]
BAD = ["", "没有人", "1", "", ""]


@pytest.fixture
def community() -> Community:
    return Community()


@pytest.fixture
def client(community: Community) -> Client:
    return community.client()


def address(formation: Formation) -> str:
    return f"/desk/formations/{formation.pk}/answers/import/"


def bring(client: Client, formation: Formation, *rows: list[str]) -> str:
    return bring_file(client, formation, write_xlsx(HEADINGS, rows))


def bring_file(client: Client, formation: Formation, content: bytes) -> str:
    """The page that the job leads on to."""
    client.post(address(formation), {"file": SimpleUploadedFile("list.xlsx", content)})
    return worked(client, formation)


def press(client: Client, formation: Formation, do: str, **fields: str) -> str:
    client.post(address(formation), {"do": do, **fields})
    return worked(client, formation)


def worked(client: Client, formation: Formation) -> str:
    work_through()
    return client.get(address(formation)).content.decode()


def said_of(formation: Formation, name: str) -> str:
    answer = newest_answer(form_of(formation, name))
    return written(answer) if answer else ""


def test_somebody_waits_on_a_page_that_leads_on(community: Community, client: Client) -> None:
    formation = community.opened()
    file = SimpleUploadedFile("list.xlsx", write_xlsx(HEADINGS, GOOD))
    waiting = client.post(address(formation), {"file": file})
    assert waiting["Location"].startswith("/desk/jobs/")
    assert client.get(address(formation))["Location"] == waiting["Location"]
    assert "Looking at the answers" in client.get(waiting["Location"]).content.decode()
    work_through()
    assert client.get(waiting["Location"])["Location"] == address(formation)


def test_nothing_is_taken_before_a_look_and_the_same_sheet_changes_nothing(
    community: Community, client: Client
) -> None:
    formation = community.opened()
    number = paper_number(form_of(formation, "陈大文").serial)
    rows = [[number, "陈大文", "3", "书法组", "否"], GOOD[0], BAD]
    html = bring(client, formation, *rows)
    assert "2 rows can be taken" in html
    assert "1 row cannot be taken" in html
    assert "No form of this round has this name" in html
    assert not Answer.objects.exists()
    assert "2 forms taken in" in press(client, formation, "good")
    assert said_of(formation, "陈大文") == "3 1 n"
    entry = Entry.objects.get(action="form.answered")
    assert (entry.parts.count(), entry.community_id) == (2, community.place.pk)
    again = bring(client, formation, *rows)
    assert "0 rows can be taken" in again
    assert "2 rows say what is there already" in again
    press(client, formation, "good")
    assert Answer.objects.count() == 2


def test_all_rows_are_not_taken_while_one_is_wrong(community: Community, client: Client) -> None:
    formation = community.opened()
    assert 'value="good"' in bring(client, formation, *GOOD, BAD)
    assert "Some rows have errors" in press(client, formation, "take")
    assert not Answer.objects.exists()
    assert 'value="take"' in bring(client, formation, *GOOD)
    press(client, formation, "take")
    assert Answer.objects.count() == 2


def test_every_problem_is_shown_by_row_and_column(community: Community, client: Client) -> None:
    formation = community.opened()
    bring(client, formation, *([BAD] * 60))
    first, second = (client.get(address(formation), {"page": page}).content.decode() for page in (1, 2))
    assert ">51<" in first
    assert ">52<" not in first
    assert ">61<" in second
    assert 'data-label="Column">Name<' in first


def test_what_came_in_meanwhile_is_not_written_over(community: Community, client: Client) -> None:
    formation = community.opened()
    bring(client, formation, *GOOD)
    sent = {"wish1": "2", "if_none": "any", "sees": 0, "channel": "desk"}
    client.post(f"/desk/formations/{formation.pk}/forms/{form_of(formation, '王小明').serial}/", sent)
    client.post(address(formation), {"do": "take"})
    work_through()
    failed = Job.objects.latest("pk")
    assert "Forms have come in" in failed.error
    assert said_of(formation, "林晓禾") == ""
    press(client, formation, "take")
    assert (said_of(formation, "林晓禾"), said_of(formation, "王小明")) == ("2", "1")


def test_late_ones_need_a_reason_at_once(community: Community) -> None:
    formation = community.opened()
    assert formation.deadline is not None
    with time_machine.travel(formation.deadline + timedelta(days=1)):
        client = community.client()
        assert "came in late" in bring(client, formation, *GOOD)
        assert "why it is taken late" in press(client, formation, "take", arrived="late")
        assert "2 forms taken in" in press(client, formation, "take", arrived="late", late_reason="was away")
    assert Answer.objects.filter(is_late=True, late_reason="was away").count() == 2
    assert AnswerSheet.objects.get().late_reason == ""


@pytest.mark.parametrize("do", ["check", "take"])
def test_stopped_work_changes_nothing_and_can_be_done_again(community: Community, client: Client, do: str) -> None:
    formation = community.opened()
    bring(client, formation, *GOOD)
    asked = client.post(address(formation), {"do": do})
    job = claim()
    assert job is not None
    client.post(asked["Location"])
    run(job)
    assert Job.objects.get(pk=job.pk).state == Job.State.CANCELLED
    assert not Answer.objects.exists()
    press(client, formation, "take")
    assert Answer.objects.count() == 2


def test_a_stopped_first_look_can_be_begun_again(community: Community, client: Client) -> None:
    formation = community.opened()
    asked = client.post(address(formation), {"file": SimpleUploadedFile("list.xlsx", write_xlsx(HEADINGS, GOOD))})
    client.post(asked["Location"])
    assert "has not been looked at yet" in worked(client, formation)
    assert "2 rows can be taken" in press(client, formation, "check")


def test_what_is_taken_leaves_nothing_of_the_file(community: Community, client: Client) -> None:
    formation = community.opened()
    bring(client, formation, *GOOD, BAD)
    html = press(client, formation, "good")
    sheet = AnswerSheet.objects.get()
    assert (bytes(sheet.content), sheet.report, sheet.taken, sheet.left) == (b"", {}, 2, 1)
    assert "One row was left out" in html


def test_it_is_gone_when_thrown_away_and_after_a_day(community: Community, client: Client) -> None:
    formation = community.opened()
    bring(client, formation, *GOOD)
    assert "The file was deleted" in press(client, formation, "discard")
    assert not AnswerSheet.objects.exists()
    bring(client, formation, *GOOD)
    with time_machine.travel(AnswerSheet.objects.get().brought_at + timedelta(hours=25)):
        assert "list.xlsx" not in community.client().get(address(formation)).content.decode()
        forget_old_sheets()
    assert not AnswerSheet.objects.exists()
    assert "There is no file here any more" in press(client, formation, "take")


def test_another_file_takes_its_place(community: Community, client: Client) -> None:
    formation = community.opened()
    client.post(address(formation), {"file": SimpleUploadedFile("first.xlsx", write_xlsx(HEADINGS, GOOD))})
    assert "1 row can be taken" in bring(client, formation, GOOD[0])
    assert AnswerSheet.objects.get().name == "list.xlsx"


def test_an_erased_person_is_in_no_file_that_is_kept(community: Community, client: Client) -> None:
    bring(client, community.opened(), *GOOD)
    erase_person(community.person_ids[0], reason="asked", by=SYSTEM)
    assert not AnswerSheet.objects.exists()


def test_a_file_is_for_who_brought_it_and_for_its_round(community: Community, client: Client) -> None:
    formation, other = community.opened(), community.opened()
    bring(client, formation, *GOOD)
    press(client, other, "take")
    colleague = User.objects.create_user("colleague", password="a long enough one")
    Grant.objects.create(user=colleague, role=Role.STAFF, place=community.place)
    beside = Client()
    beside.force_login(colleague)
    beside.cookies["lianyi_language"] = "en"
    press(beside, formation, "take")
    assert not Answer.objects.exists()


def test_who_has_left_the_office_takes_nothing(community: Community, client: Client) -> None:
    formation = community.opened()
    bring(client, formation, *GOOD)
    client.post(address(formation), {"do": "take"})
    Grant.objects.filter(user=community.user).delete()
    work_through()
    assert "do not work for this community" in Job.objects.latest("pk").error
    assert not Answer.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"\x89PNG not a table"])
def test_a_file_that_is_none_gets_a_clear_message(community: Community, client: Client, content: bytes) -> None:
    formation = community.opened()
    html = bring_file(client, formation, content)
    assert 'class="notice error"' in html or 'class="badge error"' in html
    assert 'value="take"' not in html

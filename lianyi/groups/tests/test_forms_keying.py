"""Keying paper forms: what is understood, what is refused, and how few keys it takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from lianyi.groups.codes import paper_number
from lianyi.groups.forms.keying import KeyingError, read_line, written
from lianyi.groups.models import Answer, Formation, WishForm
from lianyi.groups.queries.answers import newest_answer
from lianyi.groups.tests.coming_in import Community, form_of
from lianyi.journal.models import Entry

pytestmark = pytest.mark.django_db
KEYS_A_SECOND = 3  # somebody who does not type much, on the number pad


@pytest.fixture
def community() -> Community:
    return Community()


@pytest.fixture
def formation(community: Community) -> Formation:
    return community.opened()


@pytest.fixture
def form(formation: Formation) -> WishForm:
    return form_of(formation, "陈大文")


@pytest.fixture
def client(community: Community) -> Client:
    return community.client()


def keyed(client: Client, form: WishForm, wishes: str, **more: object) -> str:
    sent = {"number": paper_number(form.serial), "wishes": wishes, **more}
    return client.post(f"/desk/formations/{form.formation_id}/keying/", sent, follow=True).content.decode()


@pytest.mark.parametrize(
    ("typed", "wishes", "only", "declines"),
    [
        ("3 1 2", (3, 1, 2), False, False),
        ("3,1、2", (3, 1, 2), False, False),
        ("3+1n", (3, 1), True, False),
        ("４ Ｎ", (4,), True, False),
        ("0", (), False, False),
        ("x", (), False, True),
    ],
)
def test_what_a_line_means(
    formation: Formation, typed: str, wishes: tuple[int, ...], only: bool, declines: bool
) -> None:
    line = read_line(typed, formation)
    assert (line.wishes, line.only_wishes, line.declines) == (wishes, only, declines)


@pytest.mark.parametrize("typed", ["9", "1 1", "1 2 3 4", "1 x", "n", "0 n", "q", "3 0", " , ", "1 nx"])
def test_what_a_line_cannot_mean(formation: Formation, typed: str) -> None:
    with pytest.raises(KeyingError):
        read_line(typed, formation)


def test_a_form_takes_less_than_six_seconds_of_keys(client: Client, form: WishForm) -> None:
    number, wishes = paper_number(form.serial + 380), "3 7 12"
    strokes = len(number) + len("\n") + len(wishes) + len("\n")
    assert strokes / KEYS_A_SECOND < 6
    # and those are all: no field but these two is needed
    page = keyed(client, form, "3 1 2")
    assert f"{paper_number(form.serial)} 陈大文: 3 1 2" in page
    assert 'name="number" value=""' in page
    answer = newest_answer(form)
    assert answer is not None
    assert (answer.channel, written(answer)) == ("paper", "3 1 2")


def test_the_number_alone_shows_whose_form_it_is(client: Client, form: WishForm) -> None:
    page = keyed(client, form, "")
    assert "陈大文" in page
    assert not form.answers.exists()
    who = client.get(f"/desk/formations/{form.formation_id}/keying/who/", {"number": paper_number(form.serial)})
    assert "陈大文" in who.content.decode()
    assert Entry.objects.filter(kind="look", parts__person_id=form.person_id).exists()


@pytest.mark.parametrize(
    ("number", "wishes", "message"),
    [("11", "1", "check digit"), ("9993", "1", "no form"), ("", "1", "required"), (None, "1 1", "wished for twice")],
)
def test_mistakes_stay_in_their_field(
    client: Client, form: WishForm, number: str | None, wishes: str, message: str
) -> None:
    typed = paper_number(form.serial) if number is None else number
    page = keyed(client, form, wishes, number=typed)
    assert message in page
    assert f'name="wishes" value="{wishes}"' in page
    assert not Answer.objects.exists()


def test_an_answered_form_asks_before_a_new_version(client: Client, form: WishForm) -> None:
    keyed(client, form, "1")
    page = keyed(client, form, "2")
    assert "Already answered" in page
    assert 'name="sees" value="1"' in page
    assert form.answers.count() == 1
    keyed(client, form, "2", sees=1)
    answer = newest_answer(form)
    assert answer is not None
    assert (answer.version, written(answer)) == (2, "2")


def test_correcting_starts_from_what_was_keyed(client: Client, form: WishForm) -> None:
    keyed(client, form, "1 n", trade="教师")
    page = client.get(f"/desk/formations/{form.formation_id}/keying/?number={paper_number(form.serial)}")
    assert 'name="wishes" value="1 n"' in page.content.decode()
    keyed(client, form, "2", sees=1)
    assert form.answers.count() == 2


def test_the_last_ones_are_shown_and_can_be_taken_back(client: Client, form: WishForm) -> None:
    assert "Keyed last" in keyed(client, form, "1")
    undo = f"/desk/formations/{form.formation_id}/forms/{form.serial}/undo/"
    answer = client.post(undo, {"to": "keying"}, follow=True)
    assert answer.redirect_chain[0][0].endswith("/keying/")
    assert not form.answers.exists()


def sent_by_script(client: Client, form: WishForm, wishes: str, **more: object) -> str:
    sent = {"number": paper_number(form.serial), "wishes": wishes, **more}
    address = f"/desk/formations/{form.formation_id}/keying/"
    return client.post(address, sent, headers={"HX-Request": "true"}).content.decode()


def test_with_scripts_the_answer_says_only_what_became_of_one_form(client: Client, form: WishForm) -> None:
    answer = sent_by_script(client, form, "4")
    assert "<html" not in answer
    assert 'name="number"' not in answer  # the line is not replaced: somebody is typing into it
    assert '<p data-answer="saved">' in answer
    assert "陈大文: 4" in answer


@pytest.mark.parametrize(
    ("number", "wishes", "field"), [("11", "1", "number"), ("9993", "1", "number"), (None, "1 1", "wishes")]
)
def test_with_scripts_a_refusal_names_its_field(
    client: Client, form: WishForm, number: str | None, wishes: str, field: str
) -> None:
    answer = sent_by_script(client, form, wishes, number=number or paper_number(form.serial))
    assert f'data-answer="refused" data-field="{field}"' in answer
    assert ("data-wrong" in answer) == (field == "number")
    assert not Answer.objects.exists()


def test_a_form_sent_again_after_a_lost_answer_is_saved_once(client: Client, form: WishForm) -> None:
    sent_by_script(client, form, "4 n", trade=" 教师 ")
    assert 'data-answer="saved"' in sent_by_script(client, form, "4 n", trade="教师", again="1")
    assert form.answers.count() == 1
    # another answer, or the same of somebody who keys it anew, is asked about
    assert 'data-sees="1"' in sent_by_script(client, form, "3", again="1")
    assert 'data-sees="1"' in sent_by_script(client, form, "4 n", trade="教师")
    assert form.answers.count() == 1


def test_a_pile_after_the_deadline_keeps_what_was_said_of_it(community: Community, form: WishForm) -> None:
    assert form.formation.deadline is not None
    with time_machine.travel(form.formation.deadline + timedelta(minutes=1)):
        client = community.client()
        assert "Say that the form was handed in" in keyed(client, form, "1")
        page = keyed(client, form, "1", arrived="late", late_reason="letter box")
        assert 'value="letter box"' in page
    answer = newest_answer(form)
    assert answer is not None
    assert (answer.is_late, answer.late_reason) == (True, "letter box")


def test_another_communitys_staff_finds_nothing(form: WishForm) -> None:
    other = Community("远山社区").client()
    for part in ("keying/", "keying/who/?number=11", "forms/", f"forms/{form.serial}/", "paper/", "paper/sheets/", ""):
        assert other.get(f"/desk/formations/{form.formation_id}/{part}").status_code == 404
    assert other.post(f"/desk/formations/{form.formation_id}/keying/", {"number": "11"}).status_code == 404

"""People say what is wrong in their records, the office answers, and both can be followed."""

import pytest
from django.test import Client

from lianyi import desk
from lianyi.accounts.tests.signing_in import client_of
from lianyi.journal.models import Entry, Part
from lianyi.journal.verification import verify
from lianyi.organisations.tests.settlement import Settlement, settle
from lianyi.people import actions
from lianyi.people.models import CorrectionRequest, Person
from lianyi.scope import OutOfScope, Refused, Role

pytestmark = pytest.mark.django_db
TEXT = "电话号码最后一位应为 5"
ANSWER = "已更正"


@pytest.fixture
def town() -> Settlement:
    return settle()


@pytest.fixture
def me(town: Settlement) -> Client:
    return client_of(Role.RESIDENT, person=Person.objects.get(pk=town.people[0]))


@pytest.fixture
def staff(town: Settlement) -> Client:
    return client_of(Role.STAFF, place=town.here)


def test_a_resident_asks_the_office_answers_and_the_resident_reads_it(me: Client, staff: Client) -> None:
    assert me.post("/mine/correction/", {"text": TEXT}, follow=True).status_code == 200
    assert "not answered yet" in me.get("/mine/").content.decode()
    assert "Asked to be corrected" in staff.get("/desk/").content.decode()
    page = f"/desk/people/corrections/{CorrectionRequest.objects.get().pk}/"
    assert page in staff.get("/desk/people/corrections/").content.decode()
    assert TEXT in staff.get(page).content.decode()
    assert staff.post(page, {"state": "done", "answer": ANSWER}).status_code == 302
    mine = me.get("/mine/").content.decode()
    assert ANSWER in mine
    assert "not answered yet" not in mine
    assert page not in mine
    assert "Asked to be corrected" not in staff.get("/desk/").content.decode()
    assert me.get("/mine/my-data.json").json()["corrections"][0]["answer"] == ANSWER


def test_the_form_says_what_it_is_for(me: Client) -> None:
    assert "to correct the record and nothing else" in me.get("/mine/correction/").content.decode()


def test_the_office_enters_one_for_somebody(town: Settlement, staff: Client) -> None:
    assert f"/desk/people/{town.people[1]}/correction/" in staff.get(f"/desk/people/{town.people[1]}/").content.decode()
    staff.post(f"/desk/people/{town.people[1]}/correction/", {"text": TEXT})
    assert CorrectionRequest.objects.get().person_id == town.people[1]
    assert TEXT in staff.get(f"/desk/people/{town.people[1]}/").content.decode()


def test_both_acts_and_the_look_are_noted(town: Settlement, staff: Client) -> None:
    asked = actions.ask_for_correction(town.people[0], TEXT, by=town.alice)
    staff.get("/desk/people/corrections/")
    actions.answer_correction(asked.pk, state="declined", answer=ANSWER, by=town.alice)
    assert list(Entry.objects.order_by("number").values_list("action", flat=True))[-3:] == [
        "correction.asked",
        "looked",
        "correction.answered",
    ]


def test_another_office_sees_nothing_of_it(town: Settlement) -> None:
    asked = actions.ask_for_correction(town.people[0], TEXT, by=town.alice)
    other = client_of(Role.STAFF, place=town.elsewhere)
    assert other.get(f"/desk/people/corrections/{asked.pk}/").status_code == 404
    assert TEXT not in other.get("/desk/people/corrections/").content.decode()
    assert desk.items_for(town.bob) == []
    with pytest.raises(OutOfScope):
        actions.ask_for_correction(town.people[0], TEXT, by=town.bob)
    with pytest.raises(OutOfScope):
        actions.answer_correction(asked.pk, state="done", answer=ANSWER, by=town.bob)


def test_an_answer_says_something_and_is_given_once(town: Settlement) -> None:
    asked = actions.ask_for_correction(town.people[0], TEXT, by=town.alice)
    for state, answer in (("done", " "), ("waiting", ANSWER)):
        with pytest.raises(Refused):
            actions.answer_correction(asked.pk, state=state, answer=answer, by=town.alice)
    actions.answer_correction(asked.pk, state="done", answer=ANSWER, by=town.alice)
    with pytest.raises(Refused):
        actions.answer_correction(asked.pk, state="declined", answer="不改", by=town.alice)
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("done", ANSWER)


def test_only_so_many_wait_at_once(town: Settlement) -> None:
    for i in range(5):
        actions.ask_for_correction(town.people[0], f"{TEXT} {i}", by=town.alice)
    with pytest.raises(Refused):
        actions.ask_for_correction(town.people[0], TEXT, by=town.alice)


def test_it_is_forgotten_with_the_person(town: Settlement) -> None:
    asked = actions.ask_for_correction(town.people[0], TEXT, by=town.alice)
    actions.answer_correction(asked.pk, state="done", answer=ANSWER, by=town.alice)
    actions.erase_person(town.people[0], reason="本人要求", by=town.alice)
    assert not CorrectionRequest.objects.exists()
    assert TEXT not in str(list(Part.objects.values_list("content")))
    assert verify().holds

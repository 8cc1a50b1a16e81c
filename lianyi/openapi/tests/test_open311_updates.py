"""mySociety's updates: what happened to requests, and what the sender adds. Whoever raised a matter closes it."""

from __future__ import annotations

from typing import Any

import pytest

from lianyi.matters.actions.closing import Word, answer_matter, close_without_word, say
from lianyi.matters.actions.steps import Done, add_step
from lianyi.matters.models import Feedback, Matter
from lianyi.matters.numbers import shown
from lianyi.matters.tests.street import Street, raised
from lianyi.openapi.tests.program import Program, as_texts, from_xml, program
from lianyi.organisations.tests.settlement import SYSTEM

MINE = {"email": "an@example.org", "first_name": "安", "last_name": "简"}


@pytest.fixture
def matter(sender: Program, street: Street) -> Matter:
    return sender.matter(service_code=f"s{street.welfare.pk}", description="坑", **MINE)


def add(sender: Program, matter: Matter, code: int = 200, /, **sent: Any) -> Any:
    whole = {"service_request_id": matter.number, "description": "还没修", **sent}
    answer = sender.post("servicerequestupdates.json", **whole)
    assert answer.status_code == code, answer.content.decode()
    return answer.json()


def test_each_step_is_an_update_and_so_is_the_end(sender: Program, street: Street, matter: Matter) -> None:
    add_step(matter, Done("visit", "看过了"), by=street.worker)
    answer_matter(matter, "修好了", outcome="solved", by=street.clerk)
    close_without_word(matter, by=SYSTEM)
    found = sender.own("servicerequestupdates.json")
    assert [(one["service_request_id"], one["status"]) for one in found] == [
        (matter.number, "open"),
        (matter.number, "open"),
        (matter.number, "closed"),
    ]
    assert "看过了" in found[0]["description"]
    assert "修好了" in found[1]["description"]
    assert len({one["update_id"] for one in found}) == 3
    assert all(one["update_id"].isascii() and one["description"] for one in found)
    assert from_xml(sender.get("servicerequestupdates.xml", api_key=sender.text).text) == (
        "service_request_updates",
        as_texts(found),
    )


def test_a_word_after_the_end_does_not_look_like_an_opening(sender: Program, street: Street, matter: Matter) -> None:
    answer_matter(matter, "修好了", outcome="solved", by=street.clerk)
    close_without_word(matter, by=SYSTEM)
    say(matter, Word("web", "yes"), by=SYSTEM)
    assert [one["status"] for one in sender.own("servicerequestupdates.json")] == ["open", "closed", "closed"]


def test_strangers_read_what_is_public_of_what_is_public(sender: Program, street: Street, matter: Matter) -> None:
    lamp = raised(street, is_public=True, subject=street.lamps).matter
    add_step(lamp, Done("visit", "换了灯"), by=street.officer)
    add_step(lamp, Done("call", "说了私事"), by=street.officer)
    add_step(lamp, Done("visit", "不给看", is_shown=False), by=street.officer)
    add_step(matter, Done("visit", "看过了"), by=street.worker)
    found = sender.read("servicerequestupdates.json")
    assert [one["service_request_id"] for one in found] == [lamp.number] * 2
    told = sender.get("servicerequestupdates.json").text
    assert "换了灯" in told
    assert "私事" not in told
    assert "不给看" not in told


def test_updates_are_chosen_by_time_and_number(sender: Program, street: Street, matter: Matter) -> None:
    add_step(matter, Done("visit", "看过了"), by=street.worker)
    ask = sender.own
    assert len(ask("servicerequestupdates.json", service_request_id=matter.number)) == 1
    assert ask("servicerequestupdates.json", service_request_id=shown(999)) == []
    assert ask("servicerequestupdates.json", end_date="2020-01-01") == []
    assert ask("servicerequestupdates.json", jurisdiction_id=f"c{street.town.elsewhere.pk}") == []


def test_the_last_page_of_time_comes_first_and_is_told_in_its_order(
    sender: Program, street: Street, matter: Matter
) -> None:
    for number in range(5):
        add_step(matter, Done("visit", f"第{number}次"), by=street.worker)
    pages = [sender.own("servicerequestupdates.json", page=n, page_size=2) for n in (1, 2, 3)]
    told = [[one["description"][-2] for one in page] for page in pages]
    assert told == [["3", "4"], ["1", "2"], ["0"]]


def test_the_sender_adds_to_what_it_sent(sender: Program, matter: Matter) -> None:
    (made,) = add(sender, matter, update_id="u-1", status="OPEN", media_url="http://127.0.0.1:9/a.jpg", **MINE)
    step = matter.steps.get()
    assert made["update_id"] == str(step.pk)
    assert step.by_name == "随手拍"
    assert step.is_shown
    assert "还没修" in step.text
    assert "http://127.0.0.1:9/a.jpg" in step.text


@pytest.mark.parametrize("named", [{"update_id": "u-1"}, {"update_id_ext": "u-1"}, {}])
def test_sent_twice_it_is_one(sender: Program, matter: Matter, named: dict[str, str]) -> None:
    assert add(sender, matter, **named) == add(sender, matter, **named)
    assert matter.steps.count() == 1
    add(sender, matter, update_id="u-2")
    assert matter.steps.count() == 2


def test_long_updates_are_kept_whole(sender: Program, matter: Matter) -> None:
    text = "长" * 3500
    add(sender, matter, description=text)
    assert "".join(step.text for step in matter.steps.order_by("pk")) == text


def test_other_systems_and_strangers_add_nothing(sender: Program, street: Street, matter: Matter) -> None:
    add(program("别的系统"), matter, 404)
    public = raised(street, is_public=True).matter
    add(sender, public, 404)
    add(sender, matter, 403, api_key="wrong")
    assert not matter.steps.exists()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"service_request_id": ""}, 400),
        ({"service_request_id": "nonsense"}, 404),
        ({"status": "x" * 41}, 400),
        ({"updated_datetime": "yesterday"}, 400),
        ({"description": ""}, 400),
    ],
)
def test_what_cannot_be_meant(sender: Program, matter: Matter, sent: dict[str, str], status: int) -> None:
    assert add(sender, matter, status, **sent)[0]["code"] == status


def test_whoever_raised_it_closes_it_through_the_system(sender: Program, street: Street, matter: Matter) -> None:
    answer_matter(matter, "修好了", outcome="solved", by=street.clerk)
    add(sender, matter, status="FIXED", description="好了，谢谢", **MINE)
    matter.refresh_from_db()
    assert matter.state == Matter.State.CLOSED
    word = Feedback.objects.get()
    assert (word.channel, word.solved, word.by_name) == ("program", "yes", "")
    assert sender.own(f"requests/{matter.number}.json")[0]["status"] == "closed"


def test_what_it_is_called_there_is_written_down(sender: Program, matter: Matter) -> None:
    add(sender, matter, status="IN_PROGRESS", **{"attribute[crew]": "A7"}, **MINE)
    step = matter.steps.get()
    for part in ("还没修", "in_progress", "crew", "A7"):
        assert part in step.text


def test_nobody_else_closes_it(sender: Program, street: Street, matter: Matter) -> None:
    answer_matter(matter, "修好了", outcome="solved", by=street.clerk)
    for other in ({"email": "other@example.org"}, {"email": ""}, {"phone": ""}):
        add(sender, matter, status="CLOSED", description=f"我看好了 {other}", **other)
    matter.refresh_from_db()
    assert matter.state == Matter.State.ANSWERED
    assert not Feedback.objects.exists()
    assert "closed" in matter.steps.order_by("-pk")[0].text


def test_whoever_raised_it_opens_it_again(sender: Program, street: Street, matter: Matter) -> None:
    answer_matter(matter, "修好了", outcome="solved", by=street.clerk)
    add(sender, matter, update_id="1", status="CLOSED", **MINE)
    add(sender, matter, 400, update_id="2", status="OPEN", email="other@example.org")
    add(sender, matter, update_id="3", status="OPEN", description="又坏了", **{**MINE, "email": "AN@example.org"})
    matter.refresh_from_db()
    assert matter.state == Matter.State.OPEN
    assert "又坏了" in matter.steps.order_by("-pk")[0].text


def test_who_left_no_address_is_nobody_one_can_claim_to_be(sender: Program, street: Street) -> None:
    nameless = sender.matter(description="灯")
    answer_matter(nameless, "修好了", outcome="solved", by=street.worker)
    add(sender, nameless, status="CLOSED", email="", phone="")
    nameless.refresh_from_db()
    assert nameless.state == Matter.State.ANSWERED

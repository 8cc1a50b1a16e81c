"""The personal link, as a browser without JavaScript uses it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from lianyi import guessing
from lianyi.groups.actions.rounds import close_formation, renew_code
from lianyi.groups.codes import paper_number
from lianyi.groups.models import WishForm
from lianyi.groups.naming import short_name
from lianyi.groups.queries.answers import newest_answer
from lianyi.groups.tests.coming_in import Community, code_of, form_of, stranger
from lianyi.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def form() -> WishForm:
    return form_of(Community().opened(), "林晓禾")


def sent(**changes: object) -> dict[str, object]:
    return {"wish1": "3", "wish2": "1", "wish3": "", "if_none": "any", "sees": 0} | changes


def test_typing_the_code_leads_to_the_form(form: WishForm) -> None:
    typed = code_of(form).lower().replace("-", " ")
    answer = stranger().post("/w/", {"code": typed}, follow=True)
    assert answer.redirect_chain == [(f"/w/{code_of(form)}/", 302)]
    assert "书法组" in answer.content.decode()


def test_only_a_part_of_the_name_is_shown(form: WishForm) -> None:
    page = stranger().get(f"/w/{code_of(form)}/").content.decode()
    assert "林＊＊" in page
    assert "林晓禾" not in page


@pytest.mark.parametrize(("name", "shown"), [("林晓禾", "林＊＊"), ("Anna Berg", "Anna"), ("Bob", "Bob"), ("", "")])
def test_short_names(name: str, shown: str) -> None:
    assert short_name(name) == shown


def test_an_answer_ends_on_a_receipt_that_says_what_came_in(form: WishForm) -> None:
    client = stranger()
    answer = client.post(f"/w/{code_of(form)}/", sent(hobby="书法"), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"/w/{code_of(form)}/received/", 302)]
    for part in ("3 教师组", "1 书法组", "Version 1", "We wrote down 4 things", "kept until"):
        assert part in page
    assert not Entry.objects.filter(kind="look").exists()


def test_coming_back_shows_the_answer_and_sends_a_second_version(form: WishForm) -> None:
    client, address = stranger(), f"/w/{code_of(form)}/"
    client.post(address, sent())
    page = client.get(address).content.decode()
    assert '<option value="3" selected>' in page
    assert 'name="sees" value="1"' in page
    client.post(address, sent(wish1="2", sees=1))
    newest = newest_answer(form)
    assert newest is not None
    assert newest.version == 2


def test_an_old_tab_does_not_overwrite_a_newer_answer(form: WishForm) -> None:
    client, address = stranger(), f"/w/{code_of(form)}/"
    client.post(address, sent())
    page = client.post(address, sent(wish1="2")).content.decode()
    assert "Meanwhile another answer came in" in page
    assert form.answers.count() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"wish2": "3"}, "chosen this group already"),
        ({"wish1": "", "wish2": ""}, "Choose a group here"),
        ({"wish1": "any", "wish2": "", "if_none": "only"}, "needs at least one wish"),
        ({"wish1": "any"}, "stands alone"),
        ({"wish1": "77"}, "77"),
        ({"hobby": "x" * 121}, "120"),
    ],
)
def test_mistakes_are_explained_and_nothing_is_lost(form: WishForm, changes: dict[str, str], message: str) -> None:
    page = stranger().post(f"/w/{code_of(form)}/", sent(trade="教师", **changes)).content.decode()
    assert message in page
    assert 'value="教师"' in page
    assert not form.answers.exists()


def test_any_group_and_declining_need_no_wish(form: WishForm) -> None:
    client, address = stranger(), f"/w/{code_of(form)}/"
    client.post(address, sent(wish1="any", wish2=""))
    client.post(address, sent(wish1="", wish2="", declines="on", sees=1))
    first, second = form.answers.order_by("version")
    assert (first.takes_part, first.accept_any, first.wishes.count()) == (True, True, 0)
    assert (second.takes_part, second.wishes.count()) == (False, 0)


def test_after_the_deadline_it_says_whom_to_ask(form: WishForm) -> None:
    assert form.formation.deadline is not None
    with time_machine.travel(form.formation.deadline + timedelta(minutes=1)):
        client, address = stranger(), f"/w/{code_of(form)}/"
        assert "社区服务站" in client.get(address).content.decode()
        client.post(address, sent())
    assert not form.answers.exists()


def test_a_revoked_code_opens_nothing() -> None:
    community = Community()
    form = form_of(community.opened(), "林晓禾")
    old = code_of(form)
    renew_code(form, by=community.staff)
    assert stranger().get(f"/w/{old}/").status_code == 404
    assert stranger().get(f"/w/{old}/received/").status_code == 404


def test_wrong_codes_are_limited_and_even_the_right_one_waits(form: WishForm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "LIMIT", 3)
    client = stranger()
    assert [client.post("/w/", {"code": "AAAAA-AAAAA"}).status_code for _attempt in range(4)] == [404, 404, 404, 429]
    assert client.get(f"/w/{code_of(form)}/").status_code == 429
    assert client.get(f"/w/{code_of(form)}/", REMOTE_ADDR="10.9.8.7").status_code == 200


def test_the_number_of_the_form_is_no_code_and_says_so(form: WishForm) -> None:
    page = stranger().post("/w/", {"code": paper_number(form.serial)}).content.decode()
    assert "This is the number of your form." in page
    assert "This is the number" not in stranger().post("/w/", {"code": "AAAAA-AAAAA"}).content.decode()


def test_the_page_is_kept_out_of_caches_and_search_engines(form: WishForm) -> None:
    for address in ("/w/", f"/w/{code_of(form)}/"):
        answer = stranger().get(address)
        assert "noindex" in answer["X-Robots-Tag"]
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_a_receipt_without_an_answer_leads_to_the_form(form: WishForm) -> None:
    answer = stranger().get(f"/w/{code_of(form)}/received/")
    assert answer["Location"] == f"/w/{code_of(form)}/"


def test_a_round_that_was_closed_early_does_not_name_a_day_to_come() -> None:
    community = Community()
    formation = community.opened()
    close_formation(formation, by=community.staff)
    page = stranger().get(f"/w/{code_of(form_of(formation, '林晓禾'))}/").content.decode()
    assert "The time for this form is over." in page
    assert f"{formation.deadline:%Y-%m-%d}" not in page

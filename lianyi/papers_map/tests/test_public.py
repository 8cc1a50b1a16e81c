"""The public page: six questions at most, a plan, and nothing kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianyi.papers_map.tests.world import AWAY, HOME, World, paper, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("neutral_pack")]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def client() -> Client:
    client = Client()
    client.cookies["lianyi_language"] = "en"
    return client


def query(here: World, **given: Any) -> dict[str, Any]:
    first: dict[str, Any] = {
        "want": here.child.pk,
        "home": HOME,
        "goes": "anywhere",
        "helpers_in": AWAY,
        "post": "yes",
        "online": "no",
    }
    return {**first, **given}


def test_choosing_by_name_keeps_what_is_ticked(here: World, client: Client) -> None:
    page = client.get("/papers/", {"q": "duzizheng", "want": str(here.book.pk)}).text
    assert "Certificate of an only child" in page
    assert "Stub" not in page
    assert f'value="{here.book.pk}" checked' in page
    none = client.get("/papers/", {"q": "月亮"}).text
    assert "No paper is called that" in none
    assert "/who/?q=" in none


def test_who_lost_everything_begins_with_what_everybody_has(here: World, client: Client) -> None:
    page = client.get("/papers/", {"lost": "1"}).text
    assert page.count(" checked>") == 2
    asked = client.get("/papers/plan/", query(here, want=[here.book.pk, here.card.pk], lost="1", edit="1")).text
    assert "What do you still have?" not in asked
    assert asked.count("<fieldset") + asked.count("<select") == 5


def test_six_questions_at_most(here: World, client: Client) -> None:
    asked = client.get("/papers/plan/", {"want": here.child.pk}).text
    assert asked.count("<fieldset") == 6
    assert "Proof that I am I" not in asked  # nobody has to have it


def test_the_plan_and_its_figures(here: World, client: Client) -> None:
    page = client.get("/papers/plan/", query(here)).text
    for words in (
        "<b>3</b> trips of your own",
        "<b>2</b> by your helper",
        "<b>2</b> papers by post",
        "Simply setting off: 11 trips, in vain: 6.",
        "With this plan: 5 trips, none in vain.",
        "Calculated through",
        "Fees: ¥40",
        "Nobody may demand this from you",
        "Mon to Fri 09:00-17:00",
        "0800-1",
    ):
        assert words in page, words


def test_the_plan_in_chinese(here: World) -> None:
    client = Client()
    client.cookies["lianyi_language"] = "zh-hans"
    page = client.get("/papers/plan/", query(here))
    assert page.status_code == 200
    assert "独生子女父母光荣证" in page.text
    assert "民发〔2020〕20号" in page.text


def test_on_paper_and_back(here: World, client: Client) -> None:
    sheet = client.get("/papers/plan/", query(here, paper="1")).text
    assert 'class="sheet plan-sheet"' in sheet
    assert f"want={here.child.pk}" in sheet
    again = client.get("/papers/plan/", query(here, edit="1")).text
    assert "checked" in again
    assert "notice error" not in again


def test_nothing_is_written_and_few_questions_are_put_to_the_database(here: World, client: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/papers/plan/", query(here))
    assert all(one["sql"].lstrip("( ").upper().startswith("SELECT") for one in queries)
    assert len(queries) < 15
    assert not client.session.keys()


@pytest.mark.parametrize(
    "given",
    [
        {"want": ""},
        {"want": "x"},
        {"want": "999999"},
        {"want": "9" * 400},
        {"want": "٣٣٣٣٣"},
        {"want": SCRIPT},
        {"want": [str(n) for n in range(1, 900)]},
    ],
)
def test_what_is_no_choice_is_told(here: World, client: Client, given: dict[str, Any]) -> None:
    answer = client.get("/papers/plan/", query(here, **given))
    assert answer.status_code == 422
    assert "notice error" in answer.text
    assert SCRIPT not in answer.text


@pytest.mark.parametrize(
    "given",
    [
        {"home": "火星"},
        {"goes": SCRIPT},
        {"helpers_in": SCRIPT},
        {"held": "999999"},
        {"post": ""},
        {"online": "perhaps"},
        {"home": ""},
    ],
)
def test_what_is_no_answer_leads_back_to_the_questions(here: World, client: Client, given: dict[str, Any]) -> None:
    answer = client.get("/papers/plan/", query(here, **given))
    assert answer.status_code == 422
    assert "Please look at this again" in answer.text
    assert SCRIPT not in answer.text


def test_nothing_asked_begins_at_the_beginning(client: Client) -> None:
    assert client.get("/papers/plan/")["Location"] == "/papers/"
    assert client.post("/papers/plan/").status_code == 405
    assert client.get("/papers/").status_code == 200


def test_what_stands_in_the_way_is_told(here: World, client: Client) -> None:
    page = client.get("/papers/plan/", query(here, goes="home", helpers_in=[])).text
    assert "It would work if:" in page
    assert f"somebody can go for you in {AWAY}" in page
    nothing = client.get("/papers/plan/", query(here, held=[here.stub.pk, here.child.pk])).text
    assert "Please look at this again" in nothing  # what is wanted is not among what one may still have


def test_scripts_in_the_registry_are_shown_as_text(here: World, client: Client) -> None:
    one = paper(SCRIPT, note=SCRIPT, also_called=SCRIPT)
    for page in ("/papers/", f"/papers/{one.pk}/", f"/papers/plan/?want={one.pk}", "/papers/?q=<script>alert(1)"):
        assert SCRIPT not in client.get(page).text
    plan = client.get("/papers/plan/", query(here, want=one.pk, home="-", helpers_in=[])).text
    assert SCRIPT not in plan


def test_one_paper(here: World, client: Client) -> None:
    page = client.get(f"/papers/{here.marriage.pk}/").text
    assert "Somebody with a mandate signed by you can come instead." in page
    assert "180 days" in page
    barred = client.get(f"/papers/{here.barred.pk}/").text
    assert "Nobody may demand this from you" in barred
    assert client.get("/papers/999999/").status_code == 404

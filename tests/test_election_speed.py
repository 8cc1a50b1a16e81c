"""Hands that are faster than the connection: nothing typed or tapped at the meeting is lost or counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.evening import Organiser, evening_server, take_seat, wait_until_sent
from tests.killable import Server

pytestmark = pytest.mark.browser

# At the first everybody is still to be checked in; at the next two the tellers count, at the last they wait.
MEETINGS = """
from datetime import timedelta
from lianyi.dated import today
from lianyi.organisations.actions import join_group, open_group
def prepare(title, method="no_candidate", **settings):
    new = {"bond": "interest", "name": title, "minimum": 1, "maximum": 99}
    town.group = open_group(community_id=town.community.pk, by=SYSTEM, **new)
    for person in town.people:
        join_group(town.group, person.pk, since=today() - timedelta(days=30), by=SYSTEM)
    return town.prepare(Office("committee", 3, method), title=title, **settings)
Night(town, prepare("到会"), present=0)
Night(town, prepare("迟到"), present=19)
for title, counting, method in (("录票", "ballots", "no_candidate"), ("画正", "strokes", "surplus")):
    election = prepare(title, method, counting=counting)
    if method == "surplus":
        set_candidates(election, election.contests.get().pk, [person.pk for person in town.people[4:8]], by=town.staff)
    night = Night(town, election)
    night.seat_tellers()
    night.issue(25)
    night.collect(25)
Night(town, prepare("等候")).seat_tellers()
"""
LATENCY = 200  # milliseconds


@dataclass
class Evening:
    server: Server
    organiser: Organiser
    browser: Browser

    def open(self, title: str) -> Page:
        self.organiser.page.goto("/desk/elections/")
        self.organiser.page.locator(".card-title a", has_text=title).click()
        return self.organiser.page

    def teller(self, title: str) -> Page:
        self.open(title)
        return take_seat(self.browser, self.server, self.organiser.codes()[0])


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Evening]:
    server = evening_server(tmp_path_factory.mktemp("speed"), MEETINGS)
    yield Evening(server, Organiser(browser.new_context(base_url=server.address)), browser)
    server.kill()


@contextmanager
def _slow(page: Page) -> Iterator[None]:
    """The connection, not the hands: a delay in `page.route` would make this test wait before the next key as well."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    conditions = {"offline": False, "latency": LATENCY, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.emulateNetworkConditions", conditions)
    yield
    session.detach()


def _type(page: Page, lines: Sequence[object], pause: int) -> None:
    for line in lines:
        page.keyboard.type(str(line))
        page.keyboard.press("Enter")
        page.wait_for_timeout(pause)


def _present(page: Page) -> list[int]:
    pressed = page.locator(".roll-name[aria-pressed=true] .roll-number").all_inner_texts()
    return [int(number) for number in pressed]


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_nobody_who_is_checked_in_quickly_is_lost(evening: Evening) -> None:
    page = evening.open("到会")
    page.wait_for_function("() => document.activeElement.id === 'who'")
    with _slow(page):
        page.locator("#id_teller_2").fill("外来的计")
        page.locator("#who").focus()
        _type(page, range(2, 20), 100)
        page.keyboard.type("2")  # and the next is only half typed when the answers come
        page.wait_for_function("() => document.querySelector('.light strong').textContent === '18'")
        page.wait_for_function("() => localStorage.length === 0")
        assert _present(page) == list(range(2, 20))
        assert (_focused(page), page.locator("#who").input_value()) == ("who", "2")
        assert page.locator("#id_teller_2").input_value() == "外来的计"
        page.keyboard.type("0")
        page.keyboard.press("Enter")
        page.reload()  # in the middle of sending
        page.wait_for_function("() => localStorage.length === 0")
        page.reload()
        assert _present(page) == list(range(2, 21))


def test_a_check_in_never_issues_the_ballots(evening: Evening) -> None:
    page = evening.open("迟到")
    page.locator("#who").fill("21")
    page.locator("#who").press("Enter")
    page.locator("#id_teller_1").fill("甲")
    page.locator("#id_teller_2").fill("乙")
    page.locator("#id_teller_2").press("Enter")
    page.wait_for_function("() => document.activeElement.textContent.length && document.activeElement.closest('.now')")
    page.locator("#who").focus()  # somebody comes late
    _type(page, [22, 23], 50)
    _type(page, [""] * 3, 100)
    assert _focused(page) == "who"
    page.wait_for_function("() => document.querySelector('#issued').value === '22'")
    assert page.locator("#returned").count() == 0

    with _slow(page):  # and one whose check-in is on its way when the ballots are called out
        _type(page, [24], 0)
        page.locator("form[action$='/issue/'] button").click()
        page.wait_for_function("() => document.querySelector('#issued').value === '23'")
        assert page.locator("#returned").count() == 0
    page.locator("form[action$='/issue/'] button").click()
    page.wait_for_selector("#returned")
    assert _focused(page) == "returned"
    assert "23" in page.locator(".card.now p").first.inner_text()
    assert evening.organiser.complaints == []


def test_ballots_are_keyed_as_fast_as_one_can(evening: Evening) -> None:
    page = evening.teller("录票")
    with _slow(page):
        page.locator("#numbers").focus()
        _type(page, ["1 2 3", "1 2", "3 99", "4 5", "1 2", "2"], 50)  # one of them is no ballot
        page.keyboard.type("7 8")
        wait_until_sent(page)
        assert page.locator("#numbers").input_value() == "7 8"
        assert page.locator(".sum b").inner_text() == "5"
        assert [text[:6] for text in page.locator("[data-refused] li").all_inner_texts()] == ["3 99: "]
        page.locator("[data-read]").click()
        page.keyboard.press("Enter")
        wait_until_sent(page)
        rows = page.locator("[data-key=entered] tbody tr")
        counts = {row.get_attribute("data-key"): row.locator("td").first.inner_text() for row in rows.all()}
        assert counts == {"of 1 2 3": "1", "of 1 2": "2", "of 4 5": "1", "of 2": "1", "of 7 8": "1"}


def test_strokes_are_tapped_as_fast_as_one_can(evening: Evening) -> None:
    page = evening.teller("画正")
    with _slow(page):
        button = page.locator(".stroke-add[value='vote|5']")
        button.scroll_into_view_if_needed()
        place = button.bounding_box()
        assert place is not None
        page.mouse.move(place["x"] + 30, place["y"] + 15)
        for tap in range(1, 13):
            page.mouse.down()
            page.wait_for_timeout(60)  # held while answers come
            page.mouse.up()
            assert button.locator("b").inner_text() == str(tap)
            page.wait_for_timeout(30)
        page.locator("[data-less][value='vote|5']").click()
        page.locator(".stroke-add[value='valid|']").click(click_count=3, delay=20)
        assert page.locator(".sum b").inner_text() == "3"
        wait_until_sent(page)
        page.reload()
        assert button.locator("b").inner_text() == "11"
        assert page.locator(".sum b").inner_text() == "3"
        assert page.locator("[data-key='vote|5'] .stroke").count() == 3


def test_a_waiting_teller_whose_seat_is_given_away_is_asked_for_the_code(evening: Evening) -> None:
    keying, waiting = evening.teller("录票"), evening.teller("等候")
    for title in ("录票", "等候"):
        console = evening.open(title)
        codes = console.locator(".codes-of-tellers code")
        shown = codes.count()
        console.locator("form[action$='/officials/code/'] button").last.click()
        codes.nth(shown).wait_for()
    keying.locator(".names button").first.click()
    keying.locator("[data-ballot] button.primary").click()
    for page in (keying, waiting):
        page.wait_for_url("**/count/")
        assert page.locator("header.site-head").count() == 1
        assert page.locator("main .notice.warning").count() == 1


def test_without_scripts_every_form_is_sent_by_itself(evening: Evening) -> None:
    evening.open("等候")
    state = evening.organiser.page.context.storage_state()
    context = evening.browser.new_context(
        base_url=evening.server.address, storage_state=state, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(evening.organiser.page.url)
    assert not page.locator("#who").is_visible()  # Enter there would send the form beside it
    page.locator(".roll-name", has_text="成员07").click()
    page.wait_for_load_state()
    assert 7 not in _present(page)
    assert page.locator("[autofocus]").get_attribute("id") == "who"  # and nothing that would issue ballots

    evening.open("画正")
    sheet = take_seat(evening.browser, evening.server, evening.organiser.codes()[0], java_script_enabled=False)
    for mark in ("vote|5", "vote|5", "valid|"):
        sheet.locator(f".stroke-add[value='{mark}']").click()
        sheet.wait_for_load_state()
    sheet.locator("[data-less][value='vote|5']").click()
    sheet.wait_for_load_state()
    assert sheet.locator(".stroke-add[value='vote|5'] b").inner_text() == "1"
    assert sheet.locator(".sum b").inner_text() == "1"

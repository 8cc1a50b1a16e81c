"""One evening in a real browser: an organiser, two tellers at two machines, a server that is killed in the middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.evening import Organiser, evening_server, take_seat, wait_until_sent
from tests.killable import Server

pytestmark = pytest.mark.browser

CALLED = """
election = town.prepare(Office("committee", 3, "no_candidate"), LEAD)
call_election(election, by=town.staff)
"""
MOST_CLICKS = 25


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = evening_server(tmp_path, CALLED)
    yield server
    server.kill()


def _key(page: Page, ballots: Sequence[str]) -> None:
    page.wait_for_selector("#numbers")
    for ballot in ballots:
        page.locator("#numbers").fill(ballot)
        page.locator("#numbers").press("Enter")
    wait_until_sent(page)


def _hand_in(page: Page) -> None:
    page.locator("form[action$='/hand-in/'] button").click()
    page.wait_for_load_state()


def test_a_whole_evening(server: Server, browser: Browser) -> None:
    organiser = Organiser(browser.new_context(base_url=server.address))
    page = organiser.page
    page.goto("/desk/elections/")
    organiser.click(".card-title a")
    organiser.click("form[action$='/open/'] button")
    organiser.click("button[name=everybody]")
    page.wait_for_selector(".light.good")
    page.locator("#id_teller_1").fill("24")
    page.locator("#id_teller_2").fill("外来的计票人")
    organiser.click("form[action$='/officials/'] button.primary")
    one, two = (
        take_seat(browser, server, code, viewport={"width": width, "height": 800})
        for code, width in zip(organiser.codes(), (1100, 390), strict=True)
    )

    organiser.issue()
    organiser.collect(26)  # one more than was issued: void
    organiser.issue()
    organiser.collect(25)

    ballots = ["1 2 3"] * 12 + ["1 2 4"] * 12 + ["1 3 4"]  # 3 and 4 are equal at the last seat
    _key(one, ballots[:5])
    server.kill()
    for ballot in ballots[5:7]:  # the connection is gone, and nothing is lost
        one.locator("#numbers").fill(ballot)
        one.locator("#numbers").press("Enter")
    one.wait_for_selector("[data-queue]:not([hidden])")
    server.start()
    wait_until_sent(one)
    one.reload()
    assert "7" in one.locator(".sum b").inner_text()
    _key(one, ballots[7:])
    _key(two, [*ballots[:24], "1 3 5"])
    for teller in (one, two):
        _hand_in(teller)
    page.wait_for_selector(".now .notice.warning")  # the counts differ
    assert page.locator(".meeting-now table").count() == 0  # and the organiser sees no number of them
    two.locator("form[action$='/take-back/'] button").click()
    two.locator("tr", has_text="1 3 5").locator("button").click()
    wait_until_sent(two)
    _key(two, ["1 3 4"])
    _hand_in(two)

    organiser.issue()
    organiser.collect(25)
    for teller in (one, two):
        _key(teller, ["3"] * 14 + ["4"] * 11)
        _hand_in(teller)
    organiser.issue()  # the committee elects its lead
    organiser.collect(3)
    for teller in (one, two):
        _key(teller, ["1", "1", "2"])
        _hand_in(teller)
    page.wait_for_selector("form[action$='/sign/']")
    organiser.click("form[action$='/sign/'] button")
    page.wait_for_selector(".notice.success")
    page.goto(f"{page.url}papers/result/")
    sheet = page.locator("main").inner_text()
    assert all(name in sheet for name in ("成员01", "成员02", "成员03"))
    assert organiser.clicks <= MOST_CLICKS
    assert organiser.complaints == []

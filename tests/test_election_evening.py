"""One evening in a real browser: an organiser, two tellers at two machines, a server that is killed in the middle."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site import ROOT, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

SEED = """
from lianyi.accounts.actions import create_account, grant
from lianyi.demo.accounts import ACCOUNTS, PASSWORD, second_factor
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from lianyi.elections.actions.preparing import call_election
from lianyi.elections.tests.world import SYSTEM, LEAD, Town
from lianyi.elections.actions.preparing import Office
from lianyi.scope import Role
town = Town(25)
hashed = make_password(PASSWORD)
user, _once = create_account(username="jiang", display_name="蒋禾", hashed=hashed, is_demo=True, by=SYSTEM)
grant(user, Role.STAFF, place=town.community, by=SYSTEM)
TOTP.activate(user, second_factor("jiang"))
election = town.prepare(Office("committee", 3, "no_candidate"), LEAD)
call_election(election, by=town.staff)
"""
MOST_CLICKS = 25


class Server:
    """The site over one folder of data; it can be killed as a power cut would, and come back."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.environment = {**os.environ, "LIANYI_DATA": str(folder), "LIANYI_DEMO": "1"}
        self.environment.pop("LIANYI_DATABASE", None)
        for command in (["migrate"], ["createcachetable"], ["collectstatic", "--no-input"]):
            self.manage(*command, "-v", "0")
        self.manage("shell", "-v", "0", "-c", SEED)
        self.start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def manage(self, *arguments: str) -> None:
        subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], env=self.environment, check=True)

    def start(self) -> None:
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port"]
        command += [str(self.port), "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
        self.process = subprocess.Popen(
            [*command, "lianyi.shell.wsgi:application"], env=self.environment, cwd=ROOT, start_new_session=True
        )
        for _attempt in range(300):
            try:
                urlopen(self.address, timeout=5).close()  # noqa: S310 (our own server)
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the site did not come up")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    server.kill()


class Organiser:
    """Counts the clicks."""

    def __init__(self, context: BrowserContext) -> None:
        self.page, self.clicks = context.new_page(), 0
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        sign_in(self.page, "jiang")

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.locator(selector).first.click()

    def issue(self) -> None:
        self.page.wait_for_selector("#issued")
        self.click("form[action$='/issue/'] button.primary")

    def collect(self, returned: int) -> None:
        self.page.wait_for_selector("#returned")
        self.page.locator("#returned").fill(str(returned))
        self.click("form[action$='/collect/'] button.primary")


def _teller(browser: Browser, server: Server, code: str, width: int) -> Page:
    page = browser.new_context(base_url=server.address, viewport={"width": width, "height": 800}).new_page()
    page.goto("/count/")
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    page.wait_for_url("**/count/sheet/")
    return page


def _key(page: Page, ballots: Sequence[str]) -> None:
    page.wait_for_selector("#numbers")
    for ballot in ballots:
        page.locator("#numbers").fill(ballot)
        page.locator("#numbers").press("Enter")
    _sent(page)


def _sent(page: Page) -> None:
    page.wait_for_function("() => localStorage.length === 0")
    page.wait_for_function("() => !document.querySelector('tally-sheet').isSending")


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
    page.wait_for_selector(".codes-of-tellers code")
    one, two = (
        _teller(browser, server, code, width)
        for code, width in zip(page.locator(".codes-of-tellers code").all_inner_texts(), (1100, 390), strict=True)
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
    _sent(one)
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
    _sent(two)
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

"""A site of its own for the evening of an election, an organiser at it and tellers at other screens."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.killable import Server
from tests.site import sign_in

SEED = """
from lianyi.accounts.actions import create_account, grant
from lianyi.demo.accounts import ACCOUNTS, PASSWORD, second_factor
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from lianyi.elections.actions.preparing import call_election
from lianyi.elections.tests.world import SYSTEM, LEAD, Night, Town
from lianyi.elections.actions.preparing import Office, set_candidates
from lianyi.scope import Role
town = Town(25)
hashed = make_password(PASSWORD)
user, _once = create_account(username="jiang", display_name="蒋禾", hashed=hashed, is_demo=True, by=SYSTEM)
grant(user, Role.STAFF, place=town.community, by=SYSTEM)
TOTP.activate(user, second_factor("jiang"))
"""


def evening_server(folder: Path, seed: str) -> Server:
    """A site with a town of 25 voters and the elections that the seed calls."""
    return Server(folder, SEED + seed)


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

    def codes(self) -> list[str]:
        self.page.wait_for_selector(".codes-of-tellers code")
        return self.page.locator(".codes-of-tellers code").all_inner_texts()


def take_seat(browser: Browser, server: Server, code: str, **screen: object) -> Page:
    """A teller at a screen of their own."""
    page = browser.new_context(base_url=server.address, **screen).new_page()  # type: ignore[arg-type]
    page.goto("/count/")
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    page.wait_for_url("**/count/sheet/")
    return page


def wait_until_sent(page: Page) -> None:
    page.wait_for_function("() => localStorage.length === 0")
    page.wait_for_function("() => !document.querySelector('tally-sheet').isSending")

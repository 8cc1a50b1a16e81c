"""A site of its own for the evening of an election, an organiser at it and tellers at other screens."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page

from tests.site import ROOT, sign_in

SEED = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
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


class Server:
    """The site over one folder of data; it can be killed as a power cut would, and come back."""

    def __init__(self, folder: Path, seed: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.environment = {**os.environ, "LIANYI_DATA": str(folder), "LIANYI_DEMO": "1"}
        self.environment.pop("LIANYI_DATABASE", None)
        command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", SEED + seed]
        subprocess.run(command, env=self.environment, check=True)  # one process: each takes seconds to start
        self.start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

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

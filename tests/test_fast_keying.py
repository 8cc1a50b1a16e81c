"""A pile of paper forms keyed in a real browser, faster than the site answers: nothing is lost, nothing saved twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from lianyi.groups.codes import check_digit, paper_number
from tests.evening import evening_server
from tests.killable import Server
from tests.site import ROOT, sign_in

pytestmark = pytest.mark.browser

FORMS = 40
ROUND = f"""
from lianyi.groups.tests.coming_in import Community
community = Community()
community.join(*["组员" + chr(0x4E00 + at) for at in range({FORMS} - 6)])
grant(user, Role.STAFF, place=community.place, by=SYSTEM)
community.opened()
"""
STORED = """
import json
import subprocess
import sys
from lianyi.groups.forms.keying import written
from lianyi.groups.models import Answer
answers = Answer.objects.order_by("form__serial", "version")
open({path!r}, "w").write(json.dumps([[a.form.serial, a.version, written(a)] for a in answers]))
"""
WISHES = ("3 1 2", "4", "0", "1 2 n", "x")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = evening_server(tmp_path_factory.mktemp("keying"), ROUND)
    yield server
    server.kill()


class Desk:
    """Somebody keying, on a line that takes a fifth of a second each way."""

    def __init__(self, server: Server, browser: Browser, latency: int = 200) -> None:
        self.context = browser.new_context(base_url=server.address)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        sign_in(self.page, "jiang")
        self.page.goto("/desk/formations/1/keying/")
        self.link = self.context.new_cdp_session(self.page)
        self.link.send("Network.enable")
        self.slow(latency)

    def slow(self, latency: int, *, offline: bool = False) -> None:
        conditions = {"offline": offline, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1}
        self.link.send("Network.emulateNetworkConditions", conditions)

    def key(self, number: str, wishes: str, pause: int = 100) -> None:
        self.page.keyboard.type(number)
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(wishes)
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(pause)

    def sent(self) -> None:
        self.page.wait_for_function("() => !document.querySelector('keying-desk').isSending")

    def value(self, name: str) -> str:
        return self.page.locator(f"[name={name}]").input_value()

    @property
    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.name"))

    @property
    def refused(self) -> list[str]:
        return self.page.locator("[data-refused] li").all_inner_texts()

    @property
    def said(self) -> str:
        said = self.page.locator("[data-said]")
        return said.inner_text() if said.is_visible() else ""


def stored(server: Server, folder: Path) -> dict[int, tuple[int, str]]:
    path = folder / "stored.json"
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", STORED.format(path=str(path))]
    subprocess.run(command, env=server.environment, check=True)
    return {serial: (version, line) for serial, version, line in json.loads(path.read_text(encoding="utf-8"))}


def test_thirty_forms_without_waiting(server: Server, browser: Browser, tmp_path: Path) -> None:
    desk = Desk(server, browser)
    lines = {serial: WISHES[serial % len(WISHES)] for serial in range(1, 31)}
    for serial, wishes in lines.items():
        desk.key(paper_number(serial), wishes)
    desk.sent()
    assert desk.refused == []
    assert desk.focused == "number"
    assert desk.value("number") == desk.value("wishes") == ""
    assert paper_number(30) in desk.said
    assert stored(server, tmp_path) == {serial: (1, wishes) for serial, wishes in lines.items()}

    # what is refused stands beside with its values, and does not touch what is being typed
    desk.key(paper_number(31), "9 9 9", pause=0)
    desk.key(paper_number(1), "4", pause=0)
    desk.page.keyboard.type("32")
    desk.sent()
    assert desk.value("number") == "32"
    assert [line.split()[0] for line in desk.refused] == [paper_number(31), paper_number(1)]
    assert "9 9 9" in desk.refused[0]
    assert desk.said == ""  # what went well before is not the answer to this

    # Enter in the empty line takes them up again, the first one first
    desk.page.locator("[name=number]").fill("")
    desk.page.keyboard.press("Enter")
    assert (desk.value("number"), desk.value("wishes"), desk.focused) == (paper_number(31), "9 9 9", "wishes")
    desk.page.locator("[name=wishes]").fill("2")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Enter")
    assert desk.value("number") == paper_number(1)
    desk.page.keyboard.press("Enter")  # it has been seen that there is an answer already
    desk.sent()
    assert desk.refused == []
    found = stored(server, tmp_path)
    assert (found[31], found[1]) == ((1, "2"), (2, "4"))
    assert desk.complaints == []
    desk.context.close()


def test_a_wrong_number_is_pointed_at(server: Server, browser: Browser) -> None:
    desk = Desk(server, browser, latency=0)
    desk.key(paper_number(33), "1", pause=0)
    desk.sent()
    assert desk.said
    desk.page.keyboard.type(f"33{(check_digit(33) + 5) % 10}")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector("#keying-who .errorlist")
    assert (desk.focused, desk.said) == ("number", "")
    desk.page.keyboard.type(paper_number(34))  # it is selected, so typing replaces it
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.type("2")
    desk.page.keyboard.press("Enter")
    desk.sent()
    assert paper_number(34) in desk.said
    assert desk.refused == []
    desk.context.close()


def test_a_lost_connection_loses_nothing(server: Server, browser: Browser, tmp_path: Path) -> None:
    desk = Desk(server, browser, latency=0)
    desk.slow(0, offline=True)
    for serial in (35, 36, 37):
        desk.key(paper_number(serial), "3", pause=0)
    desk.page.wait_for_selector("[data-waiting]:not([hidden])")
    desk.slow(0)
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.page.reload()
    desk.sent()
    found = stored(server, tmp_path)
    assert [found.get(serial) for serial in (35, 36, 37)] == [(1, "3")] * 3
    desk.context.close()

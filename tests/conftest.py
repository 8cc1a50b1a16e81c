"""The site as a newcomer gets it: the real server with its worker and the demo town, in a process of its own."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.crawl import STATES, Walk
from tests.site import CHROMIUM, HATS, QUIET, ROOT, Site, raise_matter


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests of a process: Playwright's blocking interface does not start twice in one."""
    # Playwright leaves an event loop running in this thread, and Django would refuse the database to later tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with the demo town, made once for all processes of a run. To be copied, not changed."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "demo-town"
    with (shared / "demo-town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = shared / "demo-town-in-the-making"
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            with _served(making):
                pass
            making.rename(folder)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, demo_town: Path, browser: Browser) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site") / "data"
    shutil.copytree(demo_town, folder)
    with _served(folder) as address:
        yield Site(address, browser, {})


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """What a newcomer starts, over this folder; the address of it, once it answers."""
    port = _free_port()
    log = (folder / "server.log").open("wb")
    command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=_environment(folder), stdout=log, stderr=log)
    try:
        address = f"http://localhost:{port}"
        _wait_for(address, server, folder / "server.log")
        yield address
    finally:
        server.terminate()
        server.wait()
        log.close()


def _environment(folder: Path) -> dict[str, str]:
    found = {**os.environ, "LIANYI_DATA": str(folder), "LIANYI_DEMO": "1", "PYTHONUNBUFFERED": "1"}
    found.pop("LIANYI_DATABASE", None)
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _attempt in range(1200):
        if server.poll() is not None:
            break
        try:
            urlopen(address, timeout=5).close()  # noqa: S310 (our own server)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The site did not come up:\n{log.read_text(encoding='utf-8')[-4000:]}")


# What no link leads to: pages that the way to another page passes through, and a link that arrives on paper.
ON_THE_WAY = {
    "account_signup": "/account/no-sign-up/",
    "circle:compute": "/desk/circle/compute/",
    "circle:empty": "/desk/circle/files/empty/homes/",
    "circle:file": "/desk/circle/files/1/",
    "circle:home": "/desk/circle/buildings/1/",
    "circle:map_data": "/desk/circle/map.json",
    "circle:plan_again": "/desk/circle/plans/1/again/",
    "circle:take": "/desk/circle/files/1/take/",
    "circle:throw_away": "/desk/circle/files/1/throw-away/",
    "elections:collect": "/desk/elections/18/collect/",
    "elections:leave_out": "/desk/elections/1/electors/leave-out/",  # by a rule that the neutral pack has not
    "elections:take_back": "/count/sheet/take-back/",
    "elections:teller_code": "/desk/elections/18/officials/code/",
    "jobs:show": "/desk/jobs/1/",
    "mfa_activate_totp": "/account/second-factor/on/",
    "mfa_authenticate": "/sign-in/code/",
    "mfa_download_recovery_codes": "/account/recovery-codes/file/",
    "mfa_view_recovery_codes": "/account/recovery-codes/",
    "matters:calls": "/desk/matters/calls/",
    "openapi:end_api_key": "/desk/api-keys/1/end/",
    "openapi:open311_description": "/open311/v2/openapi.json",
    "openapi:open311_discovery": "/open311/v2/discovery.json",
    "openapi:open311_request": "/open311/v2/requests/18.json",
    "openapi:open311_requests": "/open311/v2/requests.json",
    "openapi:open311_service": "/open311/v2/services/other.json",
    "openapi:open311_services": "/open311/v2/services.json",
    "openapi:open311_token": "/open311/v2/tokens/18.json",
    "openapi:open311_updates": "/open311/v2/servicerequestupdates.json",
    "papers:restore": "/desk/papers/3/election-notice/zh-hans/restore/",
    "reforms:answer": "/desk/reforms/2/answer/",
    "shell:after_login": "/after-sign-in/",
}
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b")


@pytest.fixture(scope="session")
def walk(site: Site) -> Walk:
    """What can be reached by links, as each hat in turn; the staff first, so that examples are theirs."""
    _ask_for_a_list(site)
    walk = Walk()
    for hat in ("staff", "administrator", "district", "secretary", "resident", "nobody"):
        context = site.context(HATS[hat])
        walk.follow(context.request, "/")
        context.close()
    _look_aside(site, walk)
    _matters(site, walk)
    for address in _personal_links(site, walk):
        walk.follow(site.context().request, address)
    teller = site.context()
    _take_a_seat(site, walk, teller)
    walk.follow(teller.request, "/count/sheet/")
    walk.follow(site.context(HATS["teller"]).request, "/")  # last: the seats that are still free
    for name, address in ON_THE_WAY.items():
        walk.examples.setdefault(name, []).append(address)
    return walk


def _look_aside(site: Site, walk: Walk) -> None:
    """A body that the staff work with, and a question that nobody can answer."""
    staff = site.context(HATS["staff"]).request
    for name in ("柳岸小学", "柳岸社区居民委员会"):
        found = walk.look(staff, f"/desk/organisations/?q={name}")
        page = next(address for address in found if re.fullmatch(r"/desk/organisations/\d+/", address))
        walk.look(staff, page)
        walk.look(staff, f"{page}points/")
    walk.look(staff, "/who/?q=月亮上的兔子")


def _matters(site: Site, walk: Walk) -> None:
    """What belongs to one matter: as the staff reach it, and as whoever has just raised it does with the code."""
    staff = site.context(HATS["staff"]).request
    community = re.findall(r"\d+", walk.examples["board:public_coverage"][0])[0]
    lists = walk.look(staff, "/desk/matters/?list=free")
    matter = next(found[1] for address in lists if (found := re.fullmatch(r"/desk/matters/(\d+)/", address)))
    code = raise_matter(site.context().request, community, "步道的灯不亮")
    told = walk.look(staff, "/desk/matters/?q=独生子女证")  # the one of the demo town that has its plan from the start
    planned = next(found[1] for address in told if (found := re.fullmatch(r"/desk/matters/(\d+)/", address)))
    of_papers = f"/desk/papers-map/matters/{planned}"
    addresses = {
        "matters:public_rates": f"/rates/{community}/",
        "matters:lessons": f"/desk/matters/{matter}/lessons/",
        "matters:picture": f"/desk/matters/{matter}/picture/1/",
        "matters:own_add": f"/m/{code}/add/",
        "matters:own_withdraw": f"/m/{code}/withdraw/",
        "matters:own_step_back": f"/m/{code}/step-back/",
        "matters:own_picture": f"/m/{code}/picture/1/",
        "matters:own_thumbnail": f"/m/{code}/picture/1/small/",
        "papers_map:complete": f"{of_papers}/all-there/",
        "papers_map:matter_sheet": f"{of_papers}/paper/",
        "papers_map:tick": f"{of_papers}/there/",
        "papers_map:trip": f"{of_papers}/trip/",
        "papers_map:write_mandate": f"{of_papers}/mandates/add/",
        "papers_map:mandate_paper": "/desk/papers-map/mandates/1/paper/",
        "papers_map:sign_mandate": "/desk/papers-map/mandates/1/signed/",
        "papers_map:revoke_mandate": "/desk/papers-map/mandates/1/take-back/",
        "papers_map:own_revoke": f"/m/{code}/mandates/1/take-back/",
    }
    for name, address in addresses.items():
        walk.examples.setdefault(name, []).append(address)


def _ask_for_a_list(site: Site) -> None:
    """A list is there for nobody but who asked for it, so the demo town has none."""
    context = site.context("jiang")
    page = context.new_page()
    page.goto("/desk/rosters/export/")
    page.locator("input[name=purpose]").fill("年度核对")
    page.locator("main form button.primary").click()
    page.wait_for_url("**/desk/rosters/lists/*/")
    context.close()


def _take_a_seat(site: Site, walk: Walk, teller: BrowserContext) -> None:
    """The counting page of the evening at which the tellers have begun: its code stands on the organiser's page."""
    request = site.context("jiang").request
    pages = [
        request.get(address).text() for address in walk.examples["elections:election"][: STATES["elections:election"]]
    ]
    code = next(code for page in pages if "/console/?seen=" in page for code in CODE.findall(page))
    page = teller.new_page()
    page.goto("/count/")
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    page.wait_for_url("**/count/sheet/")
    page.close()


def _personal_links(site: Site, walk: Walk) -> list[str]:
    """The links that stand on paper forms: of somebody who has answered, and of somebody with a published result."""
    request = site.context("jiang").request
    pages = [request.get(address).text() for address in walk.examples["groups:sheets"]]
    pages += [request.get(f"/desk/formations/{pk}/paper/sheets/?serial=1").text() for pk in (1, 2)]
    return [f"/w/{code.replace('-', '')}/" for page in pages for code in CODE.findall(page)[:1]]

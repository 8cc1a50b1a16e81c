"""The site as a newcomer gets it: the real server with its worker and the demo town, in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

from tests.crawl import Walk
from tests.site import CHROMIUM, HATS, QUIET, ROOT, Site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    log = (folder / "server.log").open("wb")
    environment = {**os.environ, "LIANYI_DATA": str(folder), "LIANYI_DEMO": "1", "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
    )
    try:
        address = f"http://localhost:{port}"
        _wait_for(address, server, folder / "server.log")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            yield Site(address, browser, {})
            browser.close()
    finally:
        server.terminate()
        server.wait()
        log.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _attempt in range(600):
        if server.poll() is not None:
            break
        try:
            urlopen(address, timeout=5).close()  # noqa: S310 (our own server)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The site did not come up:\n{log.read_text(encoding='utf-8')[-4000:]}")


@pytest.fixture(scope="session")
def walk(site: Site) -> Walk:
    """What can be reached by links, as each hat in turn; the staff first, so that examples are theirs."""
    walk = Walk()
    for hat in ("staff", "administrator", "district", "secretary", "resident", "nobody"):
        context = site.context(HATS[hat])
        walk.follow(context.request, "/")
        context.close()
    return walk

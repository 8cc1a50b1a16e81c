"""A site with an invented street, for as long as a command runs beside it: for `script/fuzz`."""

from __future__ import annotations

import logging
import os
import subprocess
from threading import Thread

from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection

from lianyi.matters.actions.steps import Done, add_step
from lianyi.matters.tests.street import Street, raised, street
from lianyi.openapi.tests.program import BASE, program


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def run_beside(command: list[str]) -> int:
    """Runs a command with OPEN311_URL and OPEN311_KEY, the address of the document its last argument."""
    settings.LIANYI_OPEN311_PER_MINUTE = 10**9  # so that patience is not all that is tried
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    key = _happen(street())
    connection.close()
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    logging.getLogger("django").setLevel(logging.ERROR)  # thousands of refusals are what is wanted
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}{BASE}"
    environment = {**os.environ, "OPEN311_URL": url, "OPEN311_KEY": key}
    return subprocess.run([*command, f"{url}/openapi.json"], env=environment, check=False).returncode


def _happen(there: Street) -> str:
    """A few public matters with a step each, and the key of a system."""
    for number in range(3):
        matter = raised(there, f"路灯{number}坏了", is_public=True, subject=there.lamps).matter
        add_step(matter, Done("visit", "看过了"), by=there.officer)
    return program(community=there.town.here).text

"""A site over a folder of its own, that can be killed as a power cut would, and come back."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from tests.site import ROOT

GROUND = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
"""


class Server:
    """The site over one folder of data; it can be killed as a power cut would, and come back."""

    def __init__(self, folder: Path, seed: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.environment = {**os.environ, "LIANYI_DATA": str(folder), "LIANYI_DEMO": "1"}
        self.environment.pop("LIANYI_DATABASE", None)
        command = [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", GROUND + seed]
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

"""What somebody reads in the terminal when the site has started, and what ends with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from lianyi.shell.management.commands.serve import how_to_begin


@pytest.mark.django_db
def test_an_empty_site_says_how_the_first_administrator_is_made() -> None:
    assert "create_admin" in how_to_begin()
    call_command("create_admin", "wang")
    assert how_to_begin() == ""


# Starts what `serve` starts, says its number, and waits to be killed.
PARENT = """
import os, sys, time
from lianyi.shell.children import start
commands = {
    "tied": [sys.executable, "-c", "import time; time.sleep(300)"],
    "looking": [sys.executable, "manage.py", "work", "--parent", str(os.getpid())],
}
if sys.argv[1] == "looking":  # as where Linux does not tell it
    import subprocess
    child = subprocess.Popen(commands["looking"], stderr=subprocess.DEVNULL)
else:
    child = start(commands["tied"])
print(child.pid, flush=True)
time.sleep(300)
"""


@pytest.mark.parametrize("way", ["tied", "looking"])
def test_no_child_outlives_a_killed_parent(way: str, tmp_path: Path) -> None:
    """Two workers would be running after the next start, and the port would be taken."""
    if way == "tied" and sys.platform != "linux":
        pytest.skip("only Linux tells a child")
    environment = {**os.environ, "LIANYI_DATA": str(tmp_path), "LIANYI_DATABASE": ""}
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, way], env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert _runs(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 120  # the worker may still be reading its modules
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    """Whether a process is there and no mere entry that nobody has waited for."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(shown.strip()) and not shown.strip().startswith("Z")

"""A process that carries a reform out is killed in the middle, as by a power cut: nothing is half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings

RUN = [sys.executable, "-m", "lianyi.reforms.tests.slow_reform"]


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A folder, and where the tests run on PostgreSQL a database there, that are nobody else's."""
    address = os.environ.get("LIANYI_DATABASE", "")
    found = {**os.environ, "LIANYI_DATA": str(tmp_path)}
    if not address:
        yield found
        return
    name = f"killed_{os.getpid()}"
    own = settings.DATABASES["default"]
    server = psycopg.connect(
        dbname="postgres", user=own["USER"], password=own["PASSWORD"], host=own["HOST"], port=own["PORT"] or None
    )
    with server:
        server.autocommit = True
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {**found, "LIANYI_DATABASE": urlsplit(address)._replace(path=f"/{name}").geturl()}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def killed_at(point: str, environment: dict[str, str]) -> str:
    """Kills the process while it writes; returns how everything was before."""
    process = subprocess.Popen([*RUN, "stop", point], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        before = process.stdout.readline()
        assert process.stdout.readline() == "writing\n"
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert process.returncode == -signal.SIGKILL
    return before


def test_killed_in_the_middle_it_leaves_nothing_half_done(environment: dict[str, str]) -> None:
    subprocess.run([*RUN, "build"], env=environment, check=True)
    seen = [killed_at(point, environment) for point in ("rows", "matters", "bodies")]
    last = subprocess.run([*RUN, "finish"], env=environment, check=True, stdout=subprocess.PIPE, text=True)
    before, done = last.stdout.splitlines(keepends=True)
    assert before.startswith("before ")
    assert set(seen) == {before}
    assert done == "done\n"

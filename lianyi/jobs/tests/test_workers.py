"""Real worker processes on a database file: racing for work, killed in the middle, told to stop."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.alone
START = [sys.executable, "-m", "lianyi.jobs.tests.slow_worker"]


class Site:
    """A data folder of its own, with worker processes that end with the test."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log.txt"
        self.file = folder / "lianyi.sqlite3"
        self.environment = {**os.environ, "LIANYI_DATA": str(folder), "LIANYI_DATABASE": ""}
        self.workers: list[subprocess.Popen[bytes]] = []
        subprocess.run([*START, "migrate"], env=self.environment, check=True, timeout=120)

    def enqueue(self, steps: int, pause: float) -> int:
        params = json.dumps({"log": str(self.log), "steps": steps, "pause": pause})
        return self.sql(
            "INSERT INTO jobs_job (kind, params, fingerprint, state, done, total, cancel_requested, attempts, "
            "error, language, created_at) VALUES ('test.write', ?, '', 'waiting', 0, 0, 0, 0, '', '', datetime('now')) "
            "RETURNING id",
            params,
        )[0][0]

    def worker(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([*START, "work"], env=self.environment)
        self.workers.append(process)
        return process

    def sql(self, query: str, *values: object) -> list[Any]:
        connection = sqlite3.connect(self.file, timeout=30)
        try:
            with connection:
                return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def state(self, job: int) -> str:
        return str(self.sql("SELECT state FROM jobs_job WHERE id = ?", job)[0][0])

    def lines(self) -> list[list[str]]:
        return [line.split() for line in self.log.read_text(encoding="utf-8").splitlines()] if self.log.exists() else []

    def end(self) -> None:
        for process in self.workers:
            if process.poll() is None:
                process.kill()
            process.wait()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path)
    yield site
    site.end()


def until(condition: Callable[[], bool], what: str) -> None:
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail(f"never happened: {what}")


def test_three_workers_never_take_one_job_twice(site: Site) -> None:
    jobs = [site.enqueue(steps=1, pause=0) for _ in range(40)]
    for _ in range(3):
        site.worker()
    until(lambda: all(state == "done" for (state,) in site.sql("SELECT state FROM jobs_job")), "all jobs done")
    assert Counter(int(line[0]) for line in site.lines()) == Counter(jobs)
    assert {attempts for (attempts,) in site.sql("SELECT attempts FROM jobs_job")} == {1}


def test_a_killed_worker_gives_its_job_back_and_it_ends_right(site: Site) -> None:
    job = site.enqueue(steps=20, pause=0.1)
    first = site.worker()
    until(lambda: len(site.lines()) >= 2, "the first steps")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert site.state(job) == "running"

    second = site.worker()
    time.sleep(1)
    assert site.state(job) == "running", "a job is given back only after its worker was silent for long"
    site.sql("UPDATE jobs_job SET beat_at = datetime('now', '-61 seconds') WHERE id = ?", job)
    until(lambda: site.state(job) == "done", "the second worker ends the job")
    steps = [line[1] for line in site.lines() if line[2] == str(second.pid)]
    assert steps == [str(step) for step in range(20)]
    assert site.sql("SELECT attempts, done, total, result FROM jobs_job WHERE id = ?", job) == [(2, 20, 20, "20")]


def test_a_worker_told_to_stop_gives_its_job_back_at_once_and_ends_well(site: Site) -> None:
    job = site.enqueue(steps=1000, pause=0.05)
    worker = site.worker()
    until(lambda: len(site.lines()) >= 2, "the first steps")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=60) == 0
    assert site.sql("SELECT state, attempts FROM jobs_job WHERE id = ?", job) == [("waiting", 0)]


def test_running_work_is_cancelled_from_outside(site: Site) -> None:
    job = site.enqueue(steps=1000, pause=0.05)
    site.worker()
    until(lambda: len(site.lines()) >= 2, "the first steps")
    site.sql("UPDATE jobs_job SET cancel_requested = 1 WHERE id = ?", job)
    until(lambda: site.state(job) == "cancelled", "the job ends as cancelled")
    assert len(site.lines()) < 1000

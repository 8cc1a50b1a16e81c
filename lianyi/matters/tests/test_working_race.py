"""Two workers who claim the same matter at the same moment: exactly one gets it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from lianyi.journal.verification import verify
from lianyi.matters.actions.claiming import claim_matter
from lianyi.matters.models import Matter, Step
from lianyi.matters.tests.street import account, raised, street
from lianyi.scope import Actor, Refused, Role

ROUNDS, CLAIMERS = 4, 4
PREPARE = f"""
from lianyi.matters.tests.street import account, raised, street
from lianyi.scope import Role
here = street()
for n in range({CLAIMERS}): account(f"claimer{{n}}", Role.STAFF, place=here.town.here)
for n in range({ROUNDS}): raised(here, f"第{{n}}件事")
"""
CLAIM = """
import sys
from lianyi.accounts.models import User
from lianyi.accounts.queries import actor_of
from lianyi.matters.actions.claiming import claim_matter
from lianyi.matters.models import Matter
from lianyi.scope import Refused
me = actor_of(User.objects.get(username="claimer" + sys.stdin.readline().strip()))
seen = list(Matter.objects.order_by("pk"))
print("ready", flush=True)
sys.stdin.readline()
for matter in seen:
    try:
        claim_matter(matter, by=me)
        print("got", matter.pk, flush=True)
    except Refused as refusal:
        assert "claimer" in str(refusal)
"""


def by_threads() -> None:
    here = street()
    claimers = [account(f"claimer{n}", Role.STAFF, place=here.town.here) for n in range(CLAIMERS)]
    for n in range(ROUNDS):
        matter = raised(here, f"第{n}件事").matter
        start = threading.Barrier(CLAIMERS)
        got: list[str] = []
        threads = [threading.Thread(target=_claim, args=(matter.pk, by, start, got)) for by in claimers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(got)[:-1] == ["refused"] * (CLAIMERS - 1)
        assert Matter.objects.get(pk=matter.pk).owner is not None
        assert Step.objects.filter(matter=matter, kind=Step.Kind.CLAIM).count() == 1
    assert verify().holds


def _claim(pk: int, by: Actor, start: threading.Barrier, got: list[str]) -> None:
    try:
        seen = Matter.objects.get(pk=pk)
        start.wait()
        claim_matter(seen, by=by)
        got.append("taken")
    except Refused:
        got.append("refused")
    finally:
        connection.close()


def by_processes(folder: Path) -> None:
    """The test database of SQLite lies in memory, where nobody can meet; so a file, and a process for each claimer."""
    environment = {**os.environ, "LIANYI_DATA": str(folder), "LIANYI_DATABASE": ""}
    shell = [sys.executable, str(settings.BASE_DIR / "manage.py"), "shell", "-v0", "-c"]
    subprocess.run([*shell[:2], "migrate", "-v0"], env=environment, check=True)
    subprocess.run([*shell, PREPARE], env=environment, check=True)
    pipe = subprocess.PIPE
    claimers = [
        subprocess.Popen([*shell, CLAIM], env=environment, stdin=pipe, stdout=pipe, text=True) for _n in range(CLAIMERS)
    ]
    for number, process in enumerate(claimers):
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{number}\n")
        process.stdin.flush()
    for process in claimers:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    told = [process.communicate("go\n")[0] for process in claimers]
    assert [process.returncode for process in claimers] == [0] * CLAIMERS
    taken = sorted(line for text in told for line in text.splitlines() if line.startswith("got"))
    assert len(taken) == len(set(taken)) == ROUNDS


@pytest.mark.django_db(transaction=True)
def test_exactly_one_of_those_who_claim_at_once_gets_it(tmp_path: Path) -> None:
    if connection.vendor == "postgresql":
        by_threads()
    else:
        by_processes(tmp_path)

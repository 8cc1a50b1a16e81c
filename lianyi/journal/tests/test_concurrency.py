"""Many hands at once make one chain."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from lianyi.journal.actions import Change, record
from lianyi.journal.models import Entry
from lianyi.journal.verification import verify
from lianyi.scope import Actor

WRITERS, EACH = 3, 8
WRITE = (
    "from django.db import transaction; from lianyi.journal.actions import record; from lianyi.scope import Actor\n"
    f"for i in range({EACH}):\n"
    "    with transaction.atomic(): record('place.added', by=Actor.system('writer'))\n"
)


def write(faults: list[Exception]) -> None:
    try:
        for i in range(EACH):
            with transaction.atomic():
                record("place.added", by=Actor.system("writer"), changes=[Change(None, {"i": i})])
    except Exception as fault:
        faults.append(fault)
    finally:
        connection.close()


def by_threads() -> None:
    faults: list[Exception] = []
    threads = [threading.Thread(target=write, args=(faults,)) for _i in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert Entry.objects.count() == WRITERS * EACH
    assert verify().holds


def by_processes(folder: Path) -> None:
    """The test database of SQLite lies in memory, where nobody can meet; so a file, and a process for each writer."""
    environment = {**os.environ, "LIANYI_DATA": str(folder), "LIANYI_DATABASE": ""}
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    subprocess.run([*manage, "migrate", "journal", "-v0"], env=environment, check=True)
    command = [*manage, "shell", "-v0", "-c", WRITE]
    writers = [subprocess.Popen(command, env=environment) for _i in range(WRITERS)]
    assert [writer.wait() for writer in writers] == [0] * WRITERS
    told = subprocess.run(
        [*manage, "verify_journal"], env=environment, check=True, capture_output=True, text=True
    ).stdout
    assert f"{WRITERS * EACH}:" in told


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_lose_nothing_and_break_nothing(tmp_path: Path) -> None:
    if connection.vendor == "postgresql":
        by_threads()
    else:
        by_processes(tmp_path)

"""Keeps a long job alive in the eyes of other workers while it computes without reporting."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.utils import timezone

from lianyi.jobs.actions import held
from lianyi.jobs.models import Job

EVERY = 10.0  # seconds
log = logging.getLogger(__name__)


@contextmanager
def beating(job: Job, *, every: float = EVERY) -> Iterator[None]:
    """Beats from a second thread, with a connection of its own, until the work in the block is over."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(job, over, every), name=f"beat-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(job: Job, over: threading.Event, every: float) -> None:
    while not over.wait(every):
        try:
            held(job).update(beat_at=timezone.now())
        except DatabaseError as error:
            # While the job commits, SQLite lets nobody else write. The next beat will do.
            log.info("a beat of %s was missed: %s", job, error)
    connection.close()

"""Handing work to the worker, and doing it.

A handler is a function `handler(job, report)` registered under a kind. `report(done, total)` stores progress and raises
`Cancelled` when somebody asked for that. A handler must be idempotent: after a crash it is run again from its start.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from lianyi.jobs.models import Job
from lianyi.journal.chain import canonical
from lianyi.scope import Actor, Refused

Report = Callable[[int, int], None]
Handler = Callable[[Job, Report], Any]

log = logging.getLogger(__name__)
HANDLERS: dict[str, Handler] = {}
SILENCE = timedelta(seconds=60)  # a worker that has not beaten for so long is taken for dead
MAX_ATTEMPTS = 3


class Cancelled(Exception):
    """Raised out of `report` in the worker when a job was cancelled."""


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Registers a handler: `@handles("roster.check")`."""

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return register


def enqueue(kind: str, params: Mapping[str, Any], *, by: Actor, community_id: int | None = None) -> Job:
    """Queues work, or returns the same work that is already waiting or running."""
    fingerprint = hashlib.sha256(canonical([kind, params])).hexdigest()
    with transaction.atomic():
        unfinished = [Job.State.WAITING, Job.State.RUNNING]
        same = Job.objects.filter(fingerprint=fingerprint, state__in=unfinished, cancel_requested=False).first()
        return same or Job.objects.create(
            kind=kind, params=dict(params), fingerprint=fingerprint, user_id=by.user_id, community_id=community_id
        )


def cancel(job: Job) -> None:
    """Asks for an end. Work that has not begun ends at once; running work at its next report."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
    if not waiting.update(state=Job.State.CANCELLED, ended_at=timezone.now()):
        Job.objects.filter(pk=job.pk).update(cancel_requested=True)


def claim() -> Job | None:
    """Takes the oldest waiting job by compare-and-set, after giving back those of dead workers."""
    _give_back()
    for job in Job.objects.filter(state=Job.State.WAITING)[:5]:
        now = timezone.now()
        mine = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
        if mine.update(state=Job.State.RUNNING, beat_at=now, attempts=job.attempts + 1, done=0, total=0):
            job.refresh_from_db()
            return job
    return None


def _give_back() -> None:
    silent = Job.objects.filter(state=Job.State.RUNNING, beat_at__lt=timezone.now() - SILENCE)
    silent.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=Job.State.FAILED, error="worker-died", ended_at=timezone.now()
    )
    silent.filter(attempts__lt=MAX_ATTEMPTS).update(state=Job.State.WAITING)


def run(job: Job) -> None:
    """Does one claimed job and stores how it ended."""
    try:
        result = HANDLERS[job.kind](job, _reporter(job))
        ended: dict[str, Any] = {"state": Job.State.DONE, "result": result}
    except Cancelled:
        ended = {"state": Job.State.CANCELLED}
    except Refused as refusal:
        ended = {"state": Job.State.FAILED, "error": str(refusal)[:300]}
    except Exception:
        log.exception("job %s failed", job)
        ended = {"state": Job.State.FAILED, "error": "internal"}
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(ended_at=timezone.now(), **ended)


def _reporter(job: Job) -> Report:
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last < 0.3 and done < total:
            return
        last = time.monotonic()
        mine = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)
        if not mine.filter(cancel_requested=False).update(done=done, total=total, beat_at=timezone.now()):
            raise Cancelled

    return report


def work_through() -> int:
    """Does all waiting jobs in this process (tests, commands). Returns how many."""
    count = 0
    while job := claim():
        run(job)
        count += 1
    return count

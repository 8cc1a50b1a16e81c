"""Handing work to the worker, and doing it.

A handler is a function `handler(job, report)` registered under a kind (see `kinds.handles`). `report(done, total)`
stores progress; it raises `Cancelled` when somebody asked for that, or when the job was given to another worker.
`report(total, total)` always looks; in between it looks at most three times a second. A handler must be idempotent:
after a crash it is run again from its start. A handler that writes ends with one transaction that begins with
`report(total, total)`: so a cancelled job, or one that another worker has taken over, never writes.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from lianyi.jobs.kinds import KINDS, Report, handles
from lianyi.jobs.models import Job
from lianyi.journal.chain import canonical
from lianyi.scope import Actor, Refused

__all__ = ["Cancelled", "Report", "cancel", "claim", "enqueue", "forget_old", "handles", "run", "work_through"]

log = logging.getLogger(__name__)
SILENCE = timedelta(seconds=60)  # a worker that has not beaten for so long is taken for dead
MAX_ATTEMPTS = 3
KEPT = timedelta(days=30)  # how long ended jobs are remembered


class Cancelled(Exception):  # noqa: N818, an end and not an error
    """Raised out of `report` in the worker when a job was cancelled."""


class _Stopped(Exception):  # noqa: N818, likewise
    """Raised out of `report` when the worker itself is told to end."""


def enqueue(kind: str, params: Mapping[str, Any], *, by: Actor, community_id: int | None = None) -> Job:
    """Queues work, or returns the same work that is already waiting or running."""
    fingerprint = hashlib.sha256(canonical([kind, params, community_id])).hexdigest()
    with transaction.atomic():
        unfinished = [Job.State.WAITING, Job.State.RUNNING]
        same = Job.objects.filter(fingerprint=fingerprint, state__in=unfinished, cancel_requested=False).first()
        return same or Job.objects.create(
            kind=kind,
            params=dict(params),
            fingerprint=fingerprint,
            user_id=by.user_id,
            community_id=community_id,
            language=translation.get_language() or "",
        )


def cancel(job: Job) -> None:
    """Asks for an end. Work that has not begun ends at once; running work at its next report."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
    if not waiting.update(state=Job.State.CANCELLED, ended_at=timezone.now()):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_requested=True)


def claim() -> Job | None:
    """Takes the oldest waiting job by compare-and-set, after giving back those of dead workers."""
    _give_back()
    for job in Job.objects.filter(state=Job.State.WAITING)[:5]:
        if _take(job):
            return job
    return None


def _take(job: Job) -> bool:
    now = timezone.now()
    free = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
    taken = free.update(state=Job.State.RUNNING, beat_at=now, attempts=job.attempts + 1, done=0, total=0)
    if taken:
        job.refresh_from_db()
    return bool(taken)


def _give_back() -> None:
    now = timezone.now()
    silent = Job.objects.filter(state=Job.State.RUNNING, beat_at__lt=now - SILENCE)
    silent.filter(cancel_requested=True).update(state=Job.State.CANCELLED, ended_at=now)
    silent.filter(attempts__gte=MAX_ATTEMPTS).update(state=Job.State.FAILED, error="worker-died", ended_at=now)
    silent.filter(attempts__lt=MAX_ATTEMPTS).update(state=Job.State.WAITING)


def held(job: Job) -> QuerySet[Job]:
    """The job as long as it belongs to the worker that claimed it as `job`: the attempt counts the claims."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def run(job: Job, *, stopping: Callable[[], bool] = lambda: False) -> None:
    """Does one claimed job and stores how it ended. When `stopping()` turns true, the job is given back unfinished."""
    try:
        with translation.override(job.language or None):
            result = KINDS[job.kind].handler(job, _reporter(job, stopping))
        ended: dict[str, Any] = {"state": Job.State.DONE, "result": result}
    except Cancelled:
        ended = {"state": Job.State.CANCELLED}
    except _Stopped:
        held(job).update(state=Job.State.WAITING, attempts=job.attempts - 1)
        return
    except Refused as refusal:
        ended = {"state": Job.State.FAILED, "error": str(refusal)[:300]}
    except Exception:
        log.exception("job %s failed", job)
        ended = {"state": Job.State.FAILED, "error": "internal"}
    held(job).update(ended_at=timezone.now(), **ended)


def _reporter(job: Job, stopping: Callable[[], bool]) -> Report:
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last < 0.3 and done < total:
            return
        last = time.monotonic()
        if stopping():
            raise _Stopped
        if not held(job).filter(cancel_requested=False).update(done=done, total=total, beat_at=timezone.now()):
            raise Cancelled

    return report


def work_through() -> int:
    """Does all waiting jobs in this process (tests, commands). Returns how many."""
    count = 0
    while job := claim():
        run(job)
        count += 1
    return count


def forget_old() -> None:
    """Deletes what ended long ago."""
    Job.objects.filter(ended_at__lt=timezone.now() - KEPT).delete()

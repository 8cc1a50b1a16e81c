"""Which jobs somebody may see, and what there is to tell about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from lianyi.jobs.models import Job
from lianyi.scope import Actor, OutOfScope

PATIENCE = timedelta(seconds=20)


def job_seen(job_id: int, *, for_: Actor) -> Job:
    """A job that this person started, or that belongs to their community; OutOfScope otherwise."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        raise OutOfScope
    is_own = job.user_id is not None and job.user_id == for_.user_id
    if not is_own and (job.community_id is None or not for_.works_for(job.community_id)):
        raise OutOfScope
    return job


def jobs_ahead(job: Job) -> int:
    """How many jobs come before a waiting one."""
    return Job.objects.filter(state__in=[Job.State.WAITING, Job.State.RUNNING], pk__lt=job.pk).count()


def is_stuck(job: Job) -> bool:
    """True when a job has waited for some time and no worker gives a sign of life."""
    now = timezone.now()
    if job.state != Job.State.WAITING or now - job.created_at < PATIENCE:
        return False
    last_sign = Job.objects.aggregate(beat=Max("beat_at"), end=Max("ended_at"))
    return all(sign is None or now - sign > PATIENCE for sign in last_sign.values())


def unfinished(kind: str, params: Mapping[str, object]) -> Job | None:
    """The job of this kind and input that is waiting or running, if any."""
    states = [Job.State.WAITING, Job.State.RUNNING]
    return Job.objects.filter(kind=kind, params=params, state__in=states).last()

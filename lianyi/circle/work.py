"""The background work of the circle, as the worker knows it: read a file, take it, compute walks, compute a plan."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.accounts.queries import actor_of
from lianyi.circle.actions.computing import refresh
from lianyi.circle.actions.files import COMPUTE, PLAN, READ, TAKE, forget_old_files
from lianyi.circle.models import SitePlan, Upload
from lianyi.jobs.actions import Report, handles
from lianyi.jobs.beating import beating
from lianyi.jobs.chores import chore
from lianyi.jobs.models import Job
from lianyi.places.models import Place
from lianyi.scope import Actor, Refused


def _file(job: Job) -> str:
    key = job.params["upload"]
    return reverse("circle:file", args=[key]) if Upload.objects.filter(pk=key).exists() else _room(job)


def _room(job: Job) -> str:
    return f"{reverse('circle:index')}?community={job.community_id}"


def _results(job: Job) -> str:
    asked = job.params
    return f"{_room(job)}&profile={asked['profile']}&opening={asked['opening']}"


def _plan(job: Job) -> str:
    key = job.params["plan"]
    return reverse("circle:plan", args=[key]) if SitePlan.objects.filter(pk=key).exists() else _room(job)


@handles(READ, title=gettext_lazy("Reading the file"), leads_to=_file)
def read(job: Job, report: Report) -> None:
    from lianyi.circle import reading  # what computes is loaded when there is something to compute

    upload, _by = _upload(job)
    if upload.state != Upload.State.TAKEN:
        with beating(job):
            reading.read(upload, report)


@handles(TAKE, title=gettext_lazy("Taking the file"), leads_to=_file)
def take(job: Job, report: Report) -> dict[str, int]:
    """Afterwards what was computed before is brought up to date."""
    from lianyi.circle import reading, taking
    from lianyi.streets import UnusableFile

    upload, by = _upload(job)
    with beating(job):
        if upload.kind == Upload.Kind.STREETS:
            report(1, 1)
            counts = {"pieces": taking.take_network(upload, by=by).pieces}
        else:
            try:
                table = reading.table_of(upload)
            except UnusableFile as fault:
                raise Refused(_("There is nothing to take from this file.")) from fault
            counts = taking.take(upload, table, by=by, report=report)
    refresh(upload.community, by=by)
    return counts


@handles(COMPUTE, title=gettext_lazy("Computing the walks"), leads_to=_results)
def compute(job: Job, report: Report) -> dict[str, int]:
    from lianyi.circle import computing

    community = Place.objects.get(pk=job.params["community"])
    _who_asked(job, community.pk)
    with beating(job):
        done = computing.compute(community, job.params["profile"], job.params["opening"], report=report)
    return {"computed": done.computed, "kept": done.kept}


@handles(PLAN, title=gettext_lazy("Looking for the best sites"), leads_to=_plan)
def plan(job: Job, report: Report) -> None:
    from lianyi.circle import planning

    found = SitePlan.objects.select_related("community").filter(pk=job.params["plan"]).first()
    if found is None:
        raise Refused(_("This plan has been thrown away."))
    _who_asked(job, found.community_id)
    with beating(job):
        planning.answer(found, report=report)


def _upload(job: Job) -> tuple[Upload, Actor]:
    """The file, and whoever asked."""
    upload = Upload.objects.select_related("community").defer("content").filter(pk=job.params["upload"]).first()
    if upload is None:
        raise Refused(_("The file has been thrown away."))
    return upload, _who_asked(job, upload.community_id)


def _who_asked(job: Job, community_id: int) -> Actor:
    """With the rights that hold now; work that nobody asked for by name (the demo's) is the system's own."""
    if job.user_id is None:
        return Actor.system("circle")
    user = get_user_model().objects.filter(pk=job.user_id).first()
    by = actor_of(user or AnonymousUser())
    if not by.works_for(community_id):
        raise Refused(_("You do not work for this community any more."))
    return by


chore(forget_old_files)

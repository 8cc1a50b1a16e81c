"""The page on which somebody waits for a job."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianyi.accounts.gate import open_to
from lianyi.jobs import actions, kinds, wording
from lianyi.jobs.models import Job
from lianyi.jobs.queries import is_stuck, job_seen, jobs_ahead
from lianyi.scope import Role


@require_safe
@open_to(Role.STAFF)
def show(request: HttpRequest, job_id: int) -> HttpResponse:
    """True progress. What is over leads on to its result; what failed stays and says why."""
    job = job_seen(job_id, for_=request.actor)
    by_htmx = "HX-Request" in request.headers
    after = kinds.page_after(job)
    if job.state == Job.State.DONE and after:
        return HttpResponse(headers={"HX-Redirect": after}) if by_htmx else redirect(after)
    context = {
        "job": job,
        "title": kinds.title_of(job),
        "after": after,
        "ahead": jobs_ahead(job) if job.state == Job.State.WAITING else 0,
        "stuck": is_stuck(job),
        "failure": wording.failure(job),
    }
    return render(request, "jobs/progress.html" if by_htmx else "jobs/show.html", context)


@require_POST
@open_to(Role.STAFF)
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    job = job_seen(job_id, for_=request.actor)
    actions.cancel(job)
    messages.info(request, _("You asked to stop. Nothing that is not finished will be kept."))
    return redirect("jobs:show", job.pk)

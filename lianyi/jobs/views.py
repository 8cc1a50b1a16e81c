"""The page on which somebody waits for a job."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lianyi.jobs import actions, kinds, wording
from lianyi.jobs.models import Job
from lianyi.jobs.queries import is_stuck, job_seen, jobs_ahead
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF)
def show(request: Request, job_id: int) -> HttpResponse:
    """True progress, and a button to stop. What is over leads on to its result; what failed stays and says why.

    The first look comes sooner than the others: small work is over before a second has gone by.
    """
    job = job_seen(job_id, for_=request.actor)
    if request.method == "POST":
        return _cancel(request, job)
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
        "by_htmx": by_htmx,
    }
    return render(request, "jobs/progress.html" if by_htmx else "jobs/show.html", context)


def _cancel(request: Request, job: Job) -> HttpResponse:
    actions.cancel(job)
    messages.info(request, _("You asked to stop. Nothing that is not finished will be kept."))
    return redirect("jobs:show", job.pk)

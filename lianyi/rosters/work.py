"""The two jobs of an import and the one of an export, as the worker knows them."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.accounts.queries import actor_of
from lianyi.jobs.actions import Report, handles
from lianyi.jobs.chores import chore
from lianyi.jobs.models import Job
from lianyi.rosters import checking, exporting, taking
from lianyi.rosters.actions import CHECK, EXPORT, TAKE, forget_old_extracts, forget_old_uploads
from lianyi.rosters.models import Extract, Upload
from lianyi.scope import Actor, OutOfScope, Refused


def _result(job: Job) -> str:
    return reverse("rosters:show", args=[job.params["upload"]])


@handles(CHECK, title=gettext_lazy("Checking the file"), leads_to=_result)
def check(job: Job, report: Report) -> None:
    upload, by = _upload(job)
    if upload.state != Upload.State.TAKEN:
        checking.check(upload, by=by, report=report)


@handles(TAKE, title=gettext_lazy("Taking the file into the register"), leads_to=_result)
def take(job: Job, report: Report) -> None:
    upload, by = _upload(job)
    try:
        taking.take(upload, only_good=job.params["only_good"], by=by, report=report)
    except OutOfScope as fault:
        raise Refused(_("Something in this file is beyond what you may change.")) from fault


def _extract_page(job: Job) -> str:
    return reverse("rosters:extract", args=[job.params["extract"]])


@handles(EXPORT, title=gettext_lazy("Making the list"), leads_to=_extract_page)
def export(job: Job, report: Report) -> None:
    extract = Extract.objects.select_related("community").filter(pk=job.params["extract"]).first()
    if extract is None:
        raise Refused(_("The list is not kept any more. Please ask for it again."))
    exporting.make(extract, by=_who_asked(job, extract.community_id), report=report)


def _upload(job: Job) -> tuple[Upload, Actor]:
    """The file, and whoever asked."""
    upload = Upload.objects.select_related("community").filter(pk=job.params["upload"]).first()
    if upload is None:
        raise Refused(_("The file has been thrown away."))
    return upload, _who_asked(job, upload.community_id)


def _who_asked(job: Job, community_id: int) -> Actor:
    """With the rights that hold now."""
    user = get_user_model().objects.filter(pk=job.user_id or 0).first()
    by = actor_of(user or AnonymousUser())
    if not by.works_for(community_id):
        raise Refused(_("You do not work for this community any more."))
    return by


chore(forget_old_uploads)
chore(forget_old_extracts)

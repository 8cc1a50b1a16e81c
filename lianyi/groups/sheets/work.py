"""The two jobs of a sheet of answers, as the worker knows them."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.accounts.queries import actor_of
from lianyi.groups.actions.sheets import CHECK, TAKE, forget_old_sheets
from lianyi.groups.models import AnswerSheet
from lianyi.groups.sheets import checking
from lianyi.jobs.chores import chore
from lianyi.jobs.kinds import Report, handles
from lianyi.jobs.models import Job
from lianyi.scope import Actor, Refused


def _page_of(job: Job) -> str:
    return reverse("groups:import_answers", args=[job.params["formation"]])


@handles(CHECK, title=gettext_lazy("Looking at the answers in the file"), leads_to=_page_of)
def check(job: Job, report: Report) -> None:
    sheet, _by = _sheet(job)
    if sheet.state != AnswerSheet.State.TAKEN:
        checking.check(sheet, report)


@handles(TAKE, title=gettext_lazy("Taking in the answers"), leads_to=_page_of)
def take(job: Job, report: Report) -> None:
    sheet, by = _sheet(job)
    checking.take(sheet, report, by=by)


def _sheet(job: Job) -> tuple[AnswerSheet, Actor]:
    """The file, and whoever brought it with the rights that hold now."""
    sheet = AnswerSheet.objects.select_related("formation").filter(pk=job.params["sheet"]).first()
    if sheet is None:
        raise Refused(_("The file has been thrown away."))
    by = actor_of(get_user_model().objects.filter(pk=job.user_id or 0).first() or AnonymousUser())
    if not by.works_for(sheet.formation.community_id):
        raise Refused(_("You do not work for this community any more."))
    return sheet, by


chore(forget_old_sheets)

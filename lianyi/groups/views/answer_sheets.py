"""Bringing answers that somebody typed into a sheet: choose it, see what it says, take it or throw it away."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianyi.groups.actions import sheets as actions
from lianyi.groups.models import AnswerSheet, Formation
from lianyi.groups.queries.rounds import formation_of
from lianyi.groups.queries.sheets import sheet_of
from lianyi.groups.views.imports import template_of
from lianyi.jobs.models import Job
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to
from lianyi.sheets import UnreadableFile, check_size, message

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF)
def import_answers(request: Request, pk: int) -> HttpResponse:
    """The file this person has brought, what was found in it, and the form for another. The buttons come back here."""
    formation = formation_of(pk, for_=request.actor)
    sheet = sheet_of(formation, for_=request.actor)
    if request.method == "POST":
        with told(request):
            job = _act(request, formation, sheet)
            return redirect("jobs:show", job.pk) if job else redirect("groups:import_answers", pk)
        return redirect("groups:import_answers", pk)
    if sheet and (busy := actions.work_on(sheet)):
        return redirect("jobs:show", busy.pk)
    context = {
        "formation": formation,
        "sheet": sheet,
        "page": Paginator(sheet.report.get("lines", ()) if sheet else (), PER_PAGE).get_page(request.GET.get("page")),
        "after": not formation.takes_answers(timezone.now()),
    }
    return render(request, "groups/forms/import.html", context)


def _act(request: Request, formation: Formation, sheet: AnswerSheet | None) -> Job | None:
    """Does what was asked; returns the job to wait for, if that is one."""
    if file := request.FILES.get("file"):
        return _bring(request, formation, file)
    match request.POST.get("do", ""), sheet:
        case "take" | "good" as wish, AnswerSheet():
            return actions.ask_to_take(
                sheet,
                only_good=wish == "good",
                handed_in_in_time=request.POST.get("arrived") == "in_time",
                late_reason=request.POST.get("late_reason", ""),
                by=request.actor,
            )
        case "check", AnswerSheet():
            return actions.check_again(sheet, by=request.actor)
        case "discard", AnswerSheet():
            actions.throw_away(sheet, by=request.actor)
            messages.success(request, _("The file was deleted."))
        case _wish, None:
            messages.error(request, _("There is no file here any more. Please choose it again."))
    return None


def _bring(request: Request, formation: Formation, file: UploadedFile) -> Job | None:
    try:
        check_size(file.size or 0)
    except UnreadableFile as problem:
        messages.error(request, message(problem, get_language() or ""))
        return None
    return actions.bring(formation, file.read(), name=file.name or "", by=request.actor)


@require_safe
@open_to(Role.STAFF)
def answers_template(request: Request, pk: int) -> HttpResponse:
    formation_of(pk, for_=request.actor)
    return template_of("wishes")

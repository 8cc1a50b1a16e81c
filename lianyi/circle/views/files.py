"""A file on its way in: hand it in, see what was understood, take it or throw it away; and forms to fill in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.circle import findings, templates_out
from lianyi.circle.actions import files
from lianyi.circle.forms import FileForm
from lianyi.circle.models import Upload
from lianyi.circle.queries import data
from lianyi.circle.views.common import SECTION
from lianyi.jobs.models import Job
from lianyi.jobs.queries import unfinished
from lianyi.places.queries import community_asked
from lianyi.refusing import done, told
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to
from lianyi.uploads import RefuseLarge, announced_size

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF)
@csrf_exempt
def hand_in(request: Request) -> HttpResponse:
    """The token is checked one step later than elsewhere: once the form is read, no file can be refused any more."""
    request.upload_handlers.insert(0, RefuseLarge(request, files.MOST_BYTES))
    return _hand_in(request)


@csrf_protect
def _hand_in(request: Request) -> HttpResponse:
    community = community_asked(request)
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        announced=announced_size(request),
        initial={"kind": request.GET.get("kind") or Upload.Kind.HOMES},
    )
    jobs: list[Job] = []

    def act() -> None:
        file = form.cleaned_data["file"]
        name = file.name or ""
        _upload, job = files.hand_in(file.chunks(), name=name, wish=form.wish(), community=community, by=request.actor)
        jobs.append(job)

    if done(form, act):
        return redirect("jobs:show", jobs[0].pk)
    context = {"section": SECTION, "form": form, "community": community}
    return render(request, "circle/hand_in.html", context, status=422 if form.errors else 200)


@require_safe
@open_to(Role.STAFF)
def show(request: Request, pk: int) -> HttpResponse:
    """What was understood of a file, and what is odd about it."""
    upload = data.upload(pk, for_=request.actor)
    for kind in (files.READ, files.TAKE):
        if job := unfinished(kind, {"upload": upload.pk}):
            return redirect("jobs:show", job.pk)
    report = upload.report or {}
    found = findings.told(report.get("findings", []))
    context = {
        "section": SECTION,
        "upload": upload,
        "report": report,
        "findings": found,
        "errors": sum(one["severity"] == "error" for one in found),
        "problem": findings.problem(report["problem"]) if "problem" in report else "",
        "room": _room(upload),
    }
    return render(request, "circle/file.html", context)


@require_POST
@open_to(Role.STAFF)
def take(request: Request, pk: int) -> HttpResponse:
    upload = data.upload(pk, for_=request.actor)
    with told(request):
        return redirect("jobs:show", files.ask_to_take(upload, by=request.actor).pk)
    return redirect("circle:file", upload.pk)


@require_POST
@open_to(Role.STAFF)
def throw_away(request: Request, pk: int) -> HttpResponse:
    upload = data.upload(pk, for_=request.actor)
    room = _room(upload)
    files.throw_away(upload, by=request.actor)
    messages.success(request, _("The file has been thrown away."))
    return redirect(room)


@require_safe
@open_to(Role.STAFF)
def empty(request: Request, kind: str) -> HttpResponse:
    """An Excel form to fill in; for buildings with those of the community in it, to be given their coordinates."""
    if kind not in (Upload.Kind.HOMES, Upload.Kind.POINTS, Upload.Kind.CANDIDATES):
        raise Http404
    content = templates_out.form(kind, community_asked(request))
    name = f"{Upload.Kind(kind).label}.xlsx"
    headers = {"Content-Disposition": content_disposition_header(True, name) or "", "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _room(upload: Upload) -> str:
    return f"{reverse('circle:index')}?community={upload.community_id}"

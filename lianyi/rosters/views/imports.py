"""A file on its way in: choose it, see what was understood, take it or throw it away."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from lianyi.journal.actions import look
from lianyi.request import Request
from lianyi.rosters import actions, queries
from lianyi.rosters.forms import ImportForm
from lianyi.rosters.models import Upload
from lianyi.rosters.views.files import workbook
from lianyi.rosters.views.showing import problem_rows, shown
from lianyi.scope import Refused, Role
from lianyi.scope.marks import open_to
from lianyi.sheets.limits import DEFAULT_LIMITS
from lianyi.sheets.writing import write_xlsx
from lianyi.uploads import RefuseLarge, announced_size


@require_safe
@open_to(Role.STAFF)
def index(request: Request) -> HttpResponse:
    page = Paginator(queries.uploads(for_=request.actor), 20).get_page(request.GET.get("page"))
    rows = [(upload, queries.work_on(upload)) for upload in page]
    context = {
        "section": "rosters",
        "page": page,
        "rows": rows,
        "kinds": Upload.Kind.choices,
        "extracts": queries.extracts(for_=request.actor),
    }
    return render(request, "rosters/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF)
@csrf_exempt
def hand_in(request: Request) -> HttpResponse:
    """The token is checked one step later than elsewhere: once the form is read, no file can be refused any more."""
    request.upload_handlers.insert(0, RefuseLarge(request, DEFAULT_LIMITS.bytes))
    return _hand_in(request)


@csrf_protect
def _hand_in(request: Request) -> HttpResponse:
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ImportForm(*posted, actor=request.actor, size_announced=announced_size(request))
    if form.is_valid():
        wish: dict[str, Any] = dict(form.cleaned_data)
        file = wish.pop("file")
        _upload, job = actions.hand_in(file.read(), name=file.name, by=request.actor, **wish)
        return redirect("jobs:show", job.pk)
    context = {"section": "rosters", "form": form, "kinds": Upload.Kind.choices}
    return render(request, "rosters/import.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF)
def show(request: Request, pk: int) -> HttpResponse:
    """What was understood and what would happen; or what was taken. The buttons come back here."""
    upload = queries.upload(pk, for_=request.actor)
    if request.method == "POST":
        return _act(request, upload)
    job = queries.work_on(upload)
    if job:
        return redirect("jobs:show", job.pk)
    if upload.state == Upload.State.RECEIVED:
        return render(request, "rosters/unchecked.html", {"section": "rosters", "upload": upload})
    page = shown(upload, code=request.GET.get("problem", ""), page=request.GET.get("page"))
    look(page.person_ids, by=request.actor, what="roster.checked", community_id=upload.community_id)
    return render(request, "rosters/show.html", {"section": "rosters", "upload": upload, "shown": page})


def _act(request: Request, upload: Upload) -> HttpResponse:
    wish = request.POST.get("do", "")
    try:
        match wish:
            case "take" | "good":
                job = actions.ask_to_take(upload, only_good=wish == "good", by=request.actor)
            case "check":
                job = actions.check_again(upload, by=request.actor)
            case "discard":
                actions.throw_away(upload, by=request.actor)
                messages.success(request, _("The file was deleted."))
                return redirect("rosters:list")
            case _other:
                return redirect("rosters:show", upload.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("rosters:show", upload.pk)
    return redirect("jobs:show", job.pk)


@require_safe
@open_to(Role.STAFF)
def problem_list(request: Request, pk: int) -> HttpResponse:
    """Every problem of a file as a workbook, to be worked through beside it."""
    upload = queries.upload(pk, for_=request.actor)
    found = problem_rows(queries.problems(upload), get_language() or "")
    headings = [_("Row"), _("Column"), _("Heading"), _("Written there"), _("Weight"), _("What to do")]
    rows = ([row.row or None, row.column, row.heading, row.value, row.weight, row.text] for row in found)
    title = _("Problems in %(file)s") % {"file": upload.name}
    return workbook(write_xlsx(headings, rows, title=title), _named(upload, _("problems")))


@require_safe
@open_to(Role.STAFF)
def left_rows(request: Request, pk: int) -> HttpResponse:
    """The rows that were not taken, with the headings as they were."""
    upload = queries.upload(pk, for_=request.actor)
    if not upload.left:
        raise Http404
    return workbook(bytes(upload.left), _named(upload, _("to correct")))


def _named(upload: Upload, what: str) -> str:
    return f"{PurePath(upload.name).stem} - {what}"

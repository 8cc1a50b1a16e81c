"""Lists on their way out, and empty forms."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from lianyi.packs import load_pack
from lianyi.places.queries import community_asked
from lianyi.request import Request
from lianyi.rosters import actions, queries
from lianyi.rosters.forms import ExportForm
from lianyi.rosters.layouts import NOT_KEPT, layout_for
from lianyi.rosters.models import Upload
from lianyi.rosters.queries import form_of
from lianyi.rosters.views.files import workbook
from lianyi.scope import Role
from lianyi.scope.marks import open_to
from lianyi.sheets.writing import write_template


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF)
def export(request: Request) -> HttpResponse:
    """Asks which columns and what for, and has the list made."""
    kind = _known(request.GET.get("kind") or Upload.Kind.ROSTER)
    community, pack, language = community_asked(request), load_pack(settings.LIANYI_PACK), get_language() or ""
    layout = layout_for(kind, pack)
    keys = [key for key in form_of(community, kind, pack=pack, language=language).keys if key]
    keys = [key for key in keys if key not in NOT_KEPT.get(kind, ())]
    initial = {"community": community}
    form = ExportForm(request.POST or None, actor=request.actor, layout=layout, keys=keys, initial=initial)
    if form.is_valid():
        _extract, job = actions.ask_for_list(kind=kind, by=request.actor, **form.cleaned_data)
        return redirect("jobs:show", job.pk)
    context = {"section": "rosters", "form": form, "kind": kind, "kinds": Upload.Kind.choices, "community": community}
    return render(request, "rosters/export.html", context, status=422 if form.errors else 200)


@require_safe
@open_to(Role.STAFF)
def extract(request: Request, pk: int) -> HttpResponse:
    """A list that was asked for: to be fetched, or why it is not there."""
    found = queries.extract(pk, for_=request.actor)
    job = queries.work_on_extract(found)
    if job:
        return redirect("jobs:show", job.pk)
    context = {"section": "rosters", "extract": found, "until": found.asked_at + actions.EXTRACT_KEPT}
    return render(request, "rosters/extract.html", context)


@require_safe
@open_to(Role.STAFF)
def extract_file(request: Request, pk: int) -> HttpResponse:
    found = queries.extract(pk, for_=request.actor)
    if found.content is None:
        raise Http404
    layout = layout_for(found.kind, load_pack(settings.LIANYI_PACK))
    return workbook(bytes(found.content), f"{layout.title(get_language() or '')} {found.on.isoformat()}")


@require_safe
@open_to(Role.STAFF)
def empty_form(request: Request, kind: str) -> HttpResponse:
    """An empty form to fill in, in the words of this community."""
    language = get_language() or ""
    layout = layout_for(_known(kind), load_pack(settings.LIANYI_PACK))
    return workbook(write_template(layout, language), layout.title(language))


def _known(kind: str) -> str:
    if kind not in Upload.Kind.values:
        raise Http404
    return kind

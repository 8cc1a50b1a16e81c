"""The published result: with names at the desk, without in public, and for each person the own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianyi.accounts.gate import open_to, open_to_everyone
from lianyi.groups import codes, result_files, result_pages
from lianyi.groups.actions import objections as objecting
from lianyi.groups.forms.publishing import ObjectionForm
from lianyi.groups.models import WishForm
from lianyi.groups.queries import results as queries
from lianyi.groups.views.forms import by_code
from lianyi.journal.actions import look
from lianyi.private import private
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import Actor, OutOfScope, Role

BATCH = 200


@require_safe
@open_to(Role.STAFF)
def desk(request: Request, formation_id: int, version: int) -> HttpResponse:
    publication = queries.publication_of(formation_id, version, for_=request.actor)
    page = result_pages.desk(publication, for_=request.actor)
    look(
        page.person_ids,
        by=request.actor,
        what="result",
        purpose="forming",
        community_id=publication.formation.community_id,
    )
    return render(request, "groups/results/desk.html", {"formation": publication.formation, "page": page})


@require_safe
@open_to(Role.STAFF)
def sheets(request: Request, formation_id: int, version: int) -> HttpResponse:
    """The table of groups and a list of people for each, on paper."""
    publication = queries.publication_of(formation_id, version, for_=request.actor)
    page = result_pages.desk(publication, for_=request.actor)
    look(
        page.person_ids,
        by=request.actor,
        what="result.sheets",
        purpose="forming",
        community_id=publication.formation.community_id,
    )
    context = {"formation": publication.formation, "page": page, "watermark": result_pages.watermark(request.actor)}
    return render(request, "groups/results/sheets.html", context)


@require_safe
@open_to(Role.STAFF)
def notices(request: Request, formation_id: int, version: int) -> HttpResponse:
    """A notice for each person, a batch at a time (`?batch=2`), or for one form (`?serial=7`)."""
    publication = queries.publication_of(formation_id, version, for_=request.actor)
    asked = request.GET
    placements = queries.placements_of(publication, for_=request.actor)
    if asked.get("serial", "").isdecimal():
        placements = [placement for placement in placements if placement.form.serial == int(asked["serial"])]
    batch = max(int(asked["batch"]), 1) if asked.get("batch", "").isdecimal() else 1
    chosen = placements[(batch - 1) * BATCH : batch * BATCH]
    ids = [placement.form.person_id for placement in chosen]
    look(
        ids, by=request.actor, what="result.notices", purpose="forming", community_id=publication.formation.community_id
    )
    context = {
        "formation": publication.formation,
        "publication": publication,
        "notices": list(result_pages.notices(publication, chosen)),
        "batch": batch,
        "batches": range(1, -(-len(placements) // BATCH) + 1),
    }
    return render(request, "groups/results/notices.html", context)


@require_safe
@open_to(Role.STAFF)
def file(request: Request, formation_id: int, version: int) -> HttpResponse:
    """The table of groups, or the list of people (`?what=people`), as a workbook."""
    publication = queries.publication_of(formation_id, version, for_=request.actor)
    page = result_pages.desk(publication, for_=request.actor)
    with_people = request.GET.get("what") == "people"
    if with_people:
        look(
            page.person_ids,
            by=request.actor,
            what="result.file",
            purpose="forming",
            community_id=publication.formation.community_id,
        )
    make = result_files.people if with_people else result_files.groups
    response = HttpResponse(make(page, request.actor), content_type=result_files.XLSX)
    name = f"formation-{formation_id}-v{version}-{'people' if with_people else 'groups'}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@open_to_everyone
def public(request: Request, formation_id: int) -> HttpResponse:
    publication = queries.public_publication(formation_id)
    context = {"formation": publication.formation, "page": result_pages.public(publication)}
    return render(request, "groups/results/public.html", context)


@require_safe
@open_to_everyone
@private
@by_code
def own(request: Request, form: WishForm) -> HttpResponse:
    """The own result, with the personal link."""
    return _own(request, form, by_link=True)


@require_POST
@open_to_everyone
@private
@by_code
def object_to_own(request: Request, form: WishForm) -> HttpResponse:
    _object(request, form, Actor.bearer(form.person_id))
    return redirect("groups:own_result", codes.shown(codes.code_of(form.nonce)))


@require_safe
@open_to(Role.RESIDENT)
@private
def my_result(request: Request, formation_id: int) -> HttpResponse:
    """The own result, signed in."""
    return _own(request, queries.own_form(formation_id, for_=request.actor), by_link=False)


@require_POST
@open_to(Role.RESIDENT)
@private
def object_to_mine(request: Request, formation_id: int) -> HttpResponse:
    _object(request, queries.own_form(formation_id, for_=request.actor), request.actor)
    return redirect("groups:my_result", formation_id)


def _own(request: Request, form: WishForm, *, by_link: bool) -> HttpResponse:
    publication = queries.latest(form.formation)
    if publication is None:
        raise OutOfScope
    page = result_pages.own(form, publication)
    context = {"formation": form.formation, "page": page, "form": ObjectionForm(), "by_link": by_link}
    return render(request, "groups/results/own.html", context)


def _object(request: Request, form: WishForm, actor: Actor) -> None:
    publication = queries.latest(form.formation)
    if publication is None:
        raise OutOfScope
    filled = ObjectionForm(request.POST)
    if not filled.is_valid():
        messages.error(request, _("Please say what is the matter."))
        return
    with told(request):
        objecting.object_to(publication, form, filled.cleaned_data["text"], by=actor)
        messages.success(request, _("Your words have arrived. You will find the answer on this page."))

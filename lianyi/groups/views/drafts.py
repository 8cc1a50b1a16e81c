"""Trial runs at the desk: side by side, one on a board, people moved and locked.

A run that is not ready has one page, which says why; the other pages lead to it.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianyi.accounts.gate import open_to
from lianyi.groups import boards, hand
from lianyi.groups.actions import drafts as actions
from lianyi.groups.forms.drafts import DraftForm, MoveForm
from lianyi.groups.models import Draft
from lianyi.groups.queries import drafts as queries
from lianyi.groups.views.ready import of_ready_draft
from lianyi.jobs.queries import unfinished
from lianyi.journal.actions import look
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import OutOfScope, Role

PER_PAGE = 60


@open_to(Role.STAFF)
def drafts(request: Request, formation_id: int) -> HttpResponse:
    """All trial runs of a round side by side, and the form to start another."""
    formation = queries.formation_of(formation_id, for_=request.actor)
    form = DraftForm(formation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told(request):
            draft = actions.start_draft(formation, form.settings(), by=request.actor)
            return redirect("groups:draft", formation.pk, draft.number)
    context = {"formation": formation, "form": form, "comparison": boards.comparison(formation, for_=request.actor)}
    return render(request, "groups/drafts/list.html", context)


@open_to(Role.STAFF)
def draft(request: Request, formation_id: int, number: int) -> HttpResponse:
    """One trial run: waiting, failed, or on its board."""
    found = queries.draft_of(formation_id, number, for_=request.actor)
    if found.state != Draft.State.READY:
        return _unfinished(request, found)
    board = boards.board(found, search=request.GET.get("q", "").strip(), for_=request.actor)
    look(
        board.person_ids,
        by=request.actor,
        what="draft.board",
        purpose="forming",
        community_id=found.formation.community_id,
    )
    return render(request, "groups/drafts/board.html", {"formation": found.formation, "draft": found, "board": board})


@open_to(Role.STAFF)
@of_ready_draft
def draft_group(request: Request, found: Draft, group_number: int) -> HttpResponse:
    """The people of one group of a draft, page by page."""
    column = boards.one_column(found, group_number, for_=request.actor)
    page = Paginator(column.seats, PER_PAGE).get_page(request.GET.get("page"))
    ids = [seat.person_id for seat in page]
    look(ids, by=request.actor, what="draft.group", purpose="forming", community_id=found.formation.community_id)
    context = {"formation": found.formation, "draft": found, "column": column, "page": page}
    return render(request, "groups/drafts/group.html", context)


@open_to(Role.STAFF)
@of_ready_draft
def draft_person(request: Request, found: Draft, serial: int) -> HttpResponse:
    """Somebody in a draft: where, why, and what every other place would cost. A page, or a dialog's content."""
    view = boards.person_view(found, serial, to=request.GET.get("to", ""), for_=request.actor)
    ids = [view.placement.form.person_id]
    look(ids, by=request.actor, what="draft.person", purpose="forming", community_id=found.formation.community_id)
    template = "person_dialog" if request.headers.get("HX-Request") else "person"
    context = {"formation": found.formation, "draft": found, "view": view}
    return render(request, f"groups/drafts/{template}.html", context)


@open_to(Role.STAFF)
@of_ready_draft
def draft_costs(request: Request, found: Draft, serial: int) -> JsonResponse:
    """What every other place would cost somebody, for dragging: {"3": {"text": ..., "ok": true}}."""
    queries.placement_of(found, serial, for_=request.actor)
    names = boards.names_of(found)
    return JsonResponse(
        {
            "none" if cost.to is None else str(cost.to): {
                "text": boards.cost_text(cost, names),
                "ok": cost.breaks_nothing,
            }
            for cost in hand.costs(found, serial)
        }
    )


@open_to(Role.STAFF)
@require_POST
@of_ready_draft
def draft_move(request: Request, found: Draft, serial: int) -> HttpResponse:
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("There is no group with this number."))
        return redirect("groups:draft_person", found.formation_id, found.number, serial)
    with told(request):
        text = boards.move_text(found, serial, form.target(), for_=request.actor)
        found = actions.move(found, serial, form.target(), by=request.actor)
        messages.success(request, text)
    return redirect("groups:draft", found.formation_id, found.number)


@open_to(Role.STAFF)
@require_POST
@of_ready_draft
def draft_lock_person(request: Request, found: Draft, serial: int) -> HttpResponse:
    with told(request):
        actions.lock_member(found, serial, request.POST.get("lock") == "1", by=request.actor)
    return redirect("groups:draft", found.formation_id, found.number)


@open_to(Role.STAFF)
@require_POST
@of_ready_draft
def draft_lock_group(request: Request, found: Draft, group_number: int) -> HttpResponse:
    with told(request):
        actions.lock_group(found, group_number, request.POST.get("lock", ""), by=request.actor)
    return redirect("groups:draft", found.formation_id, found.number)


@open_to(Role.STAFF)
@require_POST
@of_ready_draft
def draft_again(request: Request, found: Draft) -> HttpResponse:
    """Solves again with as few changes as possible."""
    with told(request):
        found = actions.solve_again(found, by=request.actor)
    return redirect("groups:draft", found.formation_id, found.number)


@open_to(Role.STAFF)
@require_POST
def draft_discard(request: Request, formation_id: int, number: int) -> HttpResponse:
    found = queries.draft_of(formation_id, number, for_=request.actor)
    with told(request):
        actions.discard(found, by=request.actor)
        messages.success(request, _("The draft was thrown away."))
        return redirect("groups:drafts", formation_id)
    return redirect("groups:draft", formation_id, number)


@open_to(Role.STAFF)
@of_ready_draft
def draft_differences(request: Request, found: Draft) -> HttpResponse:
    """Who is elsewhere than in the draft this one came from, or in the one asked for (`?with=2`)."""
    other = request.GET.get("with", "")
    earlier = (
        queries.draft_of(found.formation_id, int(other), for_=request.actor) if other.isdecimal() else found.parent
    )
    if earlier is None:
        raise OutOfScope
    page = Paginator(boards.differences(earlier, found, for_=request.actor), PER_PAGE).get_page(request.GET.get("page"))
    ids = [difference.person_id for difference in page]
    look(ids, by=request.actor, what="draft.differences", purpose="forming", community_id=found.formation.community_id)
    context = {"formation": found.formation, "draft": found, "earlier": earlier, "page": page}
    return render(request, "groups/drafts/differences.html", context)


def _unfinished(request: Request, found: Draft) -> HttpResponse:
    """The progress of a run that is under way; why it failed, when it did."""
    if found.state == Draft.State.COMPUTING and unfinished(actions.COMPUTE, {"draft": found.pk}):
        return redirect("jobs:show", found.job_id)
    context = {"formation": found.formation, "draft": found, "failures": boards.failures(found)}
    return render(request, "groups/drafts/unfinished.html", context)

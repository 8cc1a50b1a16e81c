"""Rounds at the desk."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lianyi.groups.actions import rounds as actions
from lianyi.groups.forms.rounds import DeadlineForm, FormationForm, end_of
from lianyi.groups.models import Answer, Formation
from lianyi.groups.queries import rounds as queries
from lianyi.groups.queries.capacity import capacity_of
from lianyi.groups.queries.results import latest
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to


@require_safe
@open_to(Role.STAFF)
def formations(request: Request) -> HttpResponse:
    page = Paginator(queries.formations_of(for_=request.actor), 30).get_page(request.GET.get("page"))
    rounds = [(formation, queries.progress_of(formation)) for formation in page]
    return render(request, "groups/rounds/list.html", {"page": page, "rounds": rounds})


@open_to(Role.STAFF)
def new_formation(request: Request) -> HttpResponse:
    form = FormationForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        formation = actions.prepare_formation(form.community_id, form.settings, by=request.actor)
        return redirect("groups:proposed", formation.pk)
    return render(request, "groups/rounds/settings.html", {"form": form})


@open_to(Role.STAFF)
def formation_settings(request: Request, pk: int) -> HttpResponse:
    formation = queries.formation_of(pk, for_=request.actor)
    form = FormationForm(request.POST or None, instance=formation, actor=request.actor)
    stored = queries.formation_of(pk, for_=request.actor)  # validating has changed the first one
    if form.is_valid():
        with told(request):
            actions.change_formation(stored, form.settings, by=request.actor)
            messages.success(request, _("Saved."))
            return redirect("groups:formation", pk)
    return render(request, "groups/rounds/settings.html", {"form": form, "formation": stored})


@require_safe
@open_to(Role.STAFF)
def formation(request: Request, pk: int) -> HttpResponse:
    formation = queries.formation_of(pk, for_=request.actor)
    members = queries.member_count(formation)
    progress = queries.progress_of(formation)
    context = {
        "formation": formation,
        "progress": progress,
        "channels": [(Answer.Channel(code).label, count) for code, count in progress.channels.items()],
        "capacity": capacity_of(formation, members),
        "without_form": queries.members_without_form(formation).count(),
        "notice": actions.notice_verdict(formation) if formation.state == Formation.State.PREPARING else None,
        "deadline_form": DeadlineForm(),
        "steps": _steps(formation),
        "publication": latest(formation),
    }
    return render(request, "groups/rounds/round.html", context)


@require_POST
@open_to(Role.STAFF)
def open_formation(request: Request, pk: int) -> HttpResponse:
    formation = queries.formation_of(pk, for_=request.actor)
    reason = request.POST.get("reason", "")[:200]
    with told(request):
        actions.open_formation(formation, by=request.actor, short_notice_reason=reason)
        messages.success(request, _("The round is open. Every member has a form now."))
    return redirect("groups:formation", pk)


@require_POST
@open_to(Role.STAFF)
def close_formation(request: Request, pk: int) -> HttpResponse:
    formation = queries.formation_of(pk, for_=request.actor)
    with told(request):
        actions.close_formation(formation, by=request.actor)
        messages.success(request, _("The round is closed."))
    return redirect("groups:formation", pk)


@require_POST
@open_to(Role.STAFF)
def extend_deadline(request: Request, pk: int) -> HttpResponse:
    formation = queries.formation_of(pk, for_=request.actor)
    form = DeadlineForm(request.POST)
    if form.is_valid():
        with told(request):
            actions.extend_deadline(formation, end_of(form.cleaned_data["deadline_day"]), by=request.actor)
            messages.success(request, _("The new deadline is set, and forms can come in."))
    for error in form.errors.get("deadline_day", []):
        messages.error(request, str(error))
    return redirect("groups:formation", pk)


@require_POST
@open_to(Role.STAFF)
def add_missing_forms(request: Request, pk: int) -> HttpResponse:
    formation = queries.formation_of(pk, for_=request.actor)
    with told(request):
        made = actions.add_missing_forms(formation, by=request.actor)
        messages.success(request, ngettext("%(count)s form added.", "%(count)s forms added.", made) % {"count": made})
    return redirect("groups:formation", pk)


def _steps(formation: Formation) -> list[tuple[str, str]]:
    """The stages of a round: label and "done", "current" or ""."""
    order = Formation.State.values
    at = order.index(formation.state)
    marks = ["done" if place < at else "current" if place == at else "" for place in range(len(order))]
    return list(zip((str(label) for label in Formation.State.labels), marks, strict=True))

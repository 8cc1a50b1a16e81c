"""The groups that are proposed in a round."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lianyi.groups.actions import proposals as actions
from lianyi.groups.forms.proposals import ProposedForm, SuggestionsForm
from lianyi.groups.queries import rounds as queries
from lianyi.groups.queries.capacity import capacity_of
from lianyi.groups.queries.suggestions import suggestions
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to
from lianyi.wording import rule


@require_safe
@open_to(Role.STAFF)
def proposed(request: Request, pk: int) -> HttpResponse:
    formation = queries.formation_of(pk, for_=request.actor)
    context = {
        "formation": formation,
        "capacity": capacity_of(formation, queries.member_count(formation)),
        "by_bond": queries.proposed_by_bond(formation),
    }
    return render(request, "groups/rounds/proposed.html", context)


@open_to(Role.STAFF)
def new_proposed(request: Request, pk: int) -> HttpResponse:
    formation = queries.formation_of(pk, for_=request.actor)
    form = ProposedForm(request.POST or None, formation=formation)
    if "joint" in request.POST:
        form.as_joint()
    if form.is_valid():
        with told(request):
            actions.propose_groups(formation, [form.proposal], by=request.actor)
            messages.success(request, _("Proposed."))
            return redirect("groups:proposed", pk)
    return render(request, "groups/rounds/propose.html", {"formation": formation, "form": form})


@open_to(Role.STAFF)
def change_proposed(request: Request, pk: int, number: int) -> HttpResponse:
    formation = queries.formation_of(pk, for_=request.actor)
    group = queries.proposed_of(formation, number)
    form = ProposedForm(request.POST or None, instance=group, formation=formation)
    if "joint" in request.POST:
        form.as_joint()
    if form.is_valid():
        with told(request):
            actions.change_proposed(group, form.proposal, by=request.actor)
            messages.success(request, _("Saved."))
            return redirect("groups:proposed", pk)
    return render(request, "groups/rounds/propose.html", {"formation": formation, "form": form, "group": group})


@require_POST
@open_to(Role.STAFF)
def withdraw_proposed(request: Request, pk: int, number: int) -> HttpResponse:
    group = queries.proposed_of(queries.formation_of(pk, for_=request.actor), number)
    with told(request):
        actions.withdraw_proposed(group, by=request.actor)
        messages.success(request, _("Withdrawn."))
    return redirect("groups:proposed", pk)


@require_POST
@open_to(Role.STAFF)
def number_anew(request: Request, pk: int) -> HttpResponse:
    formation = queries.formation_of(pk, for_=request.actor)
    with told(request):
        actions.number_anew(formation, by=request.actor)
        messages.success(request, _("Numbered anew."))
    return redirect("groups:proposed", pk)


@open_to(Role.STAFF)
def suggest(request: Request, pk: int) -> HttpResponse:
    formation = queries.formation_of(pk, for_=request.actor)
    found = {suggestion.key: suggestion for suggestion in suggestions(formation)}
    choices = [(key, one.name) for key, one in found.items()]
    initial = {"minimum": rule(actions.MINIMUM_RULE).value, "maximum": 30}
    form = SuggestionsForm(request.POST or None, choices=choices, initial=initial)
    if form.is_valid():
        sizes = form.cleaned_data["minimum"], form.cleaned_data["maximum"]
        chosen = [found[key].proposal(*sizes) for key in form.cleaned_data["taken"]]
        with told(request):
            count = len(actions.propose_groups(formation, chosen, by=request.actor))
            messages.success(request, ngettext("%(count)s proposed.", "%(count)s proposed.", count) % {"count": count})
            return redirect("groups:proposed", pk)
    ticked = set(request.POST.getlist("taken"))
    context = {"formation": formation, "form": form, "found": found.values(), "ticked": ticked}
    return render(request, "groups/rounds/suggest.html", context)

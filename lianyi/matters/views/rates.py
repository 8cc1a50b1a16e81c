"""The three rates: of bodies and of subjects, never of persons."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.matters.forms.rates import PeriodForm
from lianyi.matters.rates.showing import shown, within_reach
from lianyi.places.models import Place
from lianyi.request import Request
from lianyi.scope import OutOfScope, Role
from lianyi.scope.marks import open_to, open_to_everyone


@require_safe
@open_to(Role.STAFF, Role.DISTRICT)
def desk(request: Request) -> HttpResponse:
    """For those who answer for communities: small numbers withheld, as told within the office."""
    communities = within_reach(request.actor)
    form = PeriodForm(request.GET, communities=communities)
    chosen = form.cleaned_data.get("community") if form.is_valid() else None
    keys = [chosen.pk] if chosen else list(communities.values_list("pk", flat=True))
    board = shown(keys, form.period(), by=form.data["by"], threshold_rule="privacy.internal_threshold")
    context = {"section": "rates", "form": form, "board": board}
    return render(request, "matters/rates/desk.html", context, status=422 if form.errors else 200)


@require_safe
@open_to_everyone
def public(request: Request, community_id: int) -> HttpResponse:
    """For everybody: of one community, by body, with the larger threshold."""
    found = Place.objects.filter(kind=Place.Kind.COMMUNITY, pk=community_id).on(today()).first()
    if found is None:
        raise OutOfScope
    form = PeriodForm(request.GET, communities=Place.objects.none())
    board = shown([community_id], form.period(), by=form.data["by"], threshold_rule="privacy.public_threshold")
    context = {"section": "rates", "community": found, "form": form, "board": board}
    return render(request, "matters/rates/public.html", context, status=422 if form.errors else 200)

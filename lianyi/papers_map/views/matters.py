"""The papers of a matter: the plan, what is there, the ways gone, and the word that everything is there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.dated import today
from lianyi.matters.actions.steps import add_trip
from lianyi.matters.models import Matter, Pause
from lianyi.matters.queries import matter as opened
from lianyi.matters.rules import CARRIERS
from lianyi.papers_map import planning
from lianyi.papers_map.actions import plans
from lianyi.papers_map.forms.matters import TripForm, WantedForm
from lianyi.papers_map.forms.questions import ELSEWHERE, QuestionsForm
from lianyi.papers_map.models import Plan
from lianyi.papers_map.queries import plans as queries
from lianyi.papers_map.queries import registry
from lianyi.papers_map.the_map import load
from lianyi.papers_map.views.acting import form_page
from lianyi.papers_map.views.pages import of_matter
from lianyi.papers_map.views.public import MOST_WANTED
from lianyi.refusing import done, told
from lianyi.request import Request
from lianyi.scope import OutOfScope
from lianyi.scope.marks import open_to


@require_safe
@open_to(*CARRIERS)
def show(request: Request, pk: int) -> HttpResponse:
    """The plan with what is there and what is not, and the mandates."""
    matter = opened(pk, for_=request.actor)
    context = {"section": "matters", **of_matter(matter, request.actor)}
    return render(request, "papers_map/matter/show.html", context)


@require_safe
@open_to(*CARRIERS)
def sheet(request: Request, pk: int) -> HttpResponse:
    """The plan as it stands, on one page of paper for whoever raised the matter."""
    matter = opened(pk, for_=request.actor)
    context = of_matter(matter, request.actor)
    if context["plan"] is None:
        raise OutOfScope
    back = reverse("papers_map:of_matter", args=[pk])
    return render(request, "papers_map/paper/plan.html", {**context, "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*CARRIERS)
def make(request: Request, pk: int) -> HttpResponse:
    """First which papers, then the questions; what was answered before stands there already."""
    matter = opened(pk, for_=request.actor, noted=request.method != "POST")
    old = queries.plan_of(matter)
    known = queries.answers_of(old) if old else None
    chosen = WantedForm(request.GET if "want" in request.GET else None, initial={"want": known.wanted if known else ()})
    if not chosen.is_valid():
        return _choose(request, matter, chosen)
    wanted = tuple(one.pk for one in chosen.cleaned_data["want"])
    if len(wanted) > MOST_WANTED:
        chosen.add_error("want", _("Please choose at most %(count)d papers at once.") % {"count": MOST_WANTED})
        return _choose(request, matter, chosen)
    papers = load(today())
    form = QuestionsForm(request.POST or None, papers=papers, wanted=wanted, initial=_initial(old))

    def act() -> None:
        made = planning.make(papers, form.answers())
        plans.make_plan(matter, made, by=request.actor, waits=bool(request.POST.get("waits")))

    if done(form, act):
        messages.success(request, _("The plan is made."))
        return redirect("papers_map:of_matter", pk)
    return _ask(request, matter, form)


@require_POST
@open_to(*CARRIERS)
def tick(request: Request, pk: int) -> HttpResponse:
    """A paper is there (or, `there=0`, is not after all)."""
    matter = opened(pk, for_=request.actor, noted=False)
    typed = request.POST.get("paper", "")
    if not typed.isdecimal() or len(typed) > 18:
        raise OutOfScope
    certificate, is_there = registry.certificate(int(typed)), request.POST.get("there") != "0"
    with told(request):
        is_complete = plans.tick_paper(_plan_of(matter), certificate, by=request.actor, is_there=is_there)
        messages.success(request, _("All papers are there.") if is_complete else _("Written down."))
    return redirect("papers_map:of_matter", pk)


@require_POST
@open_to(*CARRIERS)
def complete(request: Request, pk: int) -> HttpResponse:
    matter = opened(pk, for_=request.actor, noted=False)
    with told(request):
        plans.complete(_plan_of(matter), by=request.actor)
        messages.success(request, _("From now on it lies in our hands."))
    return redirect("papers_map:of_matter", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*CARRIERS)
def trip(request: Request, pk: int) -> HttpResponse:
    """Writes down a way that was gone, counted to the guide of its paper."""
    matter = opened(pk, for_=request.actor, noted=request.method != "POST")
    errands = queries.errands_of(_plan_of(matter))
    form = TripForm(request.POST or None, errands=errands, initial={"certificate": request.GET.get("paper", "")})

    def act() -> None:
        add_trip(matter, form.way(), by=request.actor)

    back = reverse("papers_map:of_matter", args=[pk])
    return form_page(request, form, _("A trip that was made"), act, back, section="matters")


def _plan_of(matter: Matter) -> Plan:
    plan = queries.plan_of(matter)
    if plan is None:
        raise OutOfScope
    return plan


def _choose(request: Request, matter: Matter, form: WantedForm) -> HttpResponse:
    context = {"section": "matters", "matter": matter, "form": form}
    return render(request, "papers_map/matter/choose.html", context, status=422 if form.errors else 200)


def _ask(request: Request, matter: Matter, form: QuestionsForm) -> HttpResponse:
    is_waiting = matter.pauses.filter(ended_at__isnull=True, cause=Pause.Cause.PAPERS).exists()
    context = {"section": "matters", "matter": matter, "form": form, "is_waiting": is_waiting}
    return render(request, "papers_map/matter/questions.html", context, status=422 if form.errors else 200)


def _initial(old: Plan | None) -> dict[str, Any]:
    """What was answered for the plan before, as it is today."""
    if old is None:
        return {}
    known = queries.answers_of(old)
    return {
        "held": [str(key) for key in known.held],
        "home": known.home or ELSEWHERE,
        "goes": known.goes,
        "helpers_in": list(known.helpers_in),
        "post": "yes" if known.post else "no",
        "online": "yes" if known.online else "no",
    }

"""Where new points help most: ask, see the answer beside what is there now."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.circle.actions import computing
from lianyi.circle.actions.files import PLAN
from lianyi.circle.categories import category
from lianyi.circle.forms import PlanForm
from lianyi.circle.guarding import share_shown
from lianyi.circle.models import Candidate
from lianyi.circle.queries import data
from lianyi.circle.views.common import SECTION
from lianyi.circle.walkers import name_of
from lianyi.jobs.models import Job
from lianyi.jobs.queries import unfinished
from lianyi.places.models import Place
from lianyi.places.queries import community_asked
from lianyi.refusing import done, told
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to
from lianyi.wording import rule


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF)
def index(request: Request) -> HttpResponse:
    """The question, and those that were asked before."""
    community = community_asked(request)
    kinds = list(data.facilities_of(community).order_by().values_list("category", flat=True).distinct())
    form = PlanForm(request.POST or None, community=community, kinds=kinds)
    jobs: list[Job] = []

    def act() -> None:
        jobs.append(computing.ask_for_plan(community, form.question(), by=request.actor)[1])

    if done(form, act):
        return redirect("jobs:show", jobs[0].pk)
    context = {
        "section": SECTION,
        "community": community,
        "form": form,
        "plans": [(one, category(one.category), name_of(one.profile)) for one in data.plans_of(community)[:50]],
        "candidates": Candidate.objects.filter(community=community).count(),
    }
    return render(request, "circle/plans.html", context, status=422 if form.errors else 200)


@require_safe
@open_to(Role.STAFF)
def show(request: Request, pk: int) -> HttpResponse:
    from lianyi.circle.planning import digest_of

    plan = data.plan(pk, for_=request.actor)
    if job := unfinished(PLAN, {"plan": plan.pk}):
        return redirect("jobs:show", job.pk)
    result, threshold = plan.result, rule("privacy.internal_threshold").number
    context = {
        "section": SECTION,
        "plan": plan,
        "kind": category(plan.category),
        "walker": name_of(plan.profile),
        "result": result,
        "room": _room(plan.community),
        "is_current": plan.digest == digest_of(plan),
        "threshold": threshold,
    }
    if result:
        sides = [
            (title, side, share_shown(side["served"], side["residents"], threshold))
            for title, side in ((_("now"), result["before"]), (_("with the new points"), result["after"]))
        ]
        context |= {"sides": sides, "gap": 100 * result["gap"], "losses": _losses(result["losses"], threshold)}
    return render(request, "circle/plan.html", context)


@require_POST
@open_to(Role.STAFF)
def again(request: Request, pk: int) -> HttpResponse:
    plan = data.plan(pk, for_=request.actor)
    with told(request):
        return redirect("jobs:show", computing.compute_plan(plan, by=request.actor).pk)
    return redirect("circle:plan", plan.pk)


@require_POST
@open_to(Role.STAFF)
def discard(request: Request, pk: int) -> HttpResponse:
    plan = data.plan(pk, for_=request.actor)
    room = _room(plan.community)
    computing.discard_plan(plan, by=request.actor)
    messages.success(request, _("The plan has been thrown away."))
    return redirect(room)


def _losses(rows: list[dict[str, object]], threshold: int) -> list[dict[str, object]]:
    """Counts of few people are not told: they are "fewer than"."""
    names = ("residents", "unserved", "further")
    return [{**one, **{name: _told(one[name], threshold) for name in names}} for one in rows]


def _told(count: object, threshold: int) -> object:
    return None if isinstance(count, int) and 0 < count < threshold else count


def _room(community: Place) -> str:
    return f"{reverse('circle:plans')}?community={community.pk}"

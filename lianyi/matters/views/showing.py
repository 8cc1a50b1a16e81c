"""The page of a matter: what is to be done now, its course, and everything that can be done with it."""

from __future__ import annotations

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.matters import queries
from lianyi.matters.actions.handing import proposed
from lianyi.matters.models import Crossing
from lianyi.matters.next_thing import Facing, next_thing
from lianyi.matters.queries.checklists import checklist
from lianyi.matters.routing import Routed
from lianyi.matters.rules import CARRIERS
from lianyi.matters.views.acts import Standing
from lianyi.matters.views.doing import ACTS, seen_of
from lianyi.matters.views.facts import facts
from lianyi.request import Request
from lianyi.scope.marks import open_to

FIRST = ("claim", "step", "pause", "resume", "answer", "word", "arbitrate")  # the others stand under "more"


@require_safe
@open_to(*CARRIERS)
def show(request: Request, pk: int) -> HttpResponse:
    matter = queries.matter(pk, for_=request.actor)
    prefetch_related_objects([matter], "pauses")
    at = Standing(matter, request.actor)
    belongs = _belongs(at)
    waits_for = f"{at.pause.get_cause_display()} ({at.pause.note})" if at.pause else ""
    facing = Facing(at.holds, at.writes, at.decides, at.dispute is not None, waits_for, belongs)
    offered = [act for act in ACTS.values() if act.is_listed and act.offered(at)]
    thing = next_thing(matter, facing)
    known = facts(matter)
    context = {
        "section": "matters",
        "matter": matter,
        "at": at,
        "thing": thing,
        "thing_act": next((act for act in offered if act.name == thing.act), None),
        "belongs": belongs,
        "acts": [act for act in offered if act.name in FIRST],
        "more": [act for act in offered if act.name not in FIRST],
        "seen": seen_of(matter, max((step.pk for step in known["steps"]), default=0)),
        "checklist": checklist(matter),
        "crossed_from": Crossing.objects.filter(to_matter=matter).first(),
        **known,
    }
    return render(request, "matters/desk/matter.html", context)


@require_safe
@open_to(*CARRIERS)
def picture(request: Request, pk: int, key: int) -> HttpResponse:
    """A photograph of a matter, the small one with `?small=1`. Whoever opens the matter has been noted there."""
    matter = queries.matter(pk, for_=request.actor, noted=False)
    found = matter.pictures.filter(pk=key).first()
    if found is None:
        raise Http404
    content = found.thumbnail if request.GET.get("small") else found.jpeg
    return HttpResponse(bytes(content), content_type="image/jpeg", headers={"Cache-Control": "private, max-age=600"})


@require_safe
@open_to(*CARRIERS)
def looks(request: Request, pk: int) -> HttpResponse:
    """Who looked at a matter, as whoever raised it reads it; in a dialog or as a page."""
    matter = queries.matter(pk, for_=request.actor)
    context = {"section": "matters", "matter": matter, "seen": queries.seen_by(matter)}
    template = "looks_body" if "HX-Request" in request.headers else "looks"
    return render(request, f"matters/desk/{template}.html", context)


def _belongs(at: Standing) -> Routed | None:
    """Where a matter should go by the list, when that is somewhere else and this account may hand it over."""
    if not (at.holds and at.is_open and at.is_service) or at.matter.subject is None or at.dispute is not None:
        return None
    found = proposed(at.matter)
    return found if found.body is not None and found.body.pk != at.matter.body_id else None

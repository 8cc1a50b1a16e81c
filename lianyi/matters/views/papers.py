"""What is printed of a matter: its sheet, the slip with its code, sheets for a visit and for their word."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianyi import qr
from lianyi.dated import today
from lianyi.journal.actions import look_at
from lianyi.matters import queries
from lianyi.matters.models import Asker, Feedback, Matter
from lianyi.matters.rules import CARRIERS
from lianyi.matters.telling import SUBJECT
from lianyi.matters.views import codes_given
from lianyi.matters.views.facts import facts
from lianyi.request import Request
from lianyi.scope.marks import open_to

KINDS = ("sheet", "slip", "visit", "word")
BLANK_LINES = range(14)


@require_safe
@open_to(*CARRIERS)
def paper(request: Request, pk: int, kind: str) -> HttpResponse:
    """Whoever raised the matter is told that something of it was printed."""
    if kind not in KINDS:
        raise Http404
    matter = queries.matter(pk, for_=request.actor, noted=False)
    context = {"matter": matter, "day": today(), **(_slip(request, matter) if kind == "slip" else _whole(matter))}
    person_id = Asker.objects.filter(matter=matter).values_list("person", flat=True).first()
    look_at(
        (SUBJECT, matter.pk),
        by=request.actor,
        what="matter.sheet",
        person_id=person_id,
        community_id=matter.community_id,
    )
    return render(request, f"matters/desk/papers/{kind}.html", context)


@require_safe
@open_to(*CARRIERS)
def visit_log(request: Request) -> HttpResponse:
    """An empty sheet for visits, to be filled in by hand."""
    return render(request, "matters/desk/papers/visit_log.html", {"lines": BLANK_LINES})


def _whole(matter: Matter) -> dict[str, object]:
    return {
        **facts(matter),
        "brings": matter.subject.shown_bring if matter.subject else [],
        "solved": Feedback.Solved.labels,
        "satisfied": Feedback.Satisfied.labels,
        "lines": BLANK_LINES,
    }


def _slip(request: Request, matter: Matter) -> dict[str, object]:
    """The code is there for whoever took the matter in, in the same session, and for nobody else."""
    key = request.GET.get("backer", "")
    backer = matter.backers.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    code = codes_given.code_of_backer(request, backer) if backer else codes_given.code_of_matter(request, matter)
    entrance = request.build_absolute_uri(reverse("matters:enter_code"))
    link = request.build_absolute_uri(reverse("matters:follow", args=[code])) if code else entrance
    return {"code": code, "backer": backer, "entrance": entrance, "picture": qr.picture_of(link)}

"""The circle at the desk: what there is, what is reached, what is missing."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianyi.circle import compounds, findings
from lianyi.circle.actions.computing import ask_to_compute
from lianyi.circle.actions.files import COMPUTE
from lianyi.circle.categories import Category
from lianyi.circle.guarding import residents_shown, share_shown
from lianyi.circle.models import Candidate, Home
from lianyi.circle.queries import data
from lianyi.circle.queries.results import Results, coverage, gaps, limit_in_words, results, walk_at, walks_of
from lianyi.circle.views.common import Looked, context_of, kind_of, looked_at
from lianyi.jobs.queries import unfinished
from lianyi.places.queries import community_asked
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to
from lianyi.wording import rule

PER_PAGE = 50


@require_safe
@open_to(Role.STAFF)
def index(request: Request) -> HttpResponse:
    look = looked_at(request)
    found, network = look.found(), data.network_of(look.community)
    everybody, threshold = int(found.residents.sum()), rule("privacy.internal_threshold").number
    rows = [(row, share_shown(row.residents_inside, everybody, threshold)) for row in coverage(found, look.measure)]
    asked = {"community": look.community.pk, "profile": look.profile, "opening": look.opening}
    context = context_of(
        look,
        request,
        found=found,
        rows=rows,
        residents=everybody if everybody >= threshold else None,
        network=network,
        findings=findings.told(network.findings) if network else [],
        points=data.facilities_of(look.community).count(),
        candidates=Candidate.objects.filter(community=look.community).count(),
        uploads=data.uploads(look.community),
        job=unfinished(COMPUTE, asked),
        detour=float(rule("circle.detour_factor").share),
    )
    return render(request, "circle/index.html", context)


@require_POST
@open_to(Role.STAFF)
def compute(request: Request) -> HttpResponse:
    community = community_asked(request)
    chosen = {name: request.POST.get(name, "") for name in ("profile", "opening")}
    with told(request):
        job = ask_to_compute(community, by=request.actor, **chosen)
        return redirect("jobs:show", job.pk)
    return redirect(f"{reverse('circle:index')}?{urlencode({'community': community.pk})}")


@require_safe
@open_to(Role.STAFF)
def kind(request: Request, code: str) -> HttpResponse:
    """One kind of service: who reaches it, by compound and by building, and who does not."""
    look = looked_at(request)
    found = look.found()
    chosen = kind_of(found, code)
    only_gaps = request.GET.get("only") == "gaps"
    outside = gaps(found, chosen, look.measure)
    order = outside if only_gaps else [*outside, *(set(range(len(found.homes))) - set(outside))]
    page = Paginator(order, PER_PAGE).get_page(request.GET.get("page"))
    counts = residents_shown(found.homes)
    rows = [_row(found, chosen, at, look, counts) for at in page]
    everybody, threshold = int(found.residents.sum()), rule("privacy.internal_threshold").number
    row = next(one for one in coverage(found, look.measure) if one.category == chosen)
    context = context_of(
        look,
        request,
        found=found,
        kind=chosen,
        limit=limit_in_words(chosen, look.measure),
        row=row,
        share=share_shown(row.residents_inside, everybody, threshold),
        outside=len(outside),
        compounds=compounds.by_compound(found, chosen, look.measure),
        page=page,
        rows=rows,
        only_gaps=only_gaps,
    )
    return render(request, "circle/kind.html", context)


@require_safe
@open_to(Role.STAFF)
def home(request: Request, pk: int) -> HttpResponse:
    """One building: what it reaches and what not; as a page, or (from the map) as a part of one."""
    building = data.home(pk, for_=request.actor)
    look = looked_at(request, building.community)
    found = results(building.community, look.profile, look.opening)
    walks = [
        (walk, limit_in_words(walk.category, look.measure), matter_link(walk.category, building, look))
        for walk in walks_of(found, building, look.measure)
    ]
    context = context_of(
        look,
        request,
        home=building,
        found=found,
        walks=walks,
        residents=residents_shown(found.homes)[building.pk],
        missing=found.missing,
    )
    part = request.headers.get("HX-Request") == "true"
    return render(request, "circle/_home.html" if part else "circle/home.html", context)


def matter_link(kind: Category, building: Home, look: Looked) -> str:
    """The form for taking in a matter, with the gap written into it."""
    words = {"kind": kind.name, "place": str(building), "limit": limit_in_words(kind, look.measure)}
    topic = _("No %(kind)s within %(limit)s: %(place)s") % words
    query = {"channel": "counter", "desk": f"service.{look.community.pk}", "topic": topic[:120]}
    query |= {"place": str(building)} if building.place_id else {}  # what the tree does not know would not be found
    return f"{reverse('matters:take_in')}?{urlencode(query)}"


def _row(found: Results, kind: Category, at: int, look: Looked, counts: dict[int, int | None]) -> tuple[object, ...]:
    walk, building = walk_at(found, kind, at, look.measure), found.homes[at]
    link = "" if walk.is_inside else matter_link(kind, building, look)
    return building, counts[building.pk], walk, link

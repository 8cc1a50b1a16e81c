"""The circle as a map, on paper, and as files."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from lianyi.circle import drawing, features, handing_out, opening_times
from lianyi.circle.categories import category
from lianyi.circle.guarding import residents_shown, share_shown
from lianyi.circle.map_words import map_words
from lianyi.circle.queries import data
from lianyi.circle.queries.results import coverage, limit_in, limit_in_words, minutes_in, walk_at
from lianyi.circle.views.common import context_of, kind_asked, looked_at
from lianyi.circle.views.points import shown_hours
from lianyi.circle.walkers import name_of, profile
from lianyi.dated import now
from lianyi.private import private
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to
from lianyi.wording import rule

PER_PAGE = 100
TYPES = {
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@open_to(Role.STAFF)
def show(request: Request) -> HttpResponse:
    """The map of one kind of service, with the same as a table."""
    look = looked_at(request)
    found = look.found()
    kind = kind_asked(found, request)
    context = context_of(look, request, found=found, kind=kind, words=map_words())
    if kind is not None:
        page = Paginator(range(len(found.homes)), PER_PAGE).get_page(request.GET.get("page"))
        counts = residents_shown(found.homes)
        rows = [(found.homes[at], counts[found.homes[at].pk], walk_at(found, kind, at, look.measure)) for at in page]
        speed = profile(look.profile).metres_per_minute * 1000
        half_at = limit_in(kind, look.measure, look.profile) / speed
        context |= {"page": page, "rows": rows, "half_at": f"{half_at:.2f}"}
    return render(request, "circle/map.html", context)


@require_safe
@open_to(Role.STAFF)
@private
def map_data(request: Request) -> HttpResponse:
    """Everything that the map draws."""
    look = looked_at(request)
    found = look.found()
    kind = kind_asked(found, request)
    if kind is None:
        raise Http404
    around = [one for one in data.facilities_around(found.homes) if one.category == kind.code]
    network, minutes = data.network_of(look.community), minutes_in(kind, look.measure)
    counting = opening_times.counted(around, profile=look.profile, moment=opening_times.moment_of(look.opening))
    layers = {
        "ground": features.reached_ground(found, counting.points, network, minutes),
        "streets": features.streets(network, found.homes),
        "homes": features.homes(found, kind, look.measure),
        "ways": features.ways(found, kind),
        "points": features.points(around),
        "candidates": features.candidates(data.candidates_of(look.community)),
    }
    return JsonResponse({name: features.collection(rows) for name, rows in layers.items()})


@require_safe
@open_to(Role.STAFF)
def paper(request: Request) -> HttpResponse:
    """The map of one kind of service on one page of A4 or A3."""
    look = looked_at(request)
    found = look.found()
    kind = kind_asked(found, request)
    if kind is None or not found.homes:
        raise Http404
    network, threshold = data.network_of(look.community), rule("privacy.internal_threshold").number
    around = [one for one in data.facilities_around(found.homes) if one.category == kind.code]
    row = next(one for one in coverage(found, look.measure) if one.category == kind)
    context = context_of(
        look,
        request,
        found=found,
        kind=kind,
        limit=limit_in_words(kind, look.measure),
        walker=name_of(look.profile),
        row=row,
        share=share_shown(row.residents_inside, int(found.residents.sum()), threshold),
        picture=drawing.draw(found, kind, look.measure, network, around),
        points=[(one, shown_hours(one)) for one in around[:12]],
        size="a3" if request.GET.get("size") == "a3" else "a4",
        made_on=now(),
    )
    return render(request, "circle/paper.html", context)


@require_safe
@open_to(Role.STAFF)
def download(request: Request, form: str) -> HttpResponse:
    look = looked_at(request)
    found = look.found()
    kind = kind_asked(found, request)
    if form not in TYPES or kind is None:
        raise Http404
    if form == "xlsx":
        content = handing_out.workbook(found, look.measure)
    else:
        around, sites = data.facilities_around(found.homes), data.candidates_of(look.community)
        network = data.network_of(look.community)
        layers = handing_out.layers_of(found, kind, look.measure, network, around, sites)
        content = handing_out.geojson(layers) if form == "geojson" else handing_out.geopackage(layers)
    name = f"{look.community.name} {category(kind.code).name}.{form}"
    headers = {"Content-Disposition": content_disposition_header(True, name) or "", "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)

"""The list of people, with its search."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.dated import day_asked, today
from lianyi.journal.actions import look
from lianyi.people import queries
from lianyi.places.models import Place
from lianyi.places.queries import communities, community_asked, place
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to

PER_PAGE = 50


@require_safe
@open_to(Role.STAFF)
def index(request: Request) -> HttpResponse:
    """The people of a community on a day, by words, kind and place. Works with and without scripts."""
    community, day = community_asked(request), day_asked(request)
    words, kind, within = request.GET.get("q", "").strip(), request.GET.get("kind", ""), _within(request)
    # Today the list is the whole register; on another day it is who was there then.
    on = day if day != today() else None
    found = queries.people(for_=request.actor, community=community, words=words, on=on, within=within, kind=kind)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.rows(page.object_list, on=day)
    look((row.person.pk for row in rows), by=request.actor, what="people.list", community_id=community.pk)
    context = {
        "section": "people",
        "community": community,
        "communities": list(communities(request.actor)),
        "page": page,
        "rows": rows,
        "words": words,
        "kinds": queries.kinds(),
        "kind": kind,
        "within": within,
        "day": day,
    }
    return render(request, "people/list.html", context)


def _within(request: Request) -> Place | None:
    asked = request.GET.get("within", "")
    return place(int(asked), for_=request.actor) if asked.isdecimal() else None

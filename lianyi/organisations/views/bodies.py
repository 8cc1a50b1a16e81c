"""The directory: organisations by line and area, as a table, a tree and a matrix; one organisation."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianyi.dated import day_asked
from lianyi.organisations import queries
from lianyi.organisations.models import Organisation
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to

PER_PAGE = 50


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def index(request: Request) -> HttpResponse:
    day, words, kind = day_asked(request), request.GET.get("q", "").strip(), _kind(request)
    line, area = _key(request, "line"), _key(request, "area")
    found = queries.organisations(for_=request.actor, on=day, words=words, kind=kind, line=line, area=area)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = [one.pk for one in page.object_list]
    context = {
        "section": "organisations",
        "view": "table",
        "page": page,
        "line_of": queries.lines_on(day, shown),
        "areas_of": queries.areas_on(day, shown),
        "lines": queries.line_choices(for_=request.actor, on=day),
        "areas": queries.area_choices(for_=request.actor, on=day),
        "kinds": Organisation.Kind.choices,
        "kind": kind,
        "line": line,
        "area": area,
        "words": words,
    }
    return render(request, "organisations/organisations.html", context)


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def tree(request: Request) -> HttpResponse:
    found = queries.tree(for_=request.actor, on=day_asked(request))
    kinds = dict(Organisation.Kind.choices)
    single = [(kind, kinds[kind], count) for kind, count in found.single.items()]
    context = {"section": "organisations", "view": "tree", "tree": found, "single": single}
    return render(request, "organisations/tree.html", context)


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def matrix(request: Request) -> HttpResponse:
    kind, day = _kind(request), day_asked(request)
    context = {
        "section": "organisations",
        "view": "matrix",
        "matrix": queries.matrix(for_=request.actor, on=day, kind=kind),
        "kinds": Organisation.Kind.choices,
        "kind": kind,
        "list": f"{reverse('organisations:list')}?on={day.isoformat()}&kind={kind}",
    }
    return render(request, "organisations/matrix.html", context)


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def show(request: Request, pk: int) -> HttpResponse:
    """Everything about one organisation, as of a day, with what was before and what comes after."""
    found, day = queries.organisation(pk, for_=request.actor), day_asked(request)
    contacts = list(queries.contacts_of(found, for_=request.actor, on=day))
    offices = list(queries.offices_of(found))
    context = {
        "section": "organisations",
        "organisation": found,
        "day": day,
        "line": queries.lines_on(day, [pk]).get(pk),
        "areas": queries.areas_on(day, [pk]).get(pk, []),
        "lines": queries.history_of_lines(found),
        "served": queries.history_of_areas(found),
        "below": queries.organisations(for_=request.actor, on=day, line=pk),
        "offices": [office for office in offices if office.holds_on(day)],
        "other_offices": [office for office in offices if not office.holds_on(day)],
        "contacts": contacts,
        "sees_contacts": queries.works_with(found, request.actor),
        "may_change": queries.may_change(found, request.actor),
    }
    return render(request, "organisations/organisation.html", context)


def _kind(request: Request) -> str:
    asked = request.GET.get("kind", "")
    return asked if asked in Organisation.Kind.values else ""


def _key(request: Request, name: str) -> int | None:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 19 else None

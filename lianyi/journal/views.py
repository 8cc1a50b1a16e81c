"""The journal on the desk."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.journal import queries, wording
from lianyi.journal.actions import look
from lianyi.journal.models import Entry
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def index(request: Request) -> HttpResponse:
    """What was done, the latest first, by action, kind and day."""
    asked = {name: request.GET.get(name, "") for name in ("action", "kind", "day")}
    found = queries.entries(for_=request.actor, action=asked["action"], kind=asked["kind"], day=_day(asked["day"]))
    context = {
        "section": "journal",
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "asked": asked,
        "actions": sorted((code, str(text)) for code, text in wording.ACTIONS.items()),
        "kinds": Entry.Kind.choices,
    }
    return render(request, "journal/list.html", context)


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def show(request: Request, number: int) -> HttpResponse:
    """One act, with before and after for those who may know the persons."""
    entry = queries.entry(number, for_=request.actor)
    page = None
    if queries.may_see_content(entry, request.actor):
        page = Paginator(queries.parts(entry), 50).get_page(request.GET.get("page"))
        persons = [part.person_id for part in page.object_list if part.person_id]
        look(persons, by=request.actor, what="journal.entry", purpose="oversight", community_id=entry.community_id)
    context = {
        "section": "journal",
        "entry": entry,
        "page": page,
        "parts": [queries.shown(part) for part in page.object_list] if page else [],
        "count": queries.parts(entry).count(),
    }
    return render(request, "journal/entry.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

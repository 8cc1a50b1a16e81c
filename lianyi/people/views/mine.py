"""What residents see of themselves: their data, their groups, and who looked."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.journal.queries import Seen, seen_by
from lianyi.people import queries
from lianyi.people.actions import FIELDS
from lianyi.people.dossier import dossier
from lianyi.people.models import Person
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to


@require_safe
@open_to(Role.RESIDENT)
def index(request: Request) -> HttpResponse:
    """My data and what the community holds about me. An account without a record sees how to get one."""
    person = _me(request)
    if person is None:
        return render(request, "people/no_record.html")
    context = {
        "person": person,
        "row": queries.rows([person], on=today())[0],
        "sections": dossier(person.pk, for_=request.actor),
        "seen": seen_by(person.pk, limit=3),
        **queries.history(person),
    }
    return render(request, "people/mine.html", context)


@require_safe
@open_to(Role.RESIDENT)
def who_looked(request: Request) -> HttpResponse:
    person = _me(request)
    if person is None:
        return render(request, "people/no_record.html")
    return render(request, "people/who_looked.html", {"seen": _seen(person)})


@require_safe
@open_to(Role.RESIDENT)
def sheet(request: Request) -> HttpResponse:
    """Who looked, on paper."""
    person = _me(request)
    if person is None:
        return render(request, "people/no_record.html")
    context = {"person": person, "seen": _seen(person), "day": today()}
    return render(request, "people/who_looked_sheet.html", context)


@require_safe
@open_to(Role.RESIDENT)
def data_file(request: Request) -> HttpResponse:
    """Everything that is held about me, as a file to take along."""
    person = _me(request)
    if person is None:
        return render(request, "people/no_record.html")
    response = HttpResponse(
        json.dumps(_data(person, request), ensure_ascii=False, indent=2), content_type="application/json"
    )
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


def _me(request: Request) -> Person | None:
    pk = request.actor.person_id
    return queries.person(pk, for_=request.actor) if pk else None


def _seen(person: Person) -> list[Seen]:
    return seen_by(person.pk)


def _data(person: Person, request: Request) -> dict[str, object]:
    history = queries.history(person)
    return {
        "as_of": today().isoformat(),
        "record": {name: getattr(person, name) for name in FIELDS},
        "community": person.community.name,
        "homes": [{"address": text, **_days(row)} for row, text in history["residences"]],
        "memberships": [{"kind": text, **_days(row)} for row, text in history["standings"]],
        **{section.key: section.as_data() for section in dossier(person.pk, for_=request.actor)},
        "who_looked": [
            {"at": one.since.isoformat(), "who": one.who, "role": one.role, "what": one.what, "purpose": one.purpose}
            for one in _seen(person)
        ],
    }


def _days(row: object) -> dict[str, str | None]:
    return {name: day.isoformat() if (day := getattr(row, name)) else None for name in ("starts_on", "ends_on")}

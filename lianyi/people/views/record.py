"""One person's record at the desk. Every view of it is noted, and the person can see that."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.journal import wording
from lianyi.journal.actions import look
from lianyi.journal.queries import seen_by
from lianyi.people import queries
from lianyi.people.dossier import dossier
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to

ASSUMED = "upkeep"  # what a view is for when nobody says
CHOICES = ("upkeep", "contact", "asked", "forming")


@require_safe
@open_to(Role.STAFF)
def show(request: Request, pk: int) -> HttpResponse:
    """The record with its history, and what the other parts of the site know."""
    person = queries.person(pk, for_=request.actor)
    request.actor.require_community(person.community_id)
    purpose = _purpose(request)
    look([pk], by=request.actor, what="person.record", purpose=purpose, community_id=person.community_id)
    context = {
        "section": "people",
        "person": person,
        "row": queries.rows([person], on=today())[0],
        "purpose": purpose,
        "purposes": [(code, wording.say(wording.PURPOSES, code)) for code in CHOICES],
        "sections": dossier(pk, for_=request.actor),
        **queries.history(person),
    }
    return render(request, "people/person.html", context)


@require_safe
@open_to(Role.STAFF)
def sheet(request: Request, pk: int) -> HttpResponse:
    """What is written about somebody and who looked, printed at the desk for somebody who asks."""
    person = queries.person(pk, for_=request.actor)
    request.actor.require_community(person.community_id)
    look([pk], by=request.actor, what="person.sheet", purpose="asked", community_id=person.community_id)
    context = {
        "person": person,
        "row": queries.rows([person], on=today())[0],
        "sections": dossier(pk, for_=request.actor),
        "seen": seen_by(pk, limit=200),
        "day": today(),
        **queries.history(person),
    }
    return render(request, "people/sheet.html", context)


def _purpose(request: Request) -> str:
    asked = request.GET.get("for", "")
    return asked if asked in CHOICES else ASSUMED

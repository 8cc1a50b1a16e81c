"""What fields propose while somebody types in them: subjects, places of the community, people of its register."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.journal.actions import look
from lianyi.matters.queries.hands import desk
from lianyi.matters.rules import CARRIERS
from lianyi.people.queries import people, rows
from lianyi.places.models import Place
from lianyi.places.queries import addresses, places_below
from lianyi.request import Request
from lianyi.responsibilities.queries import subjects
from lianyi.scope import Actor
from lianyi.scope.marks import open_to

MOST = 8


@dataclass(frozen=True)
class Option:
    """`text` goes into the field, `key` beside it where the field takes one; `note` and `phone` only tell."""

    text: str
    key: int
    note: str = ""
    phone: str = ""


@require_safe
@open_to(*CARRIERS)
def find(request: Request, what: str) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:80]
    if what == "subjects":
        found = _subjects(words)
    elif what in ("places", "people"):
        at = desk(request.GET.get("desk", ""), for_=request.actor).community
        found = _places(at, words) if what == "places" else _people(request.actor, at, words)
    else:
        raise Http404
    return render(request, "matters/desk/found.html", {"found": found})


def _subjects(words: str) -> list[Option]:
    return [Option(one.shown_name, one.pk, one.shown_answer) for one in subjects(words=words, on=today())[:MOST]]


def _places(community: Place, words: str) -> list[Option]:
    found = list(places_below(community, on=today(), words=words)[:MOST]) if words else []
    texts = addresses(one.pk for one in found)
    return [Option(texts[one.pk], one.pk, one.get_kind_display()) for one in found]


def _people(actor: Actor, community: Place, words: str) -> list[Option]:
    """Whoever works with the register sees names, homes and masked numbers; the look is noted."""
    if not words:
        return []
    found = list(people(for_=actor, community=community, words=words)[:MOST])
    look((one.pk for one in found), by=actor, what="people.list", purpose="handling", community_id=community.pk)
    return [
        Option(
            row.person.name, row.person.pk, " ".join(filter(None, (row.person.number, row.address))), row.person.phone
        )
        for row in rows(found, on=today())
    ]

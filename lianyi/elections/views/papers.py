"""The documents of an election, to print or to go on with in Word."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from lianyi.elections.models import Election, Round
from lianyi.elections.papers import PAPERS, docx, html
from lianyi.elections.queries import elections as queries
from lianyi.journal.actions import look
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to


@require_safe
@open_to(Role.STAFF)
def paper(request: Request, pk: int, kind: str) -> HttpResponse:
    election, round_ = _asked(request, pk, kind)
    return html(request, election, kind, round_)


@require_safe
@open_to(Role.STAFF)
def document(request: Request, pk: int, kind: str) -> HttpResponse:
    election, round_ = _asked(request, pk, kind)
    return docx(request, election, kind, round_)


def _asked(request: Request, pk: int, kind: str) -> tuple[Election, Round | None]:
    """The election, and the round that is asked for (`?round=2.1`: contest and number)."""
    if kind not in PAPERS:
        raise Http404
    election = queries.election_of(pk, for_=request.actor)
    people = [elector.person_id for elector in queries.electors_of(election)]
    look(people, by=request.actor, what="election.paper", purpose="electing", community_id=election.group.community_id)
    order, _dot, number = request.GET.get("round", "").partition(".")
    if not (order.isdecimal() and number.isdecimal()):
        return election, None
    rounds = Round.objects.filter(contest__election=election, contest__order=int(order), number=int(number))
    return election, rounds.select_related("contest").first()

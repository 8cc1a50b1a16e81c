"""The proof of a trial run: explained, checked again, and as a file."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianyi.accounts.gate import open_to
from lianyi.engines.formation.certify import verify
from lianyi.groups import proving
from lianyi.groups.models import Draft
from lianyi.groups.problem import problem_of
from lianyi.groups.queries import drafts as queries
from lianyi.groups.stored import result_of
from lianyi.request import Request
from lianyi.scope import Actor, OutOfScope, Role


@open_to(Role.STAFF)
def proof(request: Request, formation_id: int, number: int) -> HttpResponse:
    draft = _proven(formation_id, number, request.actor)
    context = {"formation": draft.formation, "draft": draft, "proof": proving.told(draft)}
    return render(request, "groups/drafts/proof.html", context)


@open_to(Role.STAFF)
@require_POST
def check(request: Request, formation_id: int, number: int) -> HttpResponse:
    """Runs the independent checker over what is stored."""
    draft = _proven(formation_id, number, request.actor)
    wrong = verify(problem_of(draft), result_of(draft))
    if wrong:
        messages.error(request, _("The proof does not hold: %(what)s") % {"what": "; ".join(wrong)})
    else:
        messages.success(request, _("Checked again just now: every condition is met, and the proof holds."))
    return redirect("groups:draft_proof", formation_id, number)


@open_to(Role.STAFF)
def file(request: Request, formation_id: int, number: int) -> HttpResponse:
    """Input, result and certificate under serial numbers, for whoever checks them with another programme."""
    draft = _proven(formation_id, number, request.actor)
    proving.note_given_out(draft, by=request.actor)
    response = HttpResponse(json.dumps(proving.as_file(draft), indent=1), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="formation-{formation_id}-run-{number}.json"'
    return response


def _proven(formation_id: int, number: int, actor: Actor) -> Draft:
    draft = queries.draft_of(formation_id, number, for_=actor)
    if draft.state != Draft.State.READY or not draft.certificate:
        raise OutOfScope
    return draft

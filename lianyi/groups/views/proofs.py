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
from lianyi.groups.stored import result_of
from lianyi.groups.views.ready import of_ready_draft
from lianyi.request import Request
from lianyi.scope import OutOfScope, Role


@open_to(Role.STAFF)
@of_ready_draft
def proof(request: Request, draft: Draft) -> HttpResponse:
    _require_proof(draft)
    context = {"formation": draft.formation, "draft": draft, "proof": proving.told(draft)}
    return render(request, "groups/drafts/proof.html", context)


@open_to(Role.STAFF)
@require_POST
@of_ready_draft
def check(request: Request, draft: Draft) -> HttpResponse:
    """Runs the independent checker over what is stored."""
    _require_proof(draft)
    wrong = verify(problem_of(draft), result_of(draft))
    if wrong:
        messages.error(request, _("The proof does not hold: %(what)s") % {"what": "; ".join(wrong)})
    else:
        messages.success(request, _("Checked again just now: every condition is met, and the proof holds."))
    return redirect("groups:draft_proof", draft.formation_id, draft.number)


@open_to(Role.STAFF)
@of_ready_draft
def file(request: Request, draft: Draft) -> HttpResponse:
    """Input, result and certificate under serial numbers, for whoever checks them with another programme."""
    _require_proof(draft)
    proving.note_given_out(draft, by=request.actor)
    response = HttpResponse(json.dumps(proving.as_file(draft), indent=1), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="formation-{draft.formation_id}-run-{draft.number}.json"'
    return response


def _require_proof(draft: Draft) -> None:
    """A run that was edited by hand has none, nor one with somebody in it who was erased."""
    if not draft.has_proof:
        raise OutOfScope

"""The codes that were given out in this session: they are shown to whoever took a matter in, and to nobody else."""

from __future__ import annotations

from django.urls import reverse

from lianyi import codes
from lianyi.matters.actions.intake import USE
from lianyi.matters.models import Backer, Matter
from lianyi.request import Request

KEPT = 40
MATTERS, BACKERS = "matters_taken_in", "matters_backers"


def remember_matter(request: Request, matter: Matter) -> None:
    _keep(request, MATTERS, matter.pk)


def remember_backer(request: Request, backer: Backer) -> str:
    """Returns the address of the slip with the code."""
    _keep(request, BACKERS, backer.pk)
    return f"{reverse('matters:paper', args=[backer.matter_id, 'slip'])}?backer={backer.pk}"


def code_of_matter(request: Request, matter: Matter) -> str:
    """The code as people read it; "" for a matter that was not taken in in this session."""
    if matter.pk not in request.session.get(MATTERS, ()):
        return ""
    return codes.shown(codes.code_of(matter.nonce, use=USE))


def code_of_backer(request: Request, backer: Backer) -> str:
    if backer.pk not in request.session.get(BACKERS, ()):
        return ""
    return codes.shown(codes.code_of(backer.nonce, use=USE))


def matters_given(request: Request) -> list[int]:
    """What was taken in in this session, the last one last."""
    return list(request.session.get(MATTERS, ()))


def _keep(request: Request, name: str, key: int) -> None:
    kept = [one for one in request.session.get(name, []) if one != key]
    request.session[name] = [*kept, key][-KEPT:]

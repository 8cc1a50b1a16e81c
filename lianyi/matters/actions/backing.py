"""Standing behind a matter that somebody else raised."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi import codes
from lianyi.dated import now
from lianyi.matters.actions.intake import USE, Whose
from lianyi.matters.actions.steps import require_open
from lianyi.matters.models import Backer, Matter
from lianyi.matters.rules import require_writer
from lianyi.matters.telling import tell
from lianyi.scope import Actor, OutOfScope, Refused


@transaction.atomic
def stand_behind(matter: Matter, whose: Whose, *, channel: str, by: Actor) -> tuple[Backer, str]:
    """Adds somebody who has the same matter. Returns them with a code of their own, by which they follow it.

    By the web only what is public can be stood behind; staff write others down.
    """
    if channel != Matter.Channel.WEB:
        require_writer(matter, by)
    elif not matter.is_public:
        raise OutOfScope
    require_open(matter)
    if whose.phone and matter.backers.filter(phone=whose.phone.strip()).exists():
        raise Refused(_("Somebody with this telephone number stands behind it already."))
    nonce = codes.new_nonce()
    code = codes.code_of(nonce, use=USE)
    backer = Backer.objects.create(
        matter=matter,
        at=now(),
        channel=channel,
        person=whose.person,
        name=whose.name.strip(),
        phone=whose.phone.strip(),
        nonce=nonce,
        code_digest=codes.digest_of(code, use=USE),
    )
    tell("matter.backed", matter, by=by)
    return backer, code

"""Standing behind a matter that somebody else raised."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianyi import codes
from lianyi.dated import now
from lianyi.matters.actions.intake import USE, Whose
from lianyi.matters.actions.steps import require_open
from lianyi.matters.models import Backer, Matter
from lianyi.matters.rules import require_writer
from lianyi.matters.telling import tell
from lianyi.scope import Actor, OutOfScope, Refused


def stand_behind(
    matter: Matter, whose: Whose, *, channel: str, by: Actor, send_key: str | None = None
) -> tuple[Backer, str]:
    """Adds somebody who has the same matter. Returns them with a code of their own, by which they follow it.

    By the web only what is public can be stood behind; staff write others down. What was sent twice with the same key
    is one.
    """
    nonce = codes.keyed("matters.backer", f"{matter.pk}/{send_key}").hex()[:32] if send_key else codes.new_nonce()
    code = codes.code_of(nonce, use=USE)
    if send_key and (same := matter.backers.filter(nonce=nonce).first()) is not None:
        return same, code
    try:
        return _stand_behind(matter, whose, nonce, channel=channel, by=by), code
    except IntegrityError:
        if (same := matter.backers.filter(nonce=nonce).first()) is not None:  # the same form arrived twice at once
            return same, code
        raise


@transaction.atomic
def _stand_behind(matter: Matter, whose: Whose, nonce: str, *, channel: str, by: Actor) -> Backer:
    is_written_down = channel != Matter.Channel.WEB
    if is_written_down:
        require_writer(matter, by)
    elif not matter.is_public:
        raise OutOfScope
    require_open(matter)
    # On the web this would tell a stranger who stands behind it.
    if is_written_down and whose.phone and matter.backers.filter(phone=whose.phone.strip()).exists():
        raise Refused(_("Somebody with this telephone number stands behind it already."))
    backer = Backer.objects.create(
        matter=matter,
        at=now(),
        channel=channel,
        person=whose.person,
        name=whose.name.strip(),
        phone=whose.phone.strip(),
        nonce=nonce,
        code_digest=codes.digest_of(codes.code_of(nonce, use=USE), use=USE),
    )
    tell("matter.backed", matter, by=by)
    return backer

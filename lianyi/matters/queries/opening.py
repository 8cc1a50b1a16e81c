"""Opening one matter: by those who carry it, by whoever holds its code, or by anybody when it is public."""

from __future__ import annotations

from lianyi import codes
from lianyi.journal.actions import look_at
from lianyi.journal.queries import Seen, seen_of
from lianyi.matters import numbers
from lianyi.matters.actions.intake import USE
from lianyi.matters.models import Asker, Backer, Matter
from lianyi.matters.rules import reach
from lianyi.matters.telling import SUBJECT
from lianyi.scope import Actor, OutOfScope

RELATED = ("community", "place", "subject", "body", "owner", "contact", "group", "joined_to", "asker")


def matter(pk: int, *, for_: Actor, purpose: str = "", noted: bool = True, locked: bool = False) -> Matter:
    """A matter, for those who carry matters. Who opens it is written down for whoever raised it (`noted`).

    `locked`, inside a transaction: nobody else does anything with it until that ends.
    """
    rows = Matter.objects.select_for_update(of=("self",), no_key=True) if locked else Matter.objects.all()
    found = rows.filter(reach(for_), pk=pk).select_related(*RELATED).first()
    if found is None:
        raise OutOfScope
    if noted:
        asker: Asker | None = getattr(found, "asker", None)
        look_at(
            (SUBJECT, found.pk),
            by=for_,
            what=SUBJECT,
            person_id=asker.person_id if asker else None,
            purpose=purpose,
            community_id=found.community_id,
        )
    return found


def matter_by_number(typed: str, *, for_: Actor) -> Matter | None:
    """The matter of a number as somebody typed or said it, within this account's reach. Nobody's look is noted."""
    key = numbers.key_of(typed)
    return Matter.objects.filter(reach(for_), pk=key).first() if key else None


def by_code(typed: str) -> tuple[Matter, Backer | None] | None:
    """The matter whose code was typed, and who stands behind it when the code is theirs; None for any other code."""
    code = codes.normalised(typed)
    if code is None:
        return None
    digest = codes.digest_of(code, use=USE)
    found = Matter.objects.filter(code_digest=digest).select_related(*RELATED).first()
    if found is not None:
        return found, None
    backer = Backer.objects.filter(code_digest=digest).first()
    return (Matter.objects.select_related(*RELATED).get(pk=backer.matter_id), backer) if backer else None


def public_matter(pk: int) -> Matter:
    """What everybody may know: topic and course of a matter that is public."""
    found = Matter.objects.filter(pk=pk, is_public=True).select_related(*RELATED).first()
    if found is None:
        raise OutOfScope
    return found


def seen_by(found: Matter) -> list[Seen]:
    """Who looked at a matter, for whoever raised it."""
    return seen_of((SUBJECT, found.pk))

"""What becomes of the help of a body that ends: the one it went into helps on, otherwise the help ends; and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import now, today
from lianyi.matters.models import Helping, Matter, Step
from lianyi.matters.queries import help_of
from lianyi.matters.telling import tell
from lianyi.organisations.models import Organisation
from lianyi.scope import Actor


@dataclass(frozen=True)
class Helped:
    """Help that ended with its body, and the help that goes on (None: nobody's), by key."""

    ended: int
    began: int | None


@transaction.atomic
def pass_help_on(body: int, heir: int | None, *, reason: str, by: Actor) -> list[Helped]:
    """Ends the help of a body in all matters that are not over; the heir (None: nobody) helps on. Both by key.

    Whoever raised a matter reads it there, and so does whoever answers for it, who may ask another body.
    """
    to = Organisation.objects.get(pk=heir) if heir else None
    passed = []
    for helping in help_of([body]).select_related("organisation", "matter").order_by("pk"):
        began = _helps_on(helping, to) if to else None
        _end(helping)
        _write(helping, to, reason, by)
        passed.append(Helped(helping.pk, began.pk if began else None))
    return passed


@transaction.atomic
def bring_help_back(passed: Sequence[Helped], *, reason: str, by: Actor) -> None:
    """Help is as it was before, and the help that began instead is gone. What somebody ended since stays ended."""
    keys = [key for one in passed for key in (one.ended, one.began) if key]
    there = Helping.objects.select_related("organisation", "matter").in_bulk(keys)
    for one in passed:
        helping, instead = there.get(one.ended), there.get(one.began or 0)
        ended_at = instead.ended_at if instead else None
        if instead is not None:
            instead.delete()
        if helping is not None:
            helping.ended_at = ended_at
            helping.save(update_fields=["ended_at"])
            if ended_at is None and not helping.matter.is_over:
                _write_again(helping, reason, by)


def _helps_on(helping: Helping, heir: Organisation) -> Helping | None:
    """None: who has the matter needs no help from itself, and who helps already is not asked twice."""
    matter = helping.matter
    if matter.body_id == heir.pk or matter.helpings.filter(organisation=heir, ended_at=None).exists():
        return None
    return Helping.objects.create(matter=matter, organisation=heir, task=helping.task, began_at=now())


def _end(helping: Helping) -> None:
    helping.ended_at = now()
    helping.save(update_fields=["ended_at"])


def _write(helping: Helping, heir: Organisation | None, reason: str, by: Actor) -> None:
    words = {"old": str(helping.organisation), "new": str(heir), "reason": reason}
    if heir is None:
        text = _("%(old)s helps no longer: %(reason)s. Whoever answers for this asks another body if need be.") % words
    else:
        text = _("%(new)s helps instead of %(old)s: %(reason)s") % words
    _note(helping.matter, text, by)
    facts = {"organisation": helping.organisation_id, "heir": heir.pk if heir else None}
    tell("matter.help_ended", helping.matter, by=by, after=facts)


def _write_again(helping: Helping, reason: str, by: Actor) -> None:
    _note(
        helping.matter,
        _("%(name)s helps again: %(reason)s") % {"name": str(helping.organisation), "reason": reason},
        by,
    )
    tell("matter.help_asked", helping.matter, by=by, after={"organisation": helping.organisation_id})


def _note(matter: Matter, text: str, by: Actor) -> None:
    """Nobody did anything with the matter: it counts as lying as long as before."""
    Step.objects.create(
        matter=matter, kind=Step.Kind.NOTE, at=now(), happened_on=today(), text=text, by_id=by.user_id, by_name=by.name
    )

"""What becomes of the help of a body that ends: the one it went into helps on, otherwise the help ends; and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
def pass_help_on(heirs: Mapping[int, int | None], *, reason: str, by: Actor) -> list[Helped]:
    """Ends the help of these bodies in all matters that are not over. `heirs`: body -> which helps on (None: nobody).

    Whoever raised a matter reads it there, and so does whoever answers for it, who may ask another body.
    """
    bodies = Organisation.objects.in_bulk({heir for heir in heirs.values() if heir})
    passed = []
    for helping in help_of(heirs).select_related("organisation", "matter").order_by("pk"):
        heir = bodies.get(heirs[int(helping.organisation_id or 0)] or 0)
        began = _helps_on(helping, heir) if heir else None
        _end(helping)
        _write(helping, heir, reason, by)
        passed.append(Helped(helping.pk, began.pk if began else None))
    return passed


@transaction.atomic
def bring_help_back(passed: Sequence[Helped], *, reason: str, by: Actor) -> None:
    """Help goes on as before in matters that are not over, and the help that began instead is gone.

    What somebody ended by hand since stays ended.
    """
    keys = [key for one in passed for key in (one.ended, one.began) if key]
    there = Helping.objects.select_related("organisation", "matter").in_bulk(keys)
    for one in passed:
        helping, instead = there.get(one.ended), there.get(one.began or 0)
        if helping is None or helping.matter.is_over or (instead is not None and instead.ended_at is not None):
            continue
        if instead is not None:
            instead.delete()
        helping.ended_at = None
        helping.save(update_fields=["ended_at"])
        words = {"name": str(helping.organisation), "reason": reason}
        _note(helping.matter, _("%(name)s helps again: %(reason)s") % words, by)
        tell("matter.help_asked", helping.matter, by=by, after={"organisation": helping.organisation_id})


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
        text = _("%(old)s helps no longer: %(reason)s. If help is still needed, please ask another body.") % words
    else:
        text = _("%(new)s helps instead of %(old)s: %(reason)s") % words
    _note(helping.matter, text, by)
    facts = {"organisation": helping.organisation_id, "heir": heir.pk if heir else None}
    tell("matter.help_ended", helping.matter, by=by, after=facts)


def _note(matter: Matter, text: str, by: Actor) -> None:
    """Nobody did anything with the matter: it counts as lying as long as before."""
    Step.objects.create(
        matter=matter, kind=Step.Kind.NOTE, at=now(), happened_on=today(), text=text, by_id=by.user_id, by_name=by.name
    )

"""From one workspace to the other (居政分离): explicit, for a purpose, journalled, and shown to whoever raised it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import now
from lianyi.matters.actions.closing import cross_out
from lianyi.matters.actions.intake import Told, Whose, open_matter
from lianyi.matters.actions.steps import Done, require_open, write
from lianyi.matters.models import Crossing, Matter, Step
from lianyi.matters.purposes import PURPOSES
from lianyi.matters.rules import require_holder
from lianyi.matters.telling import tell
from lianyi.scope import Actor, Refused


@dataclass(frozen=True)
class Passage:
    """For which purpose a matter crosses, and what of it goes along. The topic always does."""

    purpose: str
    reason: str
    with_text: bool = False
    with_contact: bool = False
    has_consent: bool = False


@transaction.atomic
def cross_over(matter: Matter, passage: Passage, *, by: Actor) -> Matter:
    """Raises the matter anew in the other workspace with what may go along, and ends it here.

    Whoever holds it here cannot open it there. Name and telephone cross only with the consent of whoever raised it.
    """
    require_holder(matter, by)
    require_open(matter)
    there = Matter.Workspace.SELF if matter.workspace == Matter.Workspace.SERVICE else Matter.Workspace.SERVICE
    if passage.purpose not in PURPOSES[there]:
        raise Refused(_("Please choose a purpose for which this may be handed to the other workspace."))
    if not passage.reason.strip():
        raise Refused(_("Please write why it is handed over: whoever raised it reads this."))
    if passage.with_contact and not passage.has_consent:
        raise Refused(_("Name and telephone go along only when whoever raised it agreed."))
    asker = getattr(matter, "asker", None) if passage.with_contact else None
    told = Told(
        topic=matter.topic,
        channel=matter.channel,
        kind=matter.kind,
        workspace=there,
        text=matter.text if passage.with_text else "",
        subject=matter.subject,
        place=matter.place,
        whose=Whose(asker.name, asker.phone, asker.email, asker.person) if asker else Whose(),
    )
    made = open_matter(matter.community, told, by=Actor.system("crossing")).matter
    crossing = Crossing.objects.create(
        from_matter=matter,
        to_matter=made,
        at=now(),
        purpose=passage.purpose,
        reason=passage.reason.strip(),
        with_text=passage.with_text,
        with_contact=passage.with_contact,
        by_name=by.name,
    )
    words = {"where": made.get_workspace_display(), "number": made.number, "reason": crossing.reason}
    write(matter, Done(Step.Kind.CROSSING, _("To %(where)s as %(number)s: %(reason)s") % words), by=by)
    facts = {"to": made.pk, "with_text": passage.with_text, "with_contact": passage.with_contact}
    tell("matter.crossed", matter, by=by, after=facts, purpose=passage.purpose)
    cross_out(matter, by)
    return made

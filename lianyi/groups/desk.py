"""What waits for the staff while forms come in."""

from __future__ import annotations

from collections import Counter

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.desk import DeskItem, waiting
from lianyi.groups.models import Formation
from lianyi.groups.queries.results import waiting_objections
from lianyi.groups.queries.rounds import formations_of, members_without_form, progress_of
from lianyi.scope import Actor


@waiting
def open_rounds(actor: Actor) -> list[DeskItem]:
    """For each open round: who has not answered or that its deadline has passed, and members without a form."""
    items = []
    for formation in formations_of(for_=actor).filter(state=Formation.State.OPEN):
        page = reverse("groups:formation", args=[formation.pk])
        titled = {"round": formation.title}
        missing = progress_of(formation).waiting
        if not formation.takes_answers(timezone.now()):
            items.append(DeskItem(_("%(round)s: the deadline has passed") % titled, page, missing, "warning"))
        elif missing:
            forms = reverse("groups:forms", args=[formation.pk]) + "?who=waiting"
            items.append(DeskItem(_("%(round)s: have not answered yet") % titled, forms, missing))
        if without := members_without_form(formation).count():
            items.append(DeskItem(_("%(round)s: members without a form") % titled, page, without, "warning"))
    return items


@waiting
def objections(actor: Actor) -> list[DeskItem]:
    """Objections that nobody has answered yet, by round."""
    found = Counter(objection.publication.formation for objection in waiting_objections(actor.community_ids))
    return [
        DeskItem(
            _("%(round)s: objections to answer") % {"round": formation.title},
            reverse("groups:objections", args=[formation.pk]),
            count,
            "warning",
        )
        for formation, count in found.items()
    ]

"""Taking an overdue matter to the next level."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import now
from lianyi.matters.actions.steps import Done, write
from lianyi.matters.models import Helping, Matter, Step
from lianyi.matters.queries.ladder import lines_above
from lianyi.matters.telling import tell
from lianyi.scope import Actor


@transaction.atomic
def climb(matter: Matter, level: int, *, by: Actor) -> None:
    """The bodies above get to know an overdue matter, as helpers who read it and can step in. It stays where it is."""
    if not Matter.objects.filter(pk=matter.pk, level__lt=level).update(level=level):
        return
    matter.level = level
    for body in lines_above(matter.body, level):
        if not matter.helpings.filter(organisation=body, ended_at__isnull=True).exists():
            Helping.objects.create(matter=matter, organisation=body, task=_("overdue: please look"), began_at=now())
    moved_on = matter.moved_on
    text = _("Overdue since %(day)s: known one level higher.") % {"day": matter.due_on}
    write(matter, Done(Step.Kind.ESCALATION, text), by=by)
    Matter.objects.filter(pk=matter.pk).update(moved_on=moved_on)  # nobody did anything in it
    tell("matter.escalated", matter, by=by, after={"level": level})

"""The two clocks: what time a matter lay in our hands, and what time it waited for papers or for whoever raised it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import now
from lianyi.matters.actions.steps import Done, require_open, write
from lianyi.matters.models import Matter, Pause, Step
from lianyi.matters.rules import require_writer
from lianyi.matters.telling import tell
from lianyi.scope import Actor, Refused


@transaction.atomic
def pause_matter(matter: Matter, cause: str, *, note: str, by: Actor) -> Pause:
    """From now on the matter waits. The day it is due stays: the pause is shown beside it, not hidden in it."""
    require_writer(matter, by)
    require_open(matter)
    if cause not in Pause.Cause.values:
        raise Refused(_("Please choose what it waits for."))
    if not note.strip():
        raise Refused(_("Please write what exactly is missing: whoever raised it reads this."))
    if matter.pauses.filter(ended_at__isnull=True).exists():
        raise Refused(_("It waits already."))
    pause = Pause.objects.create(matter=matter, cause=cause, note=note.strip(), began_at=now())
    write(matter, Done(Step.Kind.PAUSE, f"{pause.get_cause_display()}: {note.strip()}"), by=by)
    tell("matter.paused", matter, by=by, after={"cause": cause})
    return pause


@transaction.atomic
def resume_matter(matter: Matter, *, by: Actor, note: str = "") -> None:
    """Everything is there: from now on it lies in our hands."""
    require_writer(matter, by)
    require_open(matter)
    if not matter.pauses.filter(ended_at__isnull=True).update(ended_at=now()):
        raise Refused(_("It does not wait for anything."))
    write(matter, Done(Step.Kind.RESUME, note.strip() or _("Everything is there.")), by=by)
    tell("matter.resumed", matter, by=by)

"""What of people's records waits on somebody's desk."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from lianyi.desk import DeskItem, waiting
from lianyi.people.queries import corrections_waiting
from lianyi.scope import Actor


@waiting
def corrections(actor: Actor) -> list[DeskItem]:
    """What people asked to have corrected and nobody has answered."""
    count = corrections_waiting(actor).count()
    return [DeskItem(_("Asked to be corrected"), reverse("people:corrections"), count, "warning")] if count else []

"""What waits on the desk: papers of the map that nobody has checked for a year."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.desk import DeskItem, waiting
from lianyi.papers_map.queries.registry import to_check
from lianyi.scope import Actor, Role


@waiting
def papers_to_check(actor: Actor) -> list[DeskItem]:
    if not actor.is_(Role.STAFF, Role.ADMIN):
        return []
    count = to_check(today()).count()
    return [DeskItem(_("Papers of the map to be checked"), reverse("papers_map:to_check"), count)] if count else []

"""What waits at the desk: questions that nobody could answer yet."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from lianyi.desk import DeskItem, waiting
from lianyi.finder.queries import open_questions
from lianyi.scope import Actor, Role


@waiting
def gaps(actor: Actor) -> list[DeskItem]:
    if not actor.is_(Role.STAFF, Role.ADMIN):
        return []
    count = open_questions(for_=actor).count()
    return [DeskItem(_("Questions without an answer"), reverse("finder:gaps"), count)] if count else []

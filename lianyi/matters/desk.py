"""What waits on the desk: matters nobody has taken on, those overdue, those that lie still, disputes, calls to make."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from lianyi.desk import DeskItem, Tone, waiting
from lianyi.matters.models import Matter
from lianyi.matters.queries.lists import LISTS
from lianyi.matters.rules import CARRIERS
from lianyi.scope import Actor

MOST = 100
TONES: dict[str, Tone] = {"free": "", "due": "error", "still": "warning", "disputed": "warning", "word": ""}


@waiting
def matters_waiting(actor: Actor) -> list[DeskItem]:
    """How many of each list, counted up to a hundred: beyond that the number says nothing new."""
    if not actor.is_(*CARRIERS):
        return []
    titles = {
        "free": _("Matters nobody has taken on"),
        "due": _("Matters overdue"),
        "still": _("Matters that lie still"),
        "disputed": _("Matters disputed between bodies"),
        "word": _("Answered: ask whether it is solved"),
    }
    found = []
    for name, title in titles.items():
        count = Matter.objects.filter(LISTS[name][1](actor)).order_by()[:MOST].count()
        if count:
            found.append(DeskItem(title, f"{reverse('matters:list')}?list={name}", count, TONES[name]))
    return found

"""The course of a matter: its steps, who had it for how long, and its two clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from lianyi.dated import now
from lianyi.matters.models import Hop, Matter, Step


@dataclass(frozen=True)
class Held:
    """A hop, and the whole days the matter lay there."""

    hop: Hop
    days: int


@dataclass(frozen=True)
class Clock:
    """How long a matter has taken, from intake on: in our hands, and waiting by what it waited for (days)."""

    total: timedelta
    waiting: timedelta
    papers: timedelta

    @property
    def in_our_hands(self) -> timedelta:
        return self.total - self.waiting


def course(matter: Matter, *, shown_only: bool) -> QuerySet[Step]:
    """The steps in the order they happened; for whoever raised it those that are shown to them."""
    found = Step.objects.filter(matter=matter).select_related("organisation").prefetch_related("trips")
    return found.filter(is_shown=True) if shown_only else found


def hops(matter: Matter) -> list[Held]:
    end = matter.closed_at or now()
    rows = matter.hops.select_related("organisation")
    return [Held(row, max((row.ended_at or end) - row.began_at, timedelta()).days) for row in rows]


def clock(matter: Matter, *, at: datetime | None = None) -> Clock:
    """Both clocks as of a moment, now when not said. They stop when a matter is closed or answered."""
    moment = at or matter.answered_at or matter.closed_at or now()
    waiting, papers = timedelta(), timedelta()
    for pause in matter.pauses.all():
        lasted = max(min(pause.ended_at or moment, moment) - pause.began_at, timedelta())
        waiting += lasted
        papers += lasted if pause.cause == pause.Cause.PAPERS else timedelta()
    return Clock(max(moment - matter.opened_at, timedelta()), waiting, papers)

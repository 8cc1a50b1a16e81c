"""The course of many matters at once: what everybody may know of it, and for whoever sent one in all that is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from lianyi.matters.models import Asker, Backer, Matter, Step
from lianyi.matters.queries.showing import IN_PUBLIC, without
from lianyi.openapi.models import ApiKey
from lianyi.openapi.queries.cases import seen_by
from lianyi.places.models import Place


@dataclass(frozen=True)
class Names:
    """The names and numbers of everybody who has to do with some matters, by matter."""

    found: dict[int, set[str]]

    def left_out(self, matter_id: int, text: str) -> str:
        return without(text, self.found.get(matter_id, set()))


@dataclass(frozen=True)
class Period:
    """A time, in one community or all, and of some matters or all."""

    since: datetime
    until: datetime
    community: Place | None = None
    matter_ids: list[int] | None = None

    def matters(self, prefix: str = "") -> Q:
        there = Q() if self.community is None else Q(**{f"{prefix}community": self.community})
        return there if self.matter_ids is None else there & Q(**{f"{prefix}pk__in": self.matter_ids})


@dataclass(frozen=True)
class Happened:
    """Something in the course of a matter: a step, or (`step` None) that it was closed."""

    matter_id: int
    at: datetime
    step: Step | None = None


def names_in(matter_ids: Collection[int]) -> Names:
    found: defaultdict[int, set[str]] = defaultdict(set)
    tables = (
        Asker.objects.filter(matter__in=matter_ids).values_list("matter", "name", "phone", "email"),
        Backer.objects.filter(matter__in=matter_ids).values_list("matter", "name", "phone"),
        Step.objects.filter(matter__in=matter_ids).order_by().values_list("matter", "by_name").distinct(),
    )
    for rows in tables:
        for matter_id, *names in rows:
            found[matter_id] |= {name.strip() for name in names if len(name.strip()) > 1}
    return Names(dict(found))


def last_steps(matter_ids: Collection[int], own: Collection[int]) -> dict[int, Step]:
    """The last step that is told of each matter."""
    told = Step.objects.filter(_told(own), matter__in=matter_ids).order_by()
    last = told.values("matter").annotate(last=Max("pk")).values_list("last", flat=True)
    return {step.matter_id: step for step in Step.objects.filter(pk__in=list(last)).select_related("organisation")}


def happened(period: Period, *, key: ApiKey | None, most: int) -> list[Happened]:
    """The latest of what happened in a time to matters that may be seen, the latest first, at most so many."""
    found: dict[tuple[int, int], Happened] = {}
    shown = Step.objects.filter(at__gte=period.since, at__lte=period.until, is_shown=True)
    for is_own, condition in enumerate(seen_by(key, "matter__")):
        steps = shown.filter(condition, period.matters("matter__"))
        steps = steps if is_own else steps.filter(kind__in=IN_PUBLIC)
        for step in steps.order_by("-at", "-pk").select_related("organisation")[:most]:
            found[step.matter_id, step.pk] = Happened(step.matter_id, step.at, step)
    over = Matter.objects.filter(period.matters(), closed_at__gte=period.since, closed_at__lte=period.until)
    for condition in seen_by(key):
        closed = over.filter(condition).order_by("-closed_at", "-pk")
        for pk, at in closed.values_list("pk", "closed_at")[:most]:
            found[pk, 0] = Happened(pk, at)  # type: ignore[arg-type]
    return sorted(found.values(), key=_when, reverse=True)[:most]


def matters_of(found: Iterable[Happened]) -> dict[int, Matter]:
    return Matter.objects.in_bulk({one.matter_id for one in found})


def _told(own: Collection[int]) -> Q:
    return Q(is_shown=True) & (Q(kind__in=IN_PUBLIC) | Q(matter__in=own))


def _when(one: Happened) -> tuple[datetime, int, bool, int]:
    """In the order in which it happened; that a matter was closed comes after the step that closed it."""
    return one.at, one.matter_id, one.step is None, one.step.pk if one.step else 0

"""Rows that hold from a day until a day: the base of everything that changes over time.

`starts_on` is the first day that counts, `ends_on` the first day that no longer counts (half-open, so that a change on
one day leaves neither a gap nor an overlap). None means: always was, or still is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Expression, F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def on(day: date | Expression, prefix: str = "") -> Q:
    """The condition "holds on this day", for filters through relations (`prefix="memberships__"`)."""
    started = Q(**{f"{prefix}starts_on__isnull": True}) | Q(**{f"{prefix}starts_on__lte": day})
    lasts = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": day})
    return started & lasts


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        return self.filter(on(day))


class Dated(models.Model):
    """Adds the two days, and the queries over them."""

    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day < self.ends_on)


def order_of_days(table: str) -> models.CheckConstraint:
    """The constraint that an end does not lie before its start."""
    return models.CheckConstraint(
        condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        name=f"{table}_days_in_order",
    )


_clock: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment; within `clock_at` the moment that was set."""
    return _clock.get() or timezone.now()


def today() -> date:
    return timezone.localdate(now())


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """What is done within happens at an earlier moment: for the years that a demo town has behind it.

    The journal keeps its own time, so nobody can write an act into the past.
    """
    token = _clock.set(moment)
    try:
        yield
    finally:
        _clock.reset(token)


def day_asked(request: HttpRequest) -> date:
    """The day a page is asked about, from `?on=2026-05-01`; today when it is missing or no day at all."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today()

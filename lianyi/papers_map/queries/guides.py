"""Guides by the ways they cost: how often somebody went, and went in vain, and why. Never by who went or who sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from lianyi.matters.models import Matter, Trip
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor, Role
from lianyi.wording import rule

CAUSE = Trip.Cause


@dataclass(frozen=True)
class Guide:
    """A guide (None: none was named), how many ways it cost, and those in vain by cause.

    A count of None lies above nothing and below the threshold: it is told as "fewer than". `in_vain` is None too when
    it would give away the one cause that is hidden.
    """

    subject: Subject | None
    trips: int | None
    in_vain: int | None
    causes: Mapping[str, int | None]


def guides_to_mend(*, first: date, last: date, for_: Actor) -> list[Guide]:
    """The guides with ways in a span of days (both count), those that cost most ways for a missing paper first.

    Counted are ways of the public services of this actor's communities, of all communities for an administrator.
    """
    found = Trip.objects.filter(on__gte=first, on__lte=last, matter__workspace=Matter.Workspace.SERVICE)
    if not for_.is_(Role.ADMIN, Role.SYSTEM):
        found = found.filter(matter__community__in=for_.community_ids)
    counted: dict[int | None, dict[str, int]] = defaultdict(dict)
    for subject, cause, times in found.order_by().values_list("subject", "cause").annotate(times=Count("pk")):
        counted[subject][cause] = times
    subjects = Subject.objects.in_bulk([key for key in counted if key])
    ranked = sorted(counted.items(), key=lambda pair: _cost(pair[1], subjects.get(pair[0] or 0)))
    return [_guide(subjects.get(key or 0), causes) for key, causes in ranked]


def threshold() -> int:
    """Below this no count is told."""
    return rule("privacy.internal_threshold").number


def _cost(causes: Mapping[str, int], subject: Subject | None) -> tuple[int, int, str]:
    """Most ways for a missing paper first, then most in vain at all."""
    in_vain = sum(times for cause, times in causes.items() if cause)
    return -causes.get(CAUSE.MISSING_PAPER, 0), -in_vain, subject.sort_key if subject else "~"


def _guide(subject: Subject | None, causes: Mapping[str, int]) -> Guide:
    least, trips = threshold(), sum(causes.values())
    if trips < least:
        return Guide(subject, None, None, {})
    told = {cause: times if times >= least else None for cause in CAUSE.values if (times := causes.get(cause, 0))}
    in_vain = trips - causes.get("", 0)
    hidden = sum(times is None for times in told.values())
    return Guide(subject, trips, None if hidden == 1 or 0 < in_vain < least else in_vain, told)

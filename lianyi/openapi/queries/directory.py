"""Bodies, the lines they belong to, their areas and their posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from lianyi.dated import today
from lianyi.openapi.queries.areas import served_on, with_surroundings
from lianyi.openapi.showing import KINDS
from lianyi.organisations.models import Office, Organisation, Reporting
from lianyi.places.models import Place


@dataclass(frozen=True)
class Directory:
    """The bodies there were until a day: `lines` with their past, `served` and `offices` as of the day.

    `named` are the keys of those offices whose holder may be named.
    """

    day: date
    bodies: list[Organisation]
    lines: list[Reporting]
    served: dict[int, list[Place]]
    places: dict[int, Place]
    offices: list[Office]
    named: frozenset[int]


def directory_on(day: date) -> Directory:
    """What was known of bodies by a day: those of earlier days too, as they had a beginning and an end."""
    bodies = list(Organisation.objects.filter(_begun(day), kind__in=KINDS))
    keys = [body.pk for body in bodies]
    there = [body.pk for body in bodies if body.holds_on(day)]
    lines = Reporting.objects.filter(_begun(day), organisation__in=keys, line__in=keys).order_by(
        "organisation_id",
        F("starts_on").asc(nulls_first=True),  # databases differ in where they put what has no beginning
        "pk",
    )
    served = served_on(day, there)
    offices = list(Office.objects.on(day).filter(organisation__in=there).select_related("organisation"))
    return Directory(
        day,
        bodies,
        list(lines),
        served,
        with_surroundings(area for areas in served.values() for area in areas),
        offices,
        # Whoever left an office is a private person again, also for those who ask about an earlier day.
        frozenset(office.pk for office in offices if office.holds_on(today())),
    )


def _begun(day: date) -> Q:
    return Q(starts_on__isnull=True) | Q(starts_on__lte=day)

"""Between the register and the engine: which row of which table is which holding.

A holding's key is the key of its row times eight plus the number of its table, so that it is one among all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from lianyi.engines.reform import Body, History, Holding, Kind, Role, Span, Target
from lianyi.organisations.models import Office, Organisation, Reporting, Serving
from lianyi.places.models import Place
from lianyi.responsibilities.models import Responsibility, ServicePoint

TABLES: dict[Kind, tuple[int, type[Any]]] = {
    Kind.LINE: (0, Reporting),
    Kind.AREA: (1, Serving),
    Kind.DUTY: (2, Responsibility),
    Kind.POINT: (3, ServicePoint),
    Kind.POST: (4, Office),
}
ROLES = {
    Responsibility.Role.LEADS.value: Role.LEAD,
    Responsibility.Role.ASSISTS.value: Role.ASSIST,
    Responsibility.Role.NOT_OURS.value: Role.NOT_OURS,
}
STRIDE = 8


@dataclass(frozen=True)
class Snapshot:
    """The register as the engine takes it. `around` names for each area those around it, smallest first."""

    history: History
    around: dict[Target, list[Target]]


def snapshot() -> Snapshot:
    """Reads all bodies with everything they hold, of all times, in one query a table."""
    bodies = [Body(row.pk, row.name, _span(row), row.predecessor_id) for row in Organisation.objects.all()]
    holdings = [
        *(_line(row) for row in Reporting.objects.all()),
        *(_area(row) for row in Serving.objects.all()),
        *(_duty(row) for row in Responsibility.objects.all()),
        *(_point(row) for row in ServicePoint.objects.all()),
        *(_post(row) for row in Office.objects.all()),
    ]
    areas = {row.target for row in holdings if row.kind is Kind.AREA}
    around: dict[Target, list[Target]] = {
        place.pk: list(reversed(place.ancestor_ids[:-1])) for place in Place.objects.filter(pk__in=areas)
    }
    return Snapshot(History.of(bodies, holdings), around)


def key_of(kind: Kind, pk: int) -> int:
    return pk * STRIDE + TABLES[kind][0]


def row_of(holding: Holding) -> Model:
    """The row of a holding that is stored."""
    found: Model = TABLES[holding.kind][1].objects.get(pk=holding.key // STRIDE)
    return found


def duty_target(subject_id: int, area_id: int | None) -> str:
    """A subject everywhere, or in one area alone."""
    return f"{subject_id}@{area_id}" if area_id else str(subject_id)


def subject_and_area(target: Target) -> tuple[int, int | None]:
    subject, _at, area = str(target).partition("@")
    return int(subject), int(area) if area else None


def _line(row: Reporting) -> Holding:
    return Holding(key_of(Kind.LINE, row.pk), Kind.LINE, row.organisation_id, row.line_id, "", _span(row))


def _area(row: Serving) -> Holding:
    return Holding(key_of(Kind.AREA, row.pk), Kind.AREA, row.organisation_id, row.area_id, "", _span(row))


def _duty(row: Responsibility) -> Holding:
    target = duty_target(row.subject_id, row.area_id)
    return Holding(key_of(Kind.DUTY, row.pk), Kind.DUTY, row.organisation_id, target, ROLES[row.role], _span(row))


def _point(row: ServicePoint) -> Holding:
    target = f"{row.name} · {row.address}"  # goes with the point when another body runs it
    return Holding(key_of(Kind.POINT, row.pk), Kind.POINT, row.organisation_id, target, "", _span(row))


def _post(row: Office) -> Holding:
    return Holding(key_of(Kind.POST, row.pk), Kind.POST, row.organisation_id, row.title, "", _span(row))


def _span(row: Any) -> Span:
    start: date | None = row.starts_on
    end: date | None = row.ends_on
    return Span(start, end)

"""Between the register and the engine: which row of which table is which holding.

A holding's key is the key of its row times eight plus the number of its table, so that it is one among all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from lianyi.accounts.models import Grant
from lianyi.dated import today
from lianyi.engines.reform import Body, History, Holding, Kind, OpenMatter, Role, Span, Target
from lianyi.matters.queries import carried_by_bodies
from lianyi.organisations.models import Office, Organisation, Reporting, Serving
from lianyi.places.models import Place
from lianyi.responsibilities.models import Responsibility, ServicePoint

TABLES: dict[Kind, tuple[int, type[Any]]] = {
    Kind.LINE: (0, Reporting),
    Kind.AREA: (1, Serving),
    Kind.DUTY: (2, Responsibility),
    Kind.POINT: (3, ServicePoint),
    Kind.POST: (4, Office),
    Kind.GRANT: (5, Grant),
}
ROLES = {
    Responsibility.Role.LEADS.value: Role.LEAD,
    Responsibility.Role.ASSISTS.value: Role.ASSIST,
    Responsibility.Role.NOT_OURS.value: Role.NOT_OURS,
}
STRIDE = 8
NO_SUBJECT = ""


@dataclass(frozen=True)
class Snapshot:
    """The register as the engine takes it. `around` names for each area those around it, smallest first."""

    history: History
    around: dict[Target, list[Target]]


def snapshot() -> Snapshot:
    """Reads all bodies with everything they hold, of all times, and the open matters, in one query a table."""
    bodies = [Body(row.pk, row.name, _span(row), row.predecessor_id) for row in Organisation.objects.all()]
    holdings = [
        *(_line(row) for row in Reporting.objects.all()),
        *(_area(row) for row in Serving.objects.all()),
        *(_duty(row) for row in Responsibility.objects.all()),
        *(_point(row) for row in ServicePoint.objects.all()),
        *(_post(row) for row in Office.objects.all()),
        *_grants({one.key: one.span for one in bodies}),
    ]
    areas = {row.target for row in holdings if row.kind is Kind.AREA}
    around: dict[Target, list[Target]] = {
        place.pk: list(reversed(place.ancestor_ids[:-1])) for place in Place.objects.filter(pk__in=areas)
    }
    return Snapshot(History.of(bodies, holdings, _matters(holdings)), around)


def key_of(kind: Kind, pk: int) -> int:
    return pk * STRIDE + TABLES[kind][0]


def rows_of(holding: Holding) -> QuerySet[Any]:
    """The row of a holding that is stored, as a query."""
    found: QuerySet[Any] = TABLES[holding.kind][1].objects.filter(pk=holding.key // STRIDE)
    return found


def row_of(holding: Holding) -> Model:
    found: Model = rows_of(holding).get()
    return found


def duty_target(subject_id: int, area_id: int | None) -> str:
    """A subject everywhere, or in one area alone."""
    return f"{subject_id}@{area_id}" if area_id else str(subject_id)


def subject_and_area(target: Target) -> tuple[int, int | None]:
    """Raises ValueError for the target of a matter without a subject, ""."""
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


def _grants(there: Mapping[int, Span]) -> Iterator[Holding]:
    """Who may act for a body, as far as the body is there.

    One account may have been let in twice for the same days: `role` tells those apart.
    """
    before: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for row in Grant.objects.filter(organisation__isnull=False).order_by("pk"):
        holder = int(row.organisation_id or 0)
        span = _span(row)
        if not span.is_empty:
            if (within := span.cut(there[holder])) is None:
                continue
            span = within
        earlier = before[holder, row.user_id]
        again = sum(1 for one in earlier if one.cut(span))
        earlier.append(span)
        target, role = f"{row.role}:{row.user_id}", str(again or "")
        yield Holding(key_of(Kind.GRANT, row.pk), Kind.GRANT, holder, target, role, span)


def _matters(holdings: Iterable[Holding]) -> Iterator[OpenMatter]:
    """Each is about its subject as the body leads it: in the smallest area around the matter, or wherever it serves."""
    leading = {
        (row.holder, row.target)
        for row in holdings
        if row.kind is Kind.DUTY and row.role == Role.LEAD and row.span.lasts_beyond(today())
    }
    for key, body, subject, path in carried_by_bodies():
        if subject is None:
            yield OpenMatter(key, body, NO_SUBJECT)
            continue
        areas = [int(area) for area in reversed(path.strip("/").split("/"))]
        targets = (duty_target(subject, area) for area in areas)
        led = next((target for target in targets if (body, target) in leading), str(subject))
        yield OpenMatter(key, body, led)


def _span(row: Any) -> Span:
    start: date | None = row.starts_on
    end: date | None = row.ends_on
    return Span(start, end)

"""Services: what a body leads, where one goes for it, and for whom it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianyi.openapi.queries.areas import served_on, with_surroundings
from lianyi.openapi.showing import KINDS
from lianyi.organisations.models import Organisation
from lianyi.organisations.queries import lines_on
from lianyi.places.models import Place
from lianyi.responsibilities.models import Responsibility, ServicePoint, Subject


@dataclass(frozen=True)
class Offer:
    """A subject that a body leads: the areas it does so for (none: everywhere), and where one goes."""

    subject: Subject
    organisation: Organisation
    areas: tuple[Place, ...]
    points: tuple[ServicePoint, ...]


@dataclass(frozen=True)
class Services:
    """What is offered on a day. `bodies` are those that lead, and the lines above them."""

    day: date
    offers: list[Offer]
    bodies: list[Organisation]
    lines: dict[int, Organisation]
    served: dict[int, list[Place]]
    places: dict[int, Place]


def services_on(day: date) -> Services:
    """One offer for each subject that a body leads on a day, however many areas it leads it in."""
    rows = _leading(day)
    leading = {row.organisation_id: row.organisation for row in rows}
    bodies, lines = _with_lines(leading, day)
    served = served_on(day, bodies)
    points = _points(leading, day)
    together: dict[tuple[int, int], list[Responsibility]] = {}
    for row in rows:
        together.setdefault((row.subject_id, row.organisation_id), []).append(row)
    offers = [_offer(some, served, points) for some in together.values()]
    areas = [area for offer in offers for area in offer.areas] + [area for some in served.values() for area in some]
    ordered = sorted(bodies.values(), key=lambda body: (body.sort_key, body.pk))
    return Services(day, offers, ordered, lines, served, with_surroundings(areas))


def _leading(day: date) -> list[Responsibility]:
    """Who leads what on the day; what nobody needs any more, and bodies that are no more, left out."""
    rows = Responsibility.objects.on(day).filter(role=Responsibility.Role.LEADS, organisation__kind__in=KINDS)
    found = rows.select_related("subject", "organisation", "area").order_by(
        "subject__sort_key", "subject_id", "organisation__sort_key", "organisation_id", "pk"
    )
    return [row for row in found if row.subject.holds_on(day) and row.organisation.holds_on(day)]


def _with_lines(leading: dict[int, Organisation], day: date) -> tuple[dict[int, Organisation], dict[int, Organisation]]:
    """These bodies and all above them, and the line of each."""
    bodies, lines, last = dict(leading), dict[int, Organisation](), set(leading)
    while last:
        above = {key: line for key, line in lines_on(day, last).items() if line.kind in KINDS and line.holds_on(day)}
        last = {line.pk for line in above.values()} - set(bodies)
        bodies |= {line.pk: line for line in above.values() if line.pk in last}
        lines |= above
    return bodies, lines


def _points(organisation_ids: Iterable[int], day: date) -> dict[int, list[ServicePoint]]:
    rows = ServicePoint.objects.on(day).filter(organisation__in=list(organisation_ids)).prefetch_related("subjects")
    found: dict[int, list[ServicePoint]] = {}
    for point in rows.select_related("organisation"):
        found.setdefault(point.organisation_id, []).append(point)
    return found


def _offer(rows: list[Responsibility], served: dict[int, list[Place]], points: dict[int, list[ServicePoint]]) -> Offer:
    first = rows[0]
    areas = [area for row in rows for area in ([row.area] if row.area else served.get(row.organisation_id, [])) if area]
    at_body = points.get(first.organisation_id, [])
    named = [point for point in at_body if first.subject in point.subjects.all()]
    general = [point for point in at_body if not point.subjects.all()]
    once = {area.pk: area for area in areas}
    return Offer(first.subject, first.organisation, tuple(once.values()), tuple(named or general))

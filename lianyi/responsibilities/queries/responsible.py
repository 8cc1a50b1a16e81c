"""Who is responsible for a subject at a place on a day: the body that serves the smallest area around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models

from lianyi.dated import on as holds_on
from lianyi.organisations.models import Organisation, Serving
from lianyi.organisations.queries import areas_on
from lianyi.places.models import Place
from lianyi.responsibilities.models import Responsibility, ServicePoint, Subject
from lianyi.statements import Prepared, Slot

ROLES = Responsibility.Role
EVERYWHERE = -1  # how deep an area lies that is none

_SUBJECT, _DAY = Slot("subject", models.BigIntegerField()), Slot("day", models.DateField())


def _leading() -> models.QuerySet[Responsibility]:
    return Responsibility.objects.filter(holds_on(_DAY), subject=_SUBJECT, role=ROLES.LEADS).order_by()


_LEADING = Prepared(lambda: _leading().select_related("organisation"))
_SERVED_BY_LEADING = Prepared(
    lambda: (
        Serving.objects.filter(holds_on(_DAY), organisation__in=_leading().filter(area=None).values("organisation"))
        .order_by()
        .values_list("organisation", "area")
    )
)


@dataclass(frozen=True)
class Answer:
    """Who leads (None: nobody does here), who assists, whose it is not, and where one goes.

    `by_area` holds those who lead in different areas, when no place was named and it depends on it.
    """

    subject: Subject
    leads: Responsibility | None
    assists: tuple[Responsibility, ...]
    not_ours: tuple[Responsibility, ...]
    points: tuple[ServicePoint, ...]
    by_area: tuple[tuple[Place, Responsibility], ...] = ()

    @property
    def leading_bodies(self) -> list[Organisation]:
        """Whoever leads anywhere, each once."""
        rows = [self.leads] if self.leads else [row for _area, row in self.by_area]
        return list({row.organisation_id: row.organisation for row in rows}.values())

    @property
    def is_known(self) -> bool:
        return self.leads is not None or bool(self.by_area)


def answer(subject: Subject, *, on: date, at: Place | None = None) -> Answer:
    """The answer for whoever lives at a place, or for everybody when the place does not matter."""
    return answers([subject], on=on, at=at)[0]


def answers(subjects: Sequence[Subject], *, on: date, at: Place | None = None) -> list[Answer]:
    """One answer for each subject, in a few queries whatever their number."""
    rows = list(
        Responsibility.objects.on(on)
        .filter(subject__in=[subject.pk for subject in subjects])
        .select_related("organisation", "area", "subject")
    )
    served = areas_on(on, {row.organisation_id for row in rows})
    by_subject: dict[int, list[Responsibility]] = {}
    for row in rows:
        by_subject.setdefault(row.subject_id, []).append(row)
    found = [_answer(subject, by_subject.get(subject.pk, []), served, at) for subject in subjects]
    points = _points({one.leads.organisation_id for one in found if one.leads}, on)
    return [_with_points(one, points) for one in found]


def leading_at(subject: Subject, *, on: date, at: Place) -> Responsibility | None:
    """Who leads a subject at a place: `answer(...).leads` alone, in two light queries."""
    leading = _LEADING.rows(subject=subject.pk, day=on)
    served: dict[int, list[int]] = {}
    if any(row.area_id is None for row in leading):
        for body, area in _SERVED_BY_LEADING.rows(subject=subject.pk, day=on):
            served.setdefault(body, []).append(area)
    around = {key: depth for depth, key in enumerate(at.ancestor_ids, 1)}
    near = []
    for row in leading:
        areas = [row.area_id] if row.area_id else served.get(row.organisation_id, [])
        depth = max((around[area] for area in areas if area in around), default=None if areas else EVERYWHERE)
        if depth is not None:
            near.append((-depth, row.organisation.sort_key, row.pk, row))
    return min(near)[3] if near else None


def led_by(organisation: Organisation, *, on: date) -> list[Responsibility]:
    """What a body leads or assists on a day."""
    rows = Responsibility.objects.on(on).filter(organisation=organisation).select_related("subject", "area")
    return sorted(rows, key=lambda row: (list(ROLES.values).index(row.role), row.subject.sort_key))


def led_until(organisation: Organisation) -> list[Subject]:
    """What an ended body led on its last day: of each somebody wants to know who does it now."""
    if organisation.ends_on is None:
        return []
    rows = Responsibility.objects.filter(
        organisation=organisation, role=ROLES.LEADS, ends_on=organisation.ends_on
    ).select_related("subject")
    return list({row.subject_id: row.subject for row in rows}.values())


def points_of(organisation: Organisation, *, on: date) -> list[ServicePoint]:
    return _points({organisation.pk}, on).get(organisation.pk, [])


def _answer(subject: Subject, rows: list[Responsibility], served: dict[int, list[Place]], at: Place | None) -> Answer:
    near = [(depth, row) for row in rows if (depth := _depth(row, served, at)) is not None]
    near.sort(key=lambda pair: (-pair[0], pair[1].organisation.sort_key, pair[1].pk))
    leading = [pair for pair in near if pair[1].role == ROLES.LEADS]
    deepest = [row for depth, row in leading if depth == leading[0][0]] if leading else []
    depends = at is None and len(deepest) > 1
    return Answer(
        subject,
        None if depends or not deepest else deepest[0],
        tuple(row for _depth_, row in near if row.role == ROLES.ASSISTS),
        tuple(row for _depth_, row in near if row.role == ROLES.NOT_OURS),
        (),
        tuple(_by_area(deepest, served)) if depends else (),
    )


def _depth(row: Responsibility, served: dict[int, list[Place]], at: Place | None) -> int | None:
    """How small the area is in which a row holds at a place; None where it does not hold there."""
    areas = [row.area] if row.area else served.get(row.organisation_id, [])
    if not areas:
        return EVERYWHERE
    around = None if at is None else set(at.ancestor_ids)
    depths = [len(area.ancestor_ids) for area in areas if area and (around is None or area.pk in around)]
    return max(depths, default=None)


def _by_area(rows: Iterable[Responsibility], served: dict[int, list[Place]]) -> list[tuple[Place, Responsibility]]:
    pairs = [
        (area, row)
        for row in rows
        for area in ([row.area] if row.area else served.get(row.organisation_id, []))
        if area
    ]
    return sorted(pairs, key=lambda pair: (pair[0].sort_key, pair[0].pk))


def _points(organisation_ids: set[int], on: date) -> dict[int, list[ServicePoint]]:
    found: dict[int, list[ServicePoint]] = {}
    rows = ServicePoint.objects.on(on).filter(organisation__in=organisation_ids).prefetch_related("subjects")
    for point in rows:
        found.setdefault(point.organisation_id, []).append(point)
    return found


def _with_points(one: Answer, points: dict[int, list[ServicePoint]]) -> Answer:
    if one.leads is None:
        return one
    at_body = points.get(one.leads.organisation_id, [])
    named = [point for point in at_body if one.subject in point.subjects.all()]
    general = [point for point in at_body if not point.subjects.all()]
    return Answer(one.subject, one.leads, one.assists, one.not_ours, tuple(named or general), one.by_area)

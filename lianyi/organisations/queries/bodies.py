"""Organisations, by line and by area, as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianyi.dated import on as holds_on
from lianyi.organisations.models import Contact, Office, Organisation, Reporting, Serving
from lianyi.places.models import Place
from lianyi.scope import Actor, OutOfScope, Role
from lianyi.search import matching

NONE = 0  # in place of a line or an area: those that have none


def organisations(
    *,
    for_: Actor,
    on: date,
    words: str = "",
    kind: str = "",
    line: int | None = None,
    area: int | None = None,
) -> QuerySet[Organisation]:
    """The organisations of a day that this actor may see: of a kind, directly of a line, serving exactly an area.

    `line` and `area` are keys; NONE asks for those without.
    """
    found = Organisation.objects.on(on).filter(matching(words)).filter(_within_reach(for_))
    if kind:
        found = found.filter(kind=kind)
    if line is not None:
        found = found.filter(_has(Reporting, "line", line, on))
    if area is not None:
        found = found.filter(_has(Serving, "area", area, on))
    return found


def organisation(pk: int, *, for_: Actor) -> Organisation:
    found = Organisation.objects.filter(_within_reach(for_), pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def lines_on(day: date, organisation_ids: Iterable[int]) -> dict[int, Organisation]:
    """The line of each organisation on a day: organisation → the body it reports to."""
    rows = Reporting.objects.on(day).filter(organisation__in=list(organisation_ids)).select_related("line")
    return {row.organisation_id: row.line for row in rows}


def areas_on(day: date, organisation_ids: Iterable[int]) -> dict[int, list[Place]]:
    """The areas of each organisation on a day, in the order of their names."""
    rows = Serving.objects.on(day).filter(organisation__in=list(organisation_ids)).select_related("area")
    found: dict[int, list[Place]] = {}
    for row in sorted(rows, key=lambda row: (row.area.sort_key, row.area_id)):
        found.setdefault(row.organisation_id, []).append(row.area)
    return found


def line_choices(*, for_: Actor, on: date) -> QuerySet[Organisation]:
    """The organisations that others report to on a day."""
    reported_to = Reporting.objects.filter(holds_on(on), line=OuterRef("pk"))
    return organisations(for_=for_, on=on).filter(Exists(reported_to))


def lines_from(day: date, organisation_ids: Iterable[int]) -> dict[int, Organisation]:
    """The line of each organisation on a day, else the next that it will belong to."""
    rows = Reporting.objects.filter(organisation__in=list(organisation_ids)).select_related("line")
    ahead = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day)).order_by("-starts_on", "-pk")
    return {row.organisation_id: row.line for row in ahead}


def area_choices(*, for_: Actor, on: date) -> QuerySet[Place]:
    """The areas that organisations in reach serve on a day."""
    rows = Serving.objects.on(on).filter(organisation__in=organisations(for_=for_, on=on).values("pk"))
    return Place.objects.filter(pk__in=rows.values("area")).order_by("kind", "sort_key", "pk")


def history_of_lines(organisation: Organisation) -> QuerySet[Reporting]:
    """The lines an organisation belonged to, and will, the latest first."""
    return Reporting.objects.filter(organisation=organisation).select_related("line").order_by("-starts_on", "-pk")


def history_of_areas(organisation: Organisation) -> QuerySet[Serving]:
    """The areas an organisation served, and will, the latest first."""
    return Serving.objects.filter(organisation=organisation).select_related("area").order_by("-starts_on", "-pk")


def works_with(organisation: Organisation, for_: Actor) -> bool:
    """Whether a body serves one of somebody's communities, or an area around them, or none in particular."""
    return worked_with(for_=for_).filter(pk=organisation.pk).exists()


def worked_with(*, for_: Actor) -> QuerySet[Organisation]:
    """The bodies, of all days, that the staff of some communities work with. Nobody else works with any."""
    if for_.is_(Role.SYSTEM):
        return Organisation.objects.all()
    if not for_.is_(Role.STAFF):
        return Organisation.objects.none()
    own = list(Place.objects.filter(pk__in=for_.community_ids))
    around = {key for place in own for key in place.ancestor_ids}
    serving = Serving.objects.filter(organisation=OuterRef("pk"))
    near = serving.filter(Q(area__in=around) | Q(area__in=Place.objects.within(*own).values("pk")))
    return Organisation.objects.filter(~Q(Exists(serving)) | Q(Exists(near)))


def may_change(organisation: Organisation, by: Actor) -> bool:
    """Whoever works for all areas that an organisation serves now; the administrator in any case."""
    return changeable([organisation.pk], by)[organisation.pk]


def changeable(organisation_ids: Iterable[int], by: Actor) -> dict[int, bool]:
    """Of each organisation whether somebody may change it."""
    keys = list(organisation_ids)
    if by.is_(Role.SYSTEM, Role.ADMIN):
        return dict.fromkeys(keys, True)
    served: dict[int, list[Place]] = {key: [] for key in keys}
    for row in Serving.objects.filter(organisation__in=keys, ends_on__isnull=True).select_related("area"):
        served[row.organisation_id].append(row.area)
    return {key: bool(areas) and all(_works_in(area, by) for area in areas) for key, areas in served.items()}


def offices_of(organisation: Organisation) -> QuerySet[Office]:
    """All posts of an organisation, those of earlier days too."""
    return Office.objects.filter(organisation=organisation)


def contacts_of(organisation: Organisation, *, for_: Actor, on: date) -> QuerySet[Contact]:
    """Who speaks with whom on a day: for the staff of a community that the body serves, who work with them."""
    if not works_with(organisation, for_):
        return Contact.objects.none()
    return Contact.objects.on(on).filter(organisation=organisation)


def contacts_on(day: date, organisation_ids: Iterable[int], *, for_: Actor) -> dict[int, list[Contact]]:
    """The contacts of many organisations on a day, for staff."""
    found: dict[int, list[Contact]] = {}
    if for_.is_(Role.STAFF, Role.SYSTEM):
        for contact in Contact.objects.on(day).filter(organisation__in=list(organisation_ids)):
            found.setdefault(contact.organisation_id, []).append(contact)
    return found


def _works_in(area: Place, by: Actor) -> bool:
    return any(by.works_for(key) for key in area.ancestor_ids)


def _has(rows: type[Reporting] | type[Serving], column: str, key: int, on: date) -> Q:
    held = rows.objects.filter(holds_on(on), organisation=OuterRef("pk"))
    return ~Q(Exists(held)) if key == NONE else Q(Exists(held.filter(**{column: key})))


def _within_reach(for_: Actor) -> Q:
    """Everything in the region around somebody's communities: what bodies there are is no secret among neighbours.

    What serves no area belongs to everybody. Contact persons are another matter, see `contacts_of`.
    """
    if for_.is_(Role.SYSTEM, Role.ADMIN):
        return Q()
    own = list(Place.objects.filter(pk__in=for_.community_ids | for_.region_ids).select_related("parent"))
    around = [place if place.kind == Place.Kind.REGION or place.parent is None else place.parent for place in own]
    above = {key for place in own for key in place.ancestor_ids}
    serving = Serving.objects.filter(organisation=OuterRef("pk"))
    near = serving.filter(Q(area__in=above) | Q(area__in=Place.objects.within(*around).values("pk")))
    return ~Q(Exists(serving)) | Q(Exists(near))

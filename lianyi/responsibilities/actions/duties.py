"""Who leads, who assists, whose it is not: from a day on, with basis and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.organisations.models import Organisation, Serving
from lianyi.places.models import Place
from lianyi.places.queries import community_of
from lianyi.responsibilities.actions.subjects import require_keeper
from lianyi.responsibilities.models import Responsibility, Subject
from lianyi.responsibilities.queries.lists import require_keeper as require_body_keeper
from lianyi.scope import Actor, Refused

ROLES = Responsibility.Role


@dataclass(frozen=True)
class Ground:
    """Why something is so: the rule or list it rests on, and where that can be read."""

    basis: str
    source: str


@transaction.atomic
def assign(
    subject: Subject,
    organisation: Organisation,
    role: str,
    ground: Ground,
    *,
    by: Actor,
    area: Place | None = None,
    since: date | None = None,
) -> Responsibility:
    """A body leads, assists, or is not responsible, from a day on.

    Raises Refused when the body has another role in the same area, or when somebody else leads in exactly its area.
    """
    require_keeper(by)
    require_body_keeper(organisation, by)
    if role not in ROLES.values:
        raise Refused(_("Please choose a role."))
    if not ground.basis.strip() or not ground.source.strip():
        raise Refused(_("Please enter on what it is based, and where that can be read."))
    later = _overlapping(since).filter(subject=subject)
    if later.filter(organisation=organisation, area=area).exists():
        raise Refused(_("This body has a role in this already. End that first."))
    if role == ROLES.LEADS:
        _require_alone(subject, organisation, area, since)
    row = Responsibility.objects.create(
        subject=subject,
        organisation=organisation,
        role=role,
        area=area,
        basis=ground.basis.strip(),
        source=ground.source.strip(),
        starts_on=since,
    )
    _tell("responsibility.assigned", row, {}, by)
    return row


@transaction.atomic
def end_duty(row: Responsibility, *, on: date, by: Actor) -> None:
    """`on` is the first day on which it no longer holds."""
    require_keeper(by)
    require_body_keeper(row.organisation, by)
    if row.starts_on and on < row.starts_on:
        raise Refused(_("The end lies before the start."))
    row.ends_on = on
    row.save(update_fields=["ends_on"])
    _tell("responsibility.ended", row, {"ends_on": None}, by)


def areas_of(organisation: Organisation, area: Place | None, since: date | None) -> set[int | None]:
    """Where a role would hold: in the area named, else in all that the body serves from that day on; None: anywhere."""
    if area is not None:
        return {area.pk}
    rows = Serving.objects.filter(organisation=organisation)
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=since)) if since else rows.filter(ends_on__isnull=True)
    return set(rows.values_list("area", flat=True)) or {None}


def _require_alone(subject: Subject, organisation: Organisation, area: Place | None, since: date | None) -> None:
    mine = areas_of(organisation, area, since)
    others = _overlapping(since).filter(subject=subject, role=ROLES.LEADS).select_related("organisation", "area")
    for other in others:
        if mine & areas_of(other.organisation, other.area, since):
            words = {"name": other.organisation.name}
            raise Refused(_("%(name)s leads in the same area already. One body leads, others assist.") % words)


def _overlapping(since: date | None) -> QuerySet[Responsibility]:
    rows = Responsibility.objects.all()
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=since)) if since else rows


def _tell(code: str, row: Responsibility, before: dict[str, object], by: Actor) -> None:
    after = {
        "subject": row.subject.name,
        "organisation": row.organisation_id,
        "role": row.role,
        "area": row.area_id,
        "from": row.starts_on,
        "ends_on": row.ends_on,
        "basis": row.basis,
        "source": row.source,
    }
    community = community_of(row.area) if row.area else None
    record(
        code,
        by=by,
        changes=[Change(before, after)],
        subject=("subject", row.subject_id),
        community_id=community.pk if community else None,
    )

"""Service points: where one goes, when it is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.organisations.models import Organisation
from lianyi.responsibilities.actions.subjects import require_keeper
from lianyi.responsibilities.hours import normalised
from lianyi.responsibilities.models import ServicePoint, Subject
from lianyi.responsibilities.queries.lists import require_keeper as require_body_keeper
from lianyi.scope import Actor, Refused


@dataclass(frozen=True)
class PointFacts:
    """What is known of a service point. `hours` as people write them."""

    name: str
    address: str
    phone: str = ""
    hours: str = ""
    is_step_free: bool = False
    note: str = ""


@transaction.atomic
def add_point(
    organisation: Organisation,
    facts: PointFacts,
    *,
    by: Actor,
    subjects: Iterable[Subject] = (),
    since: date | None = None,
) -> ServicePoint:
    """Adds a place to go to. Without subjects it is for everything that its organisation leads."""
    require_keeper(by)
    require_body_keeper(organisation, by)
    point = ServicePoint(organisation=organisation, starts_on=since, **_checked(facts))
    point.save()
    point.subjects.set(subjects)
    _tell("service_point.added", point, {}, by)
    return point


@transaction.atomic
def change_point(point: ServicePoint, facts: PointFacts, *, by: Actor, subjects: Iterable[Subject] = ()) -> None:
    require_keeper(by)
    require_body_keeper(point.organisation, by)
    before = {name: getattr(point, name) for name in PointFacts.__dataclass_fields__}
    for name, value in _checked(facts).items():
        setattr(point, name, value)
    point.save()
    point.subjects.set(subjects)
    _tell("service_point.changed", point, before, by)


@transaction.atomic
def close_point(point: ServicePoint, *, on: date, by: Actor) -> None:
    """`on` is the first day on which nobody is served there."""
    require_keeper(by)
    require_body_keeper(point.organisation, by)
    if point.starts_on and on < point.starts_on:
        raise Refused(_("The end lies before the start."))
    point.ends_on = on
    point.save(update_fields=["ends_on"])
    _tell("service_point.closed", point, {"ends_on": None}, by)


def _checked(facts: PointFacts) -> dict[str, object]:
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(facts).items()}
    if not values["name"] or not values["address"]:
        raise Refused(_("Please enter a name and an address."))
    return {**values, "hours": normalised(str(values["hours"]))}


def _tell(code: str, point: ServicePoint, before: dict[str, object], by: Actor) -> None:
    after = {name: getattr(point, name) for name in PointFacts.__dataclass_fields__}
    after |= {"organisation": point.organisation_id, "ends_on": point.ends_on}
    record(code, by=by, changes=[Change(before, after)], subject=("service_point", point.pk))

"""Service points on the map, one at a time: placed, changed, taken away. What follows from it is computed anew."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.circle.actions.computing import refresh
from lianyi.circle.categories import code_of
from lianyi.circle.models import Facility
from lianyi.journal.actions import Change, record
from lianyi.places.models import Place
from lianyi.responsibilities.hours import normalised
from lianyi.responsibilities.models import ServicePoint
from lianyi.scope import Actor, Refused


@dataclass(frozen=True)
class FacilityFacts:
    """Where a service is had. With `at`, name, hours and steps are those of that service point, entered once.

    `lon`, `lat` in degrees of WGS84; `hours` as people write them.
    """

    category: str
    lon: float
    lat: float
    at: ServicePoint | None = None
    name: str = ""
    hours: str = ""
    step_free: bool | None = None
    capacity: int | None = None


@transaction.atomic
def add_facility(community: Place, facts: FacilityFacts, *, by: Actor) -> Facility:
    by.require_community(community.pk)
    facility = Facility(community=community, **_checked(facts))
    if facts.at and Facility.objects.filter(at=facts.at, category=facility.category).exists():
        raise Refused(_("This service point is on the map already, for the same service."))
    facility.code = _free_code(community)
    facility.save()
    _tell("circle.point_added", facility, None, by)
    refresh(community, by=by)
    return facility


@transaction.atomic
def change_facility(facility: Facility, facts: FacilityFacts, *, by: Actor) -> None:
    by.require_community(facility.community_id)
    before = _facts(facility)
    for name, value in _checked(facts).items():
        setattr(facility, name, value)
    facility.save()
    _tell("circle.point_changed", facility, before, by)
    refresh(facility.community, by=by)


@transaction.atomic
def remove_facility(facility: Facility, *, by: Actor) -> None:
    """Takes a point off the map. The service point of its body stays as it is."""
    by.require_community(facility.community_id)
    _tell("circle.point_removed", facility, _facts(facility), by)
    community = facility.community
    facility.delete()
    refresh(community, by=by)


def _checked(facts: FacilityFacts) -> dict[str, object]:
    if not (-180 <= facts.lon <= 180 and -90 <= facts.lat <= 90) or (facts.lon == 0 and facts.lat == 0):
        raise Refused(_("These coordinates lie nowhere on earth. Longitude comes first, then latitude."))
    category = code_of(facts.category)
    if not category:
        raise Refused(_("Please choose the kind of service."))
    if not facts.at and not facts.name.strip():
        raise Refused(_("Please enter a name, or choose a service point."))
    own = {"name": "", "hours": "", "step_free": None} if facts.at else {}
    values = {**asdict(facts), "at": facts.at, "category": category, "name": facts.name.strip()[:120]}
    return {**values, "hours": normalised(facts.hours), **own}


def _free_code(community: Place) -> str:
    """The next number in the row of those that were entered by hand."""
    taken = set(Facility.objects.filter(community=community, code__startswith="P").values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"P{number:03d}") not in taken)


def _facts(facility: Facility) -> dict[str, object]:
    names = ("code", "category", "at_id", "name", "hours", "step_free", "capacity", "lon", "lat")
    return {name: getattr(facility, name) for name in names}


def _tell(code: str, facility: Facility, before: dict[str, object] | None, by: Actor) -> None:
    after = None if code == "circle.point_removed" else _facts(facility)
    record(
        code,
        by=by,
        changes=[Change(before, after)],
        subject=("circle_point", facility.pk),
        community_id=facility.community_id,
    )

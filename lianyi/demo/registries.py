"""Putting a community of the demo town into the registries: places, people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from lianyi.demo.town import Community, Compound
from lianyi.packs import load_pack
from lianyi.people.actions import NewPerson, add_people
from lianyi.places.actions import Step, add_place, add_places
from lianyi.places.models import Place
from lianyi.scope import Actor

SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class Settled:
    """A community with its place, the keys of its compounds by name, and of its people in the order of the plan."""

    plan: Community
    place: Place
    compounds: dict[str, int]
    person_ids: list[int]


def settle(plan: Community, district: Place, *, by: Actor) -> Settled:
    place = add_place(parent=district, kind=Place.Kind.COMMUNITY, name=plan.name, code=plan.code, by=by)
    known = add_places(place, [home for compound in plan.compounds for home in _homes(compound)], by=by)
    kinds = [kind.id for kind in load_pack(settings.LIANYI_PACK).member_kinds]
    rows = [
        NewPerson(
            name=resident.name,
            number=resident.number,
            phone=resident.phone,
            joined=resident.joined,
            kind=resident.kind if resident.kind in kinds else kinds[0],
            member_since=SINCE,
            place_id=known[_address(*resident.home)],
            lives_since=SINCE,
        )
        for resident in plan.residents
    ]
    compounds = {compound.name: known[(Step("compound", compound.name),)] for compound in plan.compounds}
    return Settled(plan, place, compounds, add_people(place.pk, rows, by=by, purpose="demo") if rows else [])


def _homes(compound: Compound) -> list[tuple[Step, ...]]:
    return [
        _address(compound.name, building.name, f"{entrance}单元", f"{floor}{door:02d}")
        for building in compound.buildings
        for entrance in range(1, building.entrances + 1)
        for floor in range(1, building.floors + 1)
        for door in range(1, building.homes_per_floor + 1)
    ]


def _address(compound: str, building: str, entrance: str, home: str) -> tuple[Step, ...]:
    return (Step("compound", compound), Step("building", building), Step("entrance", entrance), Step("unit", home))

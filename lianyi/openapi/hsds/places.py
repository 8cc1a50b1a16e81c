"""Where one goes: service points, and the address of a body that has none; and the areas that something is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from lianyi.openapi.hsds import words
from lianyi.openapi.hsds.schedules import schedules
from lianyi.openapi.ids import Ids
from lianyi.openapi.queries import Offer, Services
from lianyi.openapi.showing import shown_address, shown_phone
from lianyi.organisations.models import Organisation
from lianyi.places.models import Place
from lianyi.responsibilities.models import ServicePoint

Json = dict[str, Any]


@dataclass(frozen=True)
class Spot:
    """A location of an offer, and the key by which the two are told apart from others."""

    key: tuple[str, int]
    location: Json


def spots(offer: Offer, found: Services, key: Ids) -> list[Spot]:
    """Where one goes for an offer."""
    body = offer.organisation
    if offer.points:
        return [Spot(("point", point.pk), _point(point, found, key)) for point in offer.points]
    return [Spot(("body", body.pk), seat(body, found, key))] if shown_address(body) else []


def seat(body: Organisation, found: Services, key: Ids) -> Json:
    """The address of a body as a location."""
    location = {"id": key.of("location", "body", body.pk), "location_type": "physical", "name": body.name}
    address = _address(location["id"], shown_address(body), body, found, key)
    return location | {"addresses": [address]} | phones(location["id"], shown_phone(body, body.phone), key)


def phones(owner: str, number: str, key: Ids) -> Json:
    """The telephone of what has this identifier; nothing where there is none."""
    return {"phones": [{"id": key.of("phone", owner), "number": number, "type": "voice"}]} if number else {}


def service_areas(owner: str, areas: Iterable[Place], key: Ids) -> list[Json]:
    return [{"id": key.of("service_area", owner, area.pk), "name": area.name} for area in areas]


def _point(point: ServicePoint, found: Services, key: Ids) -> Json:
    own = key.of("location", "point", point.pk)
    location: Json = {"id": own, "location_type": "physical", "name": point.name}
    if point.note:
        location["description"] = point.note
    location["addresses"] = [_address(own, point.address, point.organisation, found, key)]
    location |= phones(own, shown_phone(point.organisation, point.phone), key)
    if times := schedules(point, found.day, key):
        location["schedules"] = times
    if point.is_step_free:
        location["accessibility"] = [{"id": key.of("accessibility", own), "description": words.step_free()}]
    return location


def _address(owner: str, text: str, body: Organisation, found: Services, key: Ids) -> Json:
    """HSDS asks for city, province and post code; what the register does not know is left empty, not guessed."""
    return {
        "id": key.of("address", owner),
        "address_1": text,
        "city": _city(body, found),
        "state_province": "",
        "postal_code": "",
        "country": "CN" if settings.LIANYI_PACK.startswith("cn-") else "",
        "address_type": "physical",
    }


def _city(body: Organisation, found: Services) -> str:
    """The outermost region around what a body serves."""
    for area in found.served.get(body.pk, []):
        outermost = found.places.get(area.ancestor_ids[0])
        if outermost and outermost.kind == Place.Kind.REGION:
            return outermost.name
    return ""

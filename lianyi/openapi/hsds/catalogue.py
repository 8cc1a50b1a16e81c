"""All organisations, services and places of a day, short for lists and in full for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lianyi.openapi.hsds import words
from lianyi.openapi.hsds.places import Json, phones, seat, service_areas, spots
from lianyi.openapi.ids import Ids, ids
from lianyi.openapi.queries import Offer, Services, services_on
from lianyi.openapi.showing import CODE_SCHEME, shown_address, shown_phone
from lianyi.organisations.models import Organisation
from lianyi.organisations.models.naming import split_names

FLAT_LOCATION = ("id", "location_type", "name", "description")


def catalogue_on(day: date) -> Catalogue:
    return Catalogue(services_on(day), ids())


@dataclass(frozen=True)
class Catalogue:
    """What is offered on a day. Every entry is made when it is asked for, by its identifier."""

    found: Services
    key: Ids

    @cached_property
    def offers(self) -> dict[str, Offer]:
        """The offers by the identifier of their service."""
        return {self.key.of("service", one.subject.pk, one.organisation.pk): one for one in self.found.offers}

    @cached_property
    def bodies(self) -> dict[str, Organisation]:
        return {self.body_id(body): body for body in self.found.bodies}

    @cached_property
    def places(self) -> dict[str, tuple[str, Json]]:
        """Each service at each of its locations: its identifier, the service's, the location."""
        return {
            self.key.of("service_at_location", service, *spot.key): (service, spot.location)
            for service, offer in self.offers.items()
            for spot in spots(offer, self.found, self.key)
        }

    def body_id(self, body: Organisation) -> str:
        return self.key.of("organisation", body.pk)

    def service(self, key: str) -> Json:
        """A service as lists have it."""
        return _service(key, self.offers[key]) | {"organization": self.organization(self._provider(key))}

    def full_service(self, key: str) -> Json:
        """A service with everything that belongs to it."""
        return self._whole_service(key) | {"organization": self._whole_organization(self._provider(key))}

    def organization(self, key: str) -> Json:
        """A body as lists have it."""
        body = self.bodies[key]
        entry: Json = {
            "id": key,
            "name": body.name,
            "description": words.about_body(body, self.found.served.get(body.pk, [])),
        }
        if names := split_names(body.also_called):
            entry["alternate_name"] = "；".join(names)
        if line := self.found.lines.get(body.pk):
            entry["parent_organization_id"] = self.body_id(line)
        return entry

    def full_organization(self, key: str) -> Json:
        """A body with its telephone, its code, its address, and in short what it leads."""
        services = [_service(own, self.offers[own]) for own in self._led_by(key)]
        return self._whole_organization(key) | _or_nothing("services", services)

    def packed(self) -> list[Json]:
        """Every body with all it leads, nothing twice: the catalogue as one file."""
        return [
            self._whole_organization(key)
            | _or_nothing("services", [self._whole_service(own) for own in self._led_by(key)])
            for key in self.bodies
        ]

    def service_at_location(self, key: str) -> Json:
        """A service at a location as lists have it."""
        service, location = self.places[key]
        flat = {name: location[name] for name in FLAT_LOCATION if name in location}
        return {"id": key, "location": flat, "service": self.service(service)}

    def full_service_at_location(self, key: str) -> Json:
        service, location = self.places[key]
        return {"id": key, "location": location, "service": self.service(service) | self._within(service)}

    @cached_property
    def _at(self) -> dict[str, list[Json]]:
        found: dict[str, list[Json]] = {}
        for key, (service, location) in self.places.items():
            found.setdefault(service, []).append({"id": key, "location": location})
        return found

    def _provider(self, service: str) -> str:
        return self.body_id(self.offers[service].organisation)

    def _led_by(self, body: str) -> list[str]:
        return [key for key in self.offers if self._provider(key) == body]

    def _whole_service(self, key: str) -> Json:
        at = _or_nothing("service_at_locations", self._at.get(key, []))
        return _service(key, self.offers[key]) | self._within(key) | at

    def _within(self, key: str) -> Json:
        """What belongs to a service wherever it is."""
        offer = self.offers[key]
        needed = [
            {"id": self.key.of("required_document", key, number), "document": text}
            for number, text in enumerate(words.documents(offer.subject), 1)
        ]
        areas = service_areas(key, offer.areas, self.key)
        return _or_nothing("required_documents", needed) | _or_nothing("service_areas", areas)

    def _whole_organization(self, key: str) -> Json:
        body = self.bodies[key]
        whole = self.organization(key) | phones(key, shown_phone(body, body.phone), self.key)
        if body.code:
            whole["organization_identifiers"] = [_identifier(key, body.code, self.key)]
        if shown_address(body):
            whole["locations"] = [seat(body, self.found, self.key)]
        return whole


def _service(key: str, offer: Offer) -> Json:
    subject = offer.subject
    entry = {"id": key, "name": subject.name, "status": "active"}
    if subject.name_en:
        entry["alternate_name"] = subject.name_en
    if about := words.about_subject(subject):
        entry["description"] = about
    return entry


def _identifier(owner: str, code: str, key: Ids) -> Json:
    return {
        "id": key.of("organization_identifier", owner),
        "identifier_scheme": CODE_SCHEME,
        "identifier_type": "统一社会信用代码",
        "identifier": code,
    }


def _or_nothing(name: str, values: list[Json]) -> Json:
    return {name: values} if values else {}

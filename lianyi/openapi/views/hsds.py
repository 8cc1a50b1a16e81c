"""The addresses of the HSDS API, as its OpenAPI description has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lianyi.openapi.asking import day_of, page_number, page_size
from lianyi.openapi.hsds import Catalogue, catalogue_on
from lianyi.openapi.hsds.pages import page_of
from lianyi.openapi.hsds.places import Json
from lianyi.openapi.views.answering import for_machines
from lianyi.scope import OutOfScope
from lianyi.scope.marks import open_to_everyone

VERSION = "3.1"
DESCRIBED = "https://raw.githubusercontent.com/openreferral/specification/3.1/schema/openapi.json"


@open_to_everyone
@for_machines
def about(request: HttpRequest) -> Any:
    profile = request.build_absolute_uri(reverse("openapi:about"))
    return {"version": VERSION, "profile": profile, "openapi_url": DESCRIBED}


@open_to_everyone
@for_machines
def services(request: HttpRequest) -> Any:
    found = _catalogue(request)
    keys = [key for key, offer in found.offers.items() if _is_asked_for(request, found.body_id(offer.organisation))]
    return _page(request, keys, found.service)


@open_to_everyone
@for_machines
def service(request: HttpRequest, key: str) -> Any:
    found = _catalogue(request)
    return _one(key, found.offers, found.full_service)


@open_to_everyone
@for_machines
def organizations(request: HttpRequest) -> Any:
    found = _catalogue(request)
    return _page(request, list(found.bodies), found.organization)


@open_to_everyone
@for_machines
def organization(request: HttpRequest, key: str) -> Any:
    found = _catalogue(request)
    return _one(key, found.bodies, found.full_organization)


@open_to_everyone
@for_machines
def service_at_locations(request: HttpRequest) -> Any:
    found = _catalogue(request)
    keys = [
        key
        for key, (service, _location) in found.places.items()
        if _is_asked_for(request, found.body_id(found.offers[service].organisation))
    ]
    return _page(request, keys, found.service_at_location)


@open_to_everyone
@for_machines
def service_at_location(request: HttpRequest, key: str) -> Any:
    found = _catalogue(request)
    return _one(key, found.places, found.full_service_at_location)


def _catalogue(request: HttpRequest) -> Catalogue:
    return catalogue_on(day_of(request))


def _is_asked_for(request: HttpRequest, organization: str) -> bool:
    return request.GET.get("organization_id", organization) == organization


def _page(request: HttpRequest, keys: Sequence[str], make: Callable[[str], Json]) -> Json:
    return page_of(keys, make, number=page_number(request), size=page_size(request))


def _one(key: str, known: Mapping[str, object], make: Callable[[str], Json]) -> Json:
    if key not in known:
        raise OutOfScope
    return make(key)

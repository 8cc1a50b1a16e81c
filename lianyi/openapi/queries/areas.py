"""The areas of bodies, and what lies around them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lianyi.openapi.showing import AREAS
from lianyi.organisations.queries import areas_on
from lianyi.places.models import Place


def served_on(day: date, organisation_ids: Iterable[int]) -> dict[int, list[Place]]:
    """The areas that bodies serve on a day."""
    found = areas_on(day, organisation_ids)
    return {key: [area for area in areas if area.kind in AREAS] for key, areas in found.items()}


def with_surroundings(areas: Iterable[Place]) -> dict[int, Place]:
    """These places and all around them, by key."""
    keys = {key for area in areas for key in area.ancestor_ids}
    return {place.pk: place for place in Place.objects.filter(pk__in=keys).order_by("path")}

"""Where matters are, as far as everybody may know: down to the building, never an entrance or a home."""

from __future__ import annotations

from collections.abc import Iterable

from lianyi.openapi.showing import AREAS
from lianyi.places.models import Place


def public_places(places: Iterable[Place]) -> dict[int, list[Place]]:
    """The way from the community to the smallest area around each place, by the key of the place, in one query."""
    wanted = list(places)
    keys = {key for place in wanted for key in place.ancestor_ids}
    shown = Place.objects.filter(kind__in=AREAS).exclude(kind=Place.Kind.REGION).in_bulk(keys)
    return {place.pk: [shown[key] for key in place.ancestor_ids if key in shown] for place in wanted}

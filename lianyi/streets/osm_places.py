"""Homes and service points from an OpenStreetMap extract.

Homes are the buildings in which people may live; the map does not count who lives there, so each counts once unless the
caller spreads a known sum over their floor area (:func:`lianyi.streets.places.share_out`). Points are what has a tag of
``POINT_KEYS``; their category is its value (``pharmacy``, ``supermarket``, ``kindergarten``).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from lianyi.opening import notation
from lianyi.streets.cells import Cells
from lianyi.streets.coordinates import System
from lianyi.streets.findings import Finding, Severity, UnusableFile
from lianyi.streets.formats import Format
from lianyi.streets.interpreting import interpret
from lianyi.streets.osm_source import processor, reading
from lianyi.streets.places import Kind, Table
from lianyi.streets.shape_places import floors, points_inside

if TYPE_CHECKING:
    import osmium

LIVED_IN = frozenset(
    (
        "yes",
        "apartments",
        "residential",
        "house",
        "detached",
        "semidetached_house",
        "terrace",
        "bungalow",
        "dormitory",
        "cabin",
        "farm",
        "houseboat",
        "static_caravan",
        "ger",
        "stilt_house",
        "villa",
        "mixed",
        "tower",
    )
)
POINT_KEYS = ("amenity", "shop", "healthcare", "social_facility", "leisure", "office", "tourism", "highway")
_ONLY = {"highway": ("bus_stop",), "office": ("government", "employment_agency"), "tourism": ("museum", "gallery")}
_NOT_SERVICES = frozenset(
    (
        "bench",
        "waste_basket",
        "parking",
        "parking_space",
        "parking_entrance",
        "motorcycle_parking",
        "vacant",
        "no",
        "bicycle_parking",
        "hunting_stand",
        "grit_bin",
        "waste_disposal",
        "swimming_pool",
        "garden",
    )
)


def read_osm_places(source: Path | bytes, form: Format, kind: Kind) -> Table:
    """The buildings (homes) or service points of an extract. Raises UnusableFile."""
    if kind is Kind.CANDIDATES:
        raise UnusableFile("no_candidates_in_a_map")
    found = _Found(kind)
    _collect(source, form, found)
    return interpret(found.cells(), kind, System.WGS84)


def _collect(source: Path | bytes, form: Format, found: _Found) -> None:
    import osmium

    keys = ("building",) if found.kind is Kind.HOMES else POINT_KEYS
    chosen = osmium.filter.KeyFilter(*keys)
    with reading():
        # Areas are put together from a file that is read twice, once for its relations.
        objects = processor(source, form, osmium.osm.ALL).with_areas(chosen)
        objects.with_filter(osmium.filter.EntityFilter(osmium.osm.NODE | osmium.osm.AREA)).with_filter(chosen)
        factory = osmium.geom.WKBFactory()
        for one in objects:
            tags = {tag.k: tag.v for tag in cast("osmium.osm.Node | osmium.osm.Area", one).tags}
            if not found.wants(tags):
                continue
            if isinstance(one, osmium.osm.Area):
                found.take_outline(one, tags, factory)
            elif isinstance(one, osmium.osm.Node):
                found.take(f"n{one.id}", tags, factory.create_point(one))


class _Found:
    """What an extract holds of one kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.ids: list[str] = []
        self.tags: list[Mapping[str, str]] = []
        self.shapes: list[str] = []
        self.broken = 0

    def wants(self, tags: Mapping[str, str]) -> bool:
        if self.kind is Kind.HOMES:
            return tags.get("building") in LIVED_IN
        return bool(category_of(tags))

    def take(self, name: str, tags: Mapping[str, str], shape: str) -> None:
        self.ids.append(name)
        self.tags.append(tags)
        self.shapes.append(shape)

    def take_outline(self, area: osmium.osm.Area, tags: Mapping[str, str], factory: osmium.geom.WKBFactory) -> None:
        try:
            outline = factory.create_multipolygon(area)
        except RuntimeError:  # less than three corners
            self.broken += 1
            return
        self.take(f"{'w' if area.from_way() else 'r'}{area.orig_id()}", tags, outline)

    def cells(self) -> Cells:
        import shapely

        geometry = shapely.from_wkb(np.array(self.shapes, dtype=object), on_invalid="ignore")
        inside, area = points_inside(geometry)
        columns: dict[str, list[Any]] = {
            "id": self.ids,
            "lon": inside[:, 0].tolist(),
            "lat": inside[:, 1].tolist(),
            "category": [category_of(tags) for tags in self.tags],
            "name": [tags.get("name:zh") or tags.get("name") or _address(tags) for tags in self.tags],
            "hours": [_hours(tags.get("opening_hours", "")) for tags in self.tags],
            "accessible": [tags.get("wheelchair", "") for tags in self.tags],
            "capacity": [_count(tags.get("capacity", "")) for tags in self.tags],
            "area": (area * floors([tags.get("building:levels", "") for tags in self.tags])).tolist(),
        }
        findings = (Finding("broken_outlines", Severity.NOTICE, count=self.broken),) if self.broken else ()
        return Cells(columns, list(range(1, len(self.ids) + 1)), findings)


def category_of(tags: Mapping[str, str]) -> str:
    """The service that an object offers, "" when it offers none."""
    for key in POINT_KEYS:
        value = tags.get(key, "")
        if value and value not in _NOT_SERVICES and (key not in _ONLY or value in _ONLY[key]):
            return key if value == "yes" else value
    return ""


def _address(tags: Mapping[str, str]) -> str:
    return " ".join(filter(None, (tags.get("addr:street"), tags.get("addr:housenumber"))))


def _hours(text: str) -> str:
    """Hours that nobody can read are left out: the map is not the caller's to correct."""
    try:
        return notation(text)
    except ValueError:
        return ""


def _count(text: str) -> str:
    return text if text.isdigit() else ""

"""The walkable streets of a file of lines: GeoJSON, GeoPackage, Shapefile.

A line is an edge from each of its vertices to the next. Lines meet where vertices are at the same place within
``tolerance`` metres, and where the end of one lies on another; where two merely cross, one passes over the other.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lianyi.engines.reach.network import Feature, Network, Plane
from lianyi.streets.assembling import Pieces, assemble
from lianyi.streets.coordinates import System, to_wgs84
from lianyi.streets.findings import Finding, Severity, UnusableFile, about_rows
from lianyi.streets.formats import Format
from lianyi.streets.joining import merge_places, split_at_ends
from lianyi.streets.line_tags import has_classes, tags_of
from lianyi.streets.vectors import LINES, Shapes, read_shapes
from lianyi.streets.walking import IF_TOLD, WALKED, Walking, class_of, features

TOLERANCE = 0.1  # metres
_CLOSED = frozenset(
    (
        "construction",
        "proposed",
        "planned",
        "abandoned",
        "razed",
        "raceway",
        "rest_area",
        "services",
        "escape",
        "bus_guideway",
        "rail",
        "water",
        "no",
        "disused",
        "demolished",
    )
)


def read_lines(
    source: Path | bytes,
    form: Format,
    walking: Walking,
    *,
    system: System = System.WGS84,
    crs: str | None = None,
    layer: str | None = None,
    tolerance: float = TOLERANCE,
) -> tuple[Network, list[Finding]]:
    """The network of a file of lines. Raises UnusableFile."""
    shapes = read_shapes(source, form, LINES, crs=crs, layer=layer)
    walked, bits, names, findings = _walked(shapes, walking)
    pieces = _pieces(shapes, walked, bits, names, system, tolerance)
    return assemble(pieces), [*shapes.findings, *findings]


def _walked(shapes: Shapes, walking: Walking) -> tuple[np.ndarray, np.ndarray, list[str], list[Finding]]:
    """Which lines are walked, what they are like, their names, and what was found."""
    import shapely

    walked = np.zeros(len(shapes.geometry), dtype=bool)
    bits = np.zeros(len(shapes.geometry), dtype=np.uint16)
    names, unknown = [], set()
    for at, tags in enumerate(tags_of(shapes)):
        kind = class_of(tags)
        if kind not in WALKED and kind not in IF_TOLD and kind not in _CLOSED:
            if kind:
                unknown.add(kind)
            tags["highway"] = "road"
        walked[at] = walking.may(tags)
        bits[at] = int(features(tags))
        names.append(walking.name(tags))
    is_line = np.isin(shapely.get_type_id(shapes.geometry), (1, 5, 7)) & ~shapely.is_empty(shapes.geometry)
    findings = about_rows("not_lines", Severity.WARNING, np.flatnonzero(~is_line) + 1)
    if not has_classes(shapes.columns):
        findings.append(Finding("no_classes", Severity.NOTICE))
    if unknown:
        findings.append(Finding("unknown_classes", Severity.NOTICE, {"classes": ", ".join(sorted(unknown)[:10])}))
    return walked, bits, names, findings


def _pieces(
    shapes: Shapes, walked: np.ndarray, bits: np.ndarray, names: list[str], system: System, tolerance: float
) -> Pieces:
    import shapely

    parts, line = shapely.get_parts(shapes.geometry, return_index=True)
    kept = walked[line] & (shapely.get_type_id(parts) == 1)
    parts, line = parts[kept], line[kept]
    places, part = shapely.get_coordinates(parts, return_index=True)
    if len(places) < 2:
        raise UnusableFile("no_streets")
    lon, lat = to_wgs84(places[:, 0], places[:, 1], system)
    if not np.isfinite(lon + lat).all() or np.abs(lon).max() > 180 or np.abs(lat).max() > 90:
        raise UnusableFile("outside_the_world")
    plane = Plane(float(np.median(lon)), float(np.median(lat)))
    x, y = plane.to_metres(lon, lat)
    node = merge_places(x, y, tolerance)
    start = np.flatnonzero(part[1:] == part[:-1])
    tail, head, piece = split_at_ends(x, y, node[start], node[start + 1], tolerance)
    of = line[part[start]][piece]
    told = sorted(set(names) - {""})
    number = {name: at for at, name in enumerate(told)} | {"": -1}
    return Pieces(
        lon=lon,
        lat=lat,
        tail=tail,
        head=head,
        features=_crossed_once(bits[of], part[start][piece]),
        name=np.array([number[name] for name in names], dtype=np.int32)[of],
        names=told,
    )


def _crossed_once(bits: np.ndarray, part: np.ndarray) -> np.ndarray:
    """A line across a road is one crossing: only its middle piece keeps the mark."""
    crossing = int(Feature.CROSSING)
    first = np.flatnonzero(np.append(True, part[1:] != part[:-1]))
    last = np.append(first[1:], len(part)) - 1
    middle = (first + last) // 2
    out = bits & np.uint16(~crossing & 0xFFFF)
    out[middle] = bits[middle]
    return out

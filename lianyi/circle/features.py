"""The circle as GeoJSON features in degrees of WGS84: for the map, for downloads, for the drawing on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from lianyi.circle import store, walkers
from lianyi.circle.categories import Category, Measure
from lianyi.circle.ground import Places, Streets
from lianyi.circle.guarding import residents_shown
from lianyi.circle.models import Candidate, Facility, Home, Network
from lianyi.circle.queries.results import Results
from lianyi.engines.reach import Plane

Feature = dict[str, Any]
MOST_PIECES = 40_000  # of street on a map; of a larger network the named streets go first
MARGIN = 0.012  # degrees around the buildings: beyond it no street is drawn


def collection(features: Iterable[Feature]) -> Feature:
    return {"type": "FeatureCollection", "features": list(features)}


def streets(network: Network | None, homes: Sequence[Home]) -> list[Feature]:
    """The streets around the buildings, all pieces of one name as one feature."""
    if network is None or not homes:
        return []
    net = store.network_of(network.digest)
    lon, lat = net.plane.to_degrees(net.x, net.y)
    west, east = min(one.lon for one in homes) - MARGIN, max(one.lon for one in homes) + MARGIN
    south, north = min(one.lat for one in homes) - MARGIN, max(one.lat for one in homes) + MARGIN
    shown = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    pieces = np.flatnonzero(shown[net.tail] & shown[net.head])
    pieces = pieces[np.argsort(net.name[pieces] < 0, kind="stable")][:MOST_PIECES]
    ends = np.round(np.stack((lon, lat), axis=1), 6)
    lines: dict[tuple[int, bool], list[list[list[float]]]] = {}
    for piece in pieces.tolist():
        key = int(net.name[piece]), bool(net.features[piece] & 1)
        lines.setdefault(key, []).append([ends[net.tail[piece]].tolist(), ends[net.head[piece]].tolist()])
    return [
        {
            "type": "Feature",
            "properties": {"name": net.names[name] if name >= 0 else "", "steps": steps},
            "geometry": {"type": "MultiLineString", "coordinates": parts},
        }
        for (name, steps), parts in lines.items()
    ]


def homes(found: Results, kind: Category, measure: Measure) -> list[Feature]:
    """Buildings with their minutes to one kind of service; small counts of residents are left out."""
    minutes, inside = found.minutes(kind.code), found.inside(kind, measure)
    counts = residents_shown(found.homes)
    return [
        _at(
            one,
            {
                "key": one.pk,
                "code": one.code,
                "name": str(one),
                "residents": counts[one.pk],
                "minutes": None if np.isinf(minutes[at]) else round(float(minutes[at]), 1),
                "inside": bool(inside[at]),
                "point": int(found.facility[kind.code][at]),
            },
        )
        for at, one in enumerate(found.homes)
    ]


def ways(found: Results, kind: Category) -> list[Feature]:
    """A straight stroke from each building to the point whose catchment it belongs to."""
    strokes = []
    for one, key in zip(found.homes, found.facility[kind.code].tolist(), strict=True):
        if point := found.points.get(key):
            line = [[one.lon, one.lat], [point.lon, point.lat]]
            geometry = {"type": "LineString", "coordinates": line}
            strokes.append({"type": "Feature", "properties": {"key": one.pk, "point": key}, "geometry": geometry})
    return strokes


def reached_ground(found: Results, rows: Sequence[Facility], network: Network | None, minutes: int) -> list[Feature]:
    """The ground within so many minutes of the nearest of these points; nothing without streets."""
    if network is None or not rows:
        return []
    ground = Streets(network.digest, walkers.profile(found.profile))
    return [_polygon(ground.plane, one.outer, *one.holes) for one in ground.within(Places.of(rows), minutes)]


def _polygon(plane: Plane, *rings: Any) -> Feature:
    degrees = [np.round(np.stack(plane.to_degrees(ring[:, 0], ring[:, 1]), axis=1), 6).tolist() for ring in rings]
    geometry = {"type": "Polygon", "coordinates": degrees}
    return {"type": "Feature", "properties": {}, "geometry": geometry}


def points(rows: Iterable[Facility]) -> list[Feature]:
    return [
        _at(
            one,
            {
                "key": one.pk,
                "code": one.code,
                "name": one.shown_name,
                "category": one.category,
                "hours": one.shown_hours,
                "step_free": one.is_step_free,
                "capacity": one.capacity,
            },
        )
        for one in rows
    ]


def candidates(rows: Iterable[Candidate]) -> list[Feature]:
    return [_at(one, {"key": one.pk, "code": one.code, "name": str(one), "capacity": one.capacity}) for one in rows]


def _at(one: Home | Facility | Candidate, properties: dict[str, Any]) -> Feature:
    geometry = {"type": "Point", "coordinates": [one.lon, one.lat]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def plain_home(one: Home) -> Feature:
    """A building to choose on the public map."""
    return _at(one, {"key": one.pk, "name": str(one)})

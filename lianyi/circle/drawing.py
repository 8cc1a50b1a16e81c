"""The circle as a drawing for paper: plain SVG made here, in the plane of the streets, north up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lianyi.circle.categories import Category, Measure
from lianyi.circle.features import Feature, streets
from lianyi.circle.models import Facility, Home, Network
from lianyi.circle.queries.results import Results, limit_in

WIDTH, HEIGHT = 1000.0, 1080.0
BORDER = 26.0
ROUND = (25, 50, 100, 200, 250, 500, 1000, 2000, 5000)  # metres that a scale bar may stand for
MOST_LABELS = 60
WHOLE = 3.0  # times the area of what has to be seen


@dataclass(frozen=True)
class Dot:
    """`shape` repeats in form what its colour says: near, middle, far."""

    x: float
    y: float
    shape: str
    label: str = ""


@dataclass(frozen=True)
class Drawing:
    """Everything in the units of the picture."""

    paths: list[tuple[str, str, bool]]
    names: list[tuple[float, float, float, str]]
    homes: list[Dot]
    points: list[Dot]
    bar: float
    bar_metres: int
    width: int = int(WIDTH)
    height: int = int(HEIGHT)

    @property
    def bar_half(self) -> float:
        return self.bar / 2

    @property
    def bar_at(self) -> int:
        return self.height - 22

    @property
    def arrow_at(self) -> int:
        return self.width - 30


@dataclass(frozen=True)
class Frame:
    """From degrees to the picture: one scale in both directions, everything inside the border."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, lon: Sequence[float], lat: Sequence[float]) -> Frame:
        pad = 0.0012
        return cls(min(lon) - pad, min(lat) - pad, max(lon) + pad, max(lat) + pad)

    @property
    def area(self) -> float:
        return (self.east - self.west) * (self.north - self.south)

    def joined(self, other: Frame) -> Frame:
        return Frame(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )

    @cached_property
    def _east_metres(self) -> float:
        return 111_320.0 * math.cos(math.radians((self.south + self.north) / 2))

    @cached_property
    def scale(self) -> float:
        """Units of the picture for a metre."""
        wide = max((self.east - self.west) * self._east_metres, 1.0)
        high = max((self.north - self.south) * 110_900.0, 1.0)
        return min((WIDTH - 2 * BORDER) / wide, (HEIGHT - 2 * BORDER) / high)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        middle_lon, middle_lat = (self.west + self.east) / 2, (self.south + self.north) / 2
        x = WIDTH / 2 + (lon - middle_lon) * self._east_metres * self.scale
        y = HEIGHT / 2 - (lat - middle_lat) * 110_900.0 * self.scale
        return round(x, 1), round(y, 1)


def draw(
    found: Results, kind: Category, measure: Measure, network: Network | None, points: Sequence[Facility]
) -> Drawing:
    """Streets with their names, buildings by how near the kind of service is, and its points."""
    used = list(found.points.values())
    shown: list[Home | Facility] = [*found.homes, *(one for one in used if one.category == kind.code)]
    frame = Frame.around([one.lon for one in shown], [one.lat for one in shown])
    lines = streets(network, found.homes)
    ends = [end for line in lines for part in line["geometry"]["coordinates"] for end in part]
    whole = Frame.around([end[0] for end in ends], [end[1] for end in ends]) if ends else frame
    if whole.area <= WHOLE * frame.area:  # a quarter is drawn whole, of a city what is around the buildings
        frame = frame.joined(whole)
    paths, names = _streets(lines, frame)
    minutes, inside = found.minutes(kind.code), found.inside(kind, measure)
    limits = (found.cost[kind.code] <= _half(found, kind, measure)) & inside
    homes = [
        Dot(*frame.at(one.lon, one.lat), "near" if limits[at] else "middle" if inside[at] else "far", str(one))
        for at, one in enumerate(found.homes)
        if np.isfinite(minutes[at]) or not inside[at]
    ]
    seen = [dot for one in points if _is_inside(dot := Dot(*frame.at(one.lon, one.lat), "point", one.shown_name))]
    metres = max((one for one in ROUND if one * frame.scale <= WIDTH / 4), default=ROUND[0])
    return Drawing(paths, names, homes, seen, round(metres * frame.scale, 1), metres)


def _half(found: Results, kind: Category, measure: Measure) -> int:
    return limit_in(kind, measure, found.profile) // 2


def _streets(
    lines: list[Feature], frame: Frame
) -> tuple[list[tuple[str, str, bool]], list[tuple[float, float, float, str]]]:
    paths: list[tuple[str, str, bool]] = []
    names: list[tuple[float, float, float, str]] = []
    for line in lines:
        properties, geometry = line["properties"], line["geometry"]
        parts = [[frame.at(*end) for end in part] for part in geometry["coordinates"]]
        path = "".join(f"M{a[0]} {a[1]}L{b[0]} {b[1]}" for a, b in parts)
        name = str(properties["name"])
        paths.append((path, name, bool(properties["steps"])))
        inside = [(a, b) for a, b in parts if _is_in(*a) and _is_in(*b)]
        if name and inside and len(names) < MOST_LABELS:
            a, b = max(inside, key=lambda piece: math.dist(*piece))
            if math.dist(a, b) > 11 * len(name):
                angle = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
                angle += 180 if angle > 90 else -180 if angle <= -90 else 0
                names.append(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, round(angle, 1), name))
    return paths, names


def _is_inside(dot: Dot) -> bool:
    return _is_in(dot.x, dot.y)


def _is_in(x: float, y: float) -> bool:
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT

"""A street of one kilometre and a half for tests: every distance can be said without computing.

The main street runs east from 0 to 1,500 m, in pieces of 100 m; at 600 m steps lead 100 m north to an upper lane, which
a ramp of 400 m reaches as well. Buildings stand on the street itself, so that the way to it is nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from lianyi.circle import store
from lianyi.circle.models import Facility, Home, Network
from lianyi.engines.reach import Plane
from lianyi.organisations.tests.settlement import Settlement, settle

PLANE = Plane(120.0, 30.0)
BUILDINGS = {"A": (0, 100), "B": (300, 50), "C": (900, 200), "D": (1500, 3)}


@dataclass(frozen=True)
class World:
    town: Settlement

    @property
    def homes(self) -> dict[str, Home]:
        return {one.code: one for one in Home.objects.filter(community=self.town.here)}


def lon_lat(x: float, y: float = 0.0) -> tuple[float, float]:
    lon, lat = PLANE.to_degrees(x, y)
    return float(lon), float(lat)


def streets() -> bytes:
    """As GeoJSON with OpenStreetMap's tags."""
    main = [lon_lat(x) for x in range(0, 1501, 100)]
    lines: list[tuple[str, str, list[tuple[float, float]]]] = [
        ("residential", "长街", main),
        ("steps", "台阶", [lon_lat(600), lon_lat(600, 100)]),
        ("footway", "坡道", [lon_lat(700), lon_lat(700, 150), lon_lat(600, 150), lon_lat(600, 100)]),
        ("footway", "上巷", [lon_lat(600, 100), lon_lat(500, 100)]),
    ]
    features = [
        {
            "type": "Feature",
            "properties": {"highway": kind, "name": name},
            "geometry": {"type": "LineString", "coordinates": way},
        }
        for kind, name, way in lines
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def world(*, with_streets: bool = True) -> World:
    town = settle()
    for code, (x, residents) in BUILDINGS.items():
        lon, lat = lon_lat(x)
        Home.objects.create(community=town.here, code=code, name=f"{code}栋", lon=lon, lat=lat, residents=residents)
    if with_streets:
        lay_streets(town)
    return World(town)


def lay_streets(town: Settlement) -> Network:
    from lianyi.streets import read_network

    network, _findings = read_network(streets())
    return Network.objects.create(
        community=town.here,
        name="长街.geojson",
        digest=store.keep_network(network),
        nodes=network.nodes,
        pieces=network.edges,
        metres=int(network.length.sum()) // 1000,
    )


def point(town: Settlement, category: str, x: float, y: float = 0.0, **more: Any) -> Facility:
    lon, lat = lon_lat(x, y)
    code = more.pop("code", f"{category}{x:.0f}")
    given = {"name": f"{category} {x:.0f}", **more}
    return Facility.objects.create(community=town.here, code=code, category=category, lon=lon, lat=lat, **given)


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""

"""The demo's quarter as pure data: streets, where the buildings of the town stand, services, candidate sites.

Invented throughout, and laid where nobody lives: in the East China Sea. A creek with two bridges and a footbridge with
steps runs through it, and compounds have one gate each, so that a straight line says something else than the streets.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from lianyi.demo.town import Building, Community
from lianyi.engines.reach.network import Plane

PLANE = Plane(125.6, 30.6)
COLUMNS = (0, 260, 540, 800, 1080, 1360)  # metres east: the streets that run north
ROWS = (0, 250, 500, 760, 1040, 1300)  # metres north: the streets that run east
CREEK = 3  # runs between this row and the next
BRIDGES, FOOTBRIDGE = (0, 4), 2  # columns
NORTHWARD = ("石榴路", "望湖路", "柳岸街", "青年路", "临波大道", "机械厂路")
EASTWARD = ("滨河路", "书院街", "集贤路", "柳堤路", "桥南路", "新桥大街")
PEOPLE_PER_HOME = 2.4

# Which block (column, row) each compound takes; from which side its gate lets in.
BLOCKS = {
    "柳岸新村": (0, 0, "south"),
    "望湖苑": (1, 1, "west"),
    "机械厂宿舍": (4, 0, "east"),
    "临波花园": (3, 2, "north"),
    "河畔人家": (2, 2, "north"),
    "青年公寓": (3, 0, "south"),
    "新桥里": (0, 4, "south"),
    "桥南小区": (2, 4, "south"),
    "石榴园": (4, 4, "north"),
}


@dataclass(frozen=True)
class Service:
    """`x`, `y` in metres on the plane; `hours` as people write them, "" where nobody knows."""

    name: str
    category: str
    x: float
    y: float
    hours: str = ""
    step_free: bool | None = True
    capacity: int | None = None


SERVICES = (
    Service("柳岸卫生站", "health_station", 640, 252, "周一至周六 8:00-17:30"),
    Service("澄湖第三卫生服务中心", "health_centre", 1082, 420, "每天 8:00-20:00"),
    Service("集贤菜市场", "market", 420, 498, "每天 6:00-19:00"),
    Service("新桥生鲜超市", "market", 500, 1302, "每天 7:00-21:30"),
    Service("书院街幼儿园", "kindergarten", 700, 250, "周一至周五 7:30-17:30", True, 240),
    Service("新桥幼儿园", "kindergarten", 1130, 1040, "周一至周五 7:30-17:30", True, 180),
    Service("柳岸小学", "primary_school", 900, 502, "周一至周五 7:30-17:00"),
    Service("长者食堂", "canteen", 264, 120, "每天 10:30-13:00，16:30-18:30", False, 120),
    Service("日间照料中心", "day_care", 542, 620, "周一至周五 8:00-17:00", True, 60),
    Service("社区书屋", "culture_room", 258, 600, "每天 9:00-20:30"),
    Service("滨河健身场地", "fitness", 802, 758),
    Service("石榴公园", "park", 20, 640),
    Service("便民超市一店", "shop", 120, 2, "每天 7:00-22:00"),
    Service("便民超市二店", "shop", 1078, 260, "每天 7:00-22:00"),
    Service("便民超市三店", "shop", 560, 1042, "24小时"),
    Service("书院街口站", "bus_stop", 300, 252),
    Service("临波大道站", "bus_stop", 1082, 560),
    Service("新桥站", "bus_stop", 800, 1298),
    Service("集贤路公厕", "toilet", 470, 502, "24小时"),
    Service("邮政所", "post", 820, 248, "周一至周六 9:00-17:00"),
)
# Kept by their bodies, and only placed here: name of the service point or its body, kind, where.
OF_BODIES = (
    ("柳岸社区服务站", "service_station", 262, 380),
    ("新桥社区服务站", "service_station", 700, 1298),
    ("柳岸派出所", "police", 802, 420),
)
CANDIDATES = (
    ("旧粮站", 150, 762),
    ("街角空房", 802, 640),
    ("桥南路口", 282, 1038),
    ("机械厂传达室", 1358, 130),
    ("新桥里活动室", 30, 1150),
    ("石榴园门房", 1250, 1298),
    ("滨河亭", 420, 4),
    ("柳堤路旧店", 1000, 758),
)


def streets() -> bytes:
    """The street network, as a GeoJSON of lines with OpenStreetMap's tags."""
    lines: list[tuple[str, str, list[tuple[float, float]]]] = []
    for row, y in enumerate(ROWS):
        lines.append((EASTWARD[row], "residential", [(x, y) for x in COLUMNS]))
    for column, x in enumerate(COLUMNS):
        south, north = ROWS[: CREEK + 1], ROWS[CREEK + 1 :]
        lines += [(NORTHWARD[column], "residential", [(x, y) for y in part]) for part in (south, north)]
        if column in BRIDGES:
            lines.append((NORTHWARD[column], "residential", [(x, south[-1]), (x, north[0])]))
        if column == FOOTBRIDGE:
            lines.append(("柳岸人行桥", "steps", [(x, south[-1]), (x, north[0])]))
    for name, block in BLOCKS.items():
        lines.append((f"{name}内路", "service", _lane(block)))
    return _geojson([_line(*line) for line in lines])


def homes(community: Community) -> list[tuple[str, str, float, float, int]]:
    """Number, name, longitude, latitude and residents of every building of a community that has a block here."""
    found = []
    for number, compound in enumerate(community.compounds, 1):
        if compound.name not in BLOCKS:
            continue
        spots = _doors(BLOCKS[compound.name], len(compound.buildings))
        for at, (building, (x, y)) in enumerate(zip(compound.buildings, spots, strict=True), 1):
            lon, lat = degrees(x, y)
            name = f"{compound.name} {building.name}"
            found.append((f"{community.code[-3:]}-{number:02d}-{at:02d}", name, lon, lat, residents(building)))
    return found


def residents(building: Building) -> int:
    return round(building.homes * PEOPLE_PER_HOME)


def degrees(x: float, y: float) -> tuple[float, float]:
    lon, lat = PLANE.to_degrees(x, y)
    return round(float(lon), 7), round(float(lat), 7)


def _lane(block: tuple[int, int, str]) -> list[tuple[float, float]]:
    """A lane through the middle of a block that opens to one side only."""
    west, east, south, north = _edges(block)
    middle = (west + east) / 2, (south + north) / 2
    if block[2] in ("south", "north"):
        ends = (middle[0], south), (middle[0], north - 30)
        return [ends[0], ends[1]] if block[2] == "south" else [(middle[0], north), (middle[0], south + 30)]
    return [(west, middle[1]), (east - 30, middle[1])]


def _doors(block: tuple[int, int, str], count: int) -> list[tuple[float, float]]:
    """Buildings in two rows along the lane."""
    west, east, south, north = _edges(block)
    per_side = (count + 1) // 2
    spots = []
    for at in range(count):
        along, side = (at // 2 + 1) / (per_side + 1), -1 if at % 2 else 1
        if block[2] in ("south", "north"):
            spots.append(((west + east) / 2 + side * 40, south + along * (north - south)))
        else:
            spots.append((west + along * (east - west), (south + north) / 2 + side * 40))
    return spots


def _edges(block: tuple[int, int, str]) -> tuple[int, int, int, int]:
    column, row, _side = block
    return COLUMNS[column], COLUMNS[column + 1], ROWS[row], ROWS[row + 1]


def _line(name: str, kind: str, way: list[tuple[float, float]]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"highway": kind, "name": name},
        "geometry": {"type": "LineString", "coordinates": [degrees(x, y) for x, y in way]},
    }


def _geojson(features: list[dict[str, Any]]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()

"""What the columns of a line file say of its streets, in the words of OpenStreetMap.

Understood are the columns of OpenStreetMap exports (``highway``, ``foot``, ``other_tags``...), Geofabrik's Shapefiles
(``fclass``), Overture's segments (``class``, ``subclass``, ``names``, ``road_flags``...) and Chinese headings
(道路类型, 路名). A file without any class is taken as made for walkers: all of its lines are walked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lianyi.streets.vectors import Objects, Shapes

HEADINGS = {
    "highway": ("highway", "fclass", "class", "roadclass", "road_class", "道路类型", "道路等级", "道路类别", "类型"),
    "name:zh": ("name:zh", "name_zh", "namezh", "中文名", "中文名称"),
    "name": ("name", "street", "street_name", "道路名称", "名称", "路名", "道路名"),
    "foot": ("foot", "步行"),
    "access": ("access", "通行"),
    "surface": ("surface", "路面"),
    "tunnel": ("tunnel", "隧道"),
    "covered": ("covered",),
    "footway": ("footway",),
    "tracktype": ("tracktype",),
    "motorroad": ("motorroad",),
    "segregated": ("segregated",),
    "other_tags": ("other_tags",),
    "subtype": ("subtype",),
    "subclass": ("subclass",),
    "names": ("names",),
    "road_flags": ("road_flags",),
    "road_surface": ("road_surface",),
    "access_restrictions": ("access_restrictions",),
}
CHINESE_CLASSES = {
    "高速公路": "motorway",
    "快速路": "motorway",
    "城市快速路": "motorway",
    "主干路": "primary",
    "主干道": "primary",
    "次干路": "secondary",
    "次干道": "secondary",
    "支路": "tertiary",
    "小区路": "service",
    "内部道路": "service",
    "巷道": "residential",
    "胡同": "residential",
    "里弄": "residential",
    "步行街": "pedestrian",
    "人行道": "footway",
    "步行道": "footway",
    "人行横道": "crossing",
    "斑马线": "crossing",
    "台阶": "steps",
    "阶梯": "steps",
    "梯道": "steps",
    "人行天桥": "footway",
    "天桥": "footway",
    "地下通道": "footway",
}
_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')


def tags_of(shapes: Shapes) -> Iterator[dict[str, str]]:
    """The tags of each line, one after another."""
    by_lower = {heading.strip().lower(): heading for heading in shapes.columns}
    found = [
        (tag, shapes.text(by_lower[name]).tolist())
        for tag, names in HEADINGS.items()
        for name in reversed(names)  # of several columns that tell something the best is taken last and stays
        if name in by_lower
    ]
    for at in range(len(shapes.geometry)):
        yield _tags({tag: column[at] for tag, column in found if column[at]})


def has_classes(columns: Mapping[str, Objects]) -> bool:
    """Whether any column tells the class of a street."""
    return any(heading.strip().lower() in (*HEADINGS["highway"], "other_tags") for heading in columns)


def _tags(cells: dict[str, str]) -> dict[str, str]:
    if "other_tags" in cells:
        cells = {**dict(_PAIR.findall(cells.pop("other_tags"))), **cells}
    if kind := cells.get("highway"):
        cells["highway"] = CHINESE_CLASSES.get(kind, kind.lower())
    if "subtype" in cells or "subclass" in cells:
        return _overture(cells)
    # Geofabrik writes T and F for tunnels.
    cells["tunnel"] = {"F": "no", "T": "yes", "0": "no", "1": "yes", "": "no"}.get(cells.get("tunnel", ""), "yes")
    return cells


def _overture(cells: dict[str, str]) -> dict[str, str]:
    """Overture's segment: https://docs.overturemaps.org/schema/reference/transportation/segment/"""
    if cells.get("subtype", "road") != "road":
        return {"highway": "rail"}
    tags = {"highway": cells.get("subclass") if cells.get("subclass") == "crosswalk" else cells.get("highway", "road")}
    names = _json(cells.get("names"))
    if isinstance(names, dict):
        common = names.get("common") if isinstance(names.get("common"), dict) else {}
        tags |= {"name": str(names.get("primary") or ""), "name:zh": str((common or {}).get("zh") or "")}
    flags = {flag for rule in _rules(cells, "road_flags") for flag in rule.get("values") or ()}
    if flags & {"is_tunnel", "is_covered", "is_indoor"}:
        tags["covered"] = "yes"
    if flags & {"is_under_construction", "is_abandoned"}:
        tags["highway"] = "construction"
    surface = [str(rule.get("value")) for rule in _rules(cells, "road_surface") if not rule.get("between")]
    tags["surface"] = surface[0] if surface else ""
    for rule in _rules(cells, "access_restrictions"):
        when = rule.get("when") or {}
        modes = when.get("mode") or () if isinstance(when, dict) else ()
        told = {"denied": "no", "allowed": "yes", "designated": "designated"}.get(str(rule.get("access_type")), "")
        if not rule.get("between") and (not when or "foot" in modes):
            tags["foot"] = told
    return {tag: value for tag, value in tags.items() if value}


def _rules(cells: Mapping[str, str], key: str) -> list[dict[str, Any]]:
    listed = _json(cells.get(key))
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _json(text: str | None) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None

"""Which column of a table of places is which: English and Chinese headings as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lianyi.sheets.sheet import Cell
from lianyi.sheets.texts import match_key
from lianyi.streets.places import Kind

LOOK_AT = 15  # rows in which the headings may stand
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "code", "number", "no", "fid", "objectid", "buildingid", "homeid", "pointid", "编号", "编码", "代码")
    + ("序号", "楼栋编号", "房屋编号", "小区编号", "楼号", "网点编号", "设施编号", "点位编号", "候选点编号", "网格编号"),
    "lon": ("lon", "lng", "long", "longitude", "x", "经度", "东经", "东经度", "lon84", "wgs84lon", "wgs84经度", "坐标x"),
    "lat": ("lat", "latitude", "y", "纬度", "北纬", "北纬度", "lat84", "wgs84lat", "wgs84纬度", "坐标y"),
    "both": ("location", "lonlat", "lnglat", "coordinates", "经纬度", "坐标", "经纬度坐标", "位置坐标"),
    "residents": ("residents", "population", "pop", "people", "persons", "inhabitants", "居民数", "人口", "人口数")
    + ("居民人数", "常住人口", "人数", "居住人口", "居民", "户籍人口", "实有人口", "服务人口"),
    "category": ("category", "type", "kind", "class", "service", "类别", "类型", "设施类型", "设施类别", "服务类别")
    + ("服务类型", "分类", "网点类型", "种类"),
    "name": ("name", "title", "名称", "设施名称", "网点名称", "小区名称", "小区", "楼栋", "地址", "address", "服务点")
    + ("点位名称",),
    "hours": ("hours", "openinghours", "opening", "open", "营业时间", "开放时间", "服务时间", "办公时间", "开门时间")
    + ("营业时段",),
    "accessible": ("accessible", "accessibility", "wheelchair", "stepfree", "无障碍", "是否无障碍", "无障碍设施")
    + ("轮椅可达", "有无障碍设施"),
    "capacity": ("capacity", "places", "seats", "beds", "容量", "床位", "床位数", "座位", "座位数", "名额", "服务能力")
    + ("接待能力",),
    "area": ("area", "floorarea", "建筑面积", "面积"),
}
NAMED_IN = {  # how a missing column is called
    "id": ("id", "编号"),
    "lon": ("lon", "经度"),
    "lat": ("lat", "纬度"),
    "residents": ("residents", "居民数"),
    "category": ("category", "类别"),
}
NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.HOMES: ("id", "lon", "lat"),
    Kind.POINTS: ("id", "category", "lon", "lat"),
    Kind.CANDIDATES: ("id", "lon", "lat"),
}
_REMARK = re.compile(r"[(（\[【].*?[)）\]】]")


@dataclass(frozen=True)
class Headings:
    """``row`` of the headings from 0, -1 when there are none; ``columns`` index by our name; ``missing`` names."""

    row: int
    columns: Mapping[str, int]
    missing: tuple[str, ...]
    doubled: tuple[str, ...] = ()


def find_headings(rows: Sequence[Sequence[Cell]], kind: Kind) -> Headings:
    """The row near the top that names most of the columns we know."""
    best = Headings(-1, {}, NEEDED[kind])
    for number, row in enumerate(rows[:LOOK_AT]):
        columns, doubled = name_columns(row)
        if len(columns) > len(best.columns) and ({"lon", "lat", "both", "id"} & set(columns)):
            best = Headings(number, columns, missing(columns, kind), doubled)
    return best


def name_columns(row: Sequence[Cell]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Index by our name, and the headings that name a second column of the same; the better synonym wins."""
    found: dict[str, tuple[int, int]] = {}
    doubled = []
    for index, cell in enumerate(row):
        name, rank = known(str(cell))
        if not name:
            continue
        if name in found:
            doubled.append(str(cell).strip())
        if name not in found or rank < found[name][1]:
            found[name] = (index, rank)
    return {name: index for name, (index, _) in found.items()}, tuple(doubled)


def known(heading: str) -> tuple[str, int]:
    """Our name for a heading and how good a name it is (0 best); ("", 0) when we have none."""
    text = match_key(_REMARK.sub("", heading)).strip("*:：")
    return next(((name, names.index(text)) for name, names in SYNONYMS.items() if text in names), ("", 0))


def missing(columns: Mapping[str, int], kind: Kind) -> tuple[str, ...]:
    """The columns this kind of file needs and these are not; one column with both coordinates does for two."""
    has = set(columns) | ({"lon", "lat"} if "both" in columns else set())
    return tuple(name for name in NEEDED[kind] if name not in has)

"""Excel forms to fill in, with the headings that are understood when they come back."""

from __future__ import annotations

from django.utils.translation import get_language

from lianyi.circle.categories import categories
from lianyi.circle.models import Home, Upload
from lianyi.dated import today
from lianyi.places.models import Place
from lianyi.places.queries import addresses, places_below, with_homes
from lianyi.sheets.writing import Output, write_xlsx

HEADINGS = {
    Upload.Kind.HOMES: (("编号", "名称", "经度", "纬度", "居民数"), ("id", "name", "lon", "lat", "residents")),
    Upload.Kind.POINTS: (
        ("编号", "名称", "类别", "经度", "纬度", "开放时间", "无障碍", "容量"),
        ("id", "name", "category", "lon", "lat", "hours", "accessible", "capacity"),
    ),
    Upload.Kind.CANDIDATES: (("编号", "名称", "经度", "纬度", "容量"), ("id", "name", "lon", "lat", "capacity")),
}
LONGEST_LIST = 255  # characters that Excel takes in a list to choose from


def form(kind: str, community: Place) -> bytes:
    """An .xlsx in the reader's language."""
    chinese, english = HEADINGS[Upload.Kind(kind)]
    headings = chinese if (get_language() or "").startswith("zh") else english
    rows = _buildings(community) if kind == Upload.Kind.HOMES else []
    offered = {2: _kinds()} if kind == Upload.Kind.POINTS else None
    return write_xlsx(headings, rows, sheet_name=str(Upload.Kind(kind).label), validations=offered)


def _buildings(community: Place) -> list[list[Output]]:
    """Every building of the tree, with what is known of it."""
    found = list(with_homes(places_below(community, on=today(), kind=Place.Kind.BUILDING), on=today()))
    texts = addresses(one.pk for one in found)
    known = {one.place_id: one for one in Home.objects.filter(community=community, place__isnull=False)}
    rows: list[list[Output]] = []
    for one in found:
        home = known.get(one.pk)
        code = home.code if home else one.code or f"B{one.pk}"
        where: list[Output] = [home.lon, home.lat, home.residents] if home else [None, None, None]
        rows.append([code, texts[one.pk], *where])
    return rows


def _kinds() -> list[str]:
    names: list[str] = []
    for one in categories():
        if len(",".join([*names, one.name])) <= LONGEST_LIST and "," not in one.name:
            names.append(one.name)
    return names

"""The demo's service circle: the invented quarter brought in as files, as a worker would bring it in."""

from __future__ import annotations

from django.db.models import Q

from lianyi.circle import reading, taking
from lianyi.circle.actions.computing import Question, ask_for_plan, refresh
from lianyi.circle.actions.files import Wish, keep
from lianyi.circle.actions.points import FacilityFacts, add_facility
from lianyi.circle.models import Upload
from lianyi.demo import quarter
from lianyi.demo.town import Community
from lianyi.places.models import Place
from lianyi.responsibilities.models import ServicePoint
from lianyi.scope import Actor
from lianyi.sheets.writing import write_csv

HOMES = ("编号", "名称", "经度", "纬度", "居民数")
POINTS = ("编号", "名称", "类别", "经度", "纬度", "开放时间", "无障碍", "容量")
SITES = ("编号", "名称", "经度", "纬度", "容量")


def draw_circle(community: Place, plan: Community, *, by: Actor) -> None:
    """Streets, buildings, services and sites of a community; what follows from them the worker computes."""
    _take(community, "streets", "柳岸路网.geojson", quarter.streets(), by)
    _take(community, "homes", "楼栋.csv", write_csv(HOMES, quarter.homes(plan)), by)


def draw_services(community: Place, *, by: Actor) -> None:
    """What residents of both communities walk to, kept by one of them."""
    rows = [
        [
            f"S{number:02d}",
            one.name,
            one.category,
            *quarter.degrees(one.x, one.y),
            one.hours,
            _yes_or_no(one),
            one.capacity,
        ]
        for number, one in enumerate(quarter.SERVICES, 1)
    ]
    _take(community, "points", "服务点.csv", write_csv(POINTS, rows), by)
    sites = [
        [f"C{number:02d}", name, *quarter.degrees(x, y), None]
        for number, (name, x, y) in enumerate(quarter.CANDIDATES, 1)
    ]
    _take(community, "candidates", "候选点.csv", write_csv(SITES, sites), by)
    for name, kind, x, y in quarter.OF_BODIES:
        known = ServicePoint.objects.filter(Q(name=name) | Q(organisation__name=name)).order_by("pk").first()
        if known is not None:
            lon, lat = quarter.degrees(x, y)
            add_facility(community, FacilityFacts(kind, lon, lat, at=known), by=by)


def ask_worker(communities: list[Place], *, by: Actor) -> None:
    """The walks, and where a second health station would help most."""
    for community in communities:
        refresh(community, by=by)
    question = Question("health_station", profile="elder", objective="cover", count=2, minutes=15)
    ask_for_plan(communities[0], question, by=by)


def _take(community: Place, kind: str, name: str, content: bytes, by: Actor) -> None:
    upload = keep([content], name=name, wish=Wish(kind, "wgs84"), community=community, by=by)
    reading.read(upload, _silent)
    upload = Upload.objects.select_related("community").get(pk=upload.pk)
    if kind == Upload.Kind.STREETS:
        taking.take_network(upload, by=by)
    else:
        taking.take(upload, reading.table_of(upload), by=by, report=_silent)


def _silent(done: int, total: int) -> None:
    """Nobody watches while the town is loaded."""


def _yes_or_no(one: quarter.Service) -> str:
    return "" if one.step_free is None else "是" if one.step_free else "否"

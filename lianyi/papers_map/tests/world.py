"""A small map in two cities for tests: the five papers of the story, two nobody may demand, and a street."""

from __future__ import annotations

from dataclasses import dataclass

from lianyi.dated import today
from lianyi.matters.tests.street import Street, street
from lianyi.organisations.actions import Facts as BodyFacts
from lianyi.organisations.actions import add_organisation
from lianyi.organisations.models import Organisation
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.papers_map import planning
from lianyi.papers_map.actions.certificates import Facts, add_certificate
from lianyi.papers_map.actions.counters import CounterFacts, add_counter
from lianyi.papers_map.actions.requirements import add_requirement
from lianyi.papers_map.models import Certificate
from lianyi.papers_map.the_map import Answers, load
from lianyi.responsibilities.actions import PointFacts, add_point
from lianyi.responsibilities.models import Subject

HOME, AWAY = "澄湖", "雾城"


@dataclass(frozen=True)
class World:
    """`book` → `card` → `marriage` → `stub` → `child`.

    `barred` is asked for with `stub`, `also_barred` with `child`: nobody may demand these.
    """

    street: Street
    police: Organisation
    away: Organisation
    centre: Organisation
    book: Certificate
    card: Certificate
    marriage: Certificate
    stub: Certificate
    child: Certificate
    barred: Certificate
    also_barred: Certificate

    def answers(self, **given: object) -> Answers:
        first = {"wanted": (self.child.pk,), "home": HOME, "helpers_in": (AWAY,)}
        return Answers(**{**first, **given})  # type: ignore[arg-type]

    def made(self, **given: object) -> planning.Made:
        return planning.make(load(today()), self.answers(**given))


def body(name: str, hours: str = "周一至周五 9:00-17:00") -> Organisation:
    made = add_organisation(BodyFacts(name, "public"), by=SYSTEM)
    add_point(made, PointFacts("窗口", f"{name}一楼", "0800-1", hours), by=SYSTEM)
    return made


def at(certificate: Certificate, where: Organisation, city: str = HOME, **ways: bool) -> None:
    window = where.service_points.get()
    add_counter(certificate, CounterFacts(where, city, window, **ways), by=SYSTEM)


def paper(name: str, **facts: object) -> Certificate:
    return add_certificate(Facts(name, **facts), by=SYSTEM)  # type: ignore[arg-type]


def world() -> World:
    here = street()
    police, away, centre = body("派出所"), body("雾城办事处"), body("政务中心")
    guide: Subject = here.welfare
    book = paper("户口簿", name_en="Household register", days=7, also_called="户口本", is_common=True, subject=guide)
    card = paper("身份证", name_en="Identity card", days=20, is_collected=True, fee=4000, is_common=True, subject=guide)
    marriage = paper("婚姻登记证明", days=3, is_collected=True, holds_days=180)
    stub = paper("原单位存根", name_en="Stub")
    child = paper("独生子女父母光荣证", name_en="Certificate of an only child", days=1, also_called="独子证")
    barred = paper("我是我证明", name_en="Proof that I am I", proof="identity")
    also_barred = paper("无再生育证明", name_en="Proof of no further child", proof="childbearing")
    at(book, police)
    at(card, police, sends_back=True)
    at(marriage, away, AWAY, by_proxy=True, sends_back=True)
    at(stub, body("旧厂留守处"), AWAY, by_proxy=True)
    at(child, centre)
    needs = ((card, book), (marriage, card), (stub, marriage), (stub, barred), (child, stub), (child, also_barred))
    for one, needed in needs:
        add_requirement(one, needed, by=SYSTEM)
    return World(here, police, away, centre, book, card, marriage, stub, child, barred, also_barred)

"""The street of the demo: ten communities, bodies of many lines, businesses; who did what before and after a reform.

Until the day of the reform there were four levels: city, district, street, community; since then there are three.
"""

from __future__ import annotations

from collections import defaultdict

from lianyi.demo.bodies import (
    COMMUNITIES,
    LINES,
    PLANNED,
    REFORM,
    STREET_CODE,
    UNITS,
    Body,
    businesses,
    credit_code,
)
from lianyi.demo.subjects import (
    ASKED,
    COMMITTEE,
    COMMITTEE_HOURS,
    DECISION,
    ELSEWHERE,
    LIST,
    NO_PROOF,
    POINTS,
    SERVICE_CENTRE,
    STREET_OFFICE,
    Asked,
)
from lianyi.engines.reform import Abolish, Answer, Kind, Merge, touched
from lianyi.finder.actions import leave_question
from lianyi.organisations.actions import (
    Facts,
    add_organisation,
    add_organisations,
    fill_office,
    name_contact,
)
from lianyi.organisations.models import Organisation
from lianyi.places.actions import add_place
from lianyi.places.models import Place
from lianyi.reforms.actions import add_step, answer, apply_reform, draft_reform, plan_of
from lianyi.reforms.rows import snapshot
from lianyi.responsibilities.actions import (
    Ground,
    PointFacts,
    add_point,
    add_subject,
    assign,
)
from lianyi.responsibilities.models import Responsibility, Subject
from lianyi.scope import Actor

ROLES = Responsibility.Role
KIND = Organisation.Kind
IN_VAIN = ("狗没拴绳谁管", "共享单车乱停", "where can I borrow tools", "快递被偷了")


def people_the_street(city: Place, district: Place, settled: dict[str, Place], *, by: Actor) -> None:
    """`settled` are the communities that are there already, by name; the others come without homes."""
    areas = {}
    for number, name in enumerate(COMMUNITIES, 1):
        full = f"{name}社区"
        code = f"{STREET_CODE}{number:03d}"
        areas[name] = settled.get(full) or add_place(parent=district, kind="community", name=full, code=code, by=by)
    bodies = _bodies(city, district, areas, by)
    _businesses(areas, by)
    subjects = {asked.name: _ask(asked, bodies, by) for asked in ASKED}
    _points(bodies, by)
    _reform(bodies, subjects, by)
    _draft(bodies, by)
    for words in IN_VAIN:
        leave_question(words, community=None)


def _bodies(city: Place, district: Place, areas: dict[str, Place], by: Actor) -> dict[str, list[Organisation]]:
    """Every public body and institution by its name; COMMITTEE stands for those of all communities."""
    known: dict[str, list[Organisation]] = defaultdict(list)

    def add(body: Body, kind: str, served: list[Place]) -> Organisation:
        number = sum(len(found) for found in known.values()) + 1
        facts = Facts(body.name, kind, body.also_called, credit_code("11", number), body.address, body.phone)
        line = known[body.line][0] if body.line else None
        made = add_organisation(facts, line=line, areas=served, by=by)
        known[body.name].append(made)
        return made

    add(Body("澄湖市人民政府", "", also_called="市政府"), KIND.PUBLIC, [city])
    add(Body("临波区人民政府", "澄湖市人民政府", also_called="区政府", phone="0800-100001"), KIND.PUBLIC, [district])
    for line in LINES:
        add(line, KIND.PUBLIC, [city if line.line == "澄湖市人民政府" else district])
    names = "滨河街办；街道办；办事处；street office；Binhe Road street office"
    street = Body(STREET_OFFICE, "临波区人民政府", also_called=names, address="滨河路60号")
    add(street, KIND.PUBLIC, list(areas.values()))
    centre = Body(
        SERVICE_CENTRE, "临波区人民政府", also_called="政务大厅；办事大厅", address="中兴路8号", phone="0800-300001"
    )
    add(centre, KIND.PUBLIC, [district])
    for number, (name, area) in enumerate(areas.items(), 1):
        committee = Body(
            f"{name}{COMMITTEE}", STREET_OFFICE, also_called=f"{name}居委会；社区居委会", phone=f"0800-4000{number:02d}"
        )
        known[COMMITTEE].append(add(committee, KIND.PUBLIC, [area]))
    for unit in UNITS:
        add(unit, KIND.INSTITUTION, [areas[name] for name in unit.areas])
    _people_of(known, by)
    return known


def _people_of(known: dict[str, list[Organisation]], by: Actor) -> None:
    """A few posts and contact persons; one unit wishes not to be contacted."""
    fill_office(
        known[STREET_OFFICE][0], title="主任", holder="赫连川", since=REFORM.replace(year=REFORM.year - 4), by=by
    )
    for committee, holder in zip(known[COMMITTEE], ("闻人秋", "上官雨", "司徒禾", "端木晴"), strict=False):
        fill_office(committee, title="主任", holder=holder, since=REFORM, by=by)
    school = known["柳岸小学"][0]
    name_contact(school, side="theirs", name="慕容老师", task="场地", phone="0600-8880001", since=REFORM, by=by)
    name_contact(school, side="ours", name="蒋岚", task="共建联络", since=REFORM, by=by)


def _businesses(areas: dict[str, Place], by: Actor) -> None:
    rows = [
        (Facts(one.name, KIND.BUSINESS, "", one.code, one.address, one.phone), areas[one.community])
        for one in businesses()
    ]
    add_organisations(rows, by=by, purpose="demo")


def _ask(asked: Asked, bodies: dict[str, list[Organisation]], by: Actor) -> Subject:
    facts = {name: getattr(asked, name) for name in ("name", "name_en", "asked_as", "answer", "answer_en")}
    subject = add_subject({**facts, "bring": asked.bring, "bring_en": asked.bring_en}, by=by)
    ground = Ground(LIST, "http://example.org/list")
    leading = [bodies[asked.before][0]] if asked.before else bodies.get(asked.leads, [])
    if not asked.before:
        leading = [*leading, *bodies.get(ELSEWHERE.get(asked.leads, ""), [])]
    for body in leading:
        assign(subject, body, ROLES.LEADS, ground, by=by)
    since = REFORM if asked.before else None
    for role, names in ((ROLES.ASSISTS, asked.assists), (ROLES.NOT_OURS, asked.not_ours)):
        for body in [body for name in names for body in bodies[name]]:
            assign(subject, body, role, ground, since=since, by=by)
    return subject


def _points(bodies: dict[str, list[Organisation]], by: Actor) -> None:
    for body, name, address, phone, hours, is_step_free in POINTS:
        add_point(bodies[body][0], PointFacts(name, address, phone, hours, is_step_free), by=by)
    for committee in bodies[COMMITTEE]:
        place = committee.name.removesuffix(COMMITTEE)
        facts = PointFacts(f"{place}社区服务站", f"{place}社区活动室一楼", committee.phone, COMMITTEE_HOURS, True)
        add_point(committee, facts, by=by)


def _reform(bodies: dict[str, list[Organisation]], subjects: dict[str, Subject], by: Actor) -> None:
    """The street office is abolished: its communities report to the district, each of its duties goes to one body."""
    office, district = bodies[STREET_OFFICE][0], bodies["临波区人民政府"][0]
    reform = draft_reform(title="撤销滨河路街道办事处，四级管理改为三级", day=REFORM, source=DECISION, by=by)
    add_step(reform, Abolish(office.pk), by=by)
    heirs = {
        str(subjects[asked.name].pk): bodies[asked.leads][0].pk if asked.leads else None
        for asked in ASKED
        if asked.before
    }
    answers = []
    history = snapshot().history
    for touch in touched(history, plan_of(reform)).unanswered:
        row = history.holdings[touch.item.key]
        match row.kind:
            case Kind.LINE:
                answers.append(Answer(touch.item, district.pk))
            case Kind.DUTY:
                heir = heirs[str(row.target)]
                answers.append(Answer(touch.item, heir, "" if heir else NO_PROOF))
            case _:
                answers.append(Answer(touch.item, None, DECISION))
    answer(reform, answers, by=by)
    apply_reform(reform, by=by)


def _draft(bodies: dict[str, list[Organisation]], by: Actor) -> None:
    """A reform that is being thought about: three counters of the utilities become one."""
    counters = [bodies[name][0] for name in ("澄湖自来水公司临波营业厅", "澄湖供电所临波营业厅", "澄湖燃气公司临波站")]
    draft = draft_reform(title="水电气营业厅合并（草案）", day=PLANNED, source="公用集团方案（演示）", by=by)
    add_step(draft, Merge(tuple(one.pk for one in counters), counters[0].pk), by=by)

"""The demo's map of papers, the plan by which years of running end in one day, and the ways other guides cost."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from lianyi.dated import clock_at, now, today
from lianyi.demo.certificates import AWAY, HOME, OFFICES, PAPERS, SOURCE, WANTED, At, Office, Paper
from lianyi.matters.actions import steps
from lianyi.matters.models import Matter, Trip
from lianyi.organisations.actions import Facts as BodyFacts
from lianyi.organisations.actions import add_organisation
from lianyi.organisations.models import Organisation
from lianyi.papers_map import planning, proofs
from lianyi.papers_map.actions import mandates, plans
from lianyi.papers_map.actions.certificates import Facts, add_certificate
from lianyi.papers_map.actions.counters import CounterFacts, add_counter
from lianyi.papers_map.actions.requirements import add_requirement
from lianyi.papers_map.models import Certificate, Errand, Plan
from lianyi.papers_map.queries.plans import errands_of
from lianyi.papers_map.the_map import Answers, load
from lianyi.responsibilities.actions import PointFacts, add_point
from lianyi.responsibilities.models import ServicePoint, Subject
from lianyi.scope import Actor

CAUSE = Trip.Cause
CHECKED = 400  # days ago: two papers wait to be checked again
SELDOM_CHECKED = ("毕业证明书", "驾驶证（补领）")
HELPER = "柳岸代办员 程远（演示）"
MANDATE_DAYS = 40

# What went wrong in everyday matters: (topic, why in vain or "", how often).
GUIDES = (
    ("低保申请要带什么", CAUSE.MISSING_PAPER, 7),
    ("低保申请要带什么", CAUSE.WRONG_WORD, 2),
    ("低保申请要带什么", "", 9),
    ("想问高龄津贴怎么办", CAUSE.WRONG_PLACE, 6),
    ("想问高龄津贴怎么办", "", 5),
    ("楼上漏水，说了几次没用", CAUSE.ABSENT, 3),
)


def draw_map(*, by: Actor) -> None:
    """Every paper of the demo with where it is had and what it needs; bodies of the other city come along."""
    for office in OFFICES:
        _open(office, by)
    subjects = {subject.name: subject for subject in Subject.objects.all()}
    known = dict(proofs.choices())
    shown = [paper for paper in PAPERS if not paper.proof or paper.proof in known]
    made = {paper.name: _add(paper, subjects, by) for paper in shown}
    for paper in shown:
        for at in paper.at:
            add_counter(made[paper.name], _counter(at), by=by)
        for group, names in (("", paper.needs), ("a", paper.one_of)):
            for name in names:
                if name in made:
                    add_requirement(made[paper.name], made[name], choice=group, by=by)


def plan_papers(matter: Matter, *, by: Actor) -> None:
    """From nothing in hand to the last paper but one, as planned: each way on its day, each paper ticked when it comes.

    The clock stands at the day of the plan. What is wanted comes on the day after, and is ticked by `bring_home`.
    """
    wanted = Certificate.objects.get(name=WANTED)
    answers = Answers((wanted.pk,), home=HOME, helpers_in=(AWAY,))
    plan = plans.make_plan(matter, planning.make(load(today()), answers), by=by)
    _sign(matter, plan, by)
    begun = now()
    for errand in errands_of(plan):
        if errand.certificate == wanted:
            continue
        with clock_at(begun + timedelta(days=errand.day)):
            _go(matter, errand, by)
        if errand == _last_of(plan, errand):
            with clock_at(begun + timedelta(days=errand.ready_day)):
                plans.tick_paper(plan, errand.certificate, by=by)


def bring_home(matter: Matter, *, by: Actor) -> None:
    """The paper that was wanted."""
    plan = Plan.objects.get(matter=matter)
    for errand in errands_of(plan):
        if errand.done_on is None:
            _go(matter, errand, by)
            plans.tick_paper(plan, errand.certificate, by=by)


def cost_of_guides(*, by: Actor) -> None:
    """The ways that everyday matters cost, so that the list of guides to mend has something to say."""
    for topic, cause, times in GUIDES:
        matters = list(Matter.objects.filter(topic=topic).order_by("pk"))
        for number in range(times):
            matter = matters[number % len(matters)]
            way = steps.Way("办事窗口", on=timezone.localdate(matter.opened_at), cause=cause)
            steps.add_trip(matter, way, by=by)


def _open(office: Office, by: Actor) -> None:
    body = add_organisation(BodyFacts(office.name, "public", phone=office.phone, address=office.address), by=by)
    add_point(body, PointFacts(office.window, office.address, office.phone, office.hours), by=by)


def _add(paper: Paper, subjects: dict[str, Subject], by: Actor) -> Certificate:
    facts = Facts(
        paper.name,
        paper.name_en,
        paper.also_called,
        subjects.get(paper.subject),
        paper.proof,
        paper.fee,
        paper.days,
        paper.is_collected,
        paper.holds_days,
        paper.is_common,
        paper.note,
        paper.note_en,
        SOURCE,
    )
    checked = today() - timedelta(days=CHECKED if paper.name in SELDOM_CHECKED else 30)
    return add_certificate(facts, by=by, checked_on=checked)


def _counter(at: At) -> CounterFacts:
    body = Organisation.objects.get(name=at.body, ends_on__isnull=True)
    return CounterFacts(
        body,
        at.city,
        ServicePoint.objects.filter(organisation=body, ends_on__isnull=True).first(),
        in_person="in_person" in at.ways,
        by_proxy="proxy" in at.ways,
        by_post="post" in at.ways,
        online="online" in at.ways,
        sends_back=at.sends,
        proxy_collects=at.proxy_collects,
    )


def _sign(matter: Matter, plan: Plan, by: Actor) -> None:
    papers = {one.certificate for one in errands_of(plan) if one.way == Errand.Way.PROXY}
    facts = mandates.MandateFacts(
        HELPER,
        "申请并领取下列证件",
        today(),
        today() + timedelta(days=MANDATE_DAYS),
        certificates=tuple(sorted(papers, key=lambda one: one.pk)),
    )
    mandates.sign_mandate(mandates.write_mandate(matter, facts, by=by), on=today(), by=by)


def _go(matter: Matter, errand: Errand, by: Actor) -> None:
    """One way for each trip, on the first of its errands; what is done from home is none."""
    first = errand.plan.errands.filter(trip=errand.trip).order_by("position").first()
    if errand.trip == 0 or first != errand or errand.counter is None:
        return
    who = Trip.Traveller.HELPER if errand.way == Errand.Way.PROXY else Trip.Traveller.ASKER
    way = steps.Way(errand.counter.place[:80], who, subject=errand.certificate.subject)
    steps.add_trip(matter, way, by=by)


def _last_of(plan: Plan, errand: Errand) -> Errand | None:
    return plan.errands.filter(certificate=errand.certificate).order_by("-position").first()

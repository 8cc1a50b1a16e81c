"""The demo's matters: what comes in every day, and two long ones told step by step."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from lianyi.accounts.models import User
from lianyi.accounts.queries import actor_of
from lianyi.dated import clock_at, today
from lianyi.demo.papers import bring_home, cost_of_guides, draw_map, plan_papers
from lianyi.demo.stories import DAILY, LESSONS, LOST, REMARK, TRIPS, VISITS
from lianyi.matters.actions import backing, checklists, claiming, closing, pausing, steps
from lianyi.matters.actions.intake import Told, Whose, open_matter
from lianyi.matters.following_playbooks import playbooks
from lianyi.matters.models import Feedback, Matter, Pause, Step, Trip
from lianyi.organisations.models import Group, Organisation
from lianyi.people.models import Person
from lianyi.places.models import Place
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor

SEED = 17
DAYS = 70  # of everyday matters
EVERY_DAY = 60
CHANNELS = (Matter.Channel.WEB, Matter.Channel.TELEPHONE, Matter.Channel.COUNTER, Matter.Channel.PAPER)
NEIGHBOURS = ("程亦舟", "白露秋", "顾念安", "简宁", "苏木", "沈听澜")
YEAR = timedelta(days=365.25)
PLANNED_BEFORE = 42  # days ago: so long the way that was planned takes until the papers are there
LOADER = Actor.system("demo")


@dataclass(frozen=True)
class Cast:
    """Who carries matters in the demo. `secretary` leads the chess group, `officer` works at the squad."""

    worker: Actor
    secretary: Actor
    officer: Actor
    here: tuple[Place, ...]
    chess: Group
    squad: Organisation
    resident: Person


def raise_matters(cast: Cast) -> None:
    """Everyday matters of ten weeks, the remark at the chess table, and the papers that took years."""
    subjects = {subject.name: subject for subject in Subject.objects.all()}
    _everyday(cast, subjects)
    _remark(cast, subjects)
    draw_map(by=LOADER)
    _papers(cast, subjects)
    cost_of_guides(by=cast.worker)


def _everyday(cast: Cast, subjects: dict[str, Subject]) -> None:
    draw = random.Random(SEED)
    for number in range(EVERY_DAY):
        topic, about, kind, is_public = DAILY[number % len(DAILY)]
        moment = _at(DAYS - DAYS * number / EVERY_DAY, hour=8 + number % 10)
        channel = CHANNELS[number % len(CHANNELS)]
        community = cast.here[0 if draw.random() < 0.7 else 1]
        by = Actor() if channel == Matter.Channel.WEB else cast.worker
        told = Told(
            topic,
            channel,
            kind=kind,
            subject=subjects.get(about),
            is_public=is_public,
            whose=Whose(draw.choice(NEIGHBOURS), f"0600-777{number:04d}") if draw.random() < 0.8 else Whose(),
        )
        with clock_at(moment):
            matter = open_matter(community, told, by=by).matter
        _carry(matter, cast, draw, moment)


def _carry(matter: Matter, cast: Cast, draw: random.Random, moment: datetime) -> None:
    """Most are answered within days; the latest lie open, one or another a little long."""
    is_squad = matter.body_id == cast.squad.pk
    by = cast.officer if is_squad else cast.worker
    age = (timezone.now() - moment).days
    if age < 2 or draw.random() < 0.12:
        return
    with clock_at(moment + timedelta(hours=draw.choice((3, 20, 70)))):
        claiming.claim_matter(matter, by=by)
        steps.add_step(matter, steps.Done(Step.Kind.CALL, "和反映人通了电话，约好去看。", reached=True), by=by)
    if age < 12 or draw.random() < 0.1:
        return
    with clock_at(moment + timedelta(days=draw.randint(2, 9), hours=2)):
        outcome = Matter.Outcome.EXPLAINED if draw.random() < 0.15 else Matter.Outcome.SOLVED
        text = "已经处理，请您看看。" if outcome == Matter.Outcome.SOLVED else "目前还办不到，原因和替代办法如下。"
        closing.answer_matter(matter, text, outcome=outcome, by=by)
    if draw.random() < 0.75:
        solved = draw.choices(Feedback.Solved.values, (7, 2, 1))[0]
        word = closing.Word(Matter.Channel.WEB, solved, draw.choices(Feedback.Satisfied.values, (6, 3, 1))[0])
        with clock_at(moment + timedelta(days=11)):
            closing.say(matter, word, by=Actor())


def _remark(cast: Cast, subjects: dict[str, Subject]) -> None:
    """From the chess table through seventeen visits to the owners' committee."""
    begun = 100
    at = Place.objects.filter(parent=cast.here[0], name="机械厂宿舍").first()
    with clock_at(_at(begun)):
        told = Told(
            REMARK,
            Matter.Channel.NOTE,
            text="活动时听到，说的人同意记下来并留了电话。",
            workspace=Matter.Workspace.SELF,
            subject=subjects["业主委员会成立"],
            place=at,
            is_public=True,
            whose=Whose("顾念安", "0600-1114444"),
            group=cast.chess,
            occasion="周四下棋",
        )
        matter = open_matter(cast.chess.community, told, by=cast.secretary).matter
        claiming.claim_matter(matter, by=cast.secretary)
        if playbook := playbooks().get("owners-committee"):
            checklists.start_checklist(matter, playbook, by=cast.secretary)
    with clock_at(_at(begun - 1)):
        for number, name in enumerate(NEIGHBOURS):
            backing.stand_behind(
                matter, Whose(name, f"0600-12200{number:02d}"), channel=Matter.Channel.PAPER, by=cast.secretary
            )
    for visit in VISITS:
        with clock_at(_at(begun - visit.day, hour=16)):
            done = steps.Done(
                Step.Kind.VISIT, visit.said, office=visit.office, next_step=visit.next_step, reached=visit.day == 2
            )
            way = steps.Way(visit.office, Trip.Traveller.HELPER, cause=visit.cause)
            steps.add_step(matter, done, by=cast.secretary, way=way)
            for task in matter.tasks.filter(key__in=visit.done.split()):
                checklists.tick_task(task, on=today(), by=cast.secretary)
    with clock_at(_at(begun - 84)):
        text = "机械厂宿舍业主委员会已经成立并备案，新物业进场。"
        closing.answer_matter(matter, text, outcome=Matter.Outcome.SOLVED, by=cast.secretary)
    with clock_at(_at(begun - 85)):
        words = "灯亮了，垃圾有人清了。谢谢棋友们一趟趟地跑。"
        word = closing.Word(Matter.Channel.WEB, Feedback.Solved.YES, Feedback.Satisfied.YES, words, may_publish=True)
        closing.say(matter, word, by=Actor())
        for step, lesson in LESSONS if matter.playbook else ():
            checklists.write_lesson(matter, step, lesson, by=cast.secretary)


def _papers(cast: Cast, subjects: dict[str, Subject]) -> None:
    """Years of waiting for papers, then one day in our hands."""
    who = cast.resident
    with clock_at(_at(4.95 * YEAR.days)):
        whose = Whose(who.name, who.phone, person=who)
        told = Told(LOST, Matter.Channel.COUNTER, text="登记时说：单位已撤销，存根在邻市。", whose=whose)
        matter = open_matter(cast.here[0], told, by=cast.worker).matter
        steps.add_step(
            matter, steps.Done(Step.Kind.NOTE, "列出要补的证件，交给本人一份。", reached=True), by=cast.worker
        )
        pausing.pause_matter(matter, Pause.Cause.PAPERS, note="户口簿、身份证、婚姻证明、原单位存根", by=cast.worker)
    for years, where, cause in TRIPS:
        with clock_at(_at(years * YEAR.days, hour=10)):
            steps.add_trip(matter, steps.Way(where, Trip.Traveller.ASKER, cause=cause), by=cast.worker)
    with clock_at(_at(PLANNED_BEFORE)):
        claiming.claim_matter(matter, by=cast.worker)
        done = steps.Done(
            Step.Kind.VISIT, "主动上门，五样证件都还缺，排好先后、去法和谁去跑。", office="家中", reached=True
        )
        steps.add_step(matter, done, by=cast.worker)
        plan_papers(matter, by=cast.worker)
    with clock_at(_at(6)):
        pausing.resume_matter(matter, note="最后一样（原单位存根）到了，材料齐。", by=cast.worker)
    with clock_at(_at(5)):
        bring_home(matter, by=cast.worker)
        text = "材料齐的第二天，证送到了家里。"
        closing.answer_matter(matter, text, outcome=Matter.Outcome.SOLVED, by=cast.worker)
    with clock_at(_at(4)):
        words = "跑了五年，最后一天就办好了。"
        word = closing.Word(Matter.Channel.TELEPHONE, Feedback.Solved.YES, Feedback.Satisfied.YES, words, True)
        closing.say(matter, word, by=cast.worker)


def _at(days_ago: float, hour: int = 9) -> datetime:
    """Some days ago, at an hour of the day here."""
    day = today() - timedelta(days=round(days_ago))
    return timezone.make_aware(datetime.combine(day, time(hour)))


def cast_of(here: tuple[Place, ...], chess: Group, resident: Person) -> Cast:
    """The demo's accounts in their parts."""
    worker, secretary, officer = (actor_of(User.objects.get(username=name)) for name in ("jiang", "mu", "cheng"))
    squad = Organisation.objects.get(name="滨河路城管执法中队", ends_on__isnull=True)
    return Cast(worker, secretary, officer, here, chess, squad, resident)

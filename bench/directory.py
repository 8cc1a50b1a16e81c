"""The directory, the finder and a reform at the size of a district: 300 bodies, 2,000 responsibilities, 20 years.

Builds them in a throw-away database (SQLite, or the PostgreSQL that LIANYI_DATABASE names), asks tree, matrix, list,
finder and answers over the test client, today and as of an earlier day, and prints the median against the 300 ms they
may take, beside the bare SQL that none of them can do without: all rows of the responsibilities, same connection.
Then a reform over 1,000 bodies with 20,000 open matters is carried out, against the 10 s it may take, and taken back,
beside writing as many rows one by one.

    bench/directory.py [--rounds 9]
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

PAGE_MS, REFORM_S = 300, 10
BODIES, DUTIES, REFORMED, MATTERS = 300, 2_000, 1_000, 20_000
FIRST_YEAR = 2006


def main() -> int:
    parser = argparse.ArgumentParser(description="Times the directory, the finder and a reform.")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIANYI_DATA"] = folder
        _start()
        _build()
        slow = _measure_pages(options.rounds)
        took = _measure_reform()
    return 1 if slow or took > REFORM_S else 0


def _start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianyi.shell.settings")
    os.environ.setdefault("LIANYI_DEBUG", "0")
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def _build() -> None:
    """Four levels over ten communities; every responsibility changes hands a few times in twenty years."""
    from lianyi.organisations.models import Organisation, Reporting, Serving
    from lianyi.places.actions import add_place
    from lianyi.responsibilities.models import Responsibility, ServicePoint, Subject
    from lianyi.scope import Actor

    system, draw = Actor.system("bench"), random.Random(1)
    region = add_place(parent=None, kind="region", name="雾城", by=system)
    areas = [add_place(parent=region, kind="community", name=f"{number}号社区", by=system) for number in range(10)]
    bodies = _bulk(Organisation, [Organisation(name=f"第{number}单位", kind="public") for number in range(BODIES)])
    lines = [(one, bodies[(at - 1) // 6]) for at, one in enumerate(bodies) if at]
    Reporting.objects.bulk_create(Reporting(organisation=one, line=line) for one, line in lines)
    Serving.objects.bulk_create(
        Serving(organisation=one, area=region if at < 40 else areas[at % 10]) for at, one in enumerate(bodies)
    )
    subjects = _bulk(
        Subject,
        [
            Subject(name=f"{_word(draw)}{_word(draw)}事项{number}", asked_as=_word(draw))
            for number in range(DUTIES // 5)
        ],
    )
    rows = []
    for number in range(DUTIES):
        start: date | None = None
        for year in (*sorted(draw.sample(range(FIRST_YEAR, FIRST_YEAR + 20), 3)), None):
            end = date(year, 3, 1) if year else None
            body = draw.choice(bodies)
            role = "leads" if number % 5 == 0 else "assists"
            days = {"starts_on": start, "ends_on": end}
            subject = subjects[number // 5]
            rows.append(
                Responsibility(subject=subject, organisation=body, role=role, basis="清单", source="网站", **days)
            )
            start = end
    Responsibility.objects.bulk_create(rows)
    _bulk(
        ServicePoint,
        [ServicePoint(organisation=one, name="窗口", address="一楼", hours="Mo-Fr 09:00-17:00") for one in bodies],
    )
    print(f"built {BODIES} bodies, {len(subjects)} subjects, {len(rows)} rows of {DUTIES} responsibilities")


def _bulk(kind: type[Any], rows: list[Any]) -> list[Any]:
    for row in rows:
        row.set_keys()
    return list(kind.objects.bulk_create(rows))


def _word(draw: random.Random) -> str:
    return "".join(
        draw.choice("补领登记申请缴费修理开办注册证明年检预约投诉住房养老就业入学水电燃气") for _ in range(3)
    )


def _measure_pages(rounds: int) -> list[str]:
    from django.db import connection
    from django.test import Client

    public = Client()
    pages: dict[str, Callable[[], Any]] = {
        "finder, a question": lambda: public.get("/who/", {"q": "住房补领登记怎么办"}),
        "finder, an answer": lambda: public.get("/who/subject/7/"),
        "finder, as of 2012": lambda: public.get("/who/subject/7/", {"on": "2012-05-01"}),
        "finder, a body": lambda: public.get("/who/body/41/"),
    }
    from lianyi.organisations import queries
    from lianyi.scope import Actor

    system = Actor.system("bench")
    for name, day in (("today", date.today()), ("as of 2012", date(2012, 5, 1))):
        pages[f"tree, {name}"] = partial(queries.tree, for_=system, on=day)
        pages[f"matrix, {name}"] = partial(queries.matrix, for_=system, on=day)

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM responsibilities_responsibility")
            cursor.fetchall()

    reference = _median(bare, rounds)
    print(f"reference, all responsibilities by bare SQL: {reference:6.1f} ms")
    slow = []
    for name, page in pages.items():
        took = _median(page, rounds)
        print(f"{name:22} {took:6.1f} ms  {took / reference:5.1f} x the reference")
        if took > PAGE_MS:
            slow.append(name)
    return slow


def _measure_reform() -> float:
    """Seconds for carrying it out."""
    from django.db import transaction

    from lianyi.engines.reform import Merge
    from lianyi.matters.models import Matter
    from lianyi.organisations.models import Organisation, Reporting, Serving
    from lianyi.places.models import Place
    from lianyi.reforms import actions
    from lianyi.scope import Actor

    system = Actor.system("bench")
    top = Organisation.objects.get(name="第0单位")
    area = Place.objects.filter(kind="community")[0]
    made = _bulk(Organisation, [Organisation(name=f"小单位{number}", kind="public") for number in range(REFORMED)])
    Reporting.objects.bulk_create(Reporting(organisation=one, line=top) for one in made)
    Serving.objects.bulk_create(Serving(organisation=one, area=area) for one in made)
    _raise_matters(area, made)
    reform = actions.draft_reform(title="合并", day=date.today(), source="决定", by=system)
    actions.add_step(reform, Merge(tuple(one.pk for one in made), top.pk), by=system)
    there = _seconds(lambda: actions.apply_reform(reform, by=system))
    assert Matter.objects.filter(body=top).count() == MATTERS
    changes = len(type(reform).objects.get(pk=reform.pk).diff["changes"])
    back = _seconds(lambda: actions.undo_reform(reform, by=system))
    assert not Matter.objects.filter(body=top).exists()

    @transaction.atomic
    def bare() -> None:
        for at in range(changes):
            Reporting.objects.filter(pk=-at).update(ends_on=None)

    print(
        f"a reform over {REFORMED} bodies with {MATTERS} open matters, {changes} changes: {there:5.2f} s, "
        f"taken back: {back:5.2f} s; as many bare updates: {_seconds(bare):5.2f} s"
    )
    return there


def _raise_matters(area: Any, bodies: list[Any]) -> None:
    """Open matters of all bodies in turn, received over a year."""
    from django.utils import timezone

    from lianyi.matters.models import Hop, Matter
    from lianyi.responsibilities.models import Subject

    subjects, now = list(Subject.objects.all()), timezone.now()
    matters = []
    for number in range(MATTERS):
        at = now - timedelta(days=number % 365)
        days = {"opened_at": at, "moved_on": at.date(), "respond_by": at.date(), "due_on": at.date()}
        row = {"body": bodies[number % len(bodies)], "subject": subjects[number % len(subjects)], **days}
        digest = f"bench {number}"
        matters.append(Matter(community=area, channel="web", topic="路灯坏了", code_digest=digest, **row))
    made = Matter.objects.bulk_create(matters)
    Hop.objects.bulk_create(Hop(matter=one, organisation_id=one.body_id, began_at=one.opened_at) for one in made)


def _seconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _median(act: Callable[[], Any], rounds: int) -> float:
    act()
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())

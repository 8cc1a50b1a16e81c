"""Lists and searches of a community of 20,000 homes and 60,000 people, against the 300 ms they may take.

Builds the community in a throw-away database (SQLite, or the PostgreSQL that LIANYI_DATABASE names), asks each page
over the test client as signed-in staff, with everything a request does (session, gate, journal: each request writes its
look anew), and prints the median beside the bare SQL that no such search can do without: one LIKE over the keys of all
people, on the same connection. The limit is held against the time by the clock; the time of the processor stands beside
it, because it stays nearly the same when other programs are at work on the machine.

    bench/lists.py [--homes 20000] [--rounds 9] [--keep DIR]
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
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

LIMIT_MS = 300
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单曾解欧"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文华玉萍红玲晨宇轩梓涵欣怡"


class Took(NamedTuple):
    """Milliseconds."""

    clock: float
    processor: float


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIANYI_DATA"] = options.keep or folder
        _start()
        began = time.perf_counter()
        pages = _build(options.homes)
        print(f"built {options.homes} homes, {options.homes * 3} people in {time.perf_counter() - began:.1f} s")
        return _measure(pages, options.rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times lists and searches.")
    parser.add_argument("--homes", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--keep", default="", help="a folder for the database, to look at the site afterwards")
    return parser.parse_args()


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


def _build(homes: int) -> dict[str, str]:
    """Makes the community. Returns the pages to ask, by what they are."""
    from lianyi.dated import today
    from lianyi.organisations.actions import Joining, join_many, open_group
    from lianyi.people.actions import NewPerson, add_people
    from lianyi.people.queries import kinds
    from lianyi.places.actions import Step, add_place, add_places
    from lianyi.scope import Actor

    by, draw = Actor.system("bench"), random.Random(1)
    region = add_place(parent=None, kind="region", name="澄湖市", by=by)
    community = add_place(parent=region, kind="community", name="柳岸社区", by=by)
    addresses = [_address(number, Step) for number in range(homes)]
    keys = add_places(community, addresses, by=by)
    kind = kinds()[0][0]
    new = [
        NewPerson(
            name=draw.choice(SURNAMES) + draw.choice(GIVEN) + draw.choice(GIVEN),
            number=f"{i:05d}",
            phone=f"1390000{draw.randrange(10_000):04d}",
            kind=kind,
            place_id=keys[addresses[i % homes]],
        )
        for i in range(homes * 3)
    ]
    people = add_people(community.pk, new, by=by)
    group = open_group(community_id=community.pk, bond="interest", name="太极拳队", minimum=3, maximum=60, by=by)
    join_many([Joining(group.pk, pk) for pk in people[:40]], community_id=community.pk, since=today(), by=by)
    tower = keys[addresses[0][:2]]
    formation = _round(community, by)
    return {
        "people, first page": "/desk/people/",
        "people, last page": f"/desk/people/?page={homes * 3 // 50}",
        "people, one character": "/desk/people/?q=单",
        "people, two characters": "/desk/people/?q=王伟",
        "people, initials": "/desk/people/?q=dxm",
        "people, full pinyin": "/desk/people/?q=wangwei",
        "people, number": "/desk/people/?q=31234",
        "people, nobody": "/desk/people/?q=qqqq",
        "people of a building": f"/desk/people/?within={tower}",
        "people, as of a day": "/desk/people/?on=2020-01-01",
        "one person": f"/desk/people/{people[100]}/",
        "places, the community": f"/desk/places/{community.pk}/",
        "places, a building": f"/desk/places/{tower}/",
        "places, two characters": f"/desk/places/{community.pk}/?q=栋2",
        "places, initials": f"/desk/places/{community.pk}/?q=wh",
        "places, address": f"/desk/places/{community.pk}/?q=望湖1+3栋+201",
        "groups": "/desk/groups/",
        "one group": f"/desk/groups/{group.pk}/",
        "journal": "/desk/journal/",
        "the desk": "/desk/",
        "rounds": "/desk/formations/",
        "one round": f"/desk/formations/{formation}/",
        "forms, first page": f"/desk/formations/{formation}/forms/",
        "forms, not answered": f"/desk/formations/{formation}/forms/?who=waiting",
        "forms, two characters": f"/desk/formations/{formation}/forms/?q=王伟",
        "forms, initials": f"/desk/formations/{formation}/forms/?q=dxm",
        "keying": f"/desk/formations/{formation}/keying/",
        "coverage": "/desk/coverage/",
        "people without a group": f"/desk/coverage/{community.pk}/",
        "coverage, public": f"/coverage/{community.pk}/",
    }


def _round(community: Any, by: Any) -> int:
    """An open round in which everybody has a form and two of three have answered."""
    from django.utils import timezone

    from lianyi.dated import today
    from lianyi.groups.actions.proposals import Proposal, propose_groups
    from lianyi.groups.actions.rounds import open_formation, prepare_formation
    from lianyi.groups.models import Answer, Wish

    settings = {
        "title": "春季成组",
        "deadline": timezone.now() + timedelta(days=20),
        "max_wishes": 3,
        "seed": 1,
        "contact": "社区服务站",
        "keep_until": today() + timedelta(days=400),
    }
    formation = prepare_formation(community.pk, settings, by=by)
    proposals = [
        Proposal(name=f"{n}号小组", bond="interest", minimum=3, maximum=3000, size_reason="bench") for n in range(1, 31)
    ]
    groups = propose_groups(formation, proposals, by=by)
    open_formation(formation, by=by)
    now, forms = timezone.now(), [form for form in formation.forms.all() if form.serial % 3]
    answers = Answer.objects.bulk_create(
        [Answer(form=form, version=1, channel=Answer.Channel.WEB, at=now) for form in forms], batch_size=1000
    )
    wishes = (
        Wish(answer=one, rank=rank, proposed=groups[(i + rank) % 30])
        for i, one in enumerate(answers)
        for rank in (1, 2, 3)
    )
    Wish.objects.bulk_create(wishes, batch_size=1000)
    return int(formation.pk)


def _address(number: int, step: Callable[..., Any]) -> tuple[Any, ...]:
    """Ten homes a floor, ten floors an entrance, four entrances a building, ten buildings a compound."""
    home, entrance = number % 100, number // 100
    return (
        step("compound", f"望湖{entrance // 40 + 1}苑"),
        step("building", f"{entrance // 4 % 10 + 1}栋"),
        step("entrance", f"{entrance % 4 + 1}单元"),
        step("unit", f"{home // 10 + 1}{home % 10 + 1:02d}"),
    )


def _measure(pages: dict[str, str], rounds: int) -> int:
    from django.db import connection

    from lianyi.journal import actions as journal

    journal.ONE_LOOK = timedelta(0)
    client = _client()
    reference = _median(rounds, lambda: _count(connection))
    print(f"reference: bare LIKE over the keys of all people {reference.clock:.2f} ms ({connection.vendor})")
    slow = 0
    for what, address in pages.items():
        client.get(address)
        took = _median(rounds, lambda address=address: _get(client, address))  # type: ignore[misc]
        slow += took.clock > LIMIT_MS
        print(
            f"{what:24} {took.clock:7.1f} ms ({took.processor:6.1f} ms of processor)"
            f"  {took.clock / LIMIT_MS:5.2f} of the limit  {took.clock / reference.clock:7.1f} x reference"
        )
    print(f"{len(pages) - slow} of {len(pages)} pages within {LIMIT_MS} ms")
    return 1 if slow else 0


def _client() -> Any:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.test import Client

    from lianyi.accounts.actions import create_account, grant
    from lianyi.places.models import Place
    from lianyi.scope import Actor, Role

    by = Actor.system("bench")
    user, _password = create_account(username="bench", display_name="Bench", by=by)
    user.has_one_time_password = False  # as if it had been changed; otherwise every page leads to that
    user.save(update_fields=["has_one_time_password"])
    grant(user, Role.STAFF, place=Place.objects.get(kind="community"), by=by)
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    return client


def _count(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person WHERE search_key LIKE '% qqqq%'")
        cursor.fetchone()


def _get(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")


def _median(rounds: int, act: Callable[[], None]) -> Took:
    clock, processor = [], []
    for _round in range(rounds):
        began, used = time.perf_counter(), time.process_time()
        act()
        clock.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return Took(statistics.median(clock), statistics.median(processor))


if __name__ == "__main__":
    sys.exit(main())

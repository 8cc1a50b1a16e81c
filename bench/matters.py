"""Matters at the size of a city, against a hundredth of it, and intake against a bare view, in the same run.

Fills a throw-away database (SQLite, or the PostgreSQL that LIANYI_DATABASE names) with a hundredth of `--matters`,
measures desk, search, intake and the three rates over the test client, copies up to the whole size, measures again.
What it costs is processor time: that of this process, and on PostgreSQL that of the backend that serves it. Each may
cost at most twice what it cost at a hundredth of the size; every page asks the database less than 30 times. Then a
matter is taken in by the public form, beside a bare Django view that checks the same form and inserts one row, in
turns; both get what a browser sends, and check its token.

    bench/matters.py --matters 100000
    LIANYI_DATABASE=postgresql://... bench/matters.py --matters 1000000
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

MOST_TIMES, MOST_QUERIES, MOST_INTAKE = 2.0, 30, 3.0
COMMUNITIES = 40
STRIDE = 100_000  # between the keys of one copy and the next
STANDARD = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
WORDS = ("路灯不亮", "楼道堆物", "垃圾没人收", "噪音扰民", "电梯停运", "门禁坏了", "漏水", "低保", "助餐", "停车")
TOPIC, TEXT = "三号楼门口路灯不亮", "两天了"


def main() -> int:
    parser = argparse.ArgumentParser(description="Times matters at two sizes, and intake against a bare view.")
    parser.add_argument("--matters", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIANYI_DATA"] = folder
        _start()
        town = _town()
        small = options.matters // 100
        _fill(town, 0, small)
        before = _measure(town, options.rounds, small)
        _multiply(small, options.matters // small)
        after = _measure(town, options.rounds, options.matters)
        failed = [name for name, cost in after.items() if not _told(name, before[name], cost)]
        ratio = _intake(town, options.rounds * 10)
    return 1 if failed or ratio > MOST_INTAKE else 0


def _start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianyi.shell.settings")
    os.environ.setdefault("LIANYI_DEBUG", "0")
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def _town() -> dict[str, Any]:
    """Communities, the largest of which has half of all matters; ten bodies; a worker of the largest."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.test import Client

    from lianyi.accounts.actions import create_account, grant
    from lianyi.organisations.actions import Facts, add_organisation
    from lianyi.places.actions import add_place
    from lianyi.responsibilities.actions import Ground, add_subject, assign
    from lianyi.scope import Actor, Role

    system = Actor.system("bench")
    region = add_place(parent=None, kind="region", name="雾城", by=system)
    places = [add_place(parent=region, kind="community", name=f"{n}号社区", by=system) for n in range(COMMUNITIES)]
    bodies = [add_organisation(Facts(f"第{n}单位", "public"), areas=[region], by=system) for n in range(10)]
    subjects = [add_subject({"name": word}, by=system) for word in WORDS]
    for subject, body in zip(subjects, bodies, strict=True):
        assign(subject, body, "leads", Ground("清单", "网站"), by=system)
    user, _once = create_account(username="worker", hashed="!", display_name="worker", by=system)
    grant(user, Role.STAFF, place=places[0], by=system)
    TOTP.activate(user, generate_totp_secret())
    return {
        "places": places,
        "bodies": bodies,
        "subjects": subjects,
        "user": user,
        "worker": Client(),
        "public": Client(enforce_csrf_checks=True),
    }


def _fill(town: dict[str, Any], first: int, last: int) -> None:
    """Writes matters in bulk, with their hops, askers, words, entries of the journal, and what is counted of them."""
    from datetime import timedelta

    from django.utils import timezone

    from lianyi.journal.models import Entry, Head, Part
    from lianyi.matters import words
    from lianyi.matters.models import Asker, Gram, Hop, Matter

    began, at_once = time.perf_counter(), 5_000
    head, _new = Head.objects.get_or_create(pk=1)
    now, number = timezone.now(), head.number
    places, bodies, subjects = town["places"], town["bodies"], town["subjects"]
    for start in range(first, last, at_once):
        rows = []
        for at in range(start, min(start + at_once, last)):
            opened = now - timedelta(days=720 * (1 - at / last), minutes=at % 600)
            day, is_open = timezone.localtime(opened).date(), at % 19 == 0  # in every community
            which = at % len(WORDS)
            rows.append(
                Matter(
                    community=places[0] if at % 2 else places[1 + at // 2 % (COMMUNITIES - 1)],
                    channel="web",
                    topic=f"{at % 97}号楼{WORDS[which]}请看看",
                    subject=subjects[which],
                    body=bodies[which],
                    state="open" if is_open else "closed",
                    outcome="" if is_open else "solved",
                    opened_at=opened,
                    respond_by=day + timedelta(days=1),
                    due_on=day + timedelta(days=21),
                    moved_on=day,
                    responded_at=opened,
                    closed_at=None if is_open else opened + timedelta(days=9),
                    nonce=f"{at:032d}",
                    code_digest=f"{at:064d}",
                )
            )
        made = Matter.objects.bulk_create(rows)
        Hop.objects.bulk_create(
            Hop(matter=one, organisation=one.body, began_at=one.opened_at, cause="intake") for one in made
        )
        Asker.objects.bulk_create(Asker(matter=one, name="某人", phone="0600") for one in made)
        Gram.objects.bulk_create(
            Gram(community_id=one.community_id, text=text, matter=one)
            for one in made
            for text in words.grams(one.topic)
        )
        entries = [
            Entry(
                number=number + 1 + at,
                at=one.opened_at,
                kind="write",
                action="matter.opened",
                roles="nobody",
                community_id=one.community_id,
                subject_type="matter",
                subject_id=one.pk,
                parts_hash="0" * 64,
                previous_hash="0" * 64,
                hash=secrets.token_hex(32),
            )
            for at, one in enumerate(made)
        ]
        number += len(made)
        Entry.objects.bulk_create(entries)
        Part.objects.bulk_create(
            Part(entry=entry, position=0, content=_facts(one), commitment="0" * 64)
            for entry, one in zip(entries, made, strict=True)
        )
    print(f"wrote {last:,} matters in {time.perf_counter() - began:.0f} s; {_settle(number):,} rows of what is counted")


def _multiply(block: int, times: int) -> None:
    """Fills up to `times` the size by copies of the first `block` matters, inside the database."""
    from django.db import connection

    from lianyi.journal.models import Entry, Head, Part
    from lianyi.matters.models import Asker, Gram, Hop, Matter

    began, number = time.perf_counter(), Head.objects.get().number
    first, last = Matter.objects.order_by("pk")[0].pk, Matter.objects.order_by("pk")[block - 1].pk
    entry = Entry.objects.filter(action="matter.opened").order_by("number")[0].number
    mine, told = f"BETWEEN {first} AND {last}", f"BETWEEN {entry} AND {entry + block - 1}"
    with connection.cursor() as cursor:
        for turn in range(1, times):
            on, key, at = turn * STRIDE, f"id + {turn * STRIDE}", f"matter_id + {turn * STRIDE}"
            fresh = f"'{turn}-' || id"
            cursor.execute(_copy(Matter, f"id {mine}", id=key, nonce=fresh, code_digest=fresh))
            for model in (Hop, Asker, Gram):
                cursor.execute(_copy(model, f"matter_id {mine}", id=None, matter_id=at))
            facts = {"number": f"number + {on}", "subject_id": f"subject_id + {on}", "hash": f"'{turn}-' || number"}
            cursor.execute(_copy(Entry, f"number {told}", **facts))
            cursor.execute(_copy(Part, f"entry_id {told}", id=None, entry_id=f"entry_id + {on}"))
    seconds, tallied = time.perf_counter() - began, _settle(number + (times - 1) * STRIDE + block)
    print(f"copied to {block * times:,} matters in {seconds:.0f} s; {tallied:,} rows of what is counted")


def _copy(model: Any, which: str, **changed: str | None) -> str:
    """The statement that copies rows within their table, some columns changed; None: a key the database gives."""
    columns = [field.column for field in model._meta.concrete_fields if changed.get(field.column, "") is not None]
    values = [changed.get(column) or column for column in columns]
    table = model._meta.db_table
    into, told = ", ".join(columns), ", ".join(values)
    return f"INSERT INTO {table} ({into}) SELECT {told} FROM {table} WHERE {which}"  # noqa: S608 -- all ours: no input


def _settle(number: int) -> int:
    """Moves the journal's head and the sequences on, counts anew and lets the database look. Returns rows counted."""
    from django.core.management.color import no_style
    from django.db import connection

    from lianyi.journal import protection
    from lianyi.journal.models import Head
    from lianyi.matters.models import Matter
    from lianyi.matters.rates.counting import count_anew

    protection.remove(connection)  # the head moves on by one entry at a time, but for this
    Head.objects.filter(pk=1).update(number=number)
    protection.install(connection)
    tallied = count_anew()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Matter]):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
    return tallied


def _facts(matter: Any) -> dict[str, Any]:
    """What the journal is told of a matter that was opened, answered in time and found solved."""
    day = matter.respond_by
    keys = [matter.body_id, matter.subject_id]
    received = day
    said = [] if matter.pk % 3 else [["said", str(matter.due_on), 1, *keys], ["solved", str(matter.due_on), 1, *keys]]
    events = [["received", str(received), 1, *keys], ["due", str(day), 1, *keys], ["in_time", str(day), 1, *keys]]
    return {"after": {"events": [*events, *said], "received": str(received)}}


def _measure(town: dict[str, Any], rounds: int, size: int) -> dict[str, float]:
    """The median cost of each page in milliseconds of processor time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    worker, desk = town["worker"], reverse("matters:list")
    worker.force_login(town["user"])  # filling up takes longer than a session lasts
    pages: dict[str, Callable[[], Any]] = {
        "desk": lambda: worker.get("/desk/"),
        "desk, not taken on": lambda: worker.get(desk, {"list": "free"}),
        "desk, overdue": lambda: worker.get(desk, {"list": "due"}),
        "desk, lain still": lambda: worker.get(desk, {"list": "still"}),
        "desk, all": lambda: worker.get(desk, {"list": "all"}),
        "search, two words": lambda: worker.get(desk, {"q": "号楼 门禁坏了"}),  # a full page at either size
        "search, found nowhere": lambda: worker.get(desk, {"q": "噪音 漏水"}),
        "three rates": lambda: worker.get(reverse("matters:rates")),
        "intake": lambda: _take_in(town),
    }
    found = {}
    for name, page in pages.items():
        with CaptureQueriesContext(connection) as captured:
            answer = page()
        asked = len(captured)
        if answer.status_code != (302 if name == "intake" else 200):
            raise SystemExit(f"{name}: answered {answer.status_code}")
        found[name] = _median(page, rounds)
        print(f"{size:>9,} {name:24} {found[name]:7.1f} ms  {asked:3} queries{'  TOO MANY' * (asked >= MOST_QUERIES)}")
        if asked >= MOST_QUERIES:
            raise SystemExit(1)
    return found


def _take_in(town: dict[str, Any]) -> Any:
    """Sends what a browser sends once the questions are answered: every field of the page that shows the whole form."""
    from django.urls import reverse

    if "form" not in town:
        town["form"] = _whole_form(town)
    form = town["form"] | {"send_key": secrets.token_hex(16)}
    address = ".".join(str(number) for number in secrets.token_bytes(4))  # one address may send in only so much
    return town["public"].post(reverse("matters:raise"), form, REMOTE_ADDR=address)


def _whole_form(town: dict[str, Any]) -> dict[str, str]:
    """The fields of the page after the first questions, filled in; what was likely is chosen already."""
    from django.urls import reverse

    client, address = town["public"], reverse("matters:raise")
    said = {"topic": TOPIC, "community": str(town["places"][0].pk), "kind": "report"}
    first = _fields_of(client.get(address)) | said
    whole = _fields_of(client.post(address, first | {"look": "1"})) | said
    if whole["subject"] == "none" or whole["whole"] != "1":
        raise SystemExit(f"the page did not find the subject, or is not whole: {whole}")
    return whole | {"text": TEXT, "name": "某人", "phone": "0600", "send": "1"}


def _fields_of(page: Any) -> dict[str, str]:
    """What a browser sends of the form when nothing is changed: no unchecked box, no button. (No list, and no file.)"""
    found: dict[str, str] = {}
    form = page.content.decode().partition('class="raise-form"')[2].partition("</form>")[0]
    for tag in re.findall(r"<(?:input|textarea)\b[^>]*>", form):
        told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        is_chosen = told.get("type") not in ("radio", "checkbox") or " checked" in tag
        if "name" in told and is_chosen and told.get("type") != "file":
            found[told["name"]] = told.get("value", "")
    return found


def _told(name: str, before: float, after: float) -> bool:
    ratio = after / before
    print(f"{name:24} {ratio:5.2f} x of a hundredth of the size{'  TOO MUCH' * (ratio > MOST_TIMES)}")
    return ratio <= MOST_TIMES


def _intake(town: dict[str, Any], rounds: int) -> float:
    """Intake beside bare views, in turns, so that whatever else the machine does falls on all.

    One gets the very form that we get, and keeps its fields in one row: what it costs more than the other, which gets
    a topic and a text alone, is Django's price for reading a form of that length. The first is the reference.
    """
    bare = _bare_client([name for name in town["form"] if name != "csrfmiddlewaretoken"])
    bare.cookies["csrftoken"] = town["public"].cookies["csrftoken"].value
    short = {"csrfmiddlewaretoken": town["form"]["csrfmiddlewaretoken"], "topic": TOPIC, "text": TEXT}
    costs = [
        (
            _cost(lambda: _take_in(town)),
            _cost(lambda: bare.post("/bare/", town["form"])),
            _cost(lambda: bare.post("/bare/short/", short)),
        )
        for _round in range(rounds)
    ]
    ours, same, two = (statistics.median(column) for column in zip(*costs, strict=True))
    print(f"intake {ours:.1f} ms, a bare view of the same form {same:.1f} ms: {ours / same:.2f} x")
    print(f"(a bare view of topic and text alone {two:.1f} ms: {ours / two:.2f} x)")
    return ours / same


def _bare_client(names: list[str]) -> Any:
    """A client of two views that check a form, insert one row and redirect, behind Django's standard middleware."""
    import types

    from django.conf import settings
    from django.db import connection, models
    from django.forms import modelform_factory
    from django.http import HttpRequest, HttpResponse
    from django.shortcuts import redirect
    from django.test import Client, override_settings
    from django.urls import clear_url_caches, include, path, set_urlconf

    def view(label: str, kept: list[str]) -> Callable[[HttpRequest], HttpResponse]:
        columns = {name: models.CharField(max_length=2000, blank=True) for name in kept}
        facts = {"at": models.DateTimeField(auto_now_add=True), "__module__": __name__}
        model = type(label, (models.Model,), columns | facts | {"Meta": type("Meta", (), {"app_label": "bench"})})
        form: Any = modelform_factory(model, fields=kept)
        with connection.schema_editor() as editor:
            editor.create_model(model)

        def bare(request: HttpRequest) -> HttpResponse:
            form(request.POST).save()
            return redirect("/bare/")

        return bare

    urls = types.ModuleType("bench_urls")
    views = [path("bare/", view("Bare", names)), path("bare/short/", view("Short", ["topic", "text"]))]
    vars(urls)["urlpatterns"] = [*views, path("", include("lianyi.shell.urls"))]
    sys.modules["bench_urls"] = urls
    settings.ROOT_URLCONF = "bench_urls"
    clear_url_caches()
    set_urlconf(None)
    client = Client(enforce_csrf_checks=True)
    with override_settings(MIDDLEWARE=STANDARD):
        client.handler.load_middleware()
    return client


def _median(page: Callable[[], Any], rounds: int) -> float:
    page()
    return statistics.median(_cost(page) for _round in range(rounds))


def _cost(page: Callable[[], Any]) -> float:
    """Milliseconds of processor time: of this process, and of the database's own."""
    before = time.process_time() + _of_database()
    page()
    return (time.process_time() + _of_database() - before) * 1000


def _of_database() -> float:
    """Seconds of processor time that the backend of PostgreSQL has had; 0 with SQLite, which runs in this process."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    of_process = (~connection.connection.info.backend_pid << 3) | 2  # the clock that clock_getcpuclockid(3) gives
    return time.clock_gettime(of_process)


if __name__ == "__main__":
    sys.exit(main())

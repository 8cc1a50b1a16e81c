"""The lists and the page of a matter: whose they are, what they show, what they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianyi.accounts.tests.signing_in import client_of
from lianyi.dated import today
from lianyi.journal.models import Entry
from lianyi.journal.verification import verify
from lianyi.matters import queries
from lianyi.matters.actions import claiming, closing, handing, pausing, steps
from lianyi.matters.actions.intake import Told, Whose, open_matter
from lianyi.matters.models import Matter, Pause, Step
from lianyi.matters.tests.desks import act, browser_of, page
from lianyi.matters.tests.street import Street, account, raised, street
from lianyi.organisations.models import Group
from lianyi.scope import Role

pytestmark = pytest.mark.django_db
LISTS = ("free", "mine", "helping", "due", "still", "disputed", "word", "open", "all")


@pytest.fixture
def here() -> Street:
    return street()


def heard(here: Street, topic: str = "棋桌旁说到物管", group: Group | None = None) -> Matter:
    told = Told(topic, Matter.Channel.NOTE, workspace=Matter.Workspace.SELF, group=group)
    return open_matter(here.town.here, told, by=here.committee).matter


def test_each_list_opens_for_everybody_who_carries_matters(here: Street) -> None:
    secretary = account("secretary", Role.SECRETARY, group=here.town.group)
    for actor in (here.worker, here.committee, here.officer, secretary):
        client = browser_of(actor)
        for name in LISTS:
            assert "Matters" in page(client, "list", list=name)


def test_the_lists_show_what_lies_in_these_hands(here: Street) -> None:
    service, own = raised(here, "楼道灯坏了", subject=here.lamps).matter, heard(here)
    grouped = heard(here, "太极拳队说到停车", here.town.group)
    secretary = account("secretary", Role.SECRETARY, group=here.town.group)
    seen_by = {
        here.worker: {service.topic},
        here.committee: {own.topic, grouped.topic},
        here.officer: {service.topic},
        here.clerk: set(),
        secretary: {grouped.topic},
        here.elsewhere: set(),
    }
    for actor, topics in seen_by.items():
        shown = page(browser_of(actor), "list", list="open")
        assert {one.topic for one in (service, own, grouped) if one.topic in shown} == topics, actor.name


def test_nobody_opens_what_belongs_to_the_other_workspace(here: Street) -> None:
    service, own = raised(here, subject=here.lamps).matter, heard(here)
    addresses = ["matter", "paper", "do", "picture"]
    for matter, stranger in ((service, here.committee), (own, here.worker), (service, here.clerk), (own, here.officer)):
        client = browser_of(stranger)
        found = {
            "matter": reverse("matters:matter", args=[matter.pk]),
            "paper": reverse("matters:paper", args=[matter.pk, "sheet"]),
            "do": reverse("matters:do", args=[matter.pk, "step"]),
            "picture": reverse("matters:picture", args=[matter.pk, 1]),
        }
        assert [client.get(found[name]).status_code for name in addresses] == [404] * 4
        sent = client.post(found["do"], {"kind": "note", "text": "x", "on": today()})
        assert sent.status_code == 404
    assert not Step.objects.exists()
    assert not Entry.objects.filter(kind=Entry.Kind.LOOK, subject_type="matter").exists()


def test_district_managers_and_residents_see_no_page_of_matters(here: Street) -> None:
    matter = raised(here).matter
    district = client_of(Role.DISTRICT, place=here.town.region)
    for name, args in (("list", []), ("calls", []), ("take_in", []), ("note", []), ("matter", [matter.pk])):
        assert district.get(reverse(f"matters:{name}", args=args)).status_code == 403


def test_the_page_says_first_what_is_to_be_done_now(here: Street) -> None:
    matter = raised(here).matter
    client = browser_of(here.worker)
    assert "please take it on" in page(client, "matter", matter.pk)
    claiming.claim_matter(matter, by=here.worker)
    assert "choose what it is about" in page(client, "matter", matter.pk)
    handing.choose_subject(matter, here.lamps, by=here.worker)
    shown = page(client, "matter", matter.pk)
    assert "It belongs to 城管局" in shown
    assert "职责清单第 3 条" in shown
    act(client, matter, "hand", to=here.bureau.pk, reason="路灯归城管局")
    assert "It lies with: 城管局" in page(client, "matter", matter.pk)
    officer = browser_of(here.officer)
    act(officer, matter, "claim")
    assert "Please speak with whoever raised it" in page(officer, "matter", matter.pk)
    steps.add_step(Matter.objects.get(pk=matter.pk), steps.Done("call", "约好周五", reached=True), by=here.officer)
    assert "officer works on it" in page(officer, "matter", matter.pk)
    act(officer, matter, "pause", cause="others", note="等配件")
    assert "waiting for others (等配件)" in page(officer, "matter", matter.pk)
    act(officer, matter, "answer", outcome="solved", text="修好了")
    assert "ask whoever raised it whether it is solved" in page(officer, "matter", matter.pk)
    act(officer, matter, "word", channel="telephone", solved="yes", satisfied="yes")
    assert "Closed: Solved" in page(officer, "matter", matter.pk)


def test_the_telephone_is_masked_until_somebody_asks_and_the_look_is_noted(here: Street) -> None:
    matter = raised(here).matter
    client = browser_of(here.worker)
    shown = page(client, "matter", matter.pk)
    assert "139****1234" in shown.split("<summary>", 1)[1]
    for one in ("list", "calls"):
        assert "13900001234" not in page(client, one)
    assert [seen.who for seen in queries.seen_by(matter)] == ["worker"]
    assert "worker" in page(client, "looks", matter.pk)


def test_steps_kept_inside_are_marked(here: Street) -> None:
    matter = raised(here).matter
    steps.add_step(matter, steps.Done(Step.Kind.NOTE, "内部说明", is_shown=False), by=here.worker)
    assert "not shown to whoever raised it" in page(browser_of(here.worker), "matter", matter.pk)


def test_what_is_overdue_says_so_in_words(here: Street) -> None:
    matter = raised(here).matter
    Matter.objects.filter(pk=matter.pk).update(due_on=today() - timedelta(days=3))
    client = browser_of(here.worker)
    assert "3 days overdue" in page(client, "list", list="due")
    assert "overdue for 3 days" in page(client, "matter", matter.pk)


def test_what_has_lain_still_is_on_the_radar_unless_it_waits(here: Street) -> None:
    still, waits, moves = raised(here, "甲事").matter, raised(here, "乙事").matter, raised(here, "丙事").matter
    pausing.pause_matter(waits, Pause.Cause.PAPERS, note="缺身份证", by=here.worker)
    Matter.objects.filter(pk__in=[still.pk, waits.pk]).update(moved_on=today() - timedelta(days=20))
    shown = page(browser_of(here.worker), "list", list="still")
    assert still.topic in shown
    assert waits.topic not in shown
    assert moves.topic not in shown
    assert "20 days ago" in shown


def test_words_and_numbers_find_matters(here: Street) -> None:
    matter = raised(here, "三栋门口路灯坏了").matter
    raised(here, "想学太极拳")
    client = browser_of(here.worker)
    shown = page(client, "list", q="路灯")
    assert matter.topic in shown
    assert "太极拳" not in shown
    answer = client.get(reverse("matters:list"), {"q": matter.number})
    assert answer.headers["Location"] == reverse("matters:matter", args=[matter.pk])
    assert "Nothing was found" in page(browser_of(here.elsewhere), "list", q=matter.number)


def test_pages_turn_by_key(here: Street) -> None:
    for n in range(53):
        raised(here, f"第{n}件事")
    client = browser_of(here.worker)
    first = page(client, "list", list="open")
    assert "第52件事" in first
    assert "第2件事" not in first
    before = first.split("before=")[1].split('"')[0]
    assert "第2件事" in page(client, "list", list="open", before=before)
    assert "第1件事" in page(client, "list", list="nonsense", before=before)


@pytest.mark.parametrize(("name", "most"), [("list", 16), ("calls", 29)])
def test_lists_cost_the_same_at_any_length(here: Street, name: str, most: int) -> None:
    for n in range(60):
        matter = raised(here, f"第{n}件事", subject=here.welfare, place=here.town.here).matter
        closing.answer_matter(matter, "好了", outcome="solved", by=here.clerk) if name == "calls" else None
    client = browser_of(here.worker)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(client, name)
    assert len(asked) <= most, [query["sql"][:90] for query in asked]
    assert not [query for query in asked if "COUNT(" in query["sql"]]
    assert verify().holds


def test_the_page_of_a_matter_costs_less_than_thirty_queries(here: Street) -> None:
    for n in range(60):
        raised(here, f"路灯第{n}件事", subject=here.lamps)
    matter = raised(here, "三栋路灯坏了", subject=here.lamps, text="很暗").matter
    handing.hand_over_matter(matter, to=None, reason="先由社区看", by=here.officer)
    for n in range(17):
        done = steps.Done(Step.Kind.VISIT, f"第{n}趟", office="窗口")
        steps.add_step(matter, done, by=here.worker, way=steps.Way("窗口", cause="closed" if n % 3 == 0 else ""))
    claiming.ask_help(matter, by=here.worker, organisation=here.office, task="带路")
    client = browser_of(here.worker)
    with CaptureQueriesContext(connection) as asked:
        shown = page(client, "matter", matter.pk)
    assert "17 ways were gone · 6 of them in vain" in " ".join(shown.split())
    assert len(asked) < 30, [query["sql"][:90] for query in asked]


def test_who_is_to_be_called_stands_with_the_number_and_is_told(here: Street) -> None:
    matter, silent = raised(here).matter, raised(here, "没有电话的事", whose=Whose("李静")).matter
    waiting = raised(here, "还没答复的事").matter
    for one in (matter, silent):
        closing.answer_matter(one, "修好了", outcome=Matter.Outcome.SOLVED, by=here.worker)
    client = browser_of(here.worker)
    for _time in range(2):
        shown = page(client, "calls")
    assert "13900001234" in shown
    assert silent.topic in shown
    assert waiting.topic not in shown
    looks = Entry.objects.filter(kind=Entry.Kind.LOOK, subject_type="matter")
    assert [entry.subject_id for entry in looks] == [matter.pk]
    assert "to be called" in str(queries.seen_by(matter)[0].what)
    assert verify().holds

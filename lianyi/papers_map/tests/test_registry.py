"""The registry: what is refused, what is told to the journal, and its pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lianyi.accounts.tests.signing_in import client_of
from lianyi.dated import today
from lianyi.journal.models import Entry
from lianyi.organisations.actions import close_organisation
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.papers_map.actions import certificates, counters, requirements
from lianyi.papers_map.models import Certificate, Counter, Requirement
from lianyi.papers_map.queries import registry
from lianyi.papers_map.tests.world import AWAY, HOME, World, at, body, paper, world
from lianyi.responsibilities.actions import close_point
from lianyi.scope import Actor, OutOfScope, Refused, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("neutral_pack")]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def staff(here: World) -> Client:
    return client_of(Role.STAFF, place=here.street.town.here)


def test_a_circle_is_refused_and_named(here: World) -> None:
    with pytest.raises(Refused) as refused:
        requirements.add_requirement(here.book, here.stub, by=SYSTEM)
    for one in (here.book, here.card, here.marriage, here.stub):
        assert one.name in str(refused.value)
    assert not Requirement.objects.filter(certificate=here.book).exists()
    with pytest.raises(Refused, match="itself"):
        requirements.add_requirement(here.book, here.book, by=SYSTEM)


def test_a_circle_that_can_be_avoided_is_none_until_the_other_way_is_taken_away(here: World) -> None:
    birth = paper("出生证")
    requirements.add_requirement(here.book, birth, choice="a", by=SYSTEM)
    requirements.add_requirement(here.book, here.card, choice="a", by=SYSTEM)
    with pytest.raises(Refused, match="身份证"):
        requirements.remove_requirement(here.book.requirements.get(needs=birth), by=SYSTEM)
    assert here.book.requirements.count() == 2
    requirements.remove_requirement(here.book.requirements.get(needs=here.card), by=SYSTEM)
    requirements.remove_requirement(here.book.requirements.get(needs=birth), by=SYSTEM)


def test_what_others_need_is_not_ended(here: World) -> None:
    with pytest.raises(Refused, match="婚姻登记证明"):
        certificates.end_certificate(here.card, on=today(), by=SYSTEM)
    certificates.end_certificate(here.child, on=today(), by=SYSTEM)
    assert here.child not in registry.certificates(on=today())
    assert here.child in registry.certificates(on=today() - timedelta(days=1))


def test_counters_are_there_once_with_a_way_and_in_one_city(here: World) -> None:
    window = here.police.service_points.get()
    with pytest.raises(Refused, match="already"):
        at(here.book, here.police)
    with pytest.raises(Refused, match="way"):
        counters.add_counter(here.child, counters.CounterFacts(here.police, HOME, window, in_person=False), by=SYSTEM)
    with pytest.raises(Refused, match=HOME):
        at(here.child, here.police, AWAY)
    with pytest.raises(Refused, match="another body"):
        counters.add_counter(here.child, counters.CounterFacts(here.away, AWAY, window), by=SYSTEM)
    with pytest.raises(Refused, match="Nobody may demand"):
        at(here.barred, here.police)
    with pytest.raises(Refused, match="Nobody may demand"):
        requirements.add_requirement(here.barred, here.book, by=SYSTEM)


def test_names_are_there_once_and_proofs_stand_in_the_rule(here: World) -> None:
    with pytest.raises(Refused, match="身份证"):
        paper("身份证")
    with pytest.raises(Refused, match="rule"):
        paper("怪证明", proof="made_up")
    with pytest.raises(Refused, match="counter"):
        certificates.change_certificate(here.book, certificates.Facts("户口簿", proof="identity"), by=SYSTEM)


def test_only_staff_and_administrators_keep_it(here: World) -> None:
    for role in (Role.RESIDENT, Role.OFFICER, Role.COMMITTEE, Role.NOBODY):
        stranger = Actor(9, "x", frozenset({role}))
        with pytest.raises(OutOfScope):
            certificates.add_certificate(certificates.Facts("证"), by=stranger)
        with pytest.raises(OutOfScope):
            counters.remove_counter(Counter.objects.first(), by=stranger)  # type: ignore[arg-type]
        with pytest.raises(OutOfScope):
            requirements.remove_requirement(Requirement.objects.first(), by=stranger)  # type: ignore[arg-type]


def test_to_be_checked_after_a_year_or_when_a_counter_is_gone(here: World) -> None:
    old = paper("旧证")
    Certificate.objects.filter(pk=old.pk).update(checked_on=today() - timedelta(days=365))
    never = paper("没查过")
    Certificate.objects.filter(pk=never.pk).update(checked_on=None)
    closing = body("要关的窗口")
    gone = paper("没处办")
    at(gone, closing)
    close_point(closing.service_points.get(), on=today(), by=SYSTEM)
    assert [one.name for one in registry.to_check(today())] == ["没查过", "旧证", "没处办"]
    certificates.check_certificate(old, by=SYSTEM)
    close_organisation(closing, on=today(), by=SYSTEM)
    found: Any = registry.to_check(today())
    assert {one.name: one.is_gone for one in found} == {"没查过": False, "没处办": True}


@pytest.mark.parametrize("words", ["户口", "hukou", "hkb", "户口本", "household"])
def test_it_is_found_by_name_older_names_and_pinyin(here: World, words: str) -> None:
    assert here.book in registry.certificates(on=today(), words=words)
    assert here.stub not in registry.certificates(on=today(), words=words)


def test_the_pages_of_a_paper_from_adding_to_ending(here: World, staff: Client) -> None:
    added = staff.post(
        "/desk/papers-map/add/",
        {"name": SCRIPT, "also_called": SCRIPT, "note": SCRIPT, "fee": "12.50", "days": "3", "is_collected": "on"},
        follow=True,
    )
    made = Certificate.objects.get(name=SCRIPT)
    assert (made.fee, made.days, made.is_collected, made.checked_on) == (1250, 3, True, today())
    assert SCRIPT not in added.text
    page = f"/desk/papers-map/{made.pk}/"
    where = f"{here.police.pk}.{here.police.service_points.get().pk}"
    staff.post(f"{page}counters/add/", {"where": where, "city": HOME, "in_person": "on", "by_post": "on"})
    counter = made.counters.get()
    assert (counter.window.organisation, counter.by_post, counter.online) == (here.police, True, False)  # type: ignore[union-attr]
    staff.post(f"/desk/papers-map/counters/{counter.pk}/", {"where": where, "city": HOME, "online": "on"})
    counter.refresh_from_db()
    assert (counter.in_person, counter.online) == (False, True)
    staff.post(f"{page}needs/add/", {"needs": here.card.pk, "choice": ""})
    staff.post(f"{page}needs/add/", {"needs": here.book.pk, "choice": "a"})
    shown = staff.get(page).text
    assert "Identity card" in shown
    assert "One of group A will do" in shown
    assert "¥12.50" in shown
    assert SCRIPT not in shown
    refused = staff.post(f"/desk/papers-map/{here.card.pk}/needs/add/", {"needs": made.pk, "choice": ""})
    assert refused.status_code == 422
    assert "wait for each other" in refused.text
    staff.post(f"/desk/papers-map/needs/{made.requirements.get(choice='a').pk}/remove/")
    staff.post(f"/desk/papers-map/counters/{counter.pk}/remove/")
    assert (made.requirements.count(), made.counters.count()) == (1, 0)
    staff.post(f"{page}change/", {"name": "新名字", "fee": "0", "days": "0"})
    staff.post(f"{page}checked/")
    staff.post(f"{page}end/", {"on": today().isoformat()})
    made.refresh_from_db()
    assert (made.name, made.fee, made.ends_on) == ("新名字", 0, today())
    told = Entry.objects.filter(subject_type="certificate", subject_id=made.pk).values_list("action", flat=True)
    assert [code.removeprefix("papers.") for code in told.order_by("number")] == [
        "certificate_added",
        "counter_added",
        "counter_changed",
        "requirement_added",
        "requirement_added",
        "requirement_removed",
        "counter_removed",
        "certificate_changed",
        "certificate_checked",
        "certificate_ended",
    ]


def test_lists_and_wrong_inputs(here: World, staff: Client) -> None:
    assert (
        "身份证" in staff.get("/desk/papers-map/?q=sfz").text or "Identity card" in staff.get("/desk/papers-map/").text
    )
    assert "nobody may demand it" in staff.get("/desk/papers-map/").text
    assert staff.get("/desk/papers-map/to-check/").status_code == 200
    assert staff.get("/desk/papers-map/999999/").status_code == 404
    assert staff.get("/desk/papers-map/counters/999999/").status_code == 404
    wrong = {"name": "", "fee": "-1", "days": "99999", "subject": "x", "proof": "nothing", "holds_days": "0"}
    answer = staff.post("/desk/papers-map/add/", wrong)
    assert answer.status_code == 422
    assert Certificate.objects.count() == 7
    assert staff.post(f"/desk/papers-map/{here.book.pk}/counters/add/", {"where": "1.2", "city": ""}).status_code == 422
    assert staff.get(f"/desk/papers-map/{here.book.pk}/checked/").status_code == 405


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COMMITTEE, Role.SECRETARY, Role.DISTRICT])
def test_the_registry_is_not_for_others(here: World, role: Role) -> None:
    town = here.street.town
    scopes: dict[Role, dict[str, object]] = {
        Role.OFFICER: {"organisation": here.police},
        Role.COMMITTEE: {"place": town.here},
        Role.SECRETARY: {"group": town.group},
        Role.DISTRICT: {"place": town.region},
    }
    client = client_of(role, **scopes[role])
    assert client.get("/desk/papers-map/").status_code == 403
    assert client.post("/desk/papers-map/add/", {"name": "x"}).status_code == 403

"""Lists on their way out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from lianyi.dated import today
from lianyi.jobs.actions import claim, run, work_through
from lianyi.jobs.models import Job
from lianyi.journal.models import Entry, Part
from lianyi.organisations.models import Group
from lianyi.people.actions import erase_person, set_standing
from lianyi.people.models import Person
from lianyi.places.models import Place
from lianyi.rosters.actions import ask_for_list, forget_old_extracts
from lianyi.rosters.models import Extract, Upload
from lianyi.rosters.tests.signing_in import make_staff, signed_in
from lianyi.rosters.tests.test_import import ROWS, TestHouseholds, TestPlaces, counts
from lianyi.rosters.tests.workbooks import HEADINGS, book, cells, hand_in, press
from lianyi.scope import Actor


def export(client: Client, community: Place, kind: str = "roster", **fields: Any) -> bytes:
    page = client.get(f"/desk/rosters/export/?kind={kind}")
    columns = page.context["form"].fields["columns"].initial
    data = {"community": community.pk, "on": today().isoformat(), "columns": columns, "purpose": "年度核对", **fields}
    answer = client.post(f"/desk/rosters/export/?kind={kind}", data)
    assert answer.status_code == 302, answer.content.decode()
    work_through()
    ready = client.get(answer["Location"], follow=True).content.decode()
    file = client.get(f"/desk/rosters/lists/{Extract.objects.latest('pk').pk}/list.xlsx")
    assert "list.xlsx" in ready
    return bytes(file.content)


@pytest.fixture
def taken(client: Client, group: Group) -> Upload:
    return press(client, hand_in(client, book(HEADINGS, ROWS, "和园社区成员花名册"), make_places="on"), "take")


@pytest.mark.usefixtures("neutral_pack")
def test_it_restores_title_headings_and_order(client: Client, community: Place, taken: Upload) -> None:
    title, headings, first, *_rest = cells(export(client, community))
    assert title[0] == "和园社区成员花名册"
    assert headings == HEADINGS
    assert first == [
        1,
        "林晓禾",
        None,
        "1984-07",
        "书画小组",
        "convenor",
        "13900000001",
        "东苑",
        "3栋",
        "2单元",
        "502",
        None,
    ]


def test_importing_what_was_exported_changes_nothing(client: Client, community: Place, taken: Upload) -> None:
    upload = hand_in(client, export(client, community), make_places="on")
    assert counts(upload) == (0, 0, 3, 0)


@pytest.mark.parametrize("kind", ["households", "places"])
def test_the_same_holds_for_the_other_lists(client: Client, community: Place, kind: str) -> None:
    headings = {"households": TestHouseholds.HEADINGS, "places": TestPlaces.HEADINGS}[kind]
    rows = {
        "households": TestHouseholds.ROWS,
        "places": [["DY", "东苑", "小区", "和园社区"], ["", "3栋", "楼栋", "DY"], ["", "1单元", "单元", "3栋"]],
    }[kind]
    press(client, hand_in(client, book(headings, rows), kind=kind, make_places="on"), "take")
    upload = hand_in(client, export(client, community, kind), kind=kind, make_places="on")
    assert counts(upload) == (0, 0, 3, 0)


def test_the_last_line_says_who_when_and_what_for(client: Client, community: Place, taken: Upload) -> None:
    last = cells(export(client, community))[-1]
    assert last[0].startswith("Note: exported by Alice at ")
    assert "年度核对" in last[0]


def test_everybody_on_it_gets_an_access_entry(client: Client, community: Place, taken: Upload) -> None:
    export(client, community)
    entry = Entry.objects.get(kind=Entry.Kind.LOOK, purpose="年度核对")
    seen = Part.objects.filter(entry=entry, content={"what": "roster.exported"})
    assert set(seen.values_list("person_id", flat=True)) == set(Person.objects.values_list("pk", flat=True))


def test_without_a_purpose_there_is_no_list(client: Client, community: Place, taken: Upload) -> None:
    data = {"community": community.pk, "on": today().isoformat(), "columns": ["name"], "purpose": "  "}
    answer = client.post("/desk/rosters/export/", data)
    assert answer.status_code == 422
    assert not Entry.objects.filter(action="roster.exported").exists()


def test_only_the_columns_wished_for(client: Client, community: Place, taken: Upload) -> None:
    rows = cells(export(client, community, columns=["name", "phone"]))
    assert rows[1] == ["姓名", "性别", "联系电话"], "a heading the register knows nothing about stays, empty"
    assert rows[2] == ["林晓禾", None, "13900000001"]


def test_as_of_a_day(client: Client, community: Place, taken: Upload, staff: Actor) -> None:
    person = Person.objects.get(name="吴桂香")
    set_standing(person.pk, kind="", since=today() + timedelta(days=1), by=staff)
    names = [row[1] for row in cells(export(client, community))[2:-1]]
    later = [row[1] for row in cells(export(client, community, on=(today() + timedelta(days=1)).isoformat()))[2:-1]]
    assert set(names) - set(later) == {"吴桂香"}
    assert cells(export(client, community, on="2001-01-01"))[2][0].startswith("Note:")


def test_without_a_remembered_form_the_standard_one_is_used(client: Client, community: Place) -> None:
    rows = cells(export(client, community))
    assert "Name" in rows[1]


def test_another_community_cannot_be_exported(client: Client, community: Place) -> None:
    from lianyi.rosters.tests.signing_in import make_community

    elsewhere = make_community("别处社区")
    data = {"community": elsewhere.pk, "on": today().isoformat(), "columns": ["name"], "purpose": "x"}
    assert client.post("/desk/rosters/export/", data).status_code == 422
    assert client.get(f"/desk/rosters/export/?community={elsewhere.pk}").status_code == 404


def asked(community: Place, staff: Actor) -> tuple[Extract, Job]:
    return ask_for_list(community, kind="roster", on=today(), columns=["name"], purpose="年度核对", by=staff)


def test_a_list_is_for_who_asked_and_no_colleague(client: Client, community: Place, taken: Upload) -> None:
    export(client, community)
    extract = Extract.objects.get()
    colleague = signed_in(make_staff(community, "charlie"))
    where = f"/desk/rosters/lists/{extract.pk}/"
    assert where in client.get("/desk/rosters/").content.decode()
    assert where not in colleague.get("/desk/rosters/").content.decode()
    for page in ("", "list.xlsx"):
        assert client.get(f"/desk/rosters/lists/{extract.pk}/{page}").status_code == 200
        assert colleague.get(f"/desk/rosters/lists/{extract.pk}/{page}").status_code == 404


def test_it_is_gone_after_a_day(client: Client, community: Place, taken: Upload, staff: Actor) -> None:
    extract, _job = asked(community, staff)
    work_through()
    with time_machine.travel(extract.asked_at + timedelta(hours=25)):
        assert client.get(f"/desk/rosters/lists/{extract.pk}/list.xlsx").status_code in (302, 404)
        forget_old_extracts()
    assert not Extract.objects.exists()


def test_an_erased_person_is_in_no_list_that_is_kept(community: Place, taken: Upload, staff: Actor) -> None:
    asked(community, staff)
    work_through()
    erase_person(Person.objects.get(name="林晓禾").pk, reason="asked", by=staff)
    assert not Extract.objects.exists()


def test_asked_twice_it_is_made_once(community: Place, taken: Upload, staff: Actor) -> None:
    assert asked(community, staff) == asked(community, staff)


def test_a_stopped_one_leaves_nothing(client: Client, community: Place, taken: Upload, staff: Actor) -> None:
    extract, _job = asked(community, staff)
    job = claim()
    assert job is not None
    client.post(f"/desk/jobs/{job.pk}/")
    run(job)
    page = client.get(f"/desk/rosters/lists/{extract.pk}/").content.decode()
    assert "This list was not made" in page
    assert client.get(f"/desk/rosters/lists/{extract.pk}/list.xlsx").status_code == 404
    assert not Entry.objects.filter(action="roster.exported").exists()

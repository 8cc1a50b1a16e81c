"""Pages of a round at the desk, as a browser without JavaScript uses them."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lianyi.groups.actions.rounds import open_formation
from lianyi.groups.codes import paper_number
from lianyi.groups.forms.keying import written
from lianyi.groups.models import Formation
from lianyi.groups.queries.answers import newest_answer
from lianyi.groups.tests.coming_in import NAMES, SYSTEM, Community, code_of, form_of
from lianyi.journal.models import Entry
from lianyi.places.actions import add_place
from lianyi.places.models import Place
from lianyi.sheets import write_xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def community() -> Community:
    return Community()


@pytest.fixture
def client(community: Community) -> Client:
    return community.client()


def page(client: Client, formation: Formation, part: str = "", **query: str) -> str:
    answer = client.get(f"/desk/formations/{formation.pk}/{part}", query)
    assert answer.status_code == 200
    return answer.content.decode()


def settings_sent(**changes: object) -> dict[str, object]:
    day = timezone.localdate()
    return {
        "title": "春季成组",
        "deadline_day": day + timedelta(days=20),
        "keep_until": day + timedelta(days=300),
        "max_wishes": 3,
        "policy": "rank-maximal",
        "seed": 7,
        "opens_interest": 1,
    } | changes


def test_from_nothing_to_open_by_forms_alone(community: Community, client: Client) -> None:
    client.post("/desk/formations/new/", settings_sent())
    formation = Formation.objects.get()
    assert formation.open_per_bond == {"interest": 1}
    base = f"/desk/formations/{formation.pk}/"
    group = {"bond": "interest", "name": "书法组", "minimum": 3, "maximum": 30}
    client.post(f"{base}groups/new/", group)
    assert "1 proposed" in page(client, formation, "groups/") or "书法组" in page(client, formation, "groups/")
    answer = client.post(f"{base}open/", follow=True)
    assert "Every member has a form now" in answer.content.decode()
    assert formation.forms.count() == len(NAMES)


@pytest.mark.usefixtures("neutral_pack")
def test_two_people_are_refused_with_the_rule_and_one_press_makes_a_joint_group(
    community: Community, client: Client
) -> None:
    formation = community.prepare()
    address = f"/desk/formations/{formation.pk}/groups/new/"
    group = {"bond": "interest", "name": "围棋组", "minimum": 2, "maximum": 30}
    refused = client.post(address, group).content.decode()
    assert "needs at least 3 members" in refused
    assert "joint group" in refused
    client.post(address, group | {"joint": "1"})
    made = formation.proposed.get(name__startswith="围棋组")
    assert (made.minimum, made.number) == (3, 5)


def test_fifty_one_asks_for_a_reason_and_keeps_it(community: Community, client: Client) -> None:
    formation = community.prepare()
    address = f"/desk/formations/{formation.pk}/groups/new/"
    group = {"bond": "interest", "name": "合唱组", "minimum": 3, "maximum": 51}
    assert "no more than 50" in client.post(address, group).content.decode()
    client.post(address, group | {"size_reason": "一个大合唱团"})
    assert formation.proposed.get(name="合唱组").size_reason == "一个大合唱团"


def test_suggestions_come_from_homes_and_name_nobody(community: Community, client: Client) -> None:
    formation = community.prepare()
    found = page(client, formation, "groups/suggestions/")
    assert "柳岸小区" in found
    assert not [name for name in NAMES if name in found]
    key = f"residence-{community.compound.pk}"
    client.post(f"/desk/formations/{formation.pk}/groups/suggestions/", {"taken": [key], "minimum": 3, "maximum": 30})
    assert formation.proposed.get(place=community.compound).bond == "residence"


@pytest.mark.usefixtures("neutral_pack")
def test_houses_of_the_same_number_are_told_apart_by_their_addresses(community: Community, client: Client) -> None:
    other = add_place(parent=community.place, kind=Place.Kind.COMPOUND, name="东苑", by=SYSTEM)
    add_place(parent=other, kind=Place.Kind.BUILDING, name="1号楼", by=SYSTEM)
    formation = community.prepare()
    offered = page(client, formation, "groups/new/")
    assert ">柳岸小区 1号楼</option>" in offered
    assert ">东苑 1号楼</option>" in offered
    assert "柳岸小区1号楼group" in page(client, formation, "groups/suggestions/")
    key = f"residence-{community.buildings[0].pk}"
    client.post(f"/desk/formations/{formation.pk}/groups/suggestions/", {"taken": [key], "minimum": 3, "maximum": 30})
    assert "for 柳岸小区 1号楼" in page(client, formation, "groups/")
    assert key not in page(client, formation, "groups/suggestions/")  # what is proposed is not suggested again
    assert ">东苑 1号楼</option>" in page(client, open_formation(formation, by=community.staff), "forms/")


def test_the_round_tells_how_forms_came_in(community: Community, client: Client) -> None:
    formation = community.opened()
    community.join("新邻居")
    assert "1 member without a form" in page(client, formation)
    client.post(f"/desk/formations/{formation.pk}/forms/missing/")
    assert form_of(formation, "新邻居").serial == len(NAMES) + 1


def test_forms_are_found_by_name_initials_number_and_building(community: Community, client: Client) -> None:
    formation = community.opened()
    wanted = form_of(formation, "陈大文")
    for query in ({"q": "陈大"}, {"q": "cdw"}, {"q": paper_number(wanted.serial)}):
        found = page(client, formation, "forms/", **query)
        assert "陈大文" in found
        assert "王小明" not in found
    found = page(client, formation, "forms/", place=str(community.buildings[0].pk))
    assert "林晓禾" in found
    assert "陈大文" not in found


def test_looking_at_the_list_leaves_an_access_entry(community: Community, client: Client) -> None:
    formation = community.opened()
    page(client, formation, "forms/", who="waiting")
    looked = Entry.objects.filter(kind="look").latest("number")
    assert looked.parts.count() == len(NAMES)


def test_the_visiting_list_wants_a_purpose_and_notes_it(community: Community, client: Client) -> None:
    formation = community.opened()
    address = f"/desk/formations/{formation.pk}/forms/visiting-list/"
    assert "林晓禾" not in client.post(address).content.decode()
    assert "13900001234" in client.post(address, {"purpose": "visit"}).content.decode()
    assert "13900001234" not in client.post(address, {"purpose": "post"}).content.decode()
    assert Entry.objects.filter(kind="look", purpose="visit").latest("number").parts.count() == len(NAMES)


def test_a_call_is_written_down(community: Community, client: Client) -> None:
    formation = community.opened()
    form = form_of(formation, "王小明")
    address = f"/desk/formations/{formation.pk}/forms/{form.serial}/"
    sent = {"wish1": "2", "if_none": "only", "sees": 0, "channel": "telephone"}
    assert "Written down for 王小明" in client.post(address, sent, follow=True).content.decode()
    answer = newest_answer(form)
    assert answer is not None
    assert (answer.channel, written(answer), answer.entered_by_user) == ("telephone", "2 n", community.user.pk)


def test_a_late_call_needs_its_reason(community: Community) -> None:
    formation = community.opened()
    form = form_of(formation, "王小明")
    address = f"/desk/formations/{formation.pk}/forms/{form.serial}/"
    sent = {"wish1": "2", "if_none": "any", "sees": 0, "channel": "desk"}
    assert formation.deadline is not None
    with time_machine.travel(formation.deadline + timedelta(days=1)):
        client = community.client()
        assert "why it is taken late" in client.post(address, sent).content.decode()
        client.post(address, sent | {"late_reason": "was away"})
    answer = newest_answer(form)
    assert answer is not None
    assert answer.is_late


def test_a_sheet_carries_name_number_code_and_picture(community: Community, client: Client) -> None:
    formation = community.opened()
    form = form_of(formation, "陈大文")
    sheet = page(client, formation, "paper/sheets/", serial=str(form.serial))
    for part in ("陈大文", paper_number(form.serial), code_of(form), "<svg", "书法组", "社区服务站", "424242"):
        assert part in sheet
    assert sheet.count('class="sheet wish-sheet') == 1


def test_sheets_come_in_the_order_of_addresses_and_in_batches(
    community: Community, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    formation = community.opened()
    monkeypatch.setattr("lianyi.groups.views.paper.BATCH", 4)
    names = [re.findall(r'sheet-name">([^<]+)', page(client, formation, "paper/sheets/", batch=n)) for n in ("1", "2")]
    assert names == [["李建国", "林晓禾", "王小明", "Anna Berg"], ["陈大文", "何秀英"]]


def test_no_page_carries_an_inline_style_or_script(community: Community, client: Client) -> None:
    formation = community.opened()
    for part in ("", "groups/", "forms/", "forms/1/", "keying/", "paper/", "paper/sheets/", "settings/"):
        html = page(client, formation, part)
        assert not re.search(r"<style|style=|<script(?![^>]*src=)|\son\w+=", html), part


def upload(client: Client, formation: Formation, part: str, headings: list[str], *rows: list[str | int]) -> str:
    content = write_xlsx(headings, rows)
    file = SimpleUploadedFile("list.xlsx", content)
    answer = client.post(f"/desk/formations/{formation.pk}/{part}", {"file": file})
    return answer.content.decode()


def token_in(html: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', html)
    assert found is not None
    return found[1]


def test_proposed_groups_come_from_a_sheet_after_a_look(community: Community, client: Client) -> None:
    formation = community.prepare()
    part = "groups/import/"
    headings = ["编号", "名称", "类型", "下限", "上限"]
    rows: list[list[str | int]] = [
        [7, "舞蹈组", "趣缘", 3, 30],
        [8, "两人组", "趣缘", 2, 30],
        [1, "重号组", "业缘", 3, 30],
    ]
    html = upload(client, formation, part, headings, *rows, [9, "书法组", "趣缘", 3, 9])
    assert "1 row can be taken" in html
    assert "says what is there already" in html
    assert "taken by another group" in html
    assert formation.proposed.count() == 4
    client.post(f"/desk/formations/{formation.pk}/{part}", {"token": token_in(html)})
    assert formation.proposed.get(number=7).name == "舞蹈组"


def test_the_headings_of_our_own_instructions_are_understood(community: Community, client: Client) -> None:
    guide = (Path(settings.BASE_DIR) / "docs" / "first-round.md").read_text(encoding="utf-8")
    headings = ["组合方式", "名称", "最少人数", "最多人数"]
    assert "、".join(headings) in guide
    formation = community.prepare()
    bonds = ["兴趣", "职业", "居住", "趣缘", "业缘", "地缘"]
    rows: list[list[str | int]] = [[bond, f"第{at}组", 3, 30] for at, bond in enumerate(bonds)]
    assert "6 rows can be taken" in upload(client, formation, "groups/import/", headings, *rows)

"""A register of organisations and businesses: from a file to the directory, and out again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from stdnum.cn import uscc

from lianyi.accounts.models import Grant, User
from lianyi.dated import today
from lianyi.jobs import actions as jobs
from lianyi.journal.models import Entry
from lianyi.journal.verification import verify
from lianyi.organisations import actions, queries
from lianyi.organisations.actions import Facts
from lianyi.organisations.models import Contact, Organisation, Reporting, Serving
from lianyi.places.models import Place
from lianyi.rosters.models import Upload
from lianyi.rosters.tests.signing_in import make_community, signed_in
from lianyi.rosters.tests.test_export import export
from lianyi.rosters.tests.test_import import counts
from lianyi.rosters.tests.test_large import without_progress
from lianyi.rosters.tests.workbooks import book, cells, codes, hand_in, press, shown
from lianyi.scope import Actor, Role
from lianyi.sheets.writing import write_csv

SYSTEM = Actor.system("tests")
HEADINGS = ["序号", "商户名称", "统一社会信用代码（必填）", "类别", "经营地址", "电话", "主管单位", "联系人", "备注"]


def coded(number: int) -> str:
    """A unified social credit code of a business."""
    first = f"92520100MA6D{number:05d}"
    return first + uscc.calc_check_digit(first)


ROWS = [
    [1, "河畔便民超市", coded(1), "个体工商户", "河畔路1号", "13900000001", "", "安宁", "常年"],
    [2, "河畔小学", "", "事业单位", "河畔路2号", "0851-85550002", "教育局", "", ""],
    [3, "老王面馆", "", "餐饮", "河畔路3号", "", "", "", ""],
    [4, "书法协会", "", "协会", "", "", "", "", ""],
]


def take(client: Client, content: bytes, button: str = "take", **fields: Any) -> Upload:
    return press(client, bring(client, content, **fields), button)


def bring(client: Client, content: bytes, name: str = "商户名册.xlsx", **fields: Any) -> Upload:
    return hand_in(client, content, name, kind="directory", **fields)


def named(*names: str, **columns: list[str]) -> bytes:
    """A file of these names; each column is called by its heading."""
    rows = [[name, *(values[at] for values in columns.values())] for at, name in enumerate(names)]
    return book(["单位名称", *columns], rows)


def body(name: str, *areas: Place, **facts: str) -> Organisation:
    return actions.add_organisation(Facts(name, **facts), areas=areas, by=SYSTEM)


def facts(name: str) -> dict[str, Any]:
    return actions.facts_of(Organisation.objects.get(name=name)).__dict__


@pytest.fixture
def bureau(community: Place) -> Organisation:
    return body("教育局", kind="public")


class TestTheWholeWay:
    def test_a_list_with_a_title_and_its_own_headings(self, client: Client, community: Place, bureau: object) -> None:
        upload = bring(client, book(HEADINGS, ROWS, "和园社区单位商户名册"))
        page = shown(client, upload)
        assert counts(upload) == (4, 0, 0, 0)
        assert codes(upload) == set()
        assert "Read, but the register has no place for it yet" in page
        assert Organisation.objects.count() == 1

        upload = press(client, upload, "take")
        assert upload.state == Upload.State.TAKEN
        kinds = Organisation.objects.exclude(name="教育局").values_list("name", "kind")
        assert dict(kinds) == {
            "河畔便民超市": "business",
            "河畔小学": "institution",
            "老王面馆": "business",
            "书法协会": "association",
        }
        shop = Organisation.objects.get(name="河畔便民超市")
        assert (shop.code, shop.address, shop.phone) == (coded(1), "河畔路1号", "13900000001")
        assert set(Serving.objects.values_list("area", flat=True)) == {community.pk}
        assert [(row.organisation.name, row.line.name) for row in Reporting.objects.all()] == [("河畔小学", "教育局")]
        contact = Contact.objects.get()
        assert (contact.organisation, contact.side, contact.name, contact.starts_on) == (
            shop,
            "theirs",
            "安宁",
            today(),
        )
        assert f'href="/desk/organisations/?area={community.pk}"' in shown(client, upload)
        assert verify().holds

    def test_a_csv_of_an_old_program(self, client: Client) -> None:
        text = "店名,门牌号,联系方式\r\n老王面馆,河畔路3号,13900000003\r\n"
        upload = bring(client, text.encode("gb18030"), "商户.csv")
        assert counts(upload) == (1, 0, 0, 0)
        press(client, upload, "take")
        assert facts("老王面馆") == Facts("老王面馆", "business", "", "", "河畔路3号", "13900000003").__dict__

    def test_the_same_file_again_changes_nothing(self, client: Client, bureau: object) -> None:
        twins = [[5, "兰州拉面", "", "", "", "", "", "甲某", ""], [6, "兰州拉面", "", "", "", "", "", "乙某", ""]]
        branches = [[7, "药房", "", "", "河畔路7号", "", "", "", ""], [8, "药房", "", "", "河畔路8号", "", "", "", ""]]
        content = book(HEADINGS, [*ROWS, *twins, *branches])
        take(client, content)
        entries = Entry.objects.filter(action__startswith="organisation").count()
        upload = bring(client, content)
        assert counts(upload) == (0, 0, 8, 0)
        assert codes(upload) == set()
        assert "Taking it would change nothing" in shown(client, upload)
        assert Entry.objects.filter(action__startswith="organisation").count() == entries

    def test_the_journal_is_told_once(self, client: Client, bureau: object) -> None:
        take(client, named("甲店", "乙店", "丙店"))
        take(
            client,
            named(
                "甲店",
                "乙店",
                "丙店",
                联系人=["一某", "二某", ""],
                主管单位=["", "教育局", "教育局"],
                地址=["1号", "2号", "3号"],
            ),
        )
        told = Entry.objects.filter(action__startswith="organisation").values_list("action", flat=True)
        assert sorted(told)[1:] == [
            "organisation.contacts_named",
            "organisation.lines_given",
            "organisation.many_added",
            "organisation.many_corrected",
        ]
        assert verify().holds

    def test_a_stopped_one_leaves_nothing(self, client: Client) -> None:
        upload = bring(client, named("甲店"))
        client.post(f"/desk/rosters/{upload.pk}/", {"do": "take"})
        job = jobs.claim()
        assert job is not None
        client.post(f"/desk/jobs/{job.pk}/")
        jobs.run(job)
        assert not Organisation.objects.exists()

    def test_the_empty_form_is_read_back(self, client: Client) -> None:
        assert client.get("/desk/rosters/forms/directory.xlsx").status_code == 200
        assert "Organisations and businesses" in client.get("/desk/rosters/import/").content.decode()


class TestErrors:
    def test_each_is_named_by_row_and_column(self, client: Client) -> None:
        rows = [
            ["甲店", "123"],
            ["乙店", coded(1)[:-1] + ("1" if coded(1)[-1] != "1" else "2")],
            ["丙店", "9252010OMA6D000017"],
            ["丁店", coded(2)],
            ["戊店", f" {coded(2)[:8]}-{coded(2)[8:].lower()}"],
            ["", coded(3)],
            ["己店", "无"],
            ["庚店", "/"],
        ]
        upload = bring(client, book(["单位名称", "税号"], rows))
        assert list(upload.problems.values_list("row", "column", "code", "is_error")) == [
            (2, "B", "credit_code_length", True),
            (3, "B", "credit_code_check", True),
            (4, "B", "credit_code_form", True),
            (6, "B", "credit_code_twice", True),
            (7, "A", "required_empty", True),
        ]
        page = shown(client, upload)
        assert "18 characters; this one has 3" in page
        assert "Row 5 has the same code" in page
        assert counts(upload) == (3, 0, 0, 5)

    def test_only_the_good_rows(self, client: Client) -> None:
        upload = take(client, named("甲店", "乙店", 信用代码=["123", coded(1)]), "good")
        assert list(Organisation.objects.values_list("name", flat=True)) == ["乙店"]
        left = cells(client.get(f"/desk/rosters/{upload.pk}/left.xlsx").content)
        assert left[1][:2] == ["甲店", "123"]
        assert "18 characters" in left[1][2]

    def test_another_community_is_refused(self, client: Client) -> None:
        make_community("柳岸社区")
        upload = bring(client, named("甲店", "乙店", 所在社区=["柳岸社区", "和园居委会"]))
        assert list(upload.problems.values_list("row", "column", "code")) == [(2, "B", "area_not_yours")]
        press(client, upload, "good")
        assert Organisation.objects.get().name == "乙店"

    def test_whoever_works_for_both_brings_both_in_at_once(self, alice: User, community: Place) -> None:
        other = make_community("柳岸社区")
        Grant.objects.create(user=alice, role=Role.STAFF, place=other)
        take(signed_in(alice), named("甲店", "甲店", 所在社区=["柳岸", ""]), community=community.pk)
        assert set(Serving.objects.values_list("organisation__name", "area")) == {
            ("甲店", community.pk),
            ("甲店", other.pk),
        }
        assert Entry.objects.filter(action="organisation.many_added").count() == 2


class TestWhoIsWho:
    def test_by_code_whatever_the_name(self, client: Client, community: Place) -> None:
        body("旧名商店", community, kind="business", code=coded(1), phone="0851 8555 0001")
        content = named("新名商店", 信用代码=[coded(1)], 电话=["0851-85550001"], 地址=["河畔路1号"])
        upload = bring(client, content)
        assert counts(upload) == (0, 1, 0, 0)
        assert codes(upload) == {"body_renamed"}
        press(client, upload, "take")
        assert facts("新名商店") == {
            **Facts("新名商店", "business", "旧名商店", coded(1), "河畔路1号").__dict__,
            "phone": "0851 8555 0001",
        }
        assert counts(bring(client, content)) == (0, 0, 1, 0)
        assert counts(bring(client, named("旧名商店", 信用代码=[coded(1)]))) == (0, 0, 1, 0)

    def test_by_name_without_its_legal_form(self, client: Client, community: Place) -> None:
        body("老王面馆有限公司", community, address="河畔路3号")
        upload = bring(client, named("老王面馆", 信用代码=[coded(1)], 电话=["13900000003"], 类别=["企业"]))
        assert counts(upload) == (0, 1, 0, 0)
        page = shown(client, upload)
        assert "<ins>13900000003</ins>" in page
        assert "<del>Institution</del> → <ins>Business</ins>" in page
        press(client, upload, "take")
        assert facts("老王面馆有限公司")["code"] == coded(1)
        assert facts("老王面馆有限公司")["kind"] == "business"

    def test_an_empty_cell_erases_nothing(self, client: Client, community: Place) -> None:
        body("甲店", community, kind="business", address="河畔路3号", phone="13900000003")
        assert counts(bring(client, named("甲店", 电话=["无"], 地址=["—"]))) == (0, 0, 1, 0)

    def test_an_address_that_differs_is_corrected_and_said(self, client: Client, community: Place) -> None:
        body("甲店", community, kind="business", address="河畔路3号")
        upload = bring(client, named("甲店", 地址=["河畔路30号"]))
        assert (counts(upload), codes(upload)) == ((0, 1, 0, 0), {"body_matched_by_name"})

    @pytest.mark.parametrize(
        "known",
        [
            {"name": "甲店", "code": coded(9)},
            {"name": "甲店", "address": "别处", "phone": "13900000099"},
            {"name": "乙店", "phone": "139-0000-0001"},
        ],
    )
    def test_what_only_looks_alike_is_a_new_one_and_is_proposed(
        self, client: Client, community: Place, known: dict[str, str]
    ) -> None:
        other = body(known.pop("name"), community, **known)
        upload = bring(client, named("甲店", 信用代码=[coded(1)], 地址=["河畔路1号"], 电话=["13900000001"]))
        assert (counts(upload), codes(upload)) == ((1, 0, 0, 0), {"looks_like_body"})
        assert "without being surely the same" in shown(client, upload)
        upload = press(client, upload, "take")
        assert "/desk/organisations/alike/" in shown(client, upload)
        assert [other in pair.both for pair in queries.alike(for_=SYSTEM, on=today())] == [True]

    def test_the_same_name_in_another_community_is_another_one(self, client: Client, community: Place) -> None:
        body("甲店", make_community("柳岸社区"))
        upload = bring(client, named("甲店"))
        assert (counts(upload), codes(upload)) == ((1, 0, 0, 0), set())

    def test_two_rows_that_look_alike_are_said(self, client: Client) -> None:
        content = named(
            "甲店", "甲店有限公司", "甲店", "甲店", 地址=["1号", "１号", "2号", ""], 电话=["", "", "", "12345"]
        )
        upload = bring(client, content)
        assert list(upload.problems.values_list("row", "code", "params__first")) == [(3, "rows_look_alike", 2)]
        assert counts(upload) == (4, 0, 0, 0)

    def test_a_word_that_is_no_kind_is_not_stored(self, client: Client) -> None:
        public = "11520100000000001"
        content = named("甲局", "乙店", 类别=["综合", "五金"], 税号=[public + uscc.calc_check_digit(public), ""])
        upload = take(client, content)
        assert codes(upload) == {"body_kind_unknown"}
        assert [facts(name)["kind"] for name in ("甲局", "乙店")] == ["public", "business"]

    def test_what_serves_more_than_ones_own_communities_stays(self, client: Client, community: Place) -> None:
        body("联合商会", community, make_community("柳岸社区"), kind="association")
        upload = bring(client, named("联合商会", 电话=["13900000001"]))
        assert (counts(upload), codes(upload)) == ((0, 0, 1, 0), {"body_not_yours"})

    def test_whoever_wishes_no_contact_gets_none(self, client: Client, community: Place) -> None:
        shop = body("甲店", community, kind="business")
        actions.ask_no_contact(shop, since=today(), by=SYSTEM)
        upload = bring(client, named("甲店", 电话=["13900000002"], 联系人=["安宁"]))
        assert (counts(upload), codes(upload)) == ((0, 0, 1, 0), {"body_wishes_no_contact"})


class TestLinesAndContacts:
    def test_one_without_a_line_is_given_it(self, client: Client, community: Place, bureau: Organisation) -> None:
        school = body("小学", community, kind="institution")
        take(client, named("小学", 条线=["教育局"]))
        assert queries.lines_on(today(), [school.pk]) == {school.pk: bureau}
        assert counts(bring(client, named("小学", 条线=["教育局"]))) == (0, 0, 1, 0)

    def test_one_with_a_line_is_not_moved(self, client: Client, community: Place, bureau: Organisation) -> None:
        body("卫健局", kind="public")
        actions.add_organisation(Facts("小学"), areas=[community], line=bureau, by=SYSTEM)
        upload = bring(client, named("小学", 条线=["卫健局"]))
        assert (counts(upload), codes(upload)) == ((0, 0, 1, 0), {"line_differs"})

    def test_an_unknown_line_is_left_out(self, client: Client, community: Place) -> None:
        body("某商店", community, kind="business")
        upload = take(client, named("小学", "中学", 条线=["没有的局", "某商店"]))
        assert codes(upload) == {"line_unknown"}
        assert not Reporting.objects.exists()

    def test_no_circle(self, client: Client, community: Place) -> None:
        top, low = body("甲局", community), body("乙所", community)
        actions.report_to(low, top, since=today(), by=SYSTEM)
        upload = bring(client, named("甲局", 条线=["乙所"]))
        assert (counts(upload), codes(upload)) == ((0, 0, 1, 0), {"line_is_below"})

    def test_a_new_contact_takes_the_place_of_the_one_of_the_last_list(self, client: Client, community: Place) -> None:
        take(client, named("甲店", 联系人=["安宁、平和"]))
        shop = Organisation.objects.get()
        actions.name_contact(shop, side="theirs", name="明远", task="消防", since=today(), by=SYSTEM)
        upload = take(client, named("甲店", 联系人=["平和、春秋"]))
        assert upload.result["changed"] == 1
        held = queries.contacts_on(today(), [shop.pk], for_=SYSTEM)[shop.pk]
        assert {contact.name for contact in held} == {"平和", "明远", "春秋"}
        assert counts(bring(client, named("甲店", 联系人=["春秋"]))) == (0, 0, 1, 0)


class TestExport:
    def test_it_comes_in_the_headings_of_the_list_and_changes_nothing(
        self, client: Client, community: Place, bureau: Organisation
    ) -> None:
        take(client, book(HEADINGS, ROWS, "和园社区单位商户名册"))
        content = export(client, community, "directory")
        title, headings, *rows = cells(content)
        assert title[0] == "和园社区单位商户名册"
        assert headings == HEADINGS[:-1]
        assert len(rows) == len(ROWS) + 1
        shop = next(row for row in rows if row[1] == "河畔便民超市")
        assert shop[2:] == [coded(1), "商户企业", "河畔路1号", "13900000001", None, "安宁"]
        assert next(row for row in rows if row[1] == "河畔小学")[6] == "教育局"
        again = bring(client, content)
        assert (counts(again), codes(again)) == ((0, 0, 4, 0), {"remark_row_skipped"})

    def test_whoever_wishes_no_contact_is_on_it_without_telephone_and_person(
        self, client: Client, community: Place
    ) -> None:
        take(client, named("甲店", 电话=["13900000001"], 联系人=["安宁"]))
        actions.ask_no_contact(Organisation.objects.get(), since=today(), by=SYSTEM)
        content = export(client, community, "directory")
        assert cells(content)[1] == ["甲店", None, None]
        assert counts(bring(client, content)) == (0, 0, 1, 0)

    def test_only_those_of_the_community_in_the_standard_form(
        self, client: Client, community: Place, bureau: Organisation
    ) -> None:
        body("甲店", community)
        body("乙店", make_community("柳岸社区"))
        _title, headings, *rows = cells(export(client, community, "directory"))
        assert headings[:3] == ["No.", "Name", "Unified social credit code"]
        assert [row[1] for row in rows[:-1]] == ["甲店"]


def register(count: int) -> bytes:
    rows = ([f"商户{i}", coded(i), f"河畔路{i}号", f"139{i:08d}", f"联系人{i}"] for i in range(count))
    return write_csv(["商户名称", "信用代码", "地址", "电话", "联系人"], rows)


@pytest.mark.parametrize("count", [100, 1000])
def test_the_number_of_queries_does_not_grow_with_the_rows(client: Client, community: Place, count: int) -> None:
    upload = bring(client, register(count), "名册.csv")
    with CaptureQueriesContext(connection) as queries_made:
        press(client, upload, "take")
    assert Organisation.objects.count() == Contact.objects.count() == count
    assert without_progress(queries_made) < 120
    with CaptureQueriesContext(connection) as queries_made:
        assert counts(bring(client, register(count), "名册.csv")) == (0, 0, count, 0)
    assert without_progress(queries_made) < 60

"""From a file to the register, through the pages and the worker."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lianyi.accounts.models import User
from lianyi.dated import today
from lianyi.jobs import actions as jobs
from lianyi.jobs.models import Job
from lianyi.journal.models import Entry, Part
from lianyi.journal.verification import verify
from lianyi.organisations.models import Group, Membership, Post
from lianyi.people.actions import NewPerson, add_people, add_person
from lianyi.people.models import Person, Residence, Standing
from lianyi.places.models import Place
from lianyi.rosters.actions import KEPT, forget_old_uploads
from lianyi.rosters.models import Upload
from lianyi.rosters.tests.signing_in import make_community, make_staff, signed_in
from lianyi.rosters.tests.workbooks import HEADINGS, book, cells, codes, hand_in, press, send, shown
from lianyi.scope import Actor

ROWS = [
    [1, "林晓禾", "女", "1984.07", "书画小组", "组长", "13900000001", "东苑", "3", "2", "502", ""],
    [2, "周明远", "男", "1999-03-05", "书画小组", "", "13900000002", "东苑", "3栋", "2单元", "503", "夜班"],
    [3, "吴桂香", "女", 1972, "", "", "", "西苑", "1", "", "101", ""],
]


def counts(upload: Upload) -> tuple[int, ...]:
    return tuple(upload.report["counts"][name] for name in ("new", "changed", "unchanged", "bad"))


class TestTheWholeWay:
    @pytest.mark.usefixtures("neutral_pack")
    def test_a_roster_is_checked_shown_and_taken(self, client: Client, community: Place, group: Group) -> None:
        upload = hand_in(client, book(HEADINGS, ROWS, "和园社区成员花名册"), make_places="on")
        page = shown(client, upload)
        assert counts(upload) == (3, 0, 0, 0)
        assert "No row has errors. Nothing is saved yet." in page
        assert Person.objects.count() == 0

        upload = press(client, upload, "take")
        assert upload.state == Upload.State.TAKEN
        lin, zhou, _wu = Person.objects.order_by("pk")
        assert (lin.name, lin.phone, lin.joined) == ("林晓禾", "13900000001", "1984-07")
        assert (zhou.joined, zhou.remark) == ("1999-03-05", "夜班")
        assert Person.objects.filter(standings__kind="member", standings__starts_on=today()).count() == 3
        assert set(Membership.objects.values_list("person__name", "group__name")) == {
            ("林晓禾", "书画小组"),
            ("周明远", "书画小组"),
        }
        assert list(Post.objects.values_list("person__name", "kind")) == [("林晓禾", "lead")]
        assert Residence.objects.get(person=lin).place.parent == Residence.objects.get(person=zhou).place.parent
        assert "To the people" in shown(client, upload)
        assert verify().holds

    def test_the_file_itself_is_gone_once_it_is_taken(self, client: Client) -> None:
        upload = press(client, hand_in(client, book(["姓名"], [["林晓禾"]])), "take")
        assert bytes(upload.content) == b""
        assert "preview" not in upload.report

    def test_without_the_box_missing_places_are_left_out_and_said(self, client: Client, group: Group) -> None:
        upload = hand_in(client, book(HEADINGS, ROWS))
        assert "home_unknown" in codes(upload)
        press(client, upload, "take")
        assert Person.objects.count() == 3
        assert Residence.objects.count() == 0
        assert Place.objects.count() == 1

    def test_the_same_file_again_changes_nothing_and_says_so(self, client: Client, group: Group) -> None:
        content = book(HEADINGS, ROWS)
        press(client, hand_in(client, content, make_places="on"), "take")
        entries = Entry.objects.filter(action__startswith="people").count()
        upload = hand_in(client, content, make_places="on")
        page = shown(client, upload)
        assert counts(upload) == (0, 0, 3, 0)
        assert "Taking it would change nothing" in page
        assert "This very file was taken on" in page
        assert 'value="take"' not in page
        assert Entry.objects.filter(action__startswith="people").count() == entries

    def test_what_changed_is_shown_as_old_and_new(self, client: Client, group: Group, staff: Actor) -> None:
        press(client, hand_in(client, book(HEADINGS, ROWS), make_places="on"), "take")
        changed = [
            [*ROWS[0][:11], "住院"],
            ROWS[1],
            [3, "吴桂香", "女", 1972, "", "", "13900000009", "西苑", "1", "", "101", ""],
        ]
        upload = hand_in(client, book(HEADINGS, changed))
        page = shown(client, upload)
        assert counts(upload) == (0, 2, 1, 0)
        assert "<ins>住院</ins>" in page
        assert "<ins>13900000009</ins>" in page
        press(client, upload, "take")
        assert Person.objects.get(name="林晓禾").remark == "住院"
        assert Person.objects.get(name="吴桂香").phone == "13900000009"

    def test_an_empty_cell_erases_nothing(self, client: Client, group: Group) -> None:
        press(client, hand_in(client, book(HEADINGS, ROWS), make_places="on"), "take")
        upload = hand_in(client, book(["姓名", "联系电话"], [["林晓禾", "13900000001"]]))
        assert counts(upload) == (0, 0, 1, 0)

    def test_moving_to_another_group_ends_the_old_membership(
        self, client: Client, community: Place, group: Group, staff: Actor
    ) -> None:
        from lianyi.rosters.tests.conftest import make_group

        other = make_group("合唱小组", community, staff)
        press(client, hand_in(client, book(["姓名", "小组"], [["林晓禾", "书画小组"]])), "take")
        upload = hand_in(client, book(["姓名", "小组"], [["林晓禾", "合唱小组"]]))
        page = shown(client, upload)
        assert "<del>书画小组</del>" in page
        assert "<ins>合唱小组</ins>" in page
        press(client, upload, "take")
        assert list(Membership.objects.on(today()).values_list("group_id", flat=True)) == [other.pk]

    @pytest.mark.usefixtures("neutral_pack")
    def test_an_unknown_group_is_left_out_and_said(self, client: Client) -> None:
        upload = hand_in(client, book(["姓名", "小组"], [["林晓禾", "没有的小组"]]))
        assert codes(upload) == {"group_unknown"}
        assert press(client, upload, "take").result["new"] == 1
        assert Membership.objects.count() == 0

    def test_memberships_begin_on_the_day_of_the_list(self, client: Client) -> None:
        day = today() - timedelta(days=30)
        press(client, hand_in(client, book(["姓名"], [["林晓禾"]]), list_date=day.isoformat()), "take")
        assert Standing.objects.get().starts_on == day


class TestGoodRowsOnly:
    CONTENT = book(
        ["姓名", "联系电话", "加入日期", "公民身份号码"],
        [
            ["林晓禾", "13900000001", "1984.07", "520102195407010027"],
            ["周明远", "不知道", "1999.13", "520102195407010035"],
            ["吴桂香", "13900000003", "520102195407010043", ""],
        ],
        "花名册",
    )

    def test_bad_rows_stay_out_and_come_back_as_a_file(self, client: Client) -> None:
        upload = hand_in(client, self.CONTENT)
        assert counts(upload) == (1, 0, 0, 2)
        assert 'value="take"' not in shown(client, upload)
        upload = press(client, upload, "good")
        assert list(Person.objects.values_list("name", flat=True)) == ["林晓禾"]
        answer = client.get(f"/desk/rosters/{upload.pk}/left.xlsx")
        title, headings, *rows = cells(answer.content)
        assert title[0] == "花名册"
        assert headings == ["姓名", "联系电话", "加入日期", "公民身份号码", "What to correct"]
        assert [row[:3] for row in rows] == [
            ["周明远", "不知道", "1999.13"],
            ["吴桂香", "13900000003", "520102195407010043"],
        ]
        assert [row[3] for row in rows] == [None, None], "what is never stored is not stored here either"
        assert "no such month or day" in rows[0][4]

    def test_the_corrected_file_can_be_brought_in(self, client: Client) -> None:
        upload = press(client, hand_in(client, self.CONTENT), "good")
        _title, headings, zhou, wu = cells(client.get(f"/desk/rosters/{upload.pk}/left.xlsx").content)
        zhou[1], zhou[2], wu[2] = "13900000002", "1999", "1972"
        again = hand_in(client, book(headings, [zhou, wu]))
        assert counts(again) == (2, 0, 0, 0)
        press(client, again, "take")
        assert Person.objects.count() == 3

    def test_taking_all_is_refused_while_rows_are_bad(self, client: Client) -> None:
        upload = press(client, hand_in(client, self.CONTENT), "take")
        assert upload.state == Upload.State.CHECKED
        assert Person.objects.count() == 0

    def test_no_place_is_made_for_a_row_that_is_left_out(self, client: Client) -> None:
        rows = [["林晓禾", "13900000001", "东苑", "1"], ["林晓禾", "13900000001", "西苑", "2"]]
        upload = hand_in(client, book(["姓名", "电话", "小区", "楼栋"], rows), make_places="on")
        press(client, upload, "good")
        assert not Place.objects.filter(name="西苑").exists()


@pytest.mark.usefixtures("neutral_pack")
class TestLookingAtProblems:
    CONTENT = book(
        ["姓名", "电话", "加入日期"], [["林晓禾", "12", "1984.13"], ["周明远", "34", ""], ["", "13900000003", ""]]
    )

    def test_each_is_named_by_row_and_column(self, client: Client) -> None:
        upload = hand_in(client, self.CONTENT)
        found = list(upload.problems.values_list("row", "column", "heading", "code", "is_error"))
        assert found == [
            (2, "C", "加入日期", "no_such_day", True),
            (2, "B", "电话", "not_a_phone", False),  # somebody is taken without it
            (3, "B", "电话", "not_a_phone", False),
            (4, "A", "姓名", "required_empty", True),
        ]

    def test_they_can_be_filtered(self, client: Client) -> None:
        upload = hand_in(client, self.CONTENT)
        assert "no such month or day" in shown(client, upload)
        filtered = client.get(f"/desk/rosters/{upload.pk}/?problem=not_a_phone").context["shown"].problems
        assert [row.row for row in filtered] == [2, 3]

    def test_the_list_can_be_taken_along(self, client: Client) -> None:
        upload = hand_in(client, self.CONTENT)
        rows = cells(client.get(f"/desk/rosters/{upload.pk}/problems.xlsx").content)
        assert [row[:2] for row in rows[2:]] == [[2, "C"], [2, "B"], [3, "B"], [4, "A"]]

    def test_every_column_is_explained(self, client: Client) -> None:
        headings = ["序号", "姓名", "民族", "积分", "公民身份号码", "最喜欢的颜色", "入党日期"]
        upload = hand_in(client, book(headings, [[1, "林晓禾", "x", "5", "x", "红", "1984"]]))
        uses = {column["heading"]: column["use"] for column in upload.report["columns"]}
        assert uses["姓名"] == "stored"
        assert uses["序号"] == "counted"
        assert {uses[name] for name in ("民族", "积分", "公民身份号码")} == {"not_stored"}
        assert uses["最喜欢的颜色"] == "unknown"
        page = shown(client, upload)
        assert "People are not scored" in page
        press(client, upload, "take")
        assert not Part.objects.filter(content__icontains="红").exists()

    @pytest.mark.usefixtures("neutral_pack")
    def test_the_same_name_again_is_mentioned_only_where_nothing_tells_them_apart(self, client: Client) -> None:
        rows = [["林晓禾", "13900000001", "东"], ["林晓禾", "13900000002", "东"], ["林晓禾", "", "西"]]
        upload = hand_in(client, book(["姓名", "电话", "小区"], rows), make_places="on")
        assert list(upload.problems.values_list("row", "code")) == [(4, "possible_duplicate")]


class TestTheDesk:
    def test_the_list_shows_files_and_the_desk_reminds(self, client: Client, staff: Actor) -> None:
        from lianyi.rosters.desk import files_to_decide_on

        hand_in(client, book(["姓名"], [["林晓禾"]]))
        assert "花名册.xlsx" in client.get("/desk/rosters/").content.decode()
        assert [item.count for item in files_to_decide_on(staff)] == [1]

    def test_a_file_thrown_away_leaves_nothing(self, client: Client) -> None:
        upload = hand_in(client, book(["姓名"], [["林晓禾"]]))
        press_discard = client.post(f"/desk/rosters/{upload.pk}/", {"do": "discard"}, follow=True)
        assert "The file was deleted." in press_discard.content.decode()
        assert not Upload.objects.exists()

    def test_handing_in_the_same_file_twice_keeps_it_once(self, client: Client) -> None:
        content = book(["姓名"], [["林晓禾"]])
        assert hand_in(client, content) == hand_in(client, content)
        assert Upload.objects.count() == 1

    def test_files_are_kept_for_a_week_at_most(self, client: Client) -> None:
        upload = hand_in(client, book(["姓名"], [["林晓禾"]]))
        forget_old_uploads()
        assert Upload.objects.exists()
        Upload.objects.filter(pk=upload.pk).update(uploaded_at=timezone.now() - KEPT - timedelta(minutes=1))
        forget_old_uploads()
        assert not Upload.objects.exists()

    def test_whose_records_were_shown_is_noted(self, client: Client, community: Place, staff: Actor) -> None:
        person = add_person(community.pk, NewPerson("林晓禾", phone="13900000001"), by=staff)
        upload = hand_in(client, book(["姓名", "电话", "备注"], [["林晓禾", "13900000001", "新"]]))
        shown(client, upload)
        looks = Part.objects.filter(entry__kind=Entry.Kind.LOOK, person_id=person.pk)
        assert looks.get().content == {"what": "roster.checked"}

    @pytest.mark.parametrize(
        ("kind", "row"),
        [
            ("roster", {"Name*": "林晓禾"}),
            ("households", {"Building*": "3", "Room*": "101"}),
            ("places", {"Name*": "东苑", "Kind*": "小区"}),
        ],
    )
    def test_the_empty_form_is_understood_when_filled_in(self, client: Client, kind: str, row: dict[str, str]) -> None:
        _title, headings, _example = cells(client.get(f"/desk/rosters/forms/{kind}.xlsx").content)
        filled = book(headings, [[row.get(heading) for heading in headings]])
        upload = hand_in(client, filled, kind=kind, make_places="on")
        assert counts(upload) == (1, 0, 0, 0)
        assert {column["use"] for column in upload.report["columns"]} <= {"stored", "counted", "not_kept"}

    def test_there_are_no_other_forms(self, client: Client) -> None:
        assert client.get("/desk/rosters/forms/other.xlsx").status_code == 404


class TestTaking:
    def test_what_was_shown_is_what_is_done_or_it_is_shown_anew(
        self, client: Client, community: Place, staff: Actor
    ) -> None:
        upload = hand_in(client, book(["姓名", "电话"], [["林晓禾", "13900000001"]]))
        add_person(community.pk, NewPerson("林晓禾", phone="13900000001", kind="member"), by=staff)
        upload = press(client, upload, "take")
        assert upload.state == Upload.State.CHECKED
        assert counts(upload)[0] == 0
        assert Person.objects.count() == 1
        assert "The register has changed" in Job.objects.latest("pk").error

    def test_a_cancelled_job_leaves_nothing(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        upload = hand_in(client, book(["姓名"], [["林晓禾"]]))
        client.post(f"/desk/rosters/{upload.pk}/", {"do": "take"})
        job = jobs.claim()
        assert job is not None
        client.post(f"/desk/jobs/{job.pk}/")
        before = Entry.objects.count()
        jobs.run(job)
        job.refresh_from_db()
        assert job.state == Job.State.CANCELLED
        assert Person.objects.count() == 0
        assert Entry.objects.count() == before

    def test_a_worker_that_was_taken_for_dead_does_not_write(self, client: Client) -> None:
        upload = hand_in(client, book(["姓名"], [["林晓禾"]]))
        client.post(f"/desk/rosters/{upload.pk}/", {"do": "take"})
        slow = jobs.claim()
        assert slow is not None
        Job.objects.filter(pk=slow.pk).update(beat_at=timezone.now() - jobs.SILENCE - timedelta(seconds=1))
        jobs.work_through()
        jobs.run(slow)
        assert Person.objects.count() == 1

    def test_a_job_run_again_after_its_commit_changes_nothing(self, client: Client) -> None:
        upload = hand_in(client, book(["姓名"], [["林晓禾"]]))
        press(client, upload, "take")
        job = Job.objects.latest("pk")
        Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING)
        assert jobs.work_through() == 1
        assert Person.objects.count() == 1

    def test_a_failure_in_the_middle_takes_everything_back(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        from lianyi.rosters import taking

        def broken(*args: object) -> None:
            raise ZeroDivisionError

        upload = hand_in(client, book(["姓名"], [["林晓禾"]]))
        monkeypatch.setattr(taking, "_remember", broken)
        upload = press(client, upload, "take")
        assert upload.state == Upload.State.CHECKED
        assert Person.objects.count() == 0
        assert bytes(upload.content)

    def test_somebody_whose_grant_ended_takes_nothing(self, client: Client, alice: User) -> None:
        upload = hand_in(client, book(["姓名"], [["林晓禾"]]))
        client.post(f"/desk/rosters/{upload.pk}/", {"do": "take"})
        alice.grants.update(starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
        jobs.work_through()
        assert Person.objects.count() == 0


class TestAccess:
    PATHS = ("", "problems.xlsx", "left.xlsx")

    def test_staff_of_another_community_find_nothing(self, client: Client) -> None:
        upload = hand_in(client, book(["姓名"], [["林晓禾"]]))
        stranger = signed_in(make_staff(make_community("别处社区"), "bob"))
        for path in self.PATHS:
            assert stranger.get(f"/desk/rosters/{upload.pk}/{path}").status_code == 404
        assert stranger.post(f"/desk/rosters/{upload.pk}/", {"do": "discard"}).status_code == 404
        assert "花名册" not in stranger.get("/desk/rosters/").content.decode()

    def test_a_file_for_another_community_is_not_accepted(self, client: Client) -> None:
        elsewhere = make_community("别处社区")
        answer = send(client, book(["姓名"], [["林晓禾"]]), community=elsewhere.pk)
        assert answer.status_code == 422
        assert not Upload.objects.exists()

    def test_people_who_are_not_staff_are_kept_out(self, db: None) -> None:
        resident = signed_in(User.objects.create_user("dora", password="a long enough password"))
        for path in ("/desk/rosters/", "/desk/rosters/import/", "/desk/rosters/export/", "/desk/rosters/1/"):
            assert resident.get(path).status_code == 403
            assert Client().get(path).status_code == 302

    def test_a_form_without_its_token_is_refused(self, alice: User) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(alice)
        assert strict.post("/desk/rosters/import/", {"kind": "roster"}).status_code == 403


class TestHouseholds:
    HEADINGS = ("小区", "楼栋", "单元", "房号", "姓名", "与户主关系", "联系电话")
    ROWS = (
        ["东苑", "3", "1", "101", "林晓禾", "户主", "13900000001"],
        ["东苑", "3", "1", "101", "林小满", "之女", ""],
        ["东苑", "3", "1", "102", "", "", ""],
    )

    def test_homes_and_people_are_made(self, client: Client) -> None:
        upload = hand_in(client, book(self.HEADINGS, self.ROWS), kind="households", make_places="on")
        assert counts(upload) == (3, 0, 0, 0)
        press(client, upload, "take")
        assert set(Place.objects.filter(kind="unit").values_list("name", flat=True)) == {"101", "102"}
        assert Person.objects.count() == 2
        assert Standing.objects.count() == 0, "living somewhere makes nobody a member"
        again = hand_in(client, book(self.HEADINGS, self.ROWS), kind="households", make_places="on")
        assert counts(again) == (0, 0, 3, 0)

    def test_an_unknown_home_is_an_error_without_the_box(self, client: Client) -> None:
        upload = hand_in(client, book(self.HEADINGS, self.ROWS), kind="households")
        assert counts(upload) == (0, 0, 0, 3)
        assert codes(upload) == {"home_unknown"}

    def test_somebody_of_the_roster_gets_a_home(self, client: Client, community: Place, staff: Actor) -> None:
        add_people(community.pk, [NewPerson("林晓禾", phone="13900000001", kind="member")], by=staff)
        upload = hand_in(client, book(self.HEADINGS, self.ROWS[:1]), kind="households", make_places="on")
        assert counts(upload) == (0, 1, 0, 0)
        press(client, upload, "take")
        assert Residence.objects.get().place.name == "101"


class TestAddressBesideColumns:
    """A column 住址 next to columns for the building: whatever it says must not get lost."""

    def homes(self, client: Client, headings: list[str], rows: list[list[str]]) -> set[tuple[str, str]]:
        press(client, hand_in(client, book(headings, rows), make_places="on"), "take")
        found = Residence.objects.select_related("place__parent")
        return {(one.place.parent.name, one.place.name) for one in found if one.place.parent}

    def test_the_same_number_in_two_compounds_stays_two_buildings(self, client: Client) -> None:
        rows = [["林晓禾", "梧桐苑", "1号楼"], ["周明远", "香樟里", "1号楼"]]
        homes = self.homes(client, ["姓名", "住址", "楼号"], rows)
        assert homes == {("梧桐苑", "1号楼"), ("香樟里", "1号楼")}

    def test_the_room_may_stand_apart_from_the_rest(self, client: Client) -> None:
        homes = self.homes(client, ["姓名", "住址", "房号"], [["林晓禾", "梧桐苑3栋", "502"]])
        assert homes == {("3栋", "502")}

    @pytest.mark.usefixtures("neutral_pack")
    @pytest.mark.parametrize(
        ("row", "code", "expected"),
        [
            (["林晓禾", "梧桐苑1-2-301", "1号楼"], "address_not_understood", set()),
            (["林晓禾", "梧桐苑2号楼", "1号楼"], "address_contradicts", {("梧桐苑", "1号楼")}),
        ],
    )
    def test_what_is_not_used_is_said(
        self, client: Client, row: list[str], code: str, expected: set[tuple[str, str]]
    ) -> None:
        assert self.homes(client, ["姓名", "住址", "楼号"], [row]) == expected
        assert codes(Upload.objects.latest("pk")) == {code}


class TestNothingEnteredYet:
    def test_making_places_is_ticked_until_there_is_a_building(self, client: Client, community: Place) -> None:
        upload = hand_in(client, book(["姓名", "楼栋"], [["林晓禾", "3"]]), make_places="on")
        assert client.get("/desk/rosters/import/").context["form"]["make_places"].value() is True
        press(client, upload, "take")
        assert client.get("/desk/rosters/import/").context["form"]["make_places"].value() is False

    def test_addresses_left_out_are_no_success(self, client: Client) -> None:
        upload = hand_in(client, book(["姓名", "楼栋"], [["林晓禾", "3"]]))
        page = shown(client, upload)
        assert "The address of one row is left out" in page
        assert "notice success" not in page
        assert "The address of one row was left out" in shown(client, press(client, upload, "take"))

    def test_the_file_is_not_called_optional(self, client: Client) -> None:
        page = client.get("/desk/rosters/import/").content.decode()
        assert "(optional)" not in page


class TestPlaces:
    HEADINGS = ("编码", "名称", "类型", "上级")

    def test_a_tree_in_any_order(self, client: Client) -> None:
        rows = [["", "1单元", "单元", "DY-03"], ["DY-03", "3栋", "楼栋", "DY"], ["DY", "东苑", "小区", "和园社区"]]
        upload = hand_in(client, book(self.HEADINGS, rows), kind="places")
        assert counts(upload) == (3, 0, 0, 0)
        press(client, upload, "take")
        assert Place.objects.get(name="1单元").parent == Place.objects.get(code="DY-03")
        again = hand_in(client, book(self.HEADINGS, rows), kind="places")
        assert counts(again) == (0, 0, 3, 0)

    def test_what_does_not_fit_is_said(self, client: Client) -> None:
        rows = [
            ["", "3栋", "楼栋", "没有"],
            ["", "某区", "区域", ""],
            ["", "101", "房间", ""],
            ["", "东苑", "小区", "101"],
        ]
        upload = hand_in(client, book(self.HEADINGS, rows), kind="places")
        assert set(upload.problems.values_list("row", "code")) == {
            (2, "parent_unknown"),
            (3, "level_above"),
            (5, "parent_is_smaller"),
        }

    def test_a_ring_of_parents_ends(self, client: Client) -> None:
        rows = [["A", "甲", "小区", "B"], ["B", "乙", "小区", "A"]]
        upload = hand_in(client, book(self.HEADINGS, rows), kind="places")
        assert counts(upload) == (0, 0, 0, 2)

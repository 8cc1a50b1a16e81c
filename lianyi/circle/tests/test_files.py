"""Files on their way in: read, told in words, taken or thrown away; empty, hostile and huge ones among them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lianyi import uploads
from lianyi.accounts.tests.signing_in import client_of
from lianyi.circle import findings, store
from lianyi.circle.actions import files
from lianyi.circle.actions.files import Wish, hand_in
from lianyi.circle.models import Facility, Home, Network, Upload
from lianyi.circle.tests.world import lon_lat, point, streets, world
from lianyi.jobs import actions as jobs
from lianyi.jobs.models import Job
from lianyi.journal.models import Entry
from lianyi.organisations.tests.settlement import SYSTEM, Settlement, settle
from lianyi.scope import Actor, OutOfScope, Refused, Role
from lianyi.sheets.writing import write_csv, write_xlsx
from lianyi.streets import System, from_wgs84

pytestmark = pytest.mark.django_db
HEADINGS = ("编号", "名称", "经度", "纬度", "居民数")
NOTHING = (
    b"",
    b"\x00" * 4000,
    b"PK\x03\x04 cut",
    b"%PDF-1.7",
    b'{"type":',
    b"\x1f\x8b\x08rest",
    b"SQLite format 3\x00",
)
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def town() -> Settlement:
    return settle()


def read(
    content: bytes, town: Settlement, kind: str = "homes", name: str = "x.csv", by: Actor | None = None, **wish: Any
) -> Upload:
    given = {"system": "wgs84", **wish}
    upload, _job = hand_in([content], name=name, wish=Wish(kind, **given), community=town.here, by=by or town.alice)
    jobs.work_through()
    return Upload.objects.get(pk=upload.pk)


def take(upload: Upload) -> Upload:
    files.ask_to_take(upload, by=SYSTEM)
    jobs.work_through()
    return Upload.objects.get(pk=upload.pk)


def homes(*rows: Iterable[Any]) -> bytes:
    return write_csv(HEADINGS, [list(row) for row in rows])


def said(upload: Upload) -> str:
    return "\n".join(f"{one['text']} {one['advice']}" for one in findings.told(upload.report["findings"]))


class TestTables:
    def test_nothing_is_saved_before_it_is_taken(self, town: Settlement) -> None:
        upload = read(
            homes(("1", "望湖苑 1栋", 120.1, 30.1, 55), ("2", "望湖苑 2栋", 120.2, 30.2, 60)), town, by=SYSTEM
        )
        assert upload.state == Upload.State.CHECKED
        assert upload.report["counts"] == {"new": 2, "changed": 0, "same": 0, "gone": 0}
        assert not Home.objects.exists()
        assert take(upload).state == Upload.State.TAKEN
        assert [(one.code, one.residents) for one in Home.objects.all()] == [("1", 55), ("2", 60)]
        assert bytes(Upload.objects.get().content) == b""
        assert Entry.objects.filter(action="circle.places_taken").exists()

    def test_buildings_are_known_to_the_tree_by_their_address(self, town: Settlement) -> None:
        take(read(homes(("1", "望湖苑 2栋", 120.1, 30.1, 55), ("2", "无名楼", 120.2, 30.2, 6)), town, by=SYSTEM))
        known = {one.code: one.place.name if one.place else None for one in Home.objects.select_related("place")}
        assert known == {"1": "2栋", "2": None}

    def test_before_there_are_points_nothing_is_computed_in_vain(self, town: Settlement) -> None:
        take(read(homes(("1", "", 120.1, 30.1, 5)), town, by=SYSTEM))
        assert not Job.objects.filter(kind=files.COMPUTE).exists()
        headings = ("编号", "名称", "类别", "经度", "纬度")
        take(read(write_csv(headings, [["1", "小店", "便利店", 120.1, 30.1]]), town, "points", by=SYSTEM))
        assert Job.objects.get(kind=files.COMPUTE).state == Job.State.DONE

    def test_a_second_file_changes_adds_and_takes_away_what_it_says(self, town: Settlement) -> None:
        take(
            read(
                homes(("1", "", 120.1, 30.1, 5), ("2", "", 120.2, 30.2, 6), ("3", "", 120.3, 30.3, 7)), town, by=SYSTEM
            )
        )
        second = homes(("1", "", 120.1, 30.1, 5), ("2", "", 120.2, 30.2, 66), ("4", "", 120.4, 30.4, 8))
        upload = read(second, town, by=SYSTEM, is_complete=True)
        assert upload.report["counts"] == {"new": 1, "changed": 1, "same": 1, "gone": 1}
        take(upload)
        assert dict(Home.objects.values_list("code", "residents")) == {"1": 5, "2": 66, "4": 8}

    def test_without_the_word_that_it_is_complete_nothing_goes(self, town: Settlement) -> None:
        take(read(homes(("1", "", 120.1, 30.1, 5)), town, by=SYSTEM))
        take(read(homes(("2", "", 120.2, 30.2, 6)), town, by=SYSTEM))
        assert Home.objects.count() == 2

    @pytest.mark.parametrize("system", list(System))
    def test_coordinates_are_read_in_the_system_that_was_chosen(self, town: Settlement, system: System) -> None:
        import numpy as np

        lon, lat = (float(part[0]) for part in from_wgs84(np.array([121.5]), np.array([31.2]), system))
        take(read(homes(("1", "", lon, lat, 5)), town, by=SYSTEM, system=system.value))
        home = Home.objects.get()
        assert (home.lon, home.lat) == pytest.approx((121.5, 31.2), abs=1e-6)

    def test_rows_with_errors_are_told_with_what_to_do_and_the_others_are_taken(self, town: Settlement) -> None:
        rows = [("1", "", 120.1, 30.1, 5), ("1", "", 120.1, 30.1, 5), ("2", "", "", "", 6), ("3", "", 500, 30, 6)]
        upload = read(homes(*rows), town, by=SYSTEM)
        told = said(upload)
        assert "Row 3: The id is in an earlier row already. Give each row a number of its own" in told
        assert "Row 4: There are no coordinates. Look the place up" in told
        assert "Row 5" in told
        take(upload)
        assert Home.objects.count() == 1

    def test_swapped_columns_are_seen(self, town: Settlement) -> None:
        upload = read(homes(*((str(n), "", 30.1, 120.1 + n / 1000, 5) for n in range(4))), town, by=SYSTEM)
        assert "swapped" in said(upload)
        assert "Exchange the headings" in said(upload)

    def test_points_come_with_kind_hours_steps_and_room(self, town: Settlement) -> None:
        headings = ("编号", "名称", "类别", "经度", "纬度", "开放时间", "无障碍", "容量")
        rows: list[list[Any]] = [
            ["1", "小菜场", "农贸市场", 120.1, 30.1, "每天 6:00-18:00", "是", 50],
            ["2", "河边亭", "凉亭", 120.1, 30.1, "", "否", None],
        ]
        upload = read(write_xlsx(headings, rows), town, "points", "点.xlsx", by=SYSTEM)
        assert upload.report["categories"] == [["农贸市场", "food market or supermarket"], ["凉亭", ""]]
        take(upload)
        market, pavilion = Facility.objects.order_by("code")
        assert (market.category, market.hours, market.step_free, market.capacity) == ("market", "06:00-18:00", True, 50)
        assert (pavilion.category, pavilion.hours, pavilion.step_free, pavilion.capacity) == ("凉亭", "", False, None)

    def test_our_own_forms_are_understood_when_they_come_back(self, town: Settlement) -> None:
        from lianyi.circle import templates_out
        from lianyi.sheets import read_table

        sheet = read_table(templates_out.form("homes", town.here), "x.xlsx")
        assert [str(row[1]) for row in sheet.rows[1:]] == ["望湖苑 1栋", "望湖苑 2栋", "望湖苑 10栋"]
        upload = read(templates_out.form("homes", town.here), town, name="x.xlsx", by=SYSTEM)
        assert upload.report["rows"] == 0
        assert "There are no coordinates" in said(upload)

    def test_what_a_cell_says_is_never_run_or_shown_as_markup(self, town: Settlement) -> None:
        upload = read(homes((SCRIPT, SCRIPT, 120.1, 30.1, 5), ("=1+1", "=1+1", 120.1, 30.1, 5)), town, by=SYSTEM)
        page = client_of(Role.STAFF, place=town.here).get(reverse("circle:file", args=[upload.pk])).content.decode()
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page
        assert "=1+1" in page


class TestHostile:
    @pytest.mark.parametrize("kind", Upload.Kind.values)
    def test_what_cannot_be_read_is_told_and_breaks_nothing(self, town: Settlement, kind: str) -> None:
        client = client_of(Role.STAFF, place=town.here)
        for content in NOTHING:
            upload = read(content, town, kind, by=SYSTEM)
            assert upload.state == Upload.State.UNUSABLE or not upload.report.get("rows"), content
            assert client.get(reverse("circle:file", args=[upload.pk])).status_code == 200
            with pytest.raises(Refused):
                files.ask_to_take(upload, by=SYSTEM)
        assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}

    def test_a_bomb_of_zeros_does_not_go_off(self, town: Settlement) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * 30_000_000)
        upload = read(packed.getvalue(), town, name="x.xlsx", by=SYSTEM)
        assert upload.state == Upload.State.UNUSABLE

    def test_a_name_with_a_path_stays_a_name(self, town: Settlement) -> None:
        upload = read(streets(), town, "streets", "../../etc/passwd.geojson", by=SYSTEM)
        assert upload.name == "passwd.geojson"
        assert store.upload_path(upload.pk).parent == store.folder()

    def test_a_list_that_is_too_large_is_refused_while_it_arrives(
        self, town: Settlement, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "MOST_ROWS_BYTES", 1000)
        with pytest.raises(Refused, match="larger than"):
            hand_in([b"x" * 600, b"x" * 600], name="x.csv", wish=Wish("homes", "wgs84"), community=town.here, by=SYSTEM)
        assert not Upload.objects.exists()

    def test_a_file_that_is_too_large_is_dropped_on_its_way(
        self, town: Settlement, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "MOST_BYTES", 1000)
        monkeypatch.setattr(uploads, "SLACK", 100)
        sent = {"kind": "homes", "system": "wgs84", "file": SimpleUploadedFile("x.csv", b"x" * 5000)}
        answer = client_of(Role.STAFF, place=town.here).post(reverse("circle:hand_in"), sent)
        assert answer.status_code == 422
        assert "larger than" in answer.content.decode()
        assert not Upload.objects.exists()

    def test_the_coordinate_system_is_never_guessed(self, town: Settlement) -> None:
        sent = {"kind": "homes", "system": "", "file": SimpleUploadedFile("x.csv", homes(("1", "", 1, 1, 1)))}
        answer = client_of(Role.STAFF, place=town.here).post(reverse("circle:hand_in"), sent)
        assert answer.status_code == 422
        assert "in which system the coordinates are" in answer.content.decode()


class TestStreets:
    def test_a_network_is_read_told_and_taken(self, town: Settlement) -> None:
        upload = read(streets(), town, "streets", "长街.geojson", by=SYSTEM)
        assert upload.report["metres"] == pytest.approx(2000, abs=1)
        assert not Network.objects.exists()
        take(upload)
        network = Network.objects.get()
        assert store.network_of(network.digest).edges == network.pieces == upload.report["pieces"]
        assert not store.upload_path(upload.pk).exists()

    def test_buildings_far_from_every_street_are_told(self, town: Settlement) -> None:
        take(read(streets(), town, "streets", "长街.geojson", by=SYSTEM))
        near, far = lon_lat(300), lon_lat(300, 3000)
        upload = read(homes(("1", "", *near, 5), ("2", "", *far, 5)), town, by=SYSTEM)
        assert "Row 3: More than 500 m from every street" in said(upload)

    def test_a_new_network_takes_the_place_of_the_old_and_walks_follow(self) -> None:
        here = world(with_streets=False)
        point(here.town, "shop", 0)
        take(read(streets(), here.town, "streets", "长街.geojson", by=SYSTEM))
        from lianyi.circle.queries.results import results

        found = results(here.town.here, "adult", "any")
        assert found.is_current
        assert not found.is_straight


class TestLeaving:
    def test_what_is_thrown_away_is_gone_with_its_file_and_its_work(
        self, town: Settlement, django_capture_on_commit_callbacks: Any
    ) -> None:
        upload, job = hand_in(
            [streets()], name="x.geojson", wish=Wish("streets", "wgs84"), community=town.here, by=town.alice
        )
        path = store.upload_path(upload.pk)
        assert path.exists()
        with django_capture_on_commit_callbacks(execute=True):
            files.throw_away(upload, by=town.alice)
        job.refresh_from_db()
        assert job.state == Job.State.CANCELLED
        assert not path.exists()
        assert not Upload.objects.exists()

    def test_files_are_forgotten_after_a_week_and_networks_that_nobody_uses(self, town: Settlement) -> None:
        from django.utils import timezone

        upload = read(streets(), town, "streets", "x.geojson", by=SYSTEM)
        network = store.network_path(upload.report["digest"])
        files.forget_old_files()
        assert network.exists()
        Upload.objects.update(uploaded_at=timezone.now() - files.KEPT * 2)
        files.forget_old_files()
        assert not Upload.objects.exists()
        assert not network.exists()

    def test_others_hand_in_nothing_here(self, town: Settlement) -> None:
        with pytest.raises(OutOfScope):
            hand_in([b"x"], name="x", wish=Wish("homes", "wgs84"), community=town.here, by=town.bob)

    def test_a_worker_whose_rights_have_ended_reads_nothing(self, town: Settlement) -> None:
        upload = read(
            homes(("1", "", 120.1, 30.1, 5)), town, by=town.alice
        )  # alice has no account that the worker knows
        assert upload.state == Upload.State.RECEIVED
        assert "do not work for this community" in Job.objects.get().error


def test_pages_of_the_file_are_for_staff_of_the_community(town: Settlement) -> None:
    upload = read(homes(("1", "", 120.1, 30.1, 5)), town, by=SYSTEM)
    pages = [reverse("circle:file", args=[upload.pk])]
    acts = [reverse("circle:take", args=[upload.pk]), reverse("circle:throw_away", args=[upload.pk])]
    stranger, nobody = client_of(Role.STAFF, place=town.elsewhere), Client()
    assert all(stranger.get(page).status_code == 404 for page in pages)
    assert all(stranger.post(act).status_code == 404 for act in acts)
    assert all(nobody.post(act).status_code in (302, 403) for act in acts)
    assert Upload.objects.filter(pk=upload.pk).exists()

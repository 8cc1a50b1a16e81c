"""Bad input of every kind gets a clear message and loses nothing."""

from __future__ import annotations

import io

import pytest
import xlwt
from django.test import Client
from openpyxl import Workbook, load_workbook

from lianyi.accounts.models import User
from lianyi.people.actions import NewPerson, add_people
from lianyi.people.models import Person
from lianyi.places.models import Place
from lianyi.rosters.models import Upload
from lianyi.rosters.tests.signing_in import signed_in
from lianyi.rosters.tests.test_export import export
from lianyi.rosters.tests.workbooks import book, codes, hand_in, press, send, shown
from lianyi.scope import Actor


def test_wrong_columns(client: Client) -> None:
    upload = hand_in(client, book(["产品", "价格"], [["苹果", 3]]))
    page = shown(client, upload)
    assert "No row of headings was found" in page
    assert 'value="take"' not in page
    assert 'value="good"' not in page


def test_the_one_column_that_must_be_there_is_missing(client: Client) -> None:
    upload = hand_in(client, book(["联系电话", "备注"], [["13900000001", ""]]))
    assert "The column &quot;Name&quot; (姓名) is missing" in shown(client, upload)
    assert upload.report["usable"] is False


def test_two_members(client: Client) -> None:
    upload = press(client, hand_in(client, book(["姓名"], [["林晓禾"], ["周明远"]])), "take")
    assert upload.result["new"] == 2


def test_no_members(client: Client) -> None:
    assert codes(hand_in(client, book(["姓名", "电话"], []))) == {"no_data_rows"}


def test_duplicate_names(client: Client) -> None:
    rows = [["林晓禾", "13900000001"], ["林晓禾", "13900000002"], ["周明远", ""], ["周明远", ""]]
    upload = hand_in(client, book(["姓名", "电话"], rows))
    assert set(upload.problems.filter(is_error=True).values_list("row", "code")) == {
        (4, "name_is_ambiguous"),
        (5, "name_is_ambiguous"),
    }
    press(client, upload, "good")
    assert sorted(Person.objects.values_list("name", "phone")) == [("林晓禾", "13900000001"), ("林晓禾", "13900000002")]


def test_an_id_typed_into_a_date(client: Client) -> None:
    upload = hand_in(client, book(["姓名", "加入日期"], [["林晓禾", "520102195407010027"]]))
    page = shown(client, upload)
    assert codes(upload) == {"id_number_in_date"}
    assert "id numbers are not stored" in page
    assert "520102195407010027" not in page
    assert not upload.problems.filter(value__contains="520102195407010027").exists()


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_kept(client: Client) -> None:
    answer = send(client, bytes(50_000_000))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "at most 20 MB are accepted" in page
    assert "Please choose a file." not in page
    assert not Upload.objects.exists()


def test_the_content_of_a_large_file_never_reaches_memory(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler

    def unwanted(*args: object) -> None:
        pytest.fail("a chunk of the file was taken up")

    for handler in (MemoryFileUploadHandler, TemporaryFileUploadHandler):
        monkeypatch.setattr(handler, "receive_data_chunk", unwanted)
    assert send(client, bytes(21_000_000)).status_code == 422


def test_no_file(client: Client) -> None:
    answer = client.post("/desk/rosters/import/", {"kind": "roster"})
    assert answer.status_code == 422
    assert "Please choose a file." in answer.content.decode()


def test_an_empty_file(client: Client) -> None:
    answer = send(client, b"")
    assert answer.status_code == 422
    assert "empty" in answer.content.decode()


def test_a_truncated_workbook(client: Client) -> None:
    whole = book(["姓名"], [[f"林{i}"] for i in range(500)])
    upload = hand_in(client, whole[: len(whole) * 2 // 3])
    assert upload.state == Upload.State.UNREADABLE
    assert "damaged or incomplete" in shown(client, upload)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x05\x06" + bytes(18), b"\0\1\2\3" * 50]
)
def test_something_else_altogether(client: Client, content: bytes) -> None:
    upload = hand_in(client, content)
    assert upload.state == Upload.State.UNREADABLE or not upload.report["usable"]
    assert 'class="notice error"' in shown(client, upload)


def test_formulas_injected_in_cells_stay_text(client: Client, community: Place, staff: Actor) -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["姓名", "备注"])
    sheet.append(["林晓禾", None])
    sheet["B2"].value = '=HYPERLINK("http://example.invalid","x")'
    sheet["B2"].data_type = "s"
    buffer = io.BytesIO()
    workbook.save(buffer)
    upload = hand_in(client, buffer.getvalue())
    assert "formula_like_text" in codes(upload)
    press(client, upload, "take")
    exported = load_workbook(io.BytesIO(export(client, community, columns=["name", "remarks"]))).active
    assert exported is not None
    texts = [cell for row in exported.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert [cell.data_type for cell in texts] == ["s"]


def test_a_formula_that_was_never_calculated(client: Client) -> None:
    upload = hand_in(client, book(["姓名", "备注"], [["林晓禾", "=1+1"]]))
    assert "formula_without_value" in codes(upload)


def test_markup_in_cells_is_shown_as_text(client: Client) -> None:
    upload = hand_in(client, book(["姓名", "电话"], [["<script>alert(1)</script>", "<b>x</b>"]]))
    assert "<script>alert" not in shown(client, upload)


def test_the_people_on_record_survive_every_refusal(client: Client, community: Place, staff: Actor) -> None:
    add_people(community.pk, [NewPerson("林晓禾", phone="13900000001", kind="member")], by=staff)
    for content in (b"x", book(["产品"], [["苹果"]]), bytes(21_000_000)):
        send(client, content)
    assert list(Person.objects.values_list("name", "phone")) == [("林晓禾", "13900000001")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_files(client: Client, encoding: str) -> None:
    content = "姓名,联系电话\n林晓禾,13900000001\n周明远,13900000002\n".encode(encoding)
    assert press(client, hand_in(client, content, "名单.csv"), "take").result["new"] == 2


def test_old_workbooks(client: Client) -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("名单")
    for column, (heading, value) in enumerate({"姓名": "林晓禾", "手机": "13900000001"}.items()):
        sheet.write(0, column, heading)
        sheet.write(1, column, value)
    buffer = io.BytesIO()
    workbook.save(buffer)
    upload = press(client, hand_in(client, buffer.getvalue(), "名单.xls"), "take")
    assert upload.result["new"] == 1


def test_the_messages_are_chinese_for_chinese_readers(alice: User) -> None:
    client = signed_in(alice, "zh-hans")
    upload = hand_in(client, book(["姓名", "电话", "加入日期"], [["林晓禾", "12", "1984.13"]]))
    assert "这不是电话号码" in shown(client, upload)
    assert "必须改正" in shown(client, upload)

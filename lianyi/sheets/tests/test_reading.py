from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lianyi.sheets import Limits, UnreadableFile, check_size, fingerprint, list_sheets, message, read_table
from lianyi.sheets.tests import files

TABLE = [["姓名", "电话"], ["林晓禾", "13900000000"], ["欧阳，墨", "0851-85550000"]]


def refused(data: bytes, filename: str = "x.xlsx", **limits: int) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_table(data, filename, limits=Limits(**limits))
    assert message(caught.value, "en")
    assert message(caught.value, "zh")
    return caught.value


@pytest.mark.parametrize("name", ["members.xlsx", "members.xls", "members.csv", "members"])
def test_the_content_and_not_the_name_decides_the_format(name: str) -> None:
    for data, kind in ((files.xlsx(TABLE), "xlsx"), (files.xls(TABLE), "xls"), (files.text(TABLE).encode(), "csv")):
        sheet = read_table(data, name)
        assert sheet.format == kind
        assert [list(row) for row in sheet.rows] == TABLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_in_the_encodings_and_with_the_separators_of_offices(encoding: str, separator: str) -> None:
    sheet = read_table(files.text(TABLE, separator).encode(encoding), "C:\\表\\members.csv")
    assert [list(row) for row in sheet.rows] == TABLE
    assert sheet.name == "members"


def test_a_rare_character_survives_gb18030() -> None:
    assert read_table("姓名,备注\n𠮷野,㐂\n".encode("gb18030"), "x.csv").rows[1] == ["𠮷野", "㐂"]


def test_a_quoted_value_keeps_separators_and_line_ends_and_rows_keep_their_numbers() -> None:
    sheet = read_table(b'a,b\r\n\r\n"x,1\ny","say ""yes"""\r\n', "x.csv")
    assert sheet.rows == [["a", "b"], [], ["x,1\ny", 'say "yes"']]


def test_a_quotation_mark_inside_a_value_is_taken_as_it_stands() -> None:
    assert read_table(b'a,b\n"x"y,2\n', "x.csv").rows[1][1] == "2"


def test_the_line_that_names_the_separator_is_no_data() -> None:
    assert read_table(b"sep=;\r\na;b\r\n1,5;2\r\n", "x.csv").rows == [["a", "b"], ["1,5", "2"]]


def test_blank_rows_and_columns_before_the_data_keep_the_numbers_that_excel_shows() -> None:
    sheet = read_table(files.xlsx([[], [], [None, "姓名"], [None, "林"]]), "x.xlsx")
    assert sheet.cell(2, 1) == "姓名"
    assert sheet.cell(3, 1) == "林"


def test_the_first_visible_sheet_with_data_is_read_and_others_by_name() -> None:
    data = files.xlsx([], sheets={"甲": TABLE, "乙": [["b"]]})
    assert list_sheets(data, "x.xlsx") == ["Sheet", "甲", "乙"]
    assert read_table(data, "x.xlsx").name == "甲"
    assert read_table(data, "x.xlsx", sheet="乙").rows == [["b"]]
    with pytest.raises(UnreadableFile) as caught:
        read_table(data, "x.xlsx", sheet="丙")
    assert caught.value.code == "file_unknown_sheet"
    assert "甲" in message(caught.value, "zh")


def test_a_path_is_read_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "members.xlsx"
    path.write_bytes(files.xlsx(TABLE))
    assert read_table(path, path.name) == read_table(path.read_bytes(), path.name)


def test_a_file_of_fifty_megabytes_is_refused_with_both_sizes(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(UnreadableFile) as caught:
        read_table(path, path.name)
    assert caught.value.code == "file_too_large"
    assert "50 MB" in message(caught.value, "en")
    assert "20 MB" in message(caught.value, "zh")
    assert refused(bytes(50_000_000)).code == "file_too_large"
    with pytest.raises(UnreadableFile):
        check_size(20_000_001)


@pytest.mark.parametrize("data", [b"", b"\n \n", "\ufeff".encode(), files.xlsx([])])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    assert refused(data).code == "file_empty"


@pytest.mark.parametrize("kind", [files.xlsx, files.xls])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_truncated_workbook_is_called_damaged(kind: Callable[[files.Rows], bytes], part: float) -> None:
    data = kind([[n, "x"] for n in range(300)])
    assert refused(data[: int(len(data) * part)]).code == "file_damaged"


def test_a_workbook_with_a_flipped_byte_is_called_damaged() -> None:
    data = bytearray(files.xlsx([[n, "x"] for n in range(300)]))
    data[len(data) // 3] ^= 0xFF
    assert refused(bytes(data)).code == "file_damaged"


def test_a_cut_utf8_file_is_called_damaged() -> None:
    assert refused("姓名,电话\n林晓禾".encode()[:-1]).code == "file_damaged"


def ole(*streams: str) -> bytes:
    return (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(600)
        + b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)
    )


def test_a_workbook_with_a_password_is_recognised() -> None:
    assert refused(ole("EncryptionInfo", "EncryptedPackage")).code == "file_protected"
    # In an .xls the password shows as a FILEPASS record; here it takes the place of a record of the same length.
    plain = files.xls(TABLE)
    assert b"\xe1\x00\x02\x00" in plain
    assert refused(plain.replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1)).code == "file_protected"


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name in names:
            container.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (zipped("[Content_Types].xml", "word/document.xml"), "word"),
        (zipped("ppt/presentation.xml"), "presentation"),
        (zipped("xl/workbook.bin"), "xlsb"),
        (zipped("mimetype", "content.xml"), "ods"),
        (zipped("Index/Document.iwa"), "numbers"),
        (zipped("photo.jpg"), "archive"),
        (ole("WordDocument"), "word"),
        (ole("ETData"), "et"),
        (ole("PowerPoint Document"), "presentation"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"Rar!\x1a\x07", "archive"),
        (b"{\\rtf1 x}", "rtf"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web_page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "web_page"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(data: bytes, kind: str) -> None:
    error = refused(data, "members.xlsx")
    assert (error.code, error.params["format"]) == ("file_unsupported", kind)


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x01\x02\x03" * 50, b"a,b\x00\x07\n"])
def test_bytes_that_are_no_text_are_no_table(data: bytes) -> None:
    assert refused(data).code in ("file_not_a_table", "file_unknown_encoding")


def test_an_unclosed_quotation_mark_is_found_by_its_row() -> None:
    error = refused(b'a,b\n1,2\n"3,4\n' + b"5,6\n" * 10)
    assert (error.code, error.params["row"]) == ("file_unclosed_quote", 3)
    assert refused(b'a,b\n1,2\n"3,4\n' + b"5,6\n" * 100_000).code == "file_unclosed_quote"


def test_too_many_rows_or_columns_are_refused_with_the_limit() -> None:
    rows = [["x"]] * 30
    for data in (files.xlsx(rows), files.xls(rows), files.text(rows).encode()):
        error = refused(data, rows=29)
        assert (error.code, error.params) == ("file_too_many_rows", {"rows": 30, "limit": 29})
    wide = [["x"] * 30]
    for data in (files.xlsx(wide), files.xls(wide), files.text(wide).encode()):
        assert refused(data, columns=29).code == "file_too_many_columns"


def test_the_same_file_has_the_same_fingerprint() -> None:
    assert fingerprint(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert fingerprint(b"abc") != fingerprint(b"abd")

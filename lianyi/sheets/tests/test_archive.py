"""Workbooks made to hurt, and the cells that the reader would show as empty."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import date

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from lianyi.sheets import Limits, UnreadableFile, read_table
from lianyi.sheets.tests import files


def code_of(data: bytes, **limits: int) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_table(data, "x.xlsx", limits=Limits(**limits))
    return caught.value.code


def test_a_bomb_is_refused_by_the_size_it_declares() -> None:
    data = files.rewritten(files.xlsx([["x"]]), "docProps/app.xml", lambda old: old + b" " * 5_000_000)
    assert len(data) < 30_000
    assert code_of(data, unpacked_bytes=4_000_000) == "file_unpacks_too_large"
    assert read_table(data, "x.xlsx").rows == [["x"]]


def test_a_bomb_that_lies_about_its_size_is_damaged() -> None:
    data = files.rewritten(files.xlsx([["x"]]), "docProps/app.xml", lambda old: old + b" " * 5_000_000)
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        size = container.getinfo("docProps/app.xml").file_size
    lying = data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != data
    assert code_of(lying, unpacked_bytes=4_000_000) == "file_damaged"


def test_an_archive_of_very_many_parts_is_refused() -> None:
    assert code_of(files.xlsx([["x"]]), parts=3) == "file_unpacks_too_large"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c t="n" r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c><c r='XFD1048576' s='0'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1000000"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9999999"><c t="inlineStr"><is><t>x</t></is></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><!-- --><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c\nr = "XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="xfd1048576"><v>1</v></c></row>',
    ],
)
def test_a_far_cell_is_refused_before_memory_is_taken_for_all_between(cells: str) -> None:
    assert code_of(files.with_sheet_data(cells)) in ("file_too_many_rows", "file_too_many_columns")


def test_a_format_down_to_the_last_row_does_not_count() -> None:
    data = files.with_sheet_data(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="0"/><c r="B9" s="0"></c></row>'
    )
    assert read_table(data, "x.xlsx").rows == [[1.0]]


def test_cells_without_an_address_are_read() -> None:
    data = files.with_sheet_data("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert read_table(data, "x.xlsx").rows == [[1.0, 2.0], [3.0]]
    assert code_of(data, rows=1) == "file_too_many_rows"


def test_a_formula_without_result_and_an_error_are_told_from_empty_cells() -> None:
    sheet = read_table(files.xlsx([["a", "b", "c"], ["=1+1", "#N/A", None]]), "x.xlsx")
    assert sheet.lost == {(1, 0): "formula_without_value", (1, 1): "error_value"}


def test_a_formula_with_a_result_gives_its_result() -> None:
    data = files.with_sheet_data(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1</f><v>x</v></c></row>'
    )
    sheet = read_table(data, "x.xlsx")
    assert (list(sheet.rows[0]), sheet.lost) == ([2.0, "x"], {})


def test_the_lost_cells_are_those_of_the_sheet_that_is_read() -> None:
    data = files.xlsx([["=1"]], sheets={"A & <B>": [["x", "=2"]]})
    assert read_table(data, "x.xlsx", sheet="A & <B>").lost == {(0, 1): "formula_without_value"}


def test_the_calendar_of_1904_is_noticed() -> None:
    assert read_table(files.xlsx([["x", date(2001, 2, 3)]], mac=True), "x.xlsx").date1904
    assert read_table(files.xlsx([["x", date(2001, 2, 3)]], mac=True), "x.xlsx").rows[0][1] == date(2001, 2, 3)
    assert not read_table(files.xlsx([["x"]]), "x.xlsx").date1904


def old_excel(*cells: tuple[int, int], sheets: int = 1, mac: bool = False) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = mac
    for number in range(sheets):
        table = book.add_sheet(f"表{number}")
        for row, column in cells:
            table.write(row, column, 1954.5)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_an_old_workbook_is_measured_before_it_is_read() -> None:
    assert code_of(old_excel((0, 0), (65535, 255))) == "file_too_many_rows"
    assert code_of(old_excel((0, 0), (0, 200)), columns=200) == "file_too_many_columns"
    assert code_of(old_excel((0, 0), (30, 30), sheets=3), cells=1000) == "file_unpacks_too_large"
    assert read_table(old_excel((30, 30), sheets=3), "x.xls", limits=Limits(cells=2000)).cell(30, 30) == 1954.5


def test_the_calendar_of_an_old_workbook_is_noticed() -> None:
    assert read_table(old_excel((0, 0), mac=True), "x.xls").date1904
    assert not read_table(old_excel((33, 2)), "x.xls").date1904


@settings(max_examples=300, deadline=None)
@given(place=st.integers(0, 5631), byte=st.integers(0, 255))
def test_a_damaged_old_workbook_is_read_or_refused_and_nothing_else(place: int, byte: int) -> None:
    data = bytearray(OLD)
    data[place % len(data)] = byte
    with contextlib.suppress(UnreadableFile):
        read_table(bytes(data), "x.xls", limits=Limits(rows=1000, columns=100))


OLD = old_excel((0, 0), (3, 3))

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianyi.sheets import (
    HeadingMemory,
    PartialDate,
    export_csv,
    export_xlsx,
    interpret_file,
    layout_names,
    load_layout,
    read_table,
    write_csv,
    write_template,
    write_xlsx,
)
from lianyi.sheets.tests import files
from lianyi.sheets.texts import clean_text

ROSTER = load_layout("roster")
DANGEROUS = ["=1+1", "+1", "-1+2", "@x", "\t=1", "\r=1", "=cmd|'/C calc'!A0", "#N/A", "=", " =1"]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).active


@pytest.mark.parametrize("value", DANGEROUS)
def test_no_text_becomes_a_formula_in_a_workbook(value: str) -> None:
    cell = opened(write_xlsx([value], [[value]]))["A2"]
    assert cell.data_type == "s"
    assert cell.number_format == "@"
    assert opened(write_xlsx([value], [[value]]))["A1"].data_type == "s"


@pytest.mark.parametrize("value", DANGEROUS)
def test_no_text_begins_like_a_formula_in_a_csv(value: str) -> None:
    lines = write_csv([value], [[value]]).decode("utf-8-sig")
    for cell in lines.replace('"', "").split("\r\n")[:2]:
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_numbers_stay_numbers_and_ids_stay_texts() -> None:
    row = opened(write_xlsx(["a", "b", "c", "d"], [[3, "007", PartialDate(1954, 7), date(1954, 7, 1)]]))[2]
    assert [cell.value for cell in row][:3] == [3, "007", "1954-07"]
    assert row[3].value.date() == date(1954, 7, 1)
    assert write_csv(["a"], [[-3]]).endswith(b"\r\n-3\r\n")


def test_a_sheet_is_ready_for_paper() -> None:
    sheet = opened(write_xlsx(["姓名", "电话"], [["林", "1"]] * 300, title="花名册"))
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$1:$2"
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:B1"]
    assert sheet.max_row == 302


def test_a_remembered_form_is_restored_with_title_order_groups_and_unknown_columns() -> None:
    rows: list[list[Any]] = [
        ["东苑社区花名册"],
        ["序号", "姓名", "住址", None, "暗号", "性别", "是否正式"],
        [None, None, "小区", "楼栋", None, None, None],
        [1, "林晓禾", "东苑", "03", "x", "女", None],
    ]
    merges = ("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3")
    first = interpret_file(files.xlsx(rows, merges=merges), "x.xlsx", ROSTER, today=files.TODAY)
    remembered = first.memory()
    assert remembered is not None
    memory = HeadingMemory.from_json(remembered.to_json())
    assert memory == remembered
    exported = export_xlsx(memory, ROSTER, [dict(row.values) for row in first.rows])
    sheet = read_table(exported, "x.xlsx")
    assert [list(row) for row in sheet.rows] == [
        ["东苑社区花名册"],
        ["序号", "姓名", "住址", "", "暗号", "性别", "是否正式"],
        ["", "", "小区", "楼栋"],
        [1.0, "林晓禾", "东苑", "03"],
    ]
    again = interpret_file(exported, "x.xlsx", ROSTER, today=files.TODAY)
    assert [row.values for row in again.rows] == [row.values for row in first.rows]
    assert again.memory() == memory


def test_yes_no_and_choices_are_written_in_the_language_of_the_form() -> None:
    layout = load_layout("wishes")
    for language, words in (("zh", ["是", "否"]), ("en", ["Yes", "No"])):
        memory = HeadingMemory.of_layout(layout, language)
        data = export_csv(memory, layout, [{"code": "1", "accept_any": True}, {"code": "2", "accept_any": False}])
        place = memory.keys.index("accept_any")
        assert [row[place] for row in read_table(data, "x.csv").rows[1:]] == words
    memory = HeadingMemory(("人员类别",), ("category",))
    assert "预备" in export_csv(memory, ROSTER, [{"category": "probationary"}]).decode()


@pytest.mark.parametrize("name", layout_names())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_form_comes_back_with_all_its_columns_and_no_data(name: str, language: str) -> None:
    layout = load_layout(name)
    result = interpret_file(write_template(layout, language), "x.xlsx", layout, today=files.TODAY)
    assert result.headings is not None
    assert set(result.headings.stored()) == {column.key for column in layout.columns}
    assert result.rows == []
    assert [problem.code for problem in result.problems] == ["example_row_skipped", "no_data_rows"]
    memory = result.memory()
    assert memory is not None
    assert memory.title == layout.title(language)


def test_an_empty_form_offers_yes_and_no_and_choices_but_only_one_example() -> None:
    sheet = opened(write_template(ROSTER, "zh"))
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert list(rules.values()) == ['"正式,预备"']
    rules = opened(write_template(load_layout("wishes"), "en")).data_validations.dataValidation
    assert [rule.formula1 for rule in rules] == ['"Yes,No"']
    row = [cell.value for cell in sheet[3]]
    assert "林晓禾" in row


def test_the_words_of_the_example_are_data_in_any_other_sheet() -> None:
    layout = load_layout("formation_groups")
    data = files.xlsx([["id", "bond", "min", "max"], ["g01", "interest", "3", "30"]])
    assert len(interpret_file(data, "x.xlsx", layout, today=files.TODAY).rows) == 1


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@'\"\n,;_x0041_\t"), max_size=30)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=6))
def test_every_text_comes_back_from_a_workbook_and_from_a_csv(rows: list[list[str]]) -> None:
    wanted = [[clean_text(value)[0] for value in row] for row in rows]
    for data in (write_xlsx(["a", "b", "c"], rows), write_csv(["a", "b", "c"], rows)):
        sheet = read_table(data, "x")
        found = [[clean_text(str(sheet.cell(at, place)))[0] for place in range(3)] for at in range(1, len(rows) + 1)]
        assert found == wanted


NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)
RECORDS = st.fixed_dictionaries(
    {
        "code": st.from_regex(r"0{0,3}[A-Z]?[0-9]{1,6}", fullmatch=True),
        "name": NAMES,
        "category": st.sampled_from(["full", "probationary", None]),
        "joined_on": st.none()
        | st.dates(date(1900, 1, 1), date(2026, 3, 4)).map(PartialDate.of)
        | st.builds(PartialDate, st.integers(1900, 2025), st.none() | st.integers(1, 12)),
        "phone": st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
        "remarks": NAMES | st.sampled_from(["=1+1", "@x", "-5", "+86", None]),
    }
)


@settings(max_examples=50, deadline=None)
@given(st.lists(RECORDS, min_size=1, max_size=8, unique_by=lambda one: one["code"]), st.sampled_from(["zh", "en"]))
def test_what_was_exported_is_imported_unchanged(records: list[dict[str, Any]], language: str) -> None:
    memory = HeadingMemory.of_layout(ROSTER, language)
    for data in (export_xlsx(memory, ROSTER, records), export_csv(memory, ROSTER, records)):
        result = interpret_file(data, "x", ROSTER, today=files.TODAY)
        assert {problem.code for problem in result.errors} <= {"duplicate_row"}
        assert [{key: row.values[key] for key in records[0]} for row in result.rows] == records

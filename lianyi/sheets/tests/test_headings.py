from __future__ import annotations

from typing import Any

import pytest

from lianyi.sheets import Headings, find_headings, load_layout, read_table
from lianyi.sheets.columns import Layout, parse_layout
from lianyi.sheets.headings import heading_problems
from lianyi.sheets.tests import files

ROSTER = load_layout("roster")


def find(rows: list[Any], layout: Layout = ROSTER, *, merges: tuple[str, ...] = (), **options: Any) -> Headings:
    found = find_headings(read_table(files.xlsx(rows, merges=merges), "x.xlsx"), layout, **options)
    assert found is not None
    return found


def keys(found: Headings) -> list[str | None]:
    return [column.column.key if column.column and column.use == "stored" else None for column in found.columns]


def test_the_heading_row_is_found_below_a_merged_title_blank_rows_and_remarks() -> None:
    rows = [
        ["东苑社区花名册"],
        [],
        ["填表日期：2026.3.1", None, "填表人：林"],
        ["序号", "姓名", "联系电话"],
        [1, "林", "12"],
    ]
    found = find(rows, merges=("A1:C1",))
    assert (found.row, found.depth, found.first_data_row, found.title) == (3, 1, 4, "东苑社区花名册")
    assert keys(found) == ["sequence", "name", "phone"]


@pytest.mark.parametrize(
    "heading",
    ["姓名", "姓 名", "姓\u3000名", "姓\n名", "姓名*", "＊姓名", "姓名（必填）", "姓名：", "*姓名(必填):", "NAME",
     "Full_name", "党员姓名", "姓名（与身份证一致）", "\ufeff姓名"],
)  # fmt: skip
def test_a_heading_is_known_however_it_is_written(heading: str) -> None:
    assert keys(find([[heading, "备注"], ["林", ""]])) == ["name", "remarks"]


def test_the_headings_of_the_form_are_known_in_the_words_of_a_branch_and_in_neutral_ones() -> None:
    branch = [
        "序号",
        "姓名",
        "人员类别(正式/预备)",
        "加入党组织日期",
        "转为正式党员日期",
        "所在支部",
        "党内职务",
        "联系电话",
        "备注",
    ]
    neutral = ["No.", "Name", "类别", "加入日期", "转正日期", "所在小组", "职务", "手机", "Remarks"]
    wanted = ["sequence", "name", "category", "joined_on", "confirmed_on", "group", "post", "phone", "remarks"]
    assert keys(find([branch])) == keys(find([neutral])) == wanted


def test_two_rows_of_headings_are_read_as_one() -> None:
    rows = [
        ["花名册"],
        ["姓名", "住址", None, None, None, "联系方式", "备注"],
        [None, "小区", "楼栋", "单元", "房号", None, None],
        ["林", "东苑", "3", "1", "0502", "13900000000", ""],
    ]
    merges = ("A1:G1", "A2:A3", "B2:E2", "F2:F3", "G2:G3")
    found = find(rows, merges=merges)
    assert (found.row, found.depth) == (1, 2)
    assert keys(found) == ["name", "compound", "building", "unit", "room", "phone", "remarks"]
    assert [column.group for column in found.columns] == ["", "住址", "住址", "住址", "住址", "", ""]


def test_in_a_csv_a_group_heading_stands_over_the_gap_beside_it() -> None:
    text = files.text([["姓名", "住址", "", "电话"], ["", "小区", "楼栋", ""], ["林", "东苑", "3", "13900000000"]])
    found = find_headings(read_table(text.encode(), "x.csv"), ROSTER)
    assert found is not None
    assert (found.depth, keys(found)) == (2, ["name", "compound", "building", "phone"])


def test_a_group_and_its_part_can_name_one_column_together() -> None:
    rows = [["编号", "志愿", None, "备注"], [None, "第一", "第二", None], ["1", "书画", "合唱", ""]]
    found = find(rows, load_layout("wishes"), merges=("B1:C1", "A1:A2", "D1:D2"))
    assert keys(found) == ["code", "wish1", "wish2", "remarks"]


def test_data_below_the_headings_are_never_taken_for_a_second_row_of_headings() -> None:
    assert find([["姓名", "职务"], ["职务", "电话"]]).depth == 1
    assert find([["姓名", "小组"], ["林", "支部"]]).depth == 1


def test_what_is_not_stored_and_what_is_unknown_are_told_apart() -> None:
    rows = [["姓名", "性别", "民族", "身份证号码", "政治面貌", "血缘", "年度积分", "是否重点人员", "信访情况"]]
    found = find(rows)
    reasons = {column.heading: column.reason for column in found.with_use("not_stored")}
    assert reasons == {
        "性别": "not_needed",
        "民族": "sensitive",
        "身份证号码": "id_number",
        "政治面貌": "forbidden_belief",
        "年度积分": "forbidden_score",
        "是否重点人员": "forbidden_watch_list",
        "信访情况": "forbidden_petition",
    }
    assert [(column.letter, column.heading) for column in found.with_use("unknown")] == [("F", "血缘")]


def test_of_two_columns_for_one_thing_the_very_heading_counts_and_the_other_is_reported() -> None:
    found = find([["姓名", "手机", "联系电话"], ["林", "1", "2"]])
    assert found.stored()["phone"].letter == "C"
    problems, _ = heading_problems(found, ROSTER)
    assert [(problem.code, problem.column) for problem in problems] == [("duplicate_heading", "B")]
    assert problems[0].params == {"first": "联系电话", "first_column": "C"}
    assert find([["姓名", "手机", "电话"]]).stored()["phone"].letter == "B"


def test_a_missing_required_column_is_named_with_what_else_it_may_be_called() -> None:
    found = find([["电话", "备注"], ["1", "x"]])
    problems, missing = heading_problems(found, ROSTER)
    assert [column.key for column in missing] == ["name"]
    assert problems[0].code == "missing_column"
    assert "党员姓名" in problems[0].params["synonyms"]  # type: ignore[operator]


def test_a_sheet_without_any_heading_has_none() -> None:
    sheet = read_table(files.xlsx([["甲", "乙"], ["1", "2"]]), "x.xlsx")
    assert find_headings(sheet, ROSTER) is None


def test_a_person_can_point_to_the_row_and_say_what_a_column_is() -> None:
    rows = [["姓名", "电话"], ["nom", "tél"], ["Lin", "13900000000"]]
    found = find(rows, row=2, assign={0: "name", 1: "phone"})
    assert (found.row, keys(found)) == (1, ["name", "phone"])
    assert find(rows, row=1, assign={1: None}).columns[1].use == "unknown"


def test_a_refused_column_is_not_let_in_by_renaming_it() -> None:
    found = find([["姓名", "宗教信仰"], ["林", "x"]], assign={1: "remarks"})
    assert found.columns[1].use == "not_stored"


def test_a_heading_that_means_two_things_is_refused_in_a_layout() -> None:
    entry = {"kind": "text", "heading_en": "x", "heading_zh": "甲"}
    content = {"title_zh": "t", "title_en": "t", "columns": [entry | {"key": "a"}, entry | {"key": "b"}]}
    with pytest.raises(ValueError, match="names a and b"):
        parse_layout("bad", content)

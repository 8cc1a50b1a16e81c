from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lianyi.sheets import (
    Interpretation,
    PartialDate,
    UnreadableFile,
    interpret,
    interpret_file,
    load_layout,
    read_table,
)
from lianyi.sheets.columns import DuplicateRule
from lianyi.sheets.tests import files

ROSTER, WISHES, HOUSEHOLDS = load_layout("roster"), load_layout("wishes"), load_layout("households")


def roster(*rows: Iterable[Any], heading: tuple[str, ...] = ("姓名", "入党日期", "电话", "备注")) -> Interpretation:
    return interpret_file(files.xlsx([heading, *map(list, rows)]), "x.xlsx", ROSTER, today=files.TODAY)


def said(result: Interpretation) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in result.problems]


def test_a_good_file_gives_its_rows_with_the_numbers_that_excel_shows() -> None:
    result = roster(["林晓禾", 1984.07, 13900000000, None], [], ["欧阳墨", "1990-3", "0851-85550000", "组长"])
    assert result.problems == []
    assert result.is_usable
    assert [row.number for row in result.rows] == [2, 4]
    assert result.good_rows == result.rows
    assert result.rows[0].values == {
        "name": "林晓禾",
        "joined_on": PartialDate(1984, 7),
        "phone": "13900000000",
        "remarks": None,
    }


def test_every_problem_is_shown_by_row_and_column_and_good_rows_can_be_taken_alone() -> None:
    result = roster(
        ["林晓禾", "520103195407120019", "13900000000"],
        ["13900000001", "1984.07", "12"],
        ["欧阳墨", date(2026, 3, 6), "13900000002"],
        ["", "1984.07", "13900000003"],
        ["周彤", "1984.07", "13900000004"],
    )
    assert said(result) == [
        (2, "B", "id_number_in_date"),
        (3, "A", "phone_in_name"),
        (3, "C", "not_a_phone"),
        (4, "B", "date_in_future"),
        (5, "A", "required_empty"),
    ]
    assert [row.values["name"] for row in result.good_rows] == ["周彤"]
    assert len(result.rows) == 5
    assert result.problems[0].heading == "入党日期"


def test_what_a_report_shows_of_a_value_is_masked() -> None:
    result = roster(["林晓禾", "520103195407120019"], ["13912345678", ""])
    assert [problem.value for problem in result.problems] == ["52**************19", "139****5678"]


def test_columns_that_are_not_stored_leave_no_trace_in_the_rows() -> None:
    heading = ("姓名", "身份证号码", "积分", "民族", "暗号")
    result = roster(["林晓禾", "520103195407120019", 99, "汉", "x"], heading=heading)
    assert result.rows[0].values == {"name": "林晓禾"}
    assert result.problems == []
    assert [column.heading for column in result.not_stored_columns] == ["身份证号码", "积分", "民族"]
    assert [column.heading for column in result.unknown_columns] == ["暗号"]
    assert len(result.columns) == 5


def test_wrong_columns_are_reported_by_name_and_nothing_is_taken() -> None:
    result = interpret_file(files.xlsx([["商品", "单价"], ["米", 3]]), "x.xlsx", ROSTER, today=files.TODAY)
    assert said(result) == [(0, "", "no_heading_row")]
    result = roster(["12"], heading=("电话",))
    assert result.problems[0].code == "missing_column"
    assert not result.is_usable
    assert result.good_rows == []
    assert [column.key for column in result.missing_columns] == ["name"]


def test_headings_without_rows_are_reported() -> None:
    assert said(roster()) == [(1, "", "no_data_rows")]


def test_rows_that_are_no_data_are_skipped_with_a_note() -> None:
    heading = ("序号", "姓名", "电话")
    result = roster(
        [1, "林晓禾", "13900000000"],
        ["序号", "姓名", "电话"],
        [2, "欧阳墨", "13900000001"],
        [3, None, None],
        ["合计", "2人"],
        ["填表人：周彤", None, "审核：林"],
        ["备注：以上为全部成员"],
        heading=heading,
    )
    assert [row.values["name"] for row in result.rows] == ["林晓禾", "欧阳墨"]
    assert said(result) == [
        (3, "", "repeated_heading_skipped"),
        (6, "", "total_row_skipped"),
        (7, "", "remark_row_skipped"),
        (8, "", "remark_row_skipped"),
    ]
    assert result.errors == []


def test_the_same_person_twice_is_an_error_and_the_same_name_twice_a_question() -> None:
    result = roster(
        ["林晓禾", "", "13900000000"],
        ["林 晓禾", "", "139-0000-0000"],
        ["林晓禾", "", "13900000001"],
        ["林晓禾", "", ""],
    )
    assert said(result) == [(3, "A", "duplicate_row"), (4, "A", "possible_duplicate"), (5, "A", "possible_duplicate")]
    assert result.problems[0].params == {
        "first": 2,
        "headings_zh": ["姓名", "联系电话"],
        "headings_en": ["Name", "Telephone"],
    }
    assert len(result.good_rows) == 3


def test_what_counts_as_a_double_can_be_chosen() -> None:
    layout = replace(ROSTER, duplicates=(DuplicateRule(("joined_on",), "error"),))
    data = files.xlsx([["姓名", "入党日期"], ["林", "1984.07"], ["周", "1984-7"], ["吴", ""], ["郑", ""]])
    assert said(interpret_file(data, "x.xlsx", layout, today=files.TODAY)) == [(3, "B", "duplicate_row")]


def test_a_value_under_no_heading_is_not_lost_silently() -> None:
    assert said(roster(["林", "", "", "", "x"], ["周", "", "", "", "y"])) == [(2, "E", "column_without_heading")]
    data = files.text([["姓名", "电话"], ["林", "13900000000", "多出"]]).encode()
    assert said(interpret_file(data, "x.csv", ROSTER, today=files.TODAY)) == [(2, "C", "column_without_heading")]


def test_a_formula_without_result_is_told_from_an_empty_cell() -> None:
    result = roster(["=B2", "", "=1+", "#N/A"])
    assert said(result) == [
        (2, "A", "formula_without_value"),
        (2, "C", "formula_without_value"),
        (2, "D", "error_value"),
    ]
    assert result.good_rows == []


def test_a_formula_injected_in_a_csv_is_data_and_flagged() -> None:
    data = files.text([["姓名", "备注"], ["林", "=cmd|'/C calc'!A0"]]).encode()
    result = interpret_file(data, "x.csv", ROSTER, today=files.TODAY)
    assert said(result) == [(2, "B", "formula_like_text")]
    assert result.good_rows[0].values["remarks"] == "=cmd|'/C calc'!A0"


def test_of_two_wishes_rows_only_one_of_number_and_name_is_needed() -> None:
    rows = [
        ["编号", "姓名", "第一志愿", "是否服从调剂"],
        ["7", "", "书画", "√"],
        ["", "林", "", "否"],
        ["", "", "书画", "是"],
    ]
    result = interpret_file(files.xlsx(rows), "x.xlsx", WISHES, today=files.TODAY)
    assert said(result) == [(4, "", "required_one_of")]
    assert [row.values["accept_any"] for row in result.rows] == [True, False, True]
    result = interpret_file(files.xlsx([["第一志愿"], ["书画"]]), "x.xlsx", WISHES, today=files.TODAY)
    assert result.problems[0].code == "missing_one_of"


def test_a_cell_merged_over_rows_counts_for_each_of_them() -> None:
    rows = [
        ["小区", "楼栋", "房号", "姓名"],
        ["东苑", "3", "0501", "林"],
        ["", "", "0502", "周"],
        ["", "4", "0101", "吴"],
    ]
    data = files.xlsx([[value or None for value in row] for row in rows], merges=("A2:A4", "B2:B3"))
    result = interpret_file(data, "x.xlsx", HOUSEHOLDS, today=files.TODAY)
    assert result.problems == []
    assert [(row.values["compound"], row.values["building"]) for row in result.rows] == [
        ("东苑", "3"),
        ("东苑", "3"),
        ("东苑", "4"),
    ]


def test_a_column_of_dates_decides_how_its_1_is_read() -> None:
    result = roster(["林", 1954.1], ["周", 1960.7])
    assert said(result) == [(2, "B", "month_read_as_january")]
    result = roster(["林", 1954.1], ["周", 1960.07])
    assert said(result) == [(2, "B", "month_read_as_october")]
    assert result.good_rows[0].values["joined_on"] == PartialDate(1954, 10)


def test_dates_of_the_calendar_of_1904_are_read() -> None:
    data = files.xlsx([["姓名", "入党日期"], ["林", 19906 - 1462]], mac=True)
    result = interpret_file(data, "x.xlsx", ROSTER, today=files.TODAY)
    assert result.rows[0].values["joined_on"] == PartialDate(1954, 7, 1)


def test_the_sheet_that_fits_is_chosen_and_not_a_page_of_explanations() -> None:
    data = files.xlsx([["填表说明"], ["备注"]], sheets={"名单": [["姓名", "电话"], ["林", "13900000000"]]})
    result = interpret_file(data, "x.xlsx", ROSTER, today=files.TODAY)
    assert (result.sheet_name, len(result.rows)) == ("名单", 1)


def test_the_same_table_says_the_same_in_every_format() -> None:
    rows: list[list[Any]] = [["姓名", "入党日期", "电话"], ["林晓禾", "1984.07", "13900000000"], ["周", "x", "12"]]
    table = files.text(rows)
    files_of_it = [files.xlsx(rows), files.xls(rows), table.encode(), table.encode("gb18030"), table.encode("utf-16")]
    results = [interpret_file(data, "x", ROSTER, today=files.TODAY) for data in files_of_it]
    assert all(result.rows == results[0].rows and result.problems == results[0].problems for result in results)
    assert [problem.code for problem in results[0].problems] == ["not_a_date", "not_a_phone"]


class CancelledError(Exception):
    pass


def test_progress_is_true_and_can_cancel() -> None:
    data = files.xlsx([["姓名"], *([f"林{'甲乙丙丁'[n % 4]}{chr(0x4E00 + n)}"] for n in range(1000))])
    sheet = read_table(data, "x.xlsx")
    told: list[tuple[int, int]] = []
    interpret(sheet, ROSTER, today=files.TODAY, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 1000), (200, 1000), (400, 1000), (600, 1000), (800, 1000), (1000, 1000)]

    def cancel(done: int, total: int) -> None:
        if done >= 400:
            raise CancelledError

    with pytest.raises(CancelledError):
        interpret(sheet, ROSTER, today=files.TODAY, progress=cancel)


def row_xml(cells: Iterable[Any]) -> str:
    texts = (f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    numbers = (f"<c><v>{cell}</v></c>" for cell in cells)
    pairs = zip(cells, texts, numbers, strict=True)
    return "<row>" + "".join(text if isinstance(cell, str) else number for cell, text, number in pairs) + "</row>"


def test_twenty_thousand_rows_of_fifteen_columns() -> None:
    heading = "序号 姓名 人员类别 入党日期 转正日期 所在支部 职务 电话 住址 小区 楼栋 单元 房号 备注 性别"
    same = ["正式", 1984.07, "1985-7", "第一支部", ""]
    rows = [
        [n, f"林{chr(0x4E00 + n)}", *same, 13900000000 + n, "", "东苑", n % 40, 1, n, "", "女"] for n in range(20_000)
    ]
    data = files.with_sheet_data(row_xml(heading.split(" ")) + "".join(map(row_xml, rows)))
    result = interpret_file(data, "x.xlsx", ROSTER, today=files.TODAY)
    assert result.problems == []
    assert len(result.good_rows) == 20_000
    assert result.rows[-1].number == 20_001
    assert "女" not in result.rows[-1].values.values()


def test_an_unreadable_file_is_not_interpreted() -> None:
    with pytest.raises(UnreadableFile):
        interpret_file(b"", "x.xlsx", ROSTER, today=files.TODAY)

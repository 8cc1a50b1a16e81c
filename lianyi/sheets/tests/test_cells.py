from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianyi.sheets.cells import Circumstances, Parsed, parse_cell
from lianyi.sheets.columns import Choice, Column, Kind
from lianyi.sheets.phones import parse_phone
from lianyi.sheets.sheet import Cell
from lianyi.sheets.tests.files import TODAY

ID_NUMBER = "520103195407120019"


def parse(kind: Kind, raw: Cell, **options: Any) -> Parsed:
    return parse_cell(raw, Column("key", kind, "列", "Column", **options), Circumstances(TODAY))


def codes(parsed: Parsed) -> list[str]:
    return [issue.code for issue in parsed.issues]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("  a  b ", "a b"),
        ("３栋２单元（东）", "3栋2单元（东）"),
        ("ＡＢＣ\u3000ｘ", "ABC x"),
        ("一\r\n二\n\n 三", "一\n二\n三"),
        ("零\u200b宽\ufeff", "零宽"),
        ("⼀⽣", "一生"),
        ("'=1+1", "=1+1"),
        (3.0, "3"),
        (3, "3"),
        (2.5, "2.5"),
        (True, "TRUE"),
        (date(2020, 1, 2), "2020-01-02"),
        (time(19, 30), "19:30"),
        ("   ", None),
        ("", None),
    ],
)
def test_text_is_cleaned_and_nothing_more(raw: Cell, value: str | None) -> None:
    assert parse("text", raw).value == value


def test_control_characters_go_with_a_warning() -> None:
    parsed = parse("text", "a\x07b\x00")
    assert (parsed.value, codes(parsed)) == ("ab", ["control_characters"])


@pytest.mark.parametrize(
    "raw", ["=cmd|'/C calc'!A0", "=HYPERLINK(1)", "+cmd|x", "@SUM(1)", "-2+3+cmd|' /C calc'!A0", "=1"]
)
def test_what_looks_like_a_formula_is_kept_as_text_and_flagged(raw: str) -> None:
    for kind in ("text", "identifier"):
        parsed = parse(kind, raw)
        assert (parsed.value, codes(parsed)) == (raw, ["formula_like_text"])
    assert not parse("name", raw).value or codes(parse("name", raw)) == ["formula_like_text"]


@pytest.mark.parametrize("raw", ["-", "+86 139", "@小林", "--", "-3"])
def test_an_innocent_sign_at_the_beginning_is_not_flagged(raw: str) -> None:
    assert parse("text", raw).issues == ()


def test_an_id_number_is_refused_wherever_it_was_put() -> None:
    assert codes(parse("text", f"见{ID_NUMBER}号")) == ["id_number_in_text"]
    assert codes(parse("identifier", ID_NUMBER)) == ["id_number_in_text"]
    assert codes(parse("name", ID_NUMBER[:17] + "x")) == ["id_number_in_name"]
    assert codes(parse("name", "林" + ID_NUMBER)) == ["id_number_in_name"]
    assert parse("date", ID_NUMBER).value is None
    assert codes(parse("date", ID_NUMBER)) == ["id_number_in_date"]
    assert codes(parse("date", 520103540712001)) == ["id_number_in_date"]


def test_a_telephone_number_in_the_wrong_column_has_its_own_message() -> None:
    assert codes(parse("name", "139 0000 0000")) == ["phone_in_name"]
    assert codes(parse("name", 13900000000.0)) == ["phone_in_name"]
    assert codes(parse("date", "13900000000")) == ["phone_in_date"]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("林\u3000晓禾", "林晓禾"),
        ("李  四", "李四"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("Anna  Maria", "Anna Maria"),
        ("王五(小)", "王五(小)"),
    ],
)
def test_a_name_is_written_one_way(raw: str, value: str) -> None:
    assert parse("name", raw).value == value


@pytest.mark.parametrize("raw", ["123", "---", 12.0, date(2020, 1, 1), True])
def test_what_has_no_letter_is_no_name(raw: Cell) -> None:
    assert codes(parse("name", raw)) == ["not_a_name"]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (7.0, "7"),
        ("0012", "0012"),
        ("12.0", "12"),
        ("3E05", "3E05"),
        ("3.5.0", "3.5.0"),
        (" A－１ ", "A－1"),
        (13900000000.0, "13900000000"),
        (999999999999999.0, "999999999999999"),
    ],
)
def test_an_identifier_is_text_whatever_excel_made_of_it(raw: Cell, value: str) -> None:
    assert parse("identifier", raw).value == value


@pytest.mark.parametrize("raw", [5.20103195407121e17, 1e15, "1.38E+10", "5.20103E+17"])
def test_lost_digits_are_reported(raw: Cell) -> None:
    for kind in ("identifier", "phone"):
        assert codes(parse(kind, raw)) == ["digits_lost"]


def test_a_house_number_that_excel_made_a_date_is_reported() -> None:
    for raw in (date(2026, 3, 3), datetime(2026, 3, 3), time(1, 2), timedelta(hours=30)):
        assert codes(parse("identifier", raw)) == ["turned_into_date"]


def test_too_long_a_text_is_refused_with_both_lengths() -> None:
    parsed = parse("text", "x" * 11, max_length=10)
    assert parsed.issues[0].params == {"length": 11, "limit": 10}
    assert parse("text", "x" * 10, max_length=10).issues == ()


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("13900000000", "13900000000"),
        ("139-0000-0000", "13900000000"),
        ("+86 139 0000 0000", "13900000000"),
        ("１３９００００００００", "13900000000"),
        (13900000000.0, "13900000000"),
        ("0851-85550000", "0851-85550000"),
        ("(0851)8555 0000", "0851-85550000"),
        ("085185550000", "0851-85550000"),
        (85185550000.0, "0851-85550000"),
        ("010-85550000转12", "010-85550000-12"),
        ("0851-85550000-12", "0851-85550000-12"),
        ("85550000", "85550000"),
        ("400-800-8000", "4008008000"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("无", None),
        ("—", None),
    ],
)
def test_a_telephone_number_is_written_one_way(raw: Cell, value: str | None) -> None:
    parsed = parse("phone", raw)
    assert (parsed.value, parsed.issues) == (value, ())


@pytest.mark.parametrize("raw", ["1390000000", "139000000001", "见备注", "12", True, date(2020, 1, 1), "13900000000 x"])
def test_what_is_no_telephone_number_is_told_and_left_out(raw: Cell) -> None:
    parsed = parse("phone", raw)
    assert codes(parsed) == ["not_a_phone"]
    assert (parsed.value, parsed.is_bad) == (None, False)  # nobody is turned away for a bad telephone alone


def test_of_several_numbers_the_first_is_taken_and_the_others_are_named() -> None:
    parsed = parse("phone", "13900000000/0851-85550000、13900000001")
    assert parsed.value == "13900000000"
    assert parsed.issues[0].params["left_out"] == ["0851-85550000", "13900000001"]


@given(st.text(alphabet="0123456789+-()转 /、手机", max_size=25))
def test_a_written_number_is_read_as_itself(text: str) -> None:
    number, _ = parse_phone(text)
    assert number is None or parse_phone(number) == (number, [])


@pytest.mark.parametrize(
    ("raw", "value"),
    [(30.0, 30), ("30", 30), ("３０人", 30), ("1,200", 1200), ("30.0", 30), ("-5", -5), ("", None), ("无", None)],
)
def test_a_whole_number(raw: Cell, value: int | None) -> None:
    parsed = parse("integer", raw)
    assert (parsed.value, parsed.issues) == (value, ())


@pytest.mark.parametrize("raw", [2.5, "十", "3-5", "≥3", True, date(2020, 1, 1), "1e3"])
def test_what_is_no_whole_number_is_refused(raw: Cell) -> None:
    assert codes(parse("integer", raw)) == ["not_an_integer"]


def test_a_number_out_of_bounds_is_refused_with_the_bound() -> None:
    assert parse("integer", 0, minimum=1).issues[0].params == {"limit": 1}
    assert codes(parse("integer", 0, minimum=1)) == ["number_too_small"]
    assert codes(parse("integer", 9, maximum=8)) == ["number_too_large"]


@pytest.mark.parametrize("raw", ["是", "√", "服从", "Y", "Yes", "TRUE", True, 1.0, "1", "同意调剂", "ｙ"])
def test_yes(raw: Cell) -> None:
    assert parse("yes_no", raw).value is True


@pytest.mark.parametrize("raw", ["否", "×", "不服从", "不服从调剂", "N", "no", False, 0.0, "0", "不愿意"])
def test_no(raw: Cell) -> None:
    assert parse("yes_no", raw).value is False


@pytest.mark.parametrize("raw", ["也许", "2", 2.0, date(2020, 1, 1)])
def test_neither_yes_nor_no(raw: Cell) -> None:
    assert codes(parse("yes_no", raw)) == ["not_yes_no"]
    assert parse("yes_no", "").value is None


CHOICES = (Choice("full", "正式", "Full", ("正式党员",)), Choice("probationary", "预备", "Probationary"))


@pytest.mark.parametrize("raw", ["正式", " 正式 党员", "FULL", "full"])
def test_a_choice_is_stored_by_its_key(raw: str) -> None:
    assert parse("choice", raw, choices=CHOICES).value == "full"


def test_an_unknown_choice_is_refused_with_the_possible_ones_unless_others_are_allowed() -> None:
    parsed = parse("choice", "其他", choices=CHOICES)
    assert parsed.issues[0].params == {"choices_zh": ["正式", "预备"], "choices_en": ["Full", "Probationary"]}
    assert parse("choice", "其他", choices=CHOICES, other_choices=True).value == "其他"


@given(
    st.sampled_from(("text", "name", "identifier", "phone", "integer", "yes_no", "date", "choice")),
    st.text()
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas(),
)
def test_no_cell_whatsoever_breaks_the_reading(kind: Kind, raw: Cell) -> None:
    parsed = parse(kind, raw, choices=CHOICES)
    assert parsed.value is None or not parsed.is_bad

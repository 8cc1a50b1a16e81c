from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import Any, get_args

import pytest

import lianyi.sheets
from lianyi.sheets import UnreadableFile, interpret_file, load_layout, message, reason_text
from lianyi.sheets.messages import FORMATS, MESSAGES
from lianyi.sheets.problems import CellCode, FileCode, ReasonCode, RowCode
from lianyi.sheets.refusals import load_refusals
from lianyi.sheets.tests import files

CODES = [code for group in (FileCode, RowCode, CellCode, ReasonCode) for code in get_args(group)]


def fields(text: str) -> set[str]:
    """The parameters of a text, whatever their language."""
    return {
        name.removesuffix("_zh").removesuffix("_en")
        for _, name, _, _ in string.Formatter().parse(text)
        if name is not None
    }


def test_every_code_has_a_text_and_every_text_a_code() -> None:
    assert sorted(MESSAGES) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_both_languages_are_complete_and_say_what_to_do(code: str) -> None:
    english, chinese = MESSAGES[code]  # type: ignore[index]
    assert english.isascii()
    assert not chinese.isascii()
    neutral = [
        {str(name).removesuffix("_zh").removesuffix("_en") for name in fields(text)} for text in (english, chinese)
    ]
    assert neutral[0] == neutral[1]
    # A finding, and then what to do about it.
    assert english.count(".") >= 2 or ";" in english
    assert chinese.count("。") >= 2 or "，" in chinese


def test_no_code_is_left_that_nothing_raises() -> None:
    folder = Path(lianyi.sheets.__file__).parent
    modules = [path for path in folder.glob("*.py") if path.name not in ("messages.py", "problems.py")]
    nodes = [node for path in modules for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    said = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    reasons = set(load_refusals().headings.values()) | set(load_refusals().words.values())
    assert set(CODES) <= said | reasons


def test_every_recognised_format_has_a_name_in_both_languages() -> None:
    for name in FORMATS:
        error = UnreadableFile("file_unsupported", format=name)
        assert FORMATS[name][0] in message(error, "en")
        assert FORMATS[name][1] in message(error, "zh-hans")


def test_the_parameters_of_real_problems_fill_their_texts() -> None:
    rows: list[list[Any]] = [
        ["姓名", "电话", "手机", "入党日期", "备注", "人员类别"],
        ["林", "13900000000/13900000001", "", 1954.1, "=1", "外星"],
        ["林", "12", "", "2030.1", "x" * 501, ""],
        ["林", "13900000000", "", "", "", "", "多"],
    ]
    layouts = [load_layout(name) for name in ("roster", "wishes", "proposed_groups")]
    problems = [
        problem
        for layout in layouts
        for problem in interpret_file(files.xlsx(rows), "x.xlsx", layout, today=files.TODAY).problems
    ]
    assert len({problem.code for problem in problems}) >= 11
    for problem in problems:
        for language in ("en", "zh"):
            assert "{" not in message(problem, language)
    assert any("13900000001" in message(problem, "zh") for problem in problems)


def test_a_reason_is_told_in_both_languages() -> None:
    assert "ranked" in reason_text("forbidden_score", "en")
    assert "排名" in reason_text("forbidden_score", "zh-hans")

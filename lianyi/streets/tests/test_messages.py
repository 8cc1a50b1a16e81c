"""Everything that can be found has its sentence in both languages."""

import re
from pathlib import Path

import pytest

import lianyi.streets
from lianyi.streets import Finding, Severity, UnusableFile, message
from lianyi.streets.messages import _FILES, _FINDINGS, CODES

ROOT = Path(lianyi.streets.__file__).parent
RAISED = re.compile(r'(?:UnusableFile|Finding|about_rows|refuse|warn)\(\s*(?:[\w.&~<> \[\]()]+?,\s*)?"([a-z_]+)"')


def raised() -> set[str]:
    return {code for file in ROOT.glob("*.py") for code in RAISED.findall(file.read_text(encoding="utf-8"))}


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    found = raised()
    assert {"no_file", "islands", "duplicate_id", "residents_negative", "not_lines"} <= found
    assert found - CODES == set()
    source = "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("*.py") if file.name != "messages.py")
    assert {code for code in CODES if f'"{code}"' not in source} == set()


@pytest.mark.parametrize("code", sorted(CODES))
def test_both_languages_say_the_same_things(code: str) -> None:
    english, chinese = {**_FILES, **_FINDINGS}[code]
    names = [{re.sub(r"_zh$", "", name) for name in re.findall(r"{(\w+)", text)} for text in (english, chinese)]
    assert names[0] == names[1]
    assert re.search("[\u4e00-\u9fff]", chinese) or chinese == "{detail_zh}"
    assert not re.search("[\u4e00-\u9fff]", english.replace("周一至周五", ""))


def test_rows_are_named_and_the_rest_is_counted() -> None:
    few = Finding("duplicate_id", Severity.ERROR, {}, (3, 5), 2)
    assert message(few, "en") == "Rows 3, 5: The id is in an earlier row already."
    assert message(few, "zh") == "第 3、5 行：编号与前面的行重复。"
    many = Finding("duplicate_id", Severity.ERROR, {}, (3, 5), 9)
    assert message(many, "en").startswith("Rows 3, 5 and 7 more: ")
    assert message(many, "zh").startswith("第 3、5 行等 9 行：")
    assert message(UnusableFile("no_layer", layer="a", layers="b"), "en") == "there is no layer “a” in it; there are: b"

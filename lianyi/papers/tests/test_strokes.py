"""The order of names by strokes, against what dictionaries say of the strokes of common surnames."""

import random

import pytest

from lianyi.papers.strokes import stroke_key

# How many strokes each surname has, and the first of them (1 横 2 竖 3 撇 4 点 5 折).
KNOWN = {
    2: "丁卜刁",
    3: "万于马",
    4: "王韦牛毛方尹孔",
    5: "石田叶史白冯",
    6: "朱刘江许孙",
    7: "李杨吴何余宋沈张",
    8: "林欧罗金周郑",
    9: "赵胡段姚",
    10: "袁贾钱徐高郭唐",
    11: "黄曹龚崔章梁",
    12: "彭董韩程傅曾谢",
    13: "鲍雷",
    14: "蔡谭熊廖",
    15: "黎潘",
    17: "戴魏",
}


def ordered(names: list[str]) -> list[str]:
    return sorted(names, key=stroke_key)


def test_fewer_strokes_come_first() -> None:
    names = ["黄大", "赵大", "林大", "陈大", "李大", "张大", "刘大", "王大", "马大", "丁大"]
    assert ordered(names) == ["丁大", "马大", "王大", "刘大", "李大", "张大", "陈大", "林大", "赵大", "黄大"]


def test_of_any_two_surnames_the_one_with_fewer_strokes_comes_first() -> None:
    counts = {surname: count for count, surnames in KNOWN.items() for surname in surnames}
    shuffled = random.Random(7).sample(list(counts), len(counts))
    assert [counts[surname] for surname in ordered(shuffled)] == sorted(counts.values())


@pytest.mark.parametrize("surnames", ["李吴何宋张", "王毛方尹", "石田白冯", "朱刘江孙", "林罗金郑", "赵段姚"])
def test_equal_counts_go_by_the_strokes_themselves(surnames: str) -> None:
    """By their first one these are 横, 竖, 撇, 点, 折, some left out."""
    assert "".join(ordered(sorted(surnames))) == surnames


def test_the_given_name_decides_between_equal_surnames() -> None:
    assert ordered(["王芳", "王一", "王", "王丁"]) == ["王", "王一", "王丁", "王芳"]


def test_compound_surnames_go_character_by_character() -> None:
    assert ordered(["诸葛亮", "欧阳修", "司马光", "欧冶", "卜商"]) == ["卜商", "司马光", "欧阳修", "欧冶", "诸葛亮"]


def test_spaces_between_characters_do_not_count() -> None:
    assert stroke_key("王 芳")[:2] == stroke_key("王芳")[:2]


def test_rare_characters_follow_and_other_scripts_come_last() -> None:
    assert ordered(["Anna Li", "", "𠮷田", "龘", "丁", "anna B"]) == ["丁", "龘", "𠮷田", "", "anna B", "Anna Li"]

from __future__ import annotations

from typing import Any

import pytest

from lianyi.sheets import LayoutError, layout_names, load_layout
from lianyi.sheets.columns import parse_layout
from lianyi.sheets.refusals import load_refusals

LAYOUTS = layout_names()


def test_the_forms_of_the_first_journey_are_there() -> None:
    assert LAYOUTS == [
        "formation_groups",
        "formation_members",
        "households",
        "organisations",
        "past_matters",
        "places",
        "proposed_groups",
        "roster",
        "wishes",
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_layout_asks_for_what_is_not_to_be_stored(name: str) -> None:
    for column in load_layout(name).columns:
        for heading in column.all_headings:
            assert load_refusals().reason(heading) is None, heading


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_speaks_both_languages_and_offers_synonyms_for_what_it_requires(name: str) -> None:
    layout = load_layout(name)
    assert not layout.title_zh.isascii()
    assert layout.title_en.isascii()
    for column in layout.columns:
        assert not column.heading_zh.isascii()
        assert column.heading_en.isascii()
        assert bool(column.hint_zh) == bool(column.hint_en)
        assert column.synonyms or not column.required
        assert bool(column.choices) == (column.kind == "choice")


def test_the_columns_of_the_command_line_are_known_by_their_keys() -> None:
    members = load_layout("formation_members").headings
    assert {"id", "wish1", "wish10", "fallback", "acceptany"} <= set(members)
    assert {"id", "bond", "min", "max"} <= set(load_layout("formation_groups").headings)


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("年度积分", "forbidden_score"),
        ("Credit points", "forbidden_score"),
        ("重点人员类别", "forbidden_watch_list"),
        ("是否信教(宗教)", "forbidden_belief"),
        ("上访记录", "forbidden_petition"),
        ("credit_score", "forbidden_score"),
        ("信用代码及信用等级", "forbidden_score"),
        ("Credit code and credit rating", "forbidden_score"),
    ],
)
def test_a_forbidden_word_is_found_anywhere_in_a_heading(heading: str, reason: str) -> None:
    assert load_refusals().reason(heading) == reason


@pytest.mark.parametrize(
    "heading",
    ["appointments", "accredited by", "兴趣", "信箱", "访客", "underscore", "统一社会 信用代码", "Social_credit code"],
)
def test_a_word_that_only_contains_the_letters_is_not_refused(heading: str) -> None:
    assert load_refusals().reason(heading) is None


COLUMN = {"key": "a", "kind": "text", "heading_zh": "甲", "heading_en": "A"}
GOOD = {"title_zh": "题", "title_en": "T", "columns": [COLUMN]}


@pytest.mark.parametrize(
    "change",
    [
        {"colums": []},
        {"columns": [COLUMN | {"kind": "colour"}]},
        {"columns": [COLUMN | {"heading": "x"}]},
        {"columns": [COLUMN, COLUMN]},
        {"one_of": [["b"]]},
        {"duplicates": [{"keys": ["b"], "severity": "error"}]},
    ],
)
def test_a_layout_file_with_a_slip_is_refused(change: dict[str, Any]) -> None:
    assert parse_layout("good", GOOD).columns[0].key == "a"
    with pytest.raises(LayoutError):
        parse_layout("bad", GOOD | change)
    with pytest.raises(KeyError):
        load_layout("../refused")

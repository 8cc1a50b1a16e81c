"""Every code that any app records has a text that people understand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override
from pytest_django import Settings

from lianyi.journal import wording

TREE = Path(wording.__file__).resolve().parents[1]
CODE = re.compile(r"[a-z_]+(\.[a-z_]+)?")


def calls() -> Iterator[tuple[str, ast.Call]]:
    for file in TREE.rglob("*.py"):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                yield (node.func.id if isinstance(node.func, ast.Name) else node.func.attr), node


def texts(node: ast.AST) -> list[str]:
    found = (inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant))
    return [value for value in found if isinstance(value, str) and CODE.fullmatch(value)]


def recorded() -> set[str]:
    return {
        code for name, call in calls() if name in ("record", "_record") and call.args for code in texts(call.args[0])
    }


def looked() -> set[str]:
    arguments = (word for name, call in calls() if name in ("look", "told") for word in call.keywords)
    return {code for word in arguments if word.arg == "what" for code in texts(word.value)}


def test_the_search_finds_codes() -> None:
    assert {"person.corrected", "place.added"} <= recorded()
    assert "people.list" in looked()


@pytest.mark.parametrize("code", sorted(recorded()))
def test_an_act_has_a_text(code: str) -> None:
    assert code in wording.ACTIONS


@pytest.mark.parametrize("code", sorted(looked()))
def test_a_look_has_a_text(code: str) -> None:
    assert code in wording.LOOKS


@pytest.mark.parametrize(("language", "text"), [("zh-hans", "新建了一个社团"), ("en", "opened a club")])
def test_groups_are_called_as_the_community_calls_them(settings: Settings, language: str, text: str) -> None:
    settings.LIANYI_PACK = "campus"
    with override(language):
        assert wording.say(wording.ACTIONS, "group.opened") == text


@pytest.mark.parametrize(
    "texts", [wording.ACTIONS, wording.LOOKS, wording.PURPOSES, wording.ROLES, wording.SUBJECTS, wording.FIELDS]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_word_stays_open(texts: wording.Texts, language: str) -> None:
    with override(language):
        assert not [text for code in texts if "%(" in (text := wording.say(texts, code))]

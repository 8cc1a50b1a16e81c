"""A rule that code or a template names must exist: a misspelt id fails here and not in front of a resident."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import lianyi
from lianyi.packs import load_pack, pack_ids
from lianyi.rules import rule_book, rule_pack_ids

ROOT = Path(lianyi.__file__).parent
ID = r"[\"'](?P<id>[a-z0-9_]+(?:\.[a-z0-9_]+)+)[\"']"
MUST_EXIST = (
    re.compile(r"\b(?:book|rules|in_force)\s*\[\s*" + ID),
    re.compile(r"\bon\([^()]*\)\s*\[\s*" + ID),
    re.compile(r"\brule\(\s*" + ID),
    re.compile(r"\{%\s*rule\w*\s+" + ID),
)
MAY_BE_ABSENT = re.compile(r"\b(?:book|rules|in_force)\.get\(\s*" + ID)


def named(text: str, *patterns: re.Pattern[str]) -> set[str]:
    return {match["id"] for pattern in patterns for match in pattern.finditer(text)}


def sources() -> Iterator[Path]:
    for suffix in ("py", "html", "txt"):
        yield from (path for path in sorted(ROOT.rglob(f"*.{suffix}")) if "tests" not in path.parts)


def named_in_the_tree(*patterns: re.Pattern[str]) -> dict[str, str]:
    """Return each named id with one file that names it."""
    return {
        rule_id: str(path.relative_to(ROOT))
        for path in sources()
        for rule_id in named(path.read_text(encoding="utf-8"), *patterns)
    }


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_rule_named_exists_in_every_world(pack_id: str) -> None:
    known = rule_book(load_pack(pack_id).rule_pack).ids()
    unknown = {rule_id: file for rule_id, file in named_in_the_tree(*MUST_EXIST).items() if rule_id not in known}
    assert not unknown, "not every pack has these; name them with .get() where they may be absent"


def test_every_rule_asked_for_with_get_exists_somewhere() -> None:
    known = {rule_id for pack_id in rule_pack_ids() for rule_id in rule_book(pack_id).ids()}
    unknown = {rule_id: file for rule_id, file in named_in_the_tree(MAY_BE_ABSENT).items() if rule_id not in known}
    assert not unknown


def test_the_scan_finds_the_ways_rules_are_named() -> None:
    text = """
        book["a.one"]; rules[ 'a.two' ]; in_force["a.three"]; rule("a.four", 3)
        {% rule "a.five" %} {%rule_card 'a.six'%}
        book.on(day)["a.eight"] permission_required("a.view") book.get("a.seven")
    """
    assert named(text, *MUST_EXIST) == {f"a.{n}" for n in ("one", "two", "three", "four", "five", "six", "eight")}
    assert named(text, MAY_BE_ABSENT) == {"a.seven"}


def test_the_scan_sees_this_tree() -> None:
    assert "groups.minimum_members" in named_in_the_tree(*MUST_EXIST)

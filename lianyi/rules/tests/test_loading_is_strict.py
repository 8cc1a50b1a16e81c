"""A file with a slip in it does not load, and the error names the file and the place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lianyi.rules import PackError, rule_book
from lianyi.rules.tests.conftest import SOURCE, rule_yaml

Write = Callable[..., Path]
FILE = "town/groups@2020-01-01.yaml"


def refusal(packs: Path) -> str:
    with pytest.raises(PackError) as caught:
        rule_book("town", packs=packs)
    return str(caught.value)


def test_a_good_file_loads(write: Write) -> None:
    assert rule_book("town", packs=write(FILE, rule_yaml())).ids() == ("groups.minimum_members",)


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("    grade: P", "    grad: P", "unknown key 'grad'"),
        ("    grade: P\n", "", "missing key 'grade'"),
        ("    grade: P", "    grade: E", "grade: must be one of"),
        ("    grade: P", "    grade: Z", "grade: must be one of"),
        (', en: "At least {value} people"', "", "text: missing key 'en'"),
        ("At least {value} people", " ", "text.en: must be text"),
        ("At least {value} people", "At least 3 people", "must say the number"),
        ("value: 3", "value: three", "must be a whole number"),
        ("value: 3", "value: true", "must be a whole number"),
        ("type: int", "type: number", "type: must be one of"),
        ('operator: ">="', 'operator: "=>"', "operator: must be one of"),
        ('    operator: ">="\n', "", "operator and severity come together"),
        ("severity: refuse", "severity: forbid", "must be refuse or warn"),
        ("unit: person", "unit: persons", "must be a unit of legend.yaml"),
        ("overridable: true", 'overridable: "maybe"', "must be true or false"),
        ("    grade: P", "    grade: P\n    article: four", "article: must be a number in quotes"),
        ("    grade: P", "    grade: P\n    effective_to: 2019-12-31", "ends before it begins"),
        ("    grade: P", "    grade: P\n    grade: A", "key given twice: grade"),
        ("    grade: P", "    grade: P\n    options: {a: {zh: 甲, en: a}}", "options belong to an enum or a list"),
        ("  groups.minimum_members:", "  Groups.Minimum:", "an id is lower-case words joined by dots"),
        ("  groups.minimum_members:", "  groups.minimum_members: [", "while parsing"),
    ],
)
def test_a_slip_is_refused_with_its_file_and_place(write: Write, good: str, bad: str, complaint: str) -> None:
    assert good in rule_yaml()
    message = refusal(write(FILE, rule_yaml().replace(good, bad)))
    assert message.startswith(FILE)
    assert complaint in message


@pytest.mark.parametrize("value", ['"0.8"', "0.8", '"4/0"', '"-4/5"'])
def test_a_fraction_is_exact_or_refused(write: Write, value: str) -> None:
    text = rule_yaml().replace("value: 3", f"value: {value}").replace("type: int", "type: fraction")
    assert "exact fraction" in refusal(write(FILE, text.replace("    unit: person\n", "")))


def test_a_choice_outside_its_options_is_refused(write: Write) -> None:
    text = """\
  elections.majority_basis:
    value: expcted
    type: enum
    overridable: false
    grade: D
    text: {zh: 以到会人数计, en: Counted on attendance}
    options: {expected: {zh: 应到会, en: expected}}
"""
    assert "not among the options: expcted" in refusal(write(FILE, text))


def test_a_rule_without_any_source_is_refused(write: Write) -> None:
    assert "has no source" in refusal(write(FILE, rule_yaml(), head=""))


@pytest.mark.parametrize("name", ["groups.yaml", "groups@2020-13-01.yaml", "groups@2020-01-01.yml"])
def test_a_file_name_without_a_day_is_refused(write: Write, name: str) -> None:
    assert "file name: must be" in refusal(write(f"town/{name}", rule_yaml()))


def test_two_versions_of_the_same_day_overlap(write: Write) -> None:
    write(FILE, rule_yaml())
    assert "overlaps the version in town/groups@2020-01-01.yaml" in refusal(
        write("town/more@2020-01-01.yaml", rule_yaml())
    )


def test_a_version_with_an_end_may_not_reach_into_its_successor(write: Write) -> None:
    write(FILE, rule_yaml(), head=SOURCE + "effective_to: 2026-01-01\n")
    assert "overlaps" in refusal(write("town/groups@2026-01-01.yaml", rule_yaml(value=4)))


def test_packs_that_extend_one_another_are_refused(packs: Path) -> None:
    (packs / "town" / "pack.yaml").write_text("title: {zh: 镇, en: Town}\nextends: town\n", encoding="utf-8")
    assert "extends itself" in refusal(packs)


def test_a_missing_pack_is_named(packs: Path) -> None:
    with pytest.raises(PackError, match=r"^city/pack\.yaml"):
        rule_book("city", packs=packs)

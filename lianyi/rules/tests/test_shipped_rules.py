"""The rules we ship: complete, in both languages, with the values the norms give."""

import re
from datetime import date
from fractions import Fraction

import pytest

from lianyi.rules import GRADES, UNITS, Bilingual, Rule, rule_book, rule_pack_ids
from lianyi.rules.wording import say_fraction

DAY = date(2026, 11, 22)
EVERY_RULE = [
    pytest.param(rule, id=f"{rule.origin}:{rule.id}")
    for pack_id in rule_pack_ids()
    for layer in rule_book(pack_id).layers[:1]
    for versions in layer.versions.values()
    for rule in versions
]
ASCII_BETWEEN_HAN = re.compile(r"[\u3400-\u9fff][,;:?()!]|[,;:?()!][\u3400-\u9fff]")
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_every_rule_can_be_read_in_both_languages(rule: Rule) -> None:
    labels = [label for _, label in rule.options]
    for words in [rule.text, rule.citation, rule.grade.text, *labels, *([rule.note] if rule.note else [])]:
        assert not HAN.search(words.en), "Chinese within the English"
        assert not ASCII_BETWEEN_HAN.search(words.zh), "Western punctuation within the Chinese"
        assert "{" not in words.zh + words.en, "an unfilled place"


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_what_we_chose_ourselves_does_not_pose_as_law(rule: Rule) -> None:
    own = rule.source.en == "Default of this product"
    assert own == (rule.grade.letter == "P")
    assert not (own and rule.article)


def test_grades_and_units_are_all_told() -> None:
    assert set(GRADES) == set("ABCDEGKP")
    assert all(UNITS[unit].within("en", 1) for unit in UNITS)
    assert UNITS["person"].within("zh-hans", 2) == "人"
    assert [UNITS["person"].within("en", n) for n in (1, 2)] == ["person", "people"]


@pytest.mark.parametrize(
    ("pack_id", "rule_id", "day", "value"),
    [
        ("cn-party", "groups.minimum_members", DAY, 3),
        ("cn-party", "groups.usual_maximum_members", DAY, 50),
        ("cn-party", "groups.joint_maximum_units", DAY, 5),
        ("cn-party", "groups.committee_from_members", DAY, 7),
        ("cn-party", "elections.attendance_quorum", DAY, Fraction(4, 5)),
        ("cn-party", "elections.majority_basis", DAY, "present"),
        ("cn-party", "groups.term_years", DAY, 5),
        ("bylaws", "elections.attendance_quorum", DAY, Fraction(2, 3)),
        ("bylaws", "groups.term_years", DAY, 3),
        ("cn-party", "forming.objection_days", DAY, 5),
        ("cn-community", "residents_committee.maximum_households", date(2025, 12, 31), 700),
        ("cn-community", "residents_committee.maximum_households", date(2026, 1, 1), 3000),
        ("cn-community", "residents_committee.minimum_households", date(2025, 12, 31), 100),
        ("cn-community", "residents_committee.minimum_households", date(2026, 1, 1), 1000),
        ("cn-community", "owners.special_approval_by_area", DAY, Fraction(3, 4)),
        ("cn-shaoxing", "owners_meeting.preparatory_group_days", DAY, 60),
        ("bylaws", "privacy.public_threshold", DAY, 10),
        ("bylaws", "privacy.internal_threshold", DAY, 5),
    ],
)
def test_values_are_those_of_the_norms(pack_id: str, rule_id: str, day: date, value: object) -> None:
    assert rule_book(pack_id).on(day)[rule_id].value == value


def test_twenty_proofs_are_not_to_be_issued() -> None:
    assert len(rule_book("cn-community").on(DAY)["proofs.not_to_be_issued"].items) == 20


def test_what_the_law_of_2026_is_not_known_to_say_has_no_rule() -> None:
    book = rule_book("cn-community")
    assert "residents_meeting.attendance" in book.on(date(2025, 12, 31))
    assert "residents_meeting.attendance" not in book.on(date(2026, 1, 1))


def test_the_branch_regulation_does_not_reach_back_before_its_day() -> None:
    book = rule_book("cn-party")
    assert book.on(date(2018, 10, 27))["groups.minimum_members"].layer == "base"
    assert book.on(date(2018, 10, 28))["groups.minimum_members"].layer == "cn-party"


def test_every_group_rule_exists_in_every_world() -> None:
    formation = {rule_id for rule_id in rule_book("base").ids() if rule_id.startswith(("groups.", "forming."))}
    for pack_id in rule_pack_ids():
        assert formation <= set(rule_book(pack_id).on(DAY))


COUNTING = (
    "attendance_quorum",
    "votes_to_be_elected",
    "majority_basis",
    "ballots_returned_to_issued",
    "ballots_returned_to_present",
    "names_to_seats",
    "tie",
    "run_off_decided_by",
    "too_few_elected",
)


@pytest.mark.parametrize("pack_id", rule_pack_ids())
def test_every_pack_can_hold_and_count_an_election(pack_id: str) -> None:
    in_force = rule_book(pack_id).on(DAY)
    assert {f"elections.{rule_id}" for rule_id in COUNTING} <= set(in_force)
    neutral = {rule_id for rule_id in rule_book("base").ids() if rule_id.startswith("elections.")}
    assert neutral <= set(in_force)


def test_the_party_counts_by_rules_of_its_own() -> None:
    in_force = rule_book("cn-party").on(DAY)
    assert {in_force[f"elections.{rule_id}"].layer for rule_id in COUNTING} == {"cn-party"}


@pytest.mark.parametrize(
    ("share", "zh", "en"),
    [
        ("4/5", "五分之四", "four fifths"),
        ("1/2", "半数", "half"),
        ("1/3", "三分之一", "one third"),
        ("13/10", "1.3", "1.3"),
    ],
)
def test_fractions_are_said_as_people_say_them(share: str, zh: str, en: str) -> None:
    assert say_fraction(Fraction(share)) == Bilingual(zh, en)


@pytest.mark.parametrize(("code", "word"), [("zh-hans", "组"), ("zh_CN", "组"), ("en-gb", "group"), (None, "group")])
def test_words_follow_the_language_code(code: str | None, word: str) -> None:
    assert Bilingual("组", "group").within(code) == word

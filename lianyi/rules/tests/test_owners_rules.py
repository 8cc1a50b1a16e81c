"""From the rules of the Civil Code, as an office reads them, to shares that a vote of owners is judged by."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from lianyi.engines.owners import Measure, Share, State, Vote, VoteRules, Weight, decide
from lianyi.owners_rules import rules_voted_by, special_matters, vote_rules
from lianyi.packs import load_pack, pack_ids
from lianyi.rules import rule_book

DAY = date(2026, 11, 22)
TWO_THIRDS, HALF, THREE_QUARTERS = Share(Fraction(2, 3)), Share(Fraction(1, 2), strict=True), Share(Fraction(3, 4))
RESTATED = """
rules:
  owners.approval_by_area:
    value: "3/5"
    type: fraction
    operator: "{operator}"
    severity: refuse
    overridable: false
    grade: K
    source: {{zh: 本小区议事规则, en: our own rules}}
    text: {{zh: "同意{{value}}", en: "{{value}} approve"}}
"""


@pytest.mark.parametrize("pack", ["cn", "cn-community", "cn-party", "cn-shaoxing"])
def test_the_shares_of_the_civil_code(pack: str) -> None:
    in_force = rule_book(pack).on(DAY)
    assert vote_rules(in_force, special=False) == VoteRules(TWO_THIRDS, TWO_THIRDS, HALF, HALF)
    assert vote_rules(in_force, special=True) == VoteRules(TWO_THIRDS, TWO_THIRDS, THREE_QUARTERS, THREE_QUARTERS)


@pytest.mark.parametrize("special", [False, True])
def test_each_threshold_has_its_rule(special: bool) -> None:
    voted_by = rules_voted_by(rule_book("cn-community").on(DAY), special=special)
    assert list(voted_by) == list(Measure)
    prefix = "owners.special_" if special else "owners."
    assert [rule.id for rule in voted_by.values()] == [
        "owners.participating_area",
        "owners.participating_owners",
        f"{prefix}approval_by_area",
        f"{prefix}approval_by_owners",
    ]
    assert {rule.source.en for rule in voted_by.values()} == {"Civil Code"}


def test_which_matters_are_special() -> None:
    matters = special_matters(rule_book("cn-community").on(DAY))
    assert [id_ for id_, _ in matters] == ["raise_funds", "rebuild", "change_common_parts"]
    assert matters[0][1].zh == "筹集维修资金"


@pytest.mark.parametrize("day", [DAY, date(2020, 12, 31)])
def test_bodies_with_bylaws_and_the_time_before_the_code_have_no_owners_vote(day: date) -> None:
    in_force = rule_book("bylaws" if day == DAY else "cn-community").on(day)
    assert vote_rules(in_force, special=False) is None
    assert not rules_voted_by(in_force, special=True)
    assert special_matters(in_force) == ()


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_world_has_all_rules_of_the_vote_or_none(pack_id: str) -> None:
    in_force = rule_book(load_pack(pack_id).rule_pack).on(DAY)
    has_some = any(rule_id.startswith("owners.") for rule_id in in_force)
    assert has_some == (vote_rules(in_force, special=True) is not None) == bool(special_matters(in_force))


def test_the_estate_of_100_owners_by_the_rules_we_ship() -> None:
    in_force, estate = rule_book("cn-community").on(DAY), Weight(100_000_000, 100)
    ordinary, special = vote_rules(in_force, special=False), vote_rules(in_force, special=True)
    assert ordinary
    assert special
    few, enough, yes = Weight(66_000_000, 67), Weight(67_000_000, 67), Weight(34_000_000, 34)
    assert decide(Vote(estate, few, yes), ordinary).state is State.TOO_FEW_TOOK_PART
    assert decide(Vote(estate, enough, yes), ordinary).state is State.APPROVED
    assert decide(Vote(estate, enough, yes), special).state is State.NOT_APPROVED


def restated(folder: Path, operator: str) -> VoteRules | None:
    (folder / "owners@2021-01-01.yaml").write_text(RESTATED.format(operator=operator), encoding="utf-8")
    return vote_rules(rule_book("cn-community", [folder]).on(DAY), special=False)


def test_an_estate_with_rules_of_its_own(tmp_path: Path) -> None:
    rules = restated(tmp_path, ">=")
    assert rules
    assert rules.approval_by_area == Share(Fraction(3, 5))


def test_an_operator_that_no_vote_can_follow_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"owners\.approval_by_area"):
        restated(tmp_path, "<")

"""From rules as an office reads them to shares that the engine counts with."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from lianyi.counting import count_rules, rules_counted_by, run_off_needs_majority
from lianyi.engines.count import Basis, CountRules, Share
from lianyi.rules import rule_book, rule_pack_ids

DAY = date(2026, 11, 22)
HALF = Share(Fraction(1, 2), strict=True)
RESTATED = """
rules:
  elections.attendance_quorum:
    value: "4/5"
    type: fraction
    operator: "{operator}"
    severity: refuse
    overridable: false
    grade: K
    source: {{zh: 本单位办法, en: our own rules}}
    text: {{zh: "到会{{value}}", en: "{{value}} present"}}
"""


@pytest.mark.parametrize(
    ("pack", "quorum"), [("cn-party", Fraction(4, 5)), ("bylaws", Fraction(2, 3)), ("cn-community", Fraction(2, 3))]
)
def test_the_rules_of_a_pack(pack: str, quorum: Fraction) -> None:
    assert count_rules(rule_book(pack).on(DAY)) == CountRules(Share(quorum), HALF, Basis.PRESENT)


@pytest.mark.parametrize("pack", rule_pack_ids())
def test_every_pack_can_be_counted_by(pack: str) -> None:
    in_force = rule_book(pack).on(DAY)
    assert count_rules(in_force).names_to_seats == 1
    assert len(rules_counted_by(in_force)) == 9
    assert not run_off_needs_majority(in_force)


def restated(folder: Path, operator: str) -> CountRules:
    (folder / "elections@2020-07-13.yaml").write_text(RESTATED.format(operator=operator), encoding="utf-8")
    return count_rules(rule_book("cn-party", [folder]).on(DAY))


def test_an_office_that_reads_more_than(tmp_path: Path) -> None:
    assert restated(tmp_path, ">").quorum == Share(Fraction(4, 5), strict=True)


def test_an_operator_that_cannot_be_counted_by_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"elections\.attendance_quorum"):
        restated(tmp_path, "<")

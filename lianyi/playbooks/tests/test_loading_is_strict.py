"""A playbook with a slip in it does not load, and the error names the file and the place."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lianyi.playbooks import Playbook, load_playbooks
from lianyi.playbooks.schema import PlaybookReader
from lianyi.rules import Operator, PackError, rule_book

DAY = date(2026, 11, 22)
FILE = "garden@2024-05-01.yaml"
BODIES = """\
neighbours: {zh: 邻居, en: neighbours}
street_office: {zh: 街道, en: street office}
"""
TEXT = """\
title: {zh: 建一个花园, en: Making a garden}
when: {zh: 空地没人管的时候, en: When nobody cares for a plot}
rule_packs: [cn]
source: {zh: 常见做法, en: The usual course}
grade: K
steps:
  - key: ask
    title: {zh: 问街道, en: Ask the street office}
    what: {zh: 问能不能种, en: Ask whether it may be planted}
    with: [street_office, neighbours]
    trip: true
    needs:
      - {zh: 草图, en: a sketch}
    yields:
      - {zh: 答复, en: an answer}
    pitfalls:
      - {zh: 窗口常常关着, en: The desk is often closed}
  - key: plant
    title: {zh: 种下, en: Plant}
    what: {zh: 一起种, en: Plant together}
    with: [neighbours]
    trip: false
    rules: [proofs.not_to_be_issued, owners_meeting.notice_days]
    due:
      - {after: ask, rule: owners_meeting.notice_days}
      - {after: ask, rule: deliberation.immediate_hours}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bodies.yaml").write_text(BODIES, encoding="utf-8")
    (tmp_path / FILE).write_text(TEXT, encoding="utf-8")
    return tmp_path


def load(folder: Path, pack: str = "cn-community", on: date = DAY) -> list[Playbook]:
    return load_playbooks(pack, on, folder=folder)


def test_a_good_file_loads(folder: Path) -> None:
    (garden,) = load(folder)
    ask, plant = garden.steps
    assert (garden.key, garden.effective_from, garden.origin) == ("garden", date(2024, 5, 1), FILE)
    assert (garden.grade.letter, garden.rule_packs, garden.when.en) == ("K", ("cn",), "When nobody cares for a plot")
    assert [body.name.en for body in ask.bodies] == ["street office", "neighbours"]
    assert (ask.needs[0].zh, ask.yields[0].en, ask.pitfalls[0].zh) == ("草图", "an answer", "窗口常常关着")
    assert (ask.usually_a_trip, ask.rules, ask.dues) == (True, (), ())
    assert plant.rules == ("owners_meeting.notice_days", "deliberation.immediate_hours", "proofs.not_to_be_issued")
    assert [(due.after, due.is_earliest) for due in plant.dues] == [("ask", True), ("ask", False)]


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("title: {zh: 建一个花园, en: Making a garden}\n", "", "the file: missing key 'title'"),
        ("grade: K", "grade: K\ngrad: K", "the file: unknown key 'grad'"),
        ("grade: K", "grade: K\ngrade: K", "key given twice: grade"),
        ("grade: K", "grade: E", "grade: must be one of"),
        ("grade: K", "grade: Z", "grade: must be one of"),
        (", en: Making a garden", "", "title: missing key 'en'"),
        ("en: Making a garden", 'en: " "', "title.en: must be text"),
        ("Making a garden", "M" * 81, "title: must be at most 80 characters"),
        ("rule_packs: [cn]", "rule_packs: [china]", "rule_packs: there is no china"),
        ("rule_packs: [cn]", "rule_packs: []", "rule_packs: must name at least one"),
        ("rule_packs: [cn]", "rule_packs: cn", "rule_packs: must be a list"),
        ("key: plant", "key: ask", "ask: another step has this key"),
        ("key: plant", "key: Plant It", "steps 2.key: a key is"),
        ("key: plant\n    ", "", "steps 2.key: must be text"),
        ("    trip: false\n", "", "plant: missing key 'trip'"),
        ("    trip: false", "    trip: sometimes", "plant.trip: must be true or false"),
        ("    trip: false", "    trip: false\n    days: 3", "plant: unknown key 'days'"),
        ("with: [neighbours]", "with: [mayor]", "plant.with: there is no mayor"),
        ("with: [neighbours]", "with: []", "plant.with: must name at least one"),
        ("with: [neighbours]", "with: [neighbours, neighbours]", "plant.with: lists an item twice"),
        ("proofs.not_to_be_issued", "proofs.not_to_be_isued", "plant.rules: there is no proofs.not_to_be_isued"),
        ("after: ask, rule: owners", "after: plant, rule: owners", "plant.due 1.after: no earlier step plant"),
        ("after: ask, rule: owners", "after: water, rule: owners", "plant.due 1.after: no earlier step water"),
        ("{after: ask, rule: owners_meeting.notice_days}", "{after: ask, days: 15}", "plant.due 1: unknown key 'days'"),
        (
            "rule: owners_meeting.notice_days",
            "rule: owners_meeting.days",
            "due 1.rule: there is no owners_meeting.days",
        ),
        (
            "rule: owners_meeting.notice_days",
            "rule: groups.minimum_members",
            "groups.minimum_members is no span of time",
        ),
        ("rule: owners_meeting.notice_days", "rule: owners.participating_area", "is no span of time"),
        ("rule: owners_meeting.notice_days", "rule: privacy.guardian_consent_below_age", "is no span of time"),
        ("    due:\n", "    due: {}\n    needs:\n", "plant.due: must be a list"),
        ("en: a sketch", "em: a sketch", "ask.needs 1: unknown key 'em'"),
        ("zh: 一起种", "zh: 十五日内一起种", "plant.what: says '十五日': name the rule instead"),
        ("zh: 一起种", "zh: 3 个工作日内一起种", "says '3 个工作日'"),
        ("zh: 窗口常常关着", "zh: 窗口两个月不开", "ask.pitfalls 1: says '两个月'"),
        ("en: Plant together", "en: Plant within 15 days", "plant.what: says '15 days': name the rule instead"),
        ("en: The desk is often closed", "en: Closed for three working days", "says 'three working days'"),
        (TEXT[TEXT.index("steps:") :], "steps: []\n", "steps: must name at least one"),
        (TEXT[TEXT.index("steps:") :], "steps: {}\n", "steps: must be a list"),
        (TEXT[TEXT.index("steps:") :], "steps: [ask]\n", "steps 1: must be a mapping"),
        (TEXT, "- garden\n", "the file: must be a mapping"),
        ("steps:", "steps: [", "while parsing"),
    ],
)
def test_a_slip_is_refused_with_its_file_and_place(folder: Path, good: str, bad: str, complaint: str) -> None:
    assert good in TEXT
    (folder / FILE).write_text(TEXT.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load(folder)
    assert caught.value.file == FILE
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    "name", ["garden.yaml", "garden@2024-13-01.yaml", "Garden@2024-05-01.yaml", "garden@2024-05-01.yml", "g@2024.yaml"]
)
def test_a_file_with_another_name_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(PackError, match=r"must be <key>@<effective-from>\.yaml") as caught:
        load(folder)
    assert caught.value.file == name


@pytest.mark.parametrize(
    ("bodies", "complaint"), [(None, "No such file"), ("neighbours: 邻居\n", "neighbours: must be a mapping")]
)
def test_bodies_are_read_as_strictly(folder: Path, bodies: str | None, complaint: str) -> None:
    (folder / "bodies.yaml").unlink()
    if bodies is not None:
        (folder / "bodies.yaml").write_text(bodies, encoding="utf-8")
    with pytest.raises(PackError, match=complaint) as caught:
        load(folder)
    assert caught.value.file == "bodies.yaml"


def test_a_rule_that_turns_round_sets_no_day() -> None:
    rule = rule_book("cn").on(DAY)["owners_meeting.notice_days"]
    turned = {rule.id: (rule, replace(rule, operator=Operator.AT_MOST))}
    reader = PlaybookReader(FILE, {}, turned, ("cn",))
    with pytest.raises(PackError, match="earliest day in one version, the latest in another"):
        reader.due({"after": "ask", "rule": rule.id}, "plant.due 1", ["ask"])


def test_an_unknown_rule_pack_is_refused(folder: Path) -> None:
    with pytest.raises(PackError, match="cn-nowhere"):
        load(folder, "cn-nowhere")


def test_the_later_version_serves_from_its_day(folder: Path) -> None:
    later = TEXT.replace("Making a garden", "Making a larger garden")
    (folder / "garden@2025-01-01.yaml").write_text(later, encoding="utf-8")
    days = [date(2024, 4, 30), date(2024, 5, 1), date(2024, 12, 31), date(2025, 1, 1)]
    assert [[one.title.en for one in load(folder, on=day)] for day in days] == [
        [],
        ["Making a garden"],
        ["Making a garden"],
        ["Making a larger garden"],
    ]


def test_a_rule_not_yet_in_force_sets_no_day(folder: Path) -> None:
    (_, plant) = load(folder, on=date(2024, 12, 31))[0].steps
    assert [due.rule for due in plant.dues] == ["owners_meeting.notice_days"]
    assert "deliberation.immediate_hours" not in plant.rules

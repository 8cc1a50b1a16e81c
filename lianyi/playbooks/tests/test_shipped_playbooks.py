"""The playbooks we ship: readable in both languages, their rules exist, their days come from the rules."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from lianyi.playbooks import Playbook, Step, load_playbooks
from lianyi.rules import Bilingual, rule_book, rule_pack_ids

DAY = date(2026, 11, 22)
EVERY_PLAYBOOK = [pytest.param(playbook, id=playbook.key) for playbook in load_playbooks("cn-shaoxing", DAY)]
ASCII_BETWEEN_HAN = re.compile(r"[\u3400-\u9fff][,;:?()!]|[,;:?()!][\u3400-\u9fff]")
HAN = re.compile(r"[\u3400-\u9fff]")
NUMBER = re.compile(r"[0-9]")


def playbook(key: str, pack: str = "cn-shaoxing", on: date = DAY) -> Playbook:
    return next(one for one in load_playbooks(pack, on) if one.key == key)


def words_of(step: Step) -> Iterator[Bilingual]:
    yield from (step.title, step.what, *step.needs, *step.yields, *step.pitfalls)
    yield from (body.name for body in step.bodies)


def test_three_are_shipped() -> None:
    assert [one.key for one in load_playbooks("cn-shaoxing", DAY)] == [
        "lost-papers",
        "noise-mediation",
        "owners-committee",
    ]


@pytest.mark.parametrize("playbook", EVERY_PLAYBOOK)
def test_every_playbook_can_be_read_in_both_languages(playbook: Playbook) -> None:
    of_steps = [one for step in playbook.steps for one in words_of(step)]
    for one in (playbook.title, playbook.when, playbook.source, *of_steps):
        assert HAN.search(one.zh)
        assert not HAN.search(one.en), "Chinese within the English"
        assert not ASCII_BETWEEN_HAN.search(one.zh), "Western punctuation within the Chinese"
        assert not NUMBER.search(one.zh + one.en), "a number, which belongs into a rule"


@pytest.mark.parametrize("playbook", EVERY_PLAYBOOK)
def test_every_playbook_is_worth_opening(playbook: Playbook) -> None:
    assert 10 <= len(playbook.steps) <= 17
    assert any(step.usually_a_trip for step in playbook.steps)
    assert any(step.dues for step in playbook.steps)
    assert sum(bool(step.pitfalls) for step in playbook.steps) * 2 > len(playbook.steps)


@pytest.mark.parametrize("pack_id", rule_pack_ids())
def test_what_a_step_names_is_in_force(pack_id: str) -> None:
    in_force = rule_book(pack_id).on(DAY)
    for one in load_playbooks(pack_id, DAY):
        assert {rule_id for step in one.steps for rule_id in step.rules} <= set(in_force)
        assert all(due.rule in step.rules for step in one.steps for due in step.dues)


def test_no_rule_named_anywhere_is_lost_in_the_city_that_has_them_all() -> None:
    step = playbook("owners-committee").step("first-meeting")
    assert [(due.after, due.rule, due.is_earliest) for due in step.dues] == [
        ("announce-candidates", "owners_meeting.announce_candidates_days", True),
        ("notify-owners", "owners_meeting.notice_days", True),
        ("preparatory-group", "owners_meeting.first_meeting_days", False),
    ]
    assert "owners_meeting.extension_days" in step.rules


def test_where_a_city_has_no_rule_of_its_own_the_step_stays_without_its_day() -> None:
    step = playbook("owners-committee", "cn-community").step("first-meeting")
    assert [due.rule for due in step.dues] == ["owners_meeting.notice_days"]
    assert step.rules == ("owners_meeting.notice_days", "owners.participating_area", "owners.participating_owners")
    assert [one.key for one in playbook("owners-committee", "cn-community").steps] == [
        one.key for one in playbook("owners-committee").steps
    ]


def test_the_count_names_both_measures_twice() -> None:
    assert playbook("owners-committee").step("count").rules == (
        "owners.participating_area",
        "owners.participating_owners",
        "owners.approval_by_area",
        "owners.approval_by_owners",
    )


def test_nobody_is_asked_for_a_proof_of_loss() -> None:
    assert "proofs.not_to_be_issued" in playbook("lost-papers", "cn-party").step("event-proof").rules


@pytest.mark.parametrize(
    ("pack", "day", "keys"),
    [
        ("bylaws", DAY, []),
        ("base", DAY, []),
        ("cn", DAY, ["lost-papers", "noise-mediation", "owners-committee"]),
        ("cn-party", date(2020, 12, 31), ["lost-papers", "noise-mediation"]),
        ("cn", date(2010, 12, 31), []),
    ],
)
def test_a_playbook_serves_its_world_from_its_day(pack: str, day: date, keys: list[str]) -> None:
    assert [one.key for one in load_playbooks(pack, day)] == keys


def test_a_step_is_found_by_its_key() -> None:
    with pytest.raises(KeyError):
        playbook("lost-papers").step("fly")

"""``lianyi count``: a published tally counted once more, by the rules in force on its day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from lianyi.counting import count_rules, rules_counted_by, run_off_needs_majority
from lianyi.engines.count import (
    Basis,
    CountRules,
    InconsistentError,
    Outcome,
    Reason,
    Round,
    State,
    Tally,
    decide,
    quorum_needed,
    tally,
)
from lianyi.packs import load_pack, pack_ids
from lianyi.rules import Rule, RulesInForce, UnknownRuleError, rule_book, rule_pack_ids
from lianyi.terminal.ballot_files import read_ballots, read_names
from lianyi.terminal.count_texts import INVALID, OUTCOMES
from lianyi.terminal.faults import Fault, FaultsError
from lianyi.terminal.texts import say


@dataclass(frozen=True)
class Asked:
    """What the user says of the round; ``on`` is a day as text. None: as many issued as present, as many returned as
    the file has rows, the basis of the rules, anybody can be elected.
    """

    pack: str
    on: str
    expected: int
    present: int
    seats: int
    issued: int | None = None
    returned: int | None = None
    basis: str | None = None
    run_off: bool = False
    eligible: Path | None = None


def count(file: Path, asked: Asked, chinese: bool) -> dict[str, Any]:
    """The summary of a count. Raises FaultsError for whatever cannot be read or cannot be true."""
    in_force = _rules_of(asked)
    try:
        rules, told = count_rules(in_force), rules_counted_by(in_force)
        by_majority = not asked.run_off or run_off_needs_majority(in_force)
    except UnknownRuleError as error:
        raise FaultsError([Fault("no_rule_that_day", {"day": asked.on, "rule": error.rule_id})]) from None
    if asked.basis:
        rules = replace(rules, basis=Basis(asked.basis))
    ballots = read_ballots(file, chinese)
    round_ = Round(
        expected=asked.expected,
        present=asked.present,
        issued=asked.present if asked.issued is None else asked.issued,
        returned=len(ballots) if asked.returned is None else asked.returned,
        seats=asked.seats,
        names=read_names(asked.eligible, chinese) if asked.eligible else None,
        needs_majority=by_majority,
    )
    found = tally(ballots, round_, rules)
    try:
        outcome = decide(found, round_, rules)
    except InconsistentError as error:
        raise FaultsError([Fault(fault.code, {**fault.params, "name": fault.name}) for fault in error.faults]) from None
    return {
        **_decided(outcome, round_, chinese),
        **_numbers(round_, rules),
        **(_counted(found, chinese) if outcome.state not in (State.NO_QUORUM, State.VOID) else {}),
        "rules": [_rule(rule, asked, chinese) for rule in told],
    }


def _rules_of(asked: Asked) -> RulesInForce:
    """By the name of a vocabulary pack, as on the site, or else of a rule pack that has no words of its own."""
    try:
        day = date.fromisoformat(asked.on)
    except ValueError:
        raise FaultsError([Fault("bad_day", {"day": asked.on})]) from None
    if asked.pack in pack_ids():
        return rule_book(load_pack(asked.pack).rule_pack).on(day)
    if asked.pack in rule_pack_ids():
        return rule_book(asked.pack).on(day)
    packs = ", ".join(sorted({*pack_ids(), *rule_pack_ids()}))
    raise FaultsError([Fault("unknown_pack", {"pack": asked.pack, "packs": packs})])


def _decided(outcome: Outcome, round_: Round, chinese: bool) -> dict[str, Any]:
    reasons = outcome.reasons or (Reason("complete", {"seats": round_.seats}),)
    return {
        "state": str(outcome.state),
        "told": [say(OUTCOMES, _sentence(reason), chinese, reason.params) for reason in reasons],
        "elected": outcome.elected,
        "tied": outcome.tied,
        "tied_seats": outcome.tied_seats,
        "open_seats": outcome.open_seats,
        "needed": outcome.needed,
    }


def _sentence(reason: Reason) -> str:
    most_votes_win = reason.code == "too_few_elected" and reason.params["needed"] == 0
    return "too_few_named" if most_votes_win else reason.code


def _numbers(round_: Round, rules: CountRules) -> dict[str, Any]:
    return {
        "quorum_needed": quorum_needed(round_.expected, rules),
        "basis": str(rules.basis),
        **{name: getattr(round_, name) for name in ("expected", "present", "issued", "returned", "seats")},
    }


def _counted(found: Tally, chinese: bool) -> dict[str, Any]:
    return {
        "votes": dict(_most_first({name: votes.approved for name, votes in found.votes.items()})),
        "not_eligible": dict(_most_first(found.not_eligible)),
        "valid": found.valid,
        "invalid": {
            INVALID[reason][chinese] if reason in INVALID else reason: ballots
            for reason, ballots in found.invalid.items()
        },
    }


def _most_first(votes: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    yield from sorted(votes.items(), key=lambda item: (-item[1], item[0]))


def _rule(rule: Rule, asked: Asked, chinese: bool) -> dict[str, Any]:
    language = "zh" if chinese else "en"
    told = {
        "id": rule.id,
        "text": rule.text.within(language),
        "source": rule.citation.within(language),
        "grade": rule.grade.letter,
        "since": str(rule.effective_from),
    }
    if rule.id == "elections.majority_basis" and asked.basis not in (None, rule.choice):
        told["set_aside_for"] = f"--basis {asked.basis}"
    return told

"""Between the tables and the counting engine, which knows people by text and knows nothing of the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lianyi.elections import limits
from lianyi.elections.models import Election, Round
from lianyi.engines.count import Outcome
from lianyi.engines.count import Round as Casting


def casting_of(round_: Round) -> Casting:
    """A round as the engine takes it; people are their keys as text."""
    return Casting(
        expected=round_.expected,
        present=round_.present,
        issued=round_.issued,
        returned=round_.returned or 0,
        seats=round_.seats,
        names=_texts(round_.names),
        standing=_texts(round_.standing),
        needs_majority=needs_majority(round_),
    )


def needs_majority(round_: Round) -> bool:
    """Whether a share of the voters is needed, or the most votes win."""
    if round_.stage == Round.Stage.PRELIMINARY:
        return False
    if round_.stage != Round.Stage.RUN_OFF:
        return True
    return limits.rules_of(round_.contest.election)["elections.run_off_decided_by"].choice == "majority"


def person_of(election: Election) -> dict[int, str]:
    """Who stands behind each number on the list, as the engine knows them."""
    return {number: str(person) for number, person in election.electors.values_list("number", "person_id")}


def outcome_as_stored(outcome: Outcome) -> dict[str, Any]:
    return {
        "state": str(outcome.state),
        "reasons": [{"code": reason.code, "params": dict(reason.params)} for reason in outcome.reasons],
        "needed": outcome.needed,
        "elected": [int(name) for name in outcome.elected],
        "tied": [int(name) for name in outcome.tied],
        "tied_seats": outcome.tied_seats,
        "open_seats": outcome.open_seats,
    }


def _texts(people: Iterable[int]) -> frozenset[str]:
    return frozenset(str(person) for person in people)

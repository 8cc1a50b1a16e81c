"""The outcome of rounds as pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianyi.elections import wording
from lianyi.elections.evening import elected_in, is_void, rounds_of
from lianyi.elections.models import Contest, Round


@dataclass(frozen=True)
class Line:
    """What the ballots say about one person."""

    name: str
    approved: int
    against: int
    abstained: int
    is_elected: bool
    is_tied: bool
    is_written_in: bool


@dataclass(frozen=True)
class RoundResult:
    """A settled round. `has_standing` tells whether votes against were possible, and who stands there by being
    written in.
    """

    round: Round
    title: str
    lines: list[Line]
    invalid: list[tuple[str, int]]
    reasons: list[str]
    has_standing: bool
    is_void: bool

    @property
    def invalid_count(self) -> int:
        return sum(count for _reason, count in self.invalid)


@dataclass(frozen=True)
class ContestResult:
    contest: Contest
    title: str
    rounds: list[RoundResult]
    elected: list[str]


def results_of(contests: list[Contest], names: Mapping[int, str]) -> list[ContestResult]:
    """Every contest with its settled rounds. What is still being counted does not appear."""
    return [
        ContestResult(
            contest,
            wording.contest_name(contest),
            [result_of(round_, names) for round_ in rounds_of(contest) if round_.state == Round.State.SETTLED],
            [names.get(person, "—") for person in elected_in(contest)],
        )
        for contest in contests
    ]


def result_of(round_: Round, names: Mapping[int, str]) -> RoundResult:
    """A settled round, those elected first and then by votes."""
    outcome, tally = round_.outcome, round_.tally
    elected, tied = list(outcome.get("elected", [])), set(outcome.get("tied", []))
    votes = {int(person): counts for person, counts in tally.get("votes", {}).items()}
    order = sorted(votes, key=lambda person: (-votes[person][0], _place(person, elected), names.get(person, "")))
    return RoundResult(
        round_,
        wording.round_title(round_),
        [
            Line(
                name=names.get(person, "—"),
                approved=votes[person][0],
                against=votes[person][1],
                abstained=votes[person][2],
                is_elected=person in elected,
                is_tied=person in tied,
                is_written_in=bool(round_.standing) and person not in round_.standing,
            )
            for person in order
        ],
        [(wording.invalid_reason(code), count) for code, count in tally.get("invalid", {}).items()],
        [wording.reason(reason) for reason in outcome.get("reasons", [])],
        bool(round_.standing),
        is_void(round_),
    )


def _place(person: int, elected: list[int]) -> int:
    return elected.index(person) if person in elected else len(elected)

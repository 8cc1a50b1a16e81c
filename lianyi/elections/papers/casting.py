"""The casting of ballots that a ballot or a tally sheet is for: a round that is on, or the one that comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lianyi.elections import limits
from lianyi.elections.evening import Evening, last_round
from lianyi.elections.models import Contest, Election, Round
from lianyi.elections.papers.paper import Asked
from lianyi.elections.wording import seats_of_post, stage_name
from lianyi.papers.strokes import stroke_key


@dataclass(frozen=True)
class Casting:
    """`names` and `standing` are names of people in stroke order; `ballots` how many are issued, or are to be."""

    contest: str
    round: str
    seats: int
    most_names: int
    names: list[str]
    standing: list[str]
    others_possible: bool
    ballots: int


def casting_of(election: Election, round_: Round | None, asked: Asked) -> Casting | None:
    """None where there is nothing to vote on."""
    evening = Evening(election)
    contest = round_.contest if round_ else _contest(evening, asked)
    if contest is None:
        return None
    round_ = round_ or _on_now(contest)
    if round_ is not None:
        stage, seats, ballots = Round.Stage(round_.stage), round_.seats, round_.issued
        names, standing = round_.names, round_.standing
    else:
        plan, (expected, present) = evening.plan(contest), evening.voters(contest)
        stage, seats, ballots = plan.stage, plan.seats, present or expected
        names, standing = plan.names, plan.standing
    known = {elector.person_id: elector.person.name or "—" for elector in evening.electors}
    rules = limits.counting_rules(election)
    return Casting(
        contest=seats_of_post(seats, contest.post),
        round=stage_name(contest, stage),
        seats=seats,
        most_names=int(seats * rules.names_to_seats),
        names=_ordered(known.get(person, "—") for person in names),
        standing=_ordered(known.get(person, "—") for person in standing),
        others_possible=bool(set(names) - set(standing)),
        ballots=ballots,
    )


def _on_now(contest: Contest) -> Round | None:
    """The round whose ballots are out, or the last one of a contest that is over."""
    last = last_round(contest)
    return last if last and (contest.is_closed or last.state != Round.State.SETTLED) else None


def _contest(evening: Evening, asked: Asked) -> Contest | None:
    order = asked.get("contest", "")
    if order.isdecimal():
        return next((contest for contest in evening.contests if contest.order == int(order)), None)
    return evening.contest or next(iter(evening.contests), None)


def _ordered(names: Iterable[str]) -> list[str]:
    return sorted(names, key=stroke_key)

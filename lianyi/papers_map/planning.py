"""From answers to a plan, as pages and actions use it: one kind of line, whether just made or stored with a matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianyi.engines import errands as engine
from lianyi.papers_map.models import Certificate, Counter, Errand
from lianyi.papers_map.the_map import Answers, PapersMap, problem_of


@dataclass(frozen=True)
class Line:
    """One thing done about one paper. `trip` 0: nobody has to go. Days count from the day the plan is made.

    `is_sent`: it comes back by post. `is_ready_later`: it is not handed over at once.
    """

    certificate: Certificate
    counter: Counter | None
    way: str
    act: str
    trip: int
    day: int
    ready_day: int
    is_sent: bool = False
    done_on: date | None = None

    @property
    def is_ready_later(self) -> bool:
        return self.act == Errand.Act.APPLY and self.ready_day > self.day


@dataclass(frozen=True)
class Figures:
    """What a plan comes to. `least_own`: no plan takes fewer trips."""

    own_trips: int
    helper_trips: int
    letters: int
    days: int
    fees: int
    least_own: int
    is_proven: bool
    before: int
    in_vain: int

    @property
    def trips(self) -> int:
        return self.own_trips + self.helper_trips

    @property
    def has_fewest_own(self) -> bool:
        return self.own_trips == self.least_own


@dataclass(frozen=True)
class Made:
    """A plan just made. `result` is what the engine said, of which the lines are the errands in order."""

    papers: PapersMap
    answers: Answers
    problem: engine.Problem
    result: engine.Plan
    lines: tuple[Line, ...]
    figures: Figures


def make(papers: PapersMap, answers: Answers) -> Made:
    """The plan with the fewest ways for these answers, and what it comes to."""
    problem = problem_of(papers, answers)
    result = engine.plan(problem)
    lines = tuple(_lines(papers, result.steps))
    without = engine.before(problem, result)
    figures = Figures(
        own_trips=result.cost.own_trips,
        helper_trips=result.cost.trips - result.cost.own_trips,
        letters=result.letters,
        days=result.cost.days,
        fees=result.cost.fees,
        least_own=result.lower_bound.own_trips,
        is_proven=result.is_proven,
        before=without.trips,
        in_vain=without.wasted,
    )
    return Made(papers, answers, problem, result, lines, figures)


def of_rows(rows: Iterable[Errand]) -> list[Line]:
    """The lines of a stored plan."""
    return [
        Line(
            row.certificate,
            row.counter,
            row.way,
            row.act,
            row.trip,
            row.day,
            row.ready_day,
            row.is_sent,
            row.done_on,
        )
        for row in rows
    ]


def _lines(papers: PapersMap, steps: Iterable[engine.Trip | engine.Errand]) -> Iterable[Line]:
    for step in steps:
        if isinstance(step, engine.Trip):
            yield from (_line(papers, errand, step.number) for errand in step.errands)
        else:
            yield _line(papers, step, 0)


def _line(papers: PapersMap, errand: engine.Errand, trip: int) -> Line:
    key = int(errand.paper)
    return Line(
        papers.certificates[key],
        papers.counter(key, errand.counter),
        str(errand.way),
        str(errand.act),
        trip,
        errand.day,
        errand.ready,
        errand.uses_post,
    )

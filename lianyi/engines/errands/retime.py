"""The steps of a plan each as early as it can be, in the same order, and so that no paper has expired when it is shown.

A simple temporal network (Dechter, Meiri, Pearl, Artificial Intelligence 49, 1991): all conditions are differences of
days, "at least so long after" and "at most so long after", and the earliest days that meet them are the longest paths.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lianyi.engines.errands.problem import Problem
from lianyi.engines.errands.result import Act, Errand, Trip
from lianyi.engines.errands.steps import Steps


@dataclass(frozen=True)
class _Had:
    """A paper in hand: the step that brings it and how long after it, the step that applied for it, and how long after
    that it is good; None: for ever."""

    step: int
    after: int
    applied: int
    good: int | None


def retimed(problem: Problem, steps: Steps, days: int) -> Steps | None:
    """The same trips in the same order, each step on the first day on which it can be, and none later than before the
    end; None: some paper would have expired.

    Where one of several papers will do, or there are two of a kind, only the one that is good longest is thought of.
    So None may come for steps that can be done all the same.
    """
    network = _Network(problem, steps, days)
    network.read()
    found = network.earliest()
    return None if found is None else _moved(steps, found)


class _Network:
    """Steps by number; the one after the last is the end, the one after that today."""

    def __init__(self, problem: Problem, steps: Steps, days: int) -> None:
        self.problem, self.steps, self.days = problem, steps, days
        self.end, self.today = len(steps), len(steps) + 1
        self.least: dict[tuple[int, int], int] = {}  # (from, to): days in between, at least
        self.had: dict[str, _Had] = {}
        self.applied: dict[str, tuple[int, int]] = {}  # to be collected: the step, and the days until it is issued

    def read(self) -> None:
        """All conditions."""
        self._after(self.end, self.today, -self.days)
        for held in self.problem.person.holds:
            self.had[held.paper] = _Had(self.today, 0, self.today, held.days_left)
        last_trip: int | None = None
        for number, step in enumerate(self.steps):
            self._after(self.today, number, 0)
            self._after(number, self.end, 0)
            if isinstance(step, Trip):
                if last_trip is not None:
                    self._after(last_trip, number, 1)
                last_trip = number
            for errand in step.errands if isinstance(step, Trip) else (step,):
                self._errand(number, errand)
        for goal in self.problem.goals:
            self._shown([goal], self.end)

    def _errand(self, number: int, errand: Errand) -> None:
        paper = self.problem.paper(errand.paper)
        if errand.act is Act.COLLECT:
            step, wait = self.applied[errand.paper]
            self._after(step, number, wait)
            self.had[errand.paper] = _Had(number, 0, step, self._good(errand.paper, wait))
            return
        for key in sorted(paper.needs):
            self._shown([key], number)
        for group in paper.one_of:
            self._shown(sorted(group), number)
        if before := self.had.get(errand.paper):  # one is not applied for anew while it is under way
            self._after(before.step, number, before.after)
        wait = errand.ready - errand.day
        if errand.is_to_be_collected:
            self.applied[errand.paper] = number, wait
        else:
            issued = wait - self.problem.post_days if errand.uses_post else wait
            self.had[errand.paper] = _Had(number, wait, number, self._good(errand.paper, issued))

    def _good(self, key: str, issued: int) -> int | None:
        valid_for = self.problem.paper(key).valid_for
        return None if valid_for is None else issued + valid_for

    def _shown(self, keys: list[str], number: int) -> None:
        """One of the papers is shown at a step: it is there by then, and still good."""
        there = [self.had[key] for key in keys if key in self.had and self._is_there(self.had[key], number)]
        if not there:
            self._after(self.today, number, self.days + 1)
            return
        best = max(there, key=lambda one: (one.good is None, self._day(one.applied) + (one.good or 0)))
        self._after(best.step, number, best.after)
        if best.good is not None:
            self._after(number, best.applied, -best.good)

    def _is_there(self, had: _Had, number: int) -> bool:
        return self._day(had.step) + had.after <= self._day(number)

    def _day(self, number: int) -> int:
        return self.steps[number].day if number < self.end else self.days if number == self.end else 0

    def _after(self, first: int, second: int, days: int) -> None:
        """``second`` is at least ``days`` after ``first``; negative: at most so many before it."""
        self.least[first, second] = max(days, self.least.get((first, second), days))

    def earliest(self) -> list[int] | None:
        """The earliest day of each step (Bellman and Ford); None: the conditions contradict one another."""
        day = [0] * (self.today + 1)
        for _ in range(self.today + 2):
            changed = False
            for (first, second), wait in self.least.items():
                if day[first] + wait > day[second]:
                    day[second], changed = day[first] + wait, True
            if day[self.today] > 0:
                return None
            if not changed:
                return day
        return None


def _moved(steps: Steps, day: list[int]) -> Steps:
    moved = [_on(step, day[number]) for number, step in enumerate(steps)]
    return tuple(sorted(moved, key=lambda step: step.day))


def _on(step: Trip | Errand, day: int) -> Trip | Errand:
    if isinstance(step, Errand):
        return replace(step, day=day, ready=step.ready - step.day + day)
    visits = [replace(visit, errands=tuple(_errand_on(one, day) for one in visit.errands)) for visit in step.visits]
    return replace(step, day=day, visits=tuple(visits))


def _errand_on(errand: Errand, day: int) -> Errand:
    return replace(errand, day=day, ready=errand.ready - errand.day + day)

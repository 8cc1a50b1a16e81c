"""Why each step comes when it does, and who does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lianyi.engines.errands.before import Before, before
from lianyi.engines.errands.demands import lawful
from lianyi.engines.errands.problem import Problem, Way
from lianyi.engines.errands.reasons import Reason
from lianyi.engines.errands.result import Act, Errand, Plan, Traveller, Trip


@dataclass(frozen=True)
class ErrandReasons:
    """Why one thing is done: codes ``shows`` (papers), ``needs_nothing``; ``opens`` (the papers it is shown for later),
    ``is_goal``; ``ready`` (number: the day since when) when collected; ``anew``: what was in hand expires too soon."""

    errand: Errand
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class StepReasons:
    """Why a step is done now, and by whom.

    When: ``can_start_today``; ``waits_for`` (papers, number: the day on which the last of them is there);
    ``one_trip_a_day`` (papers it brought, number: the day of the trip before); ``not_too_soon`` (papers: they would
    expire otherwise); ``no_hurry``: nothing is lost by doing it only now.
    Who: ``only_in_person`` (papers), ``no_helper_there`` (papers, city), ``on_the_way`` (papers a helper could see to,
    but one goes anyway); ``helper_goes`` (papers, city); ``no_way_to_go`` (paper): done from home.
    """

    step: Trip | Errand
    reasons: tuple[Reason, ...]
    errands: tuple[ErrandReasons, ...]


@dataclass(frozen=True)
class Explanation:
    """The reasons of every step, in order, and what it would be without a plan."""

    steps: tuple[StepReasons, ...]
    before: Before


def explain(problem: Problem, plan: Plan) -> Explanation:
    """The reasons for a plan of this problem."""
    told = _Telling(lawful(problem), plan)
    return Explanation(tuple(told.step(step) for step in plan.steps), before(problem, plan))


class _Telling:
    """Goes through the plan once; ``there`` are the days on which a paper came to hand, or will."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.there = {held.paper: [0] for held in problem.person.holds}
        self.under_way: dict[str, int] = {}
        self.last_trip = -1

    def step(self, step: Trip | Errand) -> StepReasons:
        errands = step.errands if isinstance(step, Trip) else (step,)
        reasons = [self._when(step, errands), *(self._who(step) if isinstance(step, Trip) else self._home(step))]
        told = [ErrandReasons(errand, tuple(self._errand(errand))) for errand in errands]
        if isinstance(step, Trip):
            self.last_trip = step.day
        return StepReasons(step, tuple(reasons), tuple(told))

    # -- when

    def _when(self, step: Trip | Errand, errands: Iterable[Errand]) -> Reason:
        earlier = dict(self._inputs(errands))
        latest = max(earlier.values(), default=0)
        applied = {errand.paper for errand in errands if errand.act is not Act.COLLECT}
        if step.day == 0:
            return Reason("can_start_today")
        if latest < step.day and isinstance(step, Trip) and self.last_trip == step.day - 1:
            papers = tuple(sorted(key for key, day in earlier.items() if day == self.last_trip))
            return Reason("one_trip_a_day", papers, number=self.last_trip)
        if latest == step.day:
            papers = tuple(sorted(key for key, day in earlier.items() if day == latest))
            return Reason("waits_for", papers, number=latest)
        expiring = tuple(sorted(key for key in applied if self.problem.paper(key).valid_for is not None))
        return Reason("not_too_soon", expiring) if expiring else Reason("no_hurry")

    def _inputs(self, errands: Iterable[Errand]) -> Iterator[tuple[str, int]]:
        """What must be there before the step begins, and since when it is."""
        new: set[str] = set()
        for errand in errands:
            if errand.act is Act.COLLECT:
                yield errand.paper, self.under_way[errand.paper]
            else:
                since = self._since(errand.day)
                yield from ((key, since[key]) for key in self._shown(errand, new) if key not in new)
            if errand.act is not Act.APPLY:
                new.add(errand.paper)

    def _shown(self, errand: Errand, new: Iterable[str] = ()) -> list[str]:
        """The papers that are shown for it: of several that will do, the one that was there first."""
        paper = self.problem.paper(errand.paper)
        there = {**self._since(errand.day), **dict.fromkeys(new, errand.day)}
        picked = [min(sorted(group & there.keys()), key=there.__getitem__) for group in paper.one_of]
        return sorted({*paper.needs, *picked})

    def _since(self, day: int) -> dict[str, int]:
        """Since when each paper is there that is there on a day; of two of a kind the newer."""
        arrived = {key: [one for one in days if one <= day] for key, days in self.there.items()}
        return {key: max(days) for key, days in arrived.items() if days}

    # -- who

    def _who(self, trip: Trip) -> Iterator[Reason]:
        papers = tuple(dict.fromkeys(errand.paper for errand in trip.errands))
        if trip.traveller is Traveller.PROXY:
            yield Reason("helper_goes", papers, city=trip.city)
            return
        open_to_helpers = {errand.paper for errand in trip.errands if self._is_open_to_helpers(errand)}
        bound = {errand.paper for errand in trip.errands if not self._is_open_to_helpers(errand)}
        if bound:
            yield Reason("only_in_person", tuple(key for key in papers if key in bound), city=trip.city)
        if others := tuple(key for key in papers if key in open_to_helpers - bound):
            has_helper = trip.city in self.problem.person.proxy_in
            yield Reason("on_the_way" if has_helper else "no_helper_there", others, city=trip.city)

    def _is_open_to_helpers(self, errand: Errand) -> bool:
        issuer = next(one for one in self.problem.paper(errand.paper).issuers if one.counter == errand.counter)
        return Way.PROXY in (issuer.collecting if errand.act is Act.COLLECT else issuer.ways)

    def _home(self, errand: Errand) -> Iterator[Reason]:
        yield Reason("no_way_to_go", (errand.paper,), errand.counter)

    # -- what for

    def _errand(self, errand: Errand) -> Iterator[Reason]:
        key = errand.paper
        if errand.act is Act.COLLECT:
            yield Reason("ready", (key,), number=self.under_way.pop(key))
        else:
            shown = self._shown(errand)
            yield Reason("shows", tuple(shown)) if shown else Reason("needs_nothing")
            if key in self.there:
                yield Reason("anew", (key,))
        if followers := self._followers(key):
            yield Reason("opens", followers)
        if key in self.plan.goals:
            yield Reason("is_goal", (key,))
        if errand.is_to_be_collected:
            self.under_way[key] = errand.ready
        else:
            self.there.setdefault(key, []).append(errand.ready)

    def _followers(self, key: str) -> tuple[str, ...]:
        papers = (self.problem.paper(other) for other in self.plan.fetched)
        return tuple(paper.key for paper in papers if key in paper.needs.union(*paper.one_of))

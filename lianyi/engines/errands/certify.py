"""The independent checker: can the plan be carried out as it stands, and is what it says of itself true?

It shares no code with the planning beyond the statement of the problem and the shape of the plan, and goes through the
steps as a person would, with the papers in hand. That no plan is better it does not prove.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lianyi.engines.errands.problem import Issuer, Paper, Problem, Way
from lianyi.engines.errands.reasons import Reason
from lianyi.engines.errands.result import Act, Cost, Errand, Plan, Traveller, Trip


def certify(problem: Problem, plan: Plan) -> tuple[Reason, ...]:
    """What is wrong with the plan; empty if it holds.

    Of steps: ``day_runs_back``, ``two_trips_a_day``, ``wrong_trip_number``, ``empty_trip`` (number: the day);
    ``may_not_go`` (city), ``wrong_city``, ``empty_visit`` (counter). Of errands (papers: it, then what is amiss):
    ``not_issued_here``, ``way_not_offered``, ``way_not_open``, ``paper_missing``, ``paper_expired``,
    ``already_under_way``, ``not_applied_for``, ``not_ready``, ``may_not_collect``, ``wrong_day``, ``void_fetched``.
    Of the whole: ``goal_missing``, ``goal_expired``, ``goal_forgotten``, ``fetched_for_nothing`` (paper);
    ``fetched_untrue``, ``void_demands_untrue``, ``bound_above_cost``; ``cost_untrue`` (papers: the component; number:
    what it is).
    """
    walk = _Walk(problem)
    return (*walk.steps(plan), *walk.end(plan), *_claims(problem, plan, walk))


@dataclass(frozen=True)
class _Waiting:
    """An application: where it is collected ("": it comes by itself), by whom, the day, and until when it is good."""

    paper: str
    counter: str
    returns: frozenset[Way]
    ready: int
    last: int | None


class _Walk:
    """The papers in hand, each with the last day it is good (None: always), and those on their way."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.person = problem, problem.person
        self.hand: dict[str, int | None] = {held.paper: held.days_left for held in problem.person.holds}
        self.waiting: dict[str, _Waiting] = {}
        self.day = self.trips = 0
        self.last_trip = -1
        self.own = self.journeys = self.visits = self.fees = self.applications = 0

    def steps(self, plan: Plan) -> Iterator[Reason]:
        for step in plan.steps:
            if step.day < self.day:
                yield Reason("day_runs_back", number=step.day)
            self._until(step.day)
            if isinstance(step, Trip):
                yield from self._trip(step)
            else:
                if step.way not in (Way.POST, Way.ONLINE):
                    yield Reason("way_not_open", (step.paper, step.way), step.counter)
                yield from self._errand(step)

    def end(self, plan: Plan) -> Iterator[Reason]:
        self._until(plan.cost.days)
        for goal in plan.goals:
            if goal not in self.hand:
                yield Reason("goal_missing", (goal,))
            elif not self._is_good(goal):
                yield Reason("goal_expired", (goal,))

    def _until(self, day: int) -> None:
        self.day = max(self.day, day)
        for one in [one for one in self.waiting.values() if not one.counter and one.ready <= self.day]:
            self._receive(one.paper, one.last)

    def _receive(self, paper: str, last: int | None) -> None:
        self.waiting.pop(paper, None)
        held = self.hand.get(paper, -1)  # of two of a kind the one is shown that is good longer
        self.hand[paper] = None if held is None or last is None else max(held, last)

    def _is_good(self, paper: str) -> bool:
        last = self.hand.get(paper, -1)
        return last is None or last >= self.day

    # -- trips

    def _trip(self, trip: Trip) -> Iterator[Reason]:
        self.trips += 1
        self.own += trip.traveller is Traveller.SELF
        self.journeys += trip.traveller is Traveller.SELF and trip.city != self.person.home
        if trip.number != self.trips:
            yield Reason("wrong_trip_number", number=trip.day)
        if trip.day <= self.last_trip:
            yield Reason("two_trips_a_day", number=trip.day)
        self.last_trip = trip.day
        if not trip.visits:
            yield Reason("empty_trip", number=trip.day)
        if not self._may_go(trip):
            yield Reason("may_not_go", city=trip.city)
        for visit in trip.visits:
            self.visits += 1
            if self.problem.counter(visit.counter).city != trip.city:
                yield Reason("wrong_city", counter=visit.counter)
            if not visit.errands:
                yield Reason("empty_visit", counter=visit.counter)
            for errand in visit.errands:
                way = Way.IN_PERSON if trip.traveller is Traveller.SELF else Way.PROXY
                if errand.way is not way or errand.counter != visit.counter or errand.day != trip.day:
                    yield Reason("way_not_open", (errand.paper, errand.way), visit.counter)
                yield from self._errand(errand)

    def _may_go(self, trip: Trip) -> bool:
        if trip.traveller is Traveller.PROXY:
            return trip.city in self.person.proxy_in
        return self.person.goes_to is None or trip.city in self.person.goes_to

    # -- errands

    def _errand(self, errand: Errand) -> Iterator[Reason]:
        paper = self.problem.paper(errand.paper)
        issuer = next((one for one in paper.issuers if one.counter == errand.counter), None)
        if issuer is None:
            yield Reason("not_issued_here", (paper.key,), errand.counter)
        elif errand.act is Act.COLLECT:
            yield from self._collect(errand)
        else:
            yield from self._apply(errand, paper, issuer)

    def _collect(self, errand: Errand) -> Iterator[Reason]:
        one = self.waiting.get(errand.paper)
        if one is None or one.counter != errand.counter:
            yield Reason("not_applied_for", (errand.paper,), errand.counter)
            return
        if one.ready > self.day:
            yield Reason("not_ready", (errand.paper,), errand.counter, number=one.ready)
        if errand.way not in one.returns:
            yield Reason("may_not_collect", (errand.paper, errand.way), errand.counter)
        if errand.ready != errand.day:
            yield Reason("wrong_day", (errand.paper,), number=errand.day)
        self._receive(errand.paper, one.last)

    def _apply(self, errand: Errand, paper: Paper, issuer: Issuer) -> Iterator[Reason]:
        self.fees += paper.fee
        self.applications += 1
        if paper.is_void:
            yield Reason("void_fetched", (paper.key,))
        if errand.way not in issuer.ways:
            yield Reason("way_not_offered", (paper.key, errand.way), issuer.counter)
        if (errand.way is Way.POST and not self.person.post) or (errand.way is Way.ONLINE and not self.person.online):
            yield Reason("way_not_open", (paper.key, errand.way), issuer.counter)
        if paper.key in self.waiting:
            yield Reason("already_under_way", (paper.key,))
        yield from self._shown(paper)
        yield from self._result(errand, paper, issuer)

    def _shown(self, paper: Paper) -> Iterator[Reason]:
        demands = [frozenset({key}) for key in sorted(paper.needs)] + list(paper.one_of)
        for demand in demands:
            lawful = sorted(key for key in demand if not self.problem.paper(key).is_void)
            if lawful and not any(self._is_good(key) for key in lawful):
                late = any(key in self.hand for key in lawful)
                yield Reason("paper_expired" if late else "paper_missing", (paper.key, *lawful))

    def _result(self, errand: Errand, paper: Paper, issuer: Issuer) -> Iterator[Reason]:
        """What comes of the application: worked out anew, and compared with what the errand says."""
        post = self.problem.post_days
        issued = errand.day + paper.days + (post if errand.way is Way.POST else 0)
        ready, returns = issued, frozenset[Way]()
        if errand.way is Way.POST:
            ready += post
        elif errand.way is not Way.ONLINE and paper.days and paper.is_collected:
            returns = errand.returns
            if returns == {Way.POST}:
                ready += post
            if not returns or not all(self._may_return(way, issuer) for way in returns):
                yield Reason("may_not_collect", (paper.key, *sorted(returns)), issuer.counter)
        at_once = ready == errand.day
        if errand.ready != ready or errand.returns != returns or (errand.act is Act.FETCH) != at_once:
            yield Reason("wrong_day", (paper.key,), number=ready)
        last = None if paper.valid_for is None else issued + paper.valid_for
        is_collected = bool(returns - {Way.POST})
        self.waiting[paper.key] = _Waiting(paper.key, issuer.counter if is_collected else "", returns, ready, last)
        if at_once:
            self._receive(paper.key, last)

    def _may_return(self, way: Way, issuer: Issuer) -> bool:
        city = self.problem.counter(issuer.counter).city
        offered = issuer.ways - {Way.ONLINE} if issuer.collect is None else issuer.collect
        if way is Way.POST:
            return way in offered and self.person.post
        goes = self.person.goes_to is None or city in self.person.goes_to
        return way in offered and (goes if way is Way.IN_PERSON else city in self.person.proxy_in)


def _claims(problem: Problem, plan: Plan, walk: _Walk) -> Iterator[Reason]:
    true = Cost(walk.own, walk.trips, walk.journeys, walk.visits, _last_day(plan), walk.fees, walk.applications)
    for name in Cost.__dataclass_fields__:
        if getattr(plan.cost, name) != getattr(true, name):
            yield Reason("cost_untrue", (name,), number=getattr(true, name))
    if plan.lower_bound > plan.cost:
        yield Reason("bound_above_cost")
    fetched = {errand.paper for errand in plan.errands}
    if plan.fetched != tuple(sorted(fetched)):
        yield Reason("fetched_untrue")
    asked = {key for one in fetched for key in problem.paper(one).needs.union(*problem.paper(one).one_of)}
    yield from (Reason("fetched_for_nothing", (key,)) for key in sorted(fetched - asked - set(plan.goals)))
    reached = {*plan.goals, *(one.goal for one in plan.blocked)}
    lawful = {goal for goal in problem.goals if not problem.paper(goal).is_void}
    yield from (Reason("goal_forgotten", (goal,)) for goal in sorted(lawful ^ reached))
    void = {paper.key for paper in problem.papers if paper.is_void}
    if not (void & (asked | problem.goals)) <= {one.paper for one in plan.void_demands} <= void:
        yield Reason("void_demands_untrue")


def _last_day(plan: Plan) -> int:
    """The day on which the last thing is done or comes."""
    return max((max(one.day, one.ready) for one in plan.errands), default=0)

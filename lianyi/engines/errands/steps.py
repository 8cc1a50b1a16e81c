"""From the moves of the search to the steps of a plan, with their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lianyi.engines.errands.problem import Way
from lianyi.engines.errands.result import Act, Errand, Traveller, Trip, Visit
from lianyi.engines.errands.state import Deed, Desk, Move, Stop, Wait
from lianyi.engines.errands.task import WAY_OF, Task

Steps = tuple[Trip | Errand, ...]


def steps_of(task: Task, moves: Iterable[Move]) -> Steps:
    """The steps in order. Counters visited one after the other belong to one trip."""
    steps: list[Trip | Errand] = []
    day = trips = 0
    for move in moves:
        if isinstance(move, Wait):
            day += move.days
        elif isinstance(move, Desk):
            assert move.deed.option is not None
            steps.append(_errand(task, move.deed, day, move.deed.option.counter, move.deed.option.way))
        else:
            if move.tour is not None:
                trips += 1
                tour = task.tours[move.tour]
                steps.append(Trip(trips, tour.traveller, tour.city, day, ()))
            trip = steps.pop()
            assert isinstance(trip, Trip)
            visit = _visit(task, move, trip.traveller, day)
            steps.append(Trip(trip.number, trip.traveller, trip.city, day, (*trip.visits, visit)))
    return tuple(steps)


def errands_of(steps: Steps) -> Iterator[Errand]:
    """Everything that is done, in order."""
    for step in steps:
        yield from step.errands if isinstance(step, Trip) else (step,)


def last_day(steps: Steps) -> int:
    """The day on which the last paper is in hand."""
    return max((errand.ready for errand in errands_of(steps)), default=0)


def _visit(task: Task, stop: Stop, traveller: Traveller, day: int) -> Visit:
    counter = task.counters[stop.counter]
    return Visit(counter, tuple(_errand(task, deed, day, counter, WAY_OF[traveller]) for deed in stop.deeds))


def _errand(task: Task, deed: Deed, day: int, counter: str, way: Way) -> Errand:
    option = deed.option
    ready = day if option is None or deed.act is not Act.APPLY else day + option.days
    returns = frozenset() if option is None or option.way is Way.POST else option.returns
    return Errand(task.keys[deed.paper], deed.act, way, counter, day, ready, returns)

"""What the rest of a plan costs at least, from any state: bounds on trips, visits and days side by side."""

from __future__ import annotations

from lianyi.engines.errands.bits import bits, mask
from lianyi.engines.errands.days import Days
from lianyi.engines.errands.state import BACK, State
from lianyi.engines.errands.task import ONE_DAY, ONE_VISIT, WIDTHS, Task
from lianyi.engines.errands.trips import Trips
from lianyi.engines.errands.visits import Visits

TRIPS = sum(WIDTHS[2:])  # how far a packed cost is shifted to read its trips


class Bounds:
    """The bounds for one task."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.trips, self.visits, self.days = Trips(task), Visits(task), Days(task)

    def rest(self, state: State) -> int | None:
        """A packed cost that no plan from here undercuts; None: there is none."""
        missing = self._missing(state)
        # What expired and need not be shown again may as well be in hand.
        have = state.have | (self.task.is_limited & ~missing & ~mask(one.paper for one in state.pending))
        trips = self.trips.least(state, have)
        if trips is None:
            return None
        tours = trips >> TRIPS & ((1 << WIDTHS[1]) - 1)
        visits = max(tours, self.visits.least(state, missing))
        days = max(tours - (state.place < BACK), self.days.least(state, have))
        return trips + visits * ONE_VISIT + days * ONE_DAY + sum(self.task.fees[paper] for paper in bits(missing))

    def _missing(self, state: State) -> int:
        """Papers that are applied for in every plan from here."""
        task = self.task
        there = state.have | mask(one.paper for one in state.pending)
        missing = new = ((task.fetched & ~state.got) | task.goals) & ~there
        while new:
            asked = 0
            for paper in bits(new):
                asked |= task.needs[paper]
            new = asked & ~there & ~missing
            missing |= new
        return missing

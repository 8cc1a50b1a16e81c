"""What the rest of a plan costs at least, from any state: bounds on trips, visits and days side by side."""

from __future__ import annotations

from lianyi.engines.errands.bits import bits, mask
from lianyi.engines.errands.days import Days, Time
from lianyi.engines.errands.state import BACK, State
from lianyi.engines.errands.task import ONE_DAY, ONE_VISIT, WIDTHS, Late, Task
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
        task, pending = self.task, state.pending
        there = state.have | mask(one.paper for one in pending)
        missing = self._with_needs(((task.fetched & ~state.got) | task.goals) & ~there, there)
        # What expired and need not be shown again may as well be in hand.
        have = state.have | (task.is_limited & ~missing & ~there)
        times = self.days.least(state.place, have, pending)
        late = self._late(state, missing, times)
        if late:
            gone = mask(paper for paper, _ in late)
            have &= ~gone
            pending = tuple(one for one in pending if not gone >> one.paper & 1)
            missing = self._with_needs(missing | gone, there & ~gone)
        trips = self.trips.least(state.place, have, pending, late)
        if trips is None:
            return None
        tours = trips >> TRIPS & ((1 << WIDTHS[1]) - 1)
        visits = max(tours, self.visits.least(missing, pending, late))
        days = max(tours - (state.place < BACK), max(times, default=0) // 2)
        return trips + visits * ONE_VISIT + days * ONE_DAY + sum(task.fees[paper] for paper in bits(missing))

    def _with_needs(self, missing: int, there: int) -> int:
        """Papers that are applied for in every plan in which these are."""
        new = missing
        while new:
            asked = 0
            for paper in bits(new):
                asked |= self.task.needs[paper]
            new = asked & ~there & ~missing
            missing |= new
        return missing

    def _late(self, state: State, missing: int, times: list[Time]) -> Late:
        """Papers in hand or on their way that expire before they are needed for the last time: for what they come too
        late, they are applied for anew."""
        good_until = dict(zip(self.task.limited, state.left, strict=True))
        good_until |= {one.paper: one.days + one.left for one in state.pending if self.task.is_limited >> one.paper & 1}
        end = max(times, default=0) // 2
        late = []
        for paper, last in sorted(good_until.items()):
            if last >= 0:
                asking = self.task.asking[paper] & missing
                too_late = mask(other for other in bits(asking) if self.days.applied_from(other, times) > last)
                if too_late or (self.task.goals >> paper & 1 and end > last):
                    late.append((paper, too_late))
        return tuple(late)

"""How many days are left at least, from a state: along the longest chain of papers that need one another.

Each paper takes its days, and the next trip starts on another day, unless the two papers can belong to one trip. How
many trips there are, and that each day has only one, plays no part here.
"""

from __future__ import annotations

from lianyi.engines.errands.bits import bits, mask
from lianyi.engines.errands.state import BACK, BY_ITSELF, ON_TRIP, Pending
from lianyi.engines.errands.task import WAY_OF, Task

# When a paper is in hand: twice the day, odd when it is on the trip of that day, so that another trip with it can only
# start the day after.
Time = int
NEVER = 1 << 50


class Days:
    """The bound for one task."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.from_home = [min((one.days for one in some), default=NEVER) for some in task.desk]
        at_counters = [tuple(one for one in some if not one.is_from_home) for some in task.options]
        self.at_once = [any(one.is_at_once for one in some) for some in at_counters]
        self.sent = [min((one.days for one in some if not one.is_collected), default=NEVER) for some in at_counters]
        self.collected = [min((one.days for one in some if one.is_collected), default=NEVER) for some in at_counters]
        self.applied_on, self.handed_on = _papers_of_tours(task)
        joined = [self._joins(paper) for paper in range(task.size)]
        self.needs = [self._with(joined, paper, task.needs[paper]) for paper in range(task.size)]
        self.groups = [[self._with(joined, paper, group) for group in task.groups[paper]] for paper in range(task.size)]

    def _joins(self, paper: int) -> int:
        """The papers that can be applied for on the trip on which this one is handed over."""
        trips = zip(self.applied_on, self.handed_on, strict=True)
        joined = 0
        for applied, handed in trips:
            joined |= applied if handed >> paper & 1 else 0
        return joined

    @staticmethod
    def _with(joined: list[int], paper: int, others: int) -> list[tuple[int, int]]:
        """The others, each with 0 where both can be on one trip and 1 where not."""
        return [(other, 1 - (joined[other] >> paper & 1)) for other in bits(others)]

    def least(self, place: int, have: int, pending: tuple[Pending, ...]) -> list[Time]:
        """When each paper is in hand at the earliest in any plan; ``have``: those in hand now."""
        task = self.task
        now_applied = now_handed = 0 if place == BACK else task.everything
        if place >= ON_TRIP:
            now_applied, now_handed = self.applied_on[place - ON_TRIP], self.handed_on[place - ON_TRIP]
        at = [0 if have >> paper & 1 else NEVER for paper in range(task.size)]
        for one in pending:
            if one.counter == BY_ITSELF:
                at[one.paper] = min(at[one.paper], 2 * one.days)
            else:
                day = max(one.days, 1 - (now_handed >> one.paper & 1))
                at[one.paper] = min(at[one.paper], 2 * day + 1)
        changed = True
        while changed:
            changed = False
            for paper in task.order:
                if at[paper] > 0 and (new := self._earliest(paper, at, now_applied)) < at[paper]:
                    at[paper], changed = new, True
        return at

    def applied_from(self, paper: int, at: list[Time]) -> int:
        """The first day on which a paper can be applied for, if those it needs are as early as they are."""
        return max((at[other] for other, _ in self.needs[paper]), default=0) // 2

    def _earliest(self, paper: int, at: list[Time], now: int) -> Time:
        """When it is in hand, if those it needs are as early as they are."""
        shown, trip = 0, 1 - (now >> paper & 1)
        for other, apart in self.needs[paper]:
            time = at[other]
            shown = max(shown, time)
            trip = max(trip, (time + apart) // 2)
        for group in self.groups[paper]:
            shown = max(shown, min(at[other] for other, _ in group))
            trip = max(trip, min((at[other] + apart) // 2 for other, apart in group))
        if shown >= NEVER:
            return NEVER
        home = shown if self.from_home[paper] == 0 else 2 * (shown // 2 + self.from_home[paper])
        if self.at_once[paper]:
            return min(home, 2 * trip + 1)
        return min(home, 2 * (trip + self.sent[paper]), 2 * (trip + self.collected[paper]) + 1)


def _papers_of_tours(task: Task) -> tuple[list[int], list[int]]:
    """For each tour the papers that can be applied for on it, and those that can be handed over on it."""
    applied, handed = [], []
    for tour in task.tours:
        way = WAY_OF[tour.traveller]
        here = [
            (paper, option)
            for paper, some in enumerate(task.options)
            for option in some
            if task.problem.counter(option.counter).city == tour.city
        ]
        applied.append(mask(paper for paper, option in here if option.way is way))
        at_once = (paper for paper, option in here if option.way is way and option.is_at_once)
        collected = (paper for paper, option in here if way in option.returns)
        handed.append(mask(at_once) | mask(collected))
    return applied, handed

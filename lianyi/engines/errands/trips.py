"""The least own trips, trips and journeys from a state, if counter visits cost nothing, letters come between two trips,
nothing expires, and what was applied for can still be had in every other way.

Then a trip that does all that can be done in its city is never worse than a shorter one, so few states are left, and
the least is found by trying every trip from every state once.
"""

from __future__ import annotations

from lianyi.engines.errands.bits import bits, mask
from lianyi.engines.errands.problem import Way
from lianyi.engines.errands.result import Traveller
from lianyi.engines.errands.state import BY_ITSELF, ON_TRIP, Pending
from lianyi.engines.errands.task import WAY_OF, Late, Task, Tour

MOST_REMEMBERED = 20_000  # states; beyond them a weaker bound stands in

# Papers in hand, and papers that can be collected: of the city of number c shifted by c times the number of papers.
Shown = tuple[int, int]


class Trips:
    """The bound for one task, remembered."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.at_home = mask(paper for paper in range(task.size) if task.desk[paper])
        self.cities = sorted({tour.city for tour in task.tours})
        self.yields = [_Yield(task, tour, self.cities.index(tour.city)) for tour in task.tours]
        self.repeated = mask(number * task.size for number in range(len(self.cities)))
        self.city_of = [
            self.cities.index(city) if city in self.cities else 0
            for city in (task.problem.counter(counter).city for counter in task.counters)
        ]
        self.known: dict[tuple[Shown, Late], int | None] = {}
        self.late: Late = ()
        self.shown_too = task.shown_too(())

    def least(self, place: int, have: int, pending: tuple[Pending, ...], late: Late) -> int | None:
        """A packed cost, without visits and days; None: the papers cannot be had. ``have``: those in hand, without
        ``late`` ones, which have to be fetched anew but are good for some of the others still."""
        if late != self.late:
            self.late, self.shown_too = late, self.task.shown_too(late)
        come = mask(one.paper for one in pending if one.counter == BY_ITSELF)
        wait = [one for one in pending if one.counter != BY_ITSELF]
        waiting = mask(self._place(one) for one in wait)
        if place < ON_TRIP:
            return self._fewest((have | come, waiting))
        today = mask(self._place(one) for one in wait if one.days == 0)
        have, to_collect = self._after((have, today), self.yields[place - ON_TRIP])
        return self._fewest((have | come, to_collect | waiting))

    def _place(self, one: Pending) -> int:
        return one.paper + self.city_of[one.counter] * self.task.size

    def _fewest(self, shown: Shown) -> int | None:
        shown = self._settled(shown)
        key = shown, self.late
        if key not in self.known:
            self.known[key] = self._tried(shown)
        return self.known[key]

    def _settled(self, shown: Shown) -> Shown:
        have, to_collect = shown
        while True:
            new = mask(paper for paper in bits(self.at_home & ~have) if self._is_ready(paper, have))
            if not new:
                return have, to_collect & ~self._everywhere(have)
            have |= new

    def _is_ready(self, paper: int, have: int) -> bool:
        return self.task.is_ready(paper, have | self.shown_too[paper])

    def _everywhere(self, have: int) -> int:
        """The papers in hand, in every city."""
        return have * self.repeated

    def _tried(self, shown: Shown) -> int | None:
        have, _ = shown
        if not self.task.everything & ~have:
            return 0
        if len(self.known) >= MOST_REMEMBERED:
            return self._one_each(have)
        best: int | None = None
        for tour, brings in zip(self.task.tours, self.yields, strict=True):
            after = self._after(shown, brings)
            if after == shown:
                continue
            rest = self._fewest(after)
            if brings.is_last_call(have, after[0]):
                return None if rest is None else tour.cost + rest
            if rest is not None and (best is None or tour.cost + rest < best):
                best = tour.cost + rest
        return best

    def _one_each(self, have: int) -> int:
        """A bound that needs no memory: the cheapest trip to each city that alone has something missing."""
        costs: dict[str, int] = {}
        for tour, brings in zip(self.task.tours, self.yields, strict=True):
            if brings.alone & ~have:
                costs[tour.city] = min(costs.get(tour.city, tour.cost), tour.cost)
        return sum(costs.values())

    def _after(self, shown: Shown, brings: _Yield) -> Shown:
        have, to_collect = shown
        now = have | (to_collect >> brings.shift & brings.collected)
        comes = new = 0
        changed = True
        while changed:
            changed = False
            for paper in bits(brings.any & ~(now | comes | new)):
                if self._is_ready(paper, now):
                    changed, bit = True, 1 << paper
                    if brings.now & bit:
                        now |= bit
                    elif brings.comes & bit:
                        comes |= bit
                    else:
                        new |= bit
        have = now | comes
        return have, (to_collect | new << brings.shift) & ~self._everywhere(have)


class _Yield:
    """Which papers a tour can bring: ``any`` that can be applied for, ``now`` if they are handed over at once,
    ``comes`` if they come afterwards, ``collected`` if they are fetched at a second appearance.

    ``alone``: those that come from this city only; ``whole``: all that come from it in any way.
    """

    def __init__(self, task: Task, tour: Tour, city: int) -> None:
        self.shift = city * task.size
        way = WAY_OF[tour.traveller]
        self.is_cheapest = tour.traveller is Traveller.PROXY
        self.now = self.comes = self.any = self.collected = self.whole = self.alone = self.by_proxy = 0
        for paper, some in enumerate(task.options):
            here = [option for option in some if task.problem.counter(option.counter).city == tour.city]
            for option in here:
                self.collected |= (way in option.returns) << paper
                if option.way is way:
                    self.any |= 1 << paper
                    self.now |= option.is_at_once << paper
                    self.comes |= (not option.is_collected) << paper
            self.whole |= bool(here) << paper
            self.alone |= (bool(here) and len(here) == len(some) and not task.desk[paper]) << paper
            self.by_proxy |= any(Way.PROXY in {option.way, *option.returns} for option in here) << paper

    def is_last_call(self, before: int, after: int) -> bool:
        """Whether this trip, which leaves nothing to get in its city, has to be made at this price anyway.

        Then making it now is never worse than making it, or a dearer one to the same city, later.
        """
        bound = self.alone & after & ~before
        if not self.is_cheapest:
            bound &= ~self.by_proxy
        return bool(bound) and not self.whole & ~after

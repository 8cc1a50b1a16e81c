"""One set of papers to fetch, in numbers: papers are bits, costs one integer each, so that the search is quick.

A cost is packed with its first component highest: sums and comparisons of packed costs are those of `Cost`.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import cached_property

from lianyi.engines.errands.bits import bits, mask
from lianyi.engines.errands.options import Option, options
from lianyi.engines.errands.problem import Problem, Way
from lianyi.engines.errands.result import Cost, Traveller

WIDTHS = (12, 12, 12, 16, 32, 56, 16)  # bits; far above what the limits on the input can add up to
WAY_OF = {Traveller.SELF: Way.IN_PERSON, Traveller.PROXY: Way.PROXY}


def packed(cost: Cost) -> int:
    """The cost as one number."""
    number = 0
    for part, width in zip(astuple(cost), WIDTHS, strict=True):
        number = (number << width) + part
    return number


def unpacked(number: int) -> Cost:
    """The cost a number stands for."""
    parts = []
    for width in reversed(WIDTHS):
        parts.append(number & ((1 << width) - 1))
        number >>= width
    return Cost(*reversed(parts))


# Papers at hand that expire before all is done: each with those that are applied for only after that.
Late = tuple[tuple[int, int], ...]

ONE_VISIT = packed(Cost(visits=1))
ONE_DAY = packed(Cost(days=1))


@dataclass(frozen=True)
class Tour:
    """A kind of trip: who goes, where to, and what it costs to set out. ``counters`` are numbers."""

    traveller: Traveller
    city: str
    cost: int
    counters: tuple[int, ...]


class Task:
    """Fetch each paper of ``fetched`` at least once and end with the goals in hand.

    Papers in ``limited`` expire; the others are taken to hold for ever. Papers are numbered by key: those to fetch and
    those held ones that expire. What is held for ever is no longer asked for.
    """

    def __init__(self, problem: Problem, fetched: frozenset[str], limited: frozenset[str]) -> None:
        self.problem = problem
        held = {one.paper: one.days_left for one in problem.person.holds}
        self.days_left = {key: left for key, left in held.items() if left is not None and key in limited}
        sure = held.keys() - self.days_left.keys()
        self.keys = sorted((fetched | self.days_left.keys()) - sure)
        self.size = len(self.keys)
        at = {key: number for number, key in enumerate(self.keys)}

        def numbered(keys: frozenset[str]) -> int:
            return mask(at[key] for key in keys if key in at)

        self.papers = [problem.paper(key) for key in self.keys]
        self.fetched = numbered(fetched)
        self.everything = (1 << self.size) - 1
        self.goals = numbered(problem.goals)
        # A paper that is held and not fetched is never applied for: what it needs plays no part.
        self.needs = [numbered(paper.needs) if paper.key in fetched else 0 for paper in self.papers]
        self.groups = [
            tuple(numbered(group) for group in paper.one_of if not group & sure) if paper.key in fetched else ()
            for paper in self.papers
        ]
        self.valid_for = [paper.valid_for if paper.key in limited else None for paper in self.papers]
        self.limited = [n for n in range(self.size) if self.valid_for[n] is not None or self.keys[n] in self.days_left]
        self.is_limited = mask(self.limited)
        self.fees = [packed(Cost(fees=paper.fee, applications=1)) for paper in self.papers]
        self.options = [options(problem, paper) if paper.key in fetched else () for paper in self.papers]
        self.desk = [tuple(option for option in some if option.is_from_home) for some in self.options]
        self.counters = sorted(counter.key for counter in problem.counters)
        self.number_of_counter = {key: number for number, key in enumerate(self.counters)}

    @cached_property
    def windows(self) -> dict[tuple[int, Traveller], list[tuple[int, list[Option]]]]:
        """For each counter and traveller the papers that can be applied for, and how."""
        found: dict[tuple[int, Traveller], list[tuple[int, list[Option]]]] = {}
        for traveller, way in WAY_OF.items():
            for paper, some in enumerate(self.options):
                for counter, key in enumerate(self.counters):
                    if here := [one for one in some if one.way is way and one.counter == key]:
                        found.setdefault((counter, traveller), []).append((paper, here))
        return found

    @cached_property
    def order(self) -> list[int]:
        """The papers to fetch, each after those it needs where that is possible."""
        had, order = self.everything & ~self.fetched, list[int]()
        waiting = list(bits(self.fetched))
        while waiting:
            ready = [paper for paper in waiting if self.is_ready(paper, had)] or waiting
            had |= mask(ready)
            order += ready
            waiting = [paper for paper in waiting if not had >> paper & 1]
        return order

    def is_ready(self, paper: int, shown: int) -> bool:
        """Whether the papers in the mask ``shown`` are what this one needs."""
        if self.needs[paper] & ~shown:
            return False
        return all(group & shown for group in self.groups[paper])

    @cached_property
    def tours(self) -> list[Tour]:
        """The trips that can lead to anything."""
        person, found = self.problem.person, []
        for traveller in Traveller:
            for city in sorted({counter.city for counter in self.problem.counters}):
                counters = tuple(number for number in self._useful(traveller) if self._city(number) == city)
                is_own = traveller is Traveller.SELF
                cost = Cost(own_trips=is_own, trips=1, journeys=is_own and city != person.home)
                if counters:
                    found.append(Tour(traveller, city, packed(cost), counters))
        return found

    def _useful(self, traveller: Traveller) -> list[int]:
        way = WAY_OF[traveller]
        collecting = {
            self.number_of_counter[one.counter] for some in self.options for one in some if way in one.returns
        }
        return sorted(collecting | {counter for counter, who in self.windows if who is traveller})

    def _city(self, counter: int) -> str:
        return self.problem.counter(self.counters[counter]).city

    @cached_property
    def asking(self) -> list[int]:
        """For each paper those to fetch that cannot do without it."""
        found = [0] * self.size
        for paper, needs in enumerate(self.needs):
            for other in bits(needs):
                found[other] |= 1 << paper
        return found

    def shown_too(self, late: Late) -> list[int]:
        """For each paper the late ones that are still good when it is applied for, or may be."""
        found = [mask(paper for paper, _ in late)] * self.size
        for paper, too_late in late:
            for other in bits(too_late):
                found[other] &= ~(1 << paper)
        return found

    @cached_property
    def followers(self) -> list[int]:
        """For each paper those to fetch for which it may be shown."""
        found = list(self.asking)
        for paper, groups in enumerate(self.groups):
            for group in groups:
                for other in bits(group):
                    found[other] |= 1 << paper
        return found

"""What comes out: the steps, what they cost, and what cannot be had or need not be."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from enum import StrEnum

from lianyi.engines.errands.problem import Way


@dataclass(frozen=True, order=True)
class Cost:
    """What a plan costs, compared in this order, least first.

    ``own_trips``: outings of the person; ``trips``: those of helpers too; ``journeys``: the person's outings to other
    cities than home; ``visits``: counters visited; ``days`` from today until the last goal is in hand; ``fees`` in
    cents; ``applications`` made.
    """

    own_trips: int = 0
    trips: int = 0
    journeys: int = 0
    visits: int = 0
    days: int = 0
    fees: int = 0
    applications: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


class Traveller(StrEnum):
    """Who goes on a trip."""

    SELF = "self"
    PROXY = "proxy"


class Act(StrEnum):
    """What is done about a paper."""

    FETCH = "fetch"  # applied for and handed over while one waits
    APPLY = "apply"  # applied for; it comes or is collected later
    COLLECT = "collect"


@dataclass(frozen=True)
class Errand:
    """One thing done about one paper, on ``day`` (0: today).

    ``ready``: the day from which it can be collected (``returns`` is IN_PERSON or PROXY: who may stand there), or on
    which it is in hand (``returns`` POST or None: it comes by itself). For FETCH and COLLECT it is the day itself.
    """

    paper: str
    act: Act
    way: Way
    counter: str
    day: int
    ready: int
    returns: frozenset[Way] = frozenset()

    @property
    def is_to_be_collected(self) -> bool:
        """Whether it takes another visit until the paper is in hand."""
        return self.act is Act.APPLY and bool(self.returns - {Way.POST})

    @property
    def uses_post(self) -> bool:
        """Whether it is sent to the counter, or back from it, by post."""
        return self.way is Way.POST or self.returns == {Way.POST}


@dataclass(frozen=True)
class Visit:
    """What is done at one counter, in this order."""

    counter: str
    errands: tuple[Errand, ...]


@dataclass(frozen=True)
class Trip:
    """One outing of one traveller to one city. ``number`` counts the trips from 1, ``visits`` are in order."""

    number: int
    traveller: Traveller
    city: str
    day: int
    visits: tuple[Visit, ...]

    @property
    def errands(self) -> tuple[Errand, ...]:
        """All that is done on it."""
        return tuple(errand for visit in self.visits for errand in visit.errands)


@dataclass(frozen=True)
class VoidDemand:
    """A paper nobody may demand, and the papers whose counters ask for it; ``is_goal``: it was wanted itself."""

    paper: str
    asked_for: tuple[str, ...]
    is_goal: bool = False


class Why(StrEnum):
    """Why a paper is not fetched."""

    HELD = "held"  # in hand already
    OTHER_WILL_DO = "other_will_do"  # ``instead`` is shown in its place
    NOT_ASKED_FOR = "not_asked_for"  # no goal of this plan leads to it


@dataclass(frozen=True)
class NotNeeded:
    """A paper that is not fetched. ``instead``: the paper of the same choice that does."""

    paper: str
    why: Why
    instead: str = ""


class Block(StrEnum):
    """Why a goal cannot be had, and what ``Blocked.papers`` are."""

    CYCLE = "cycle"  # these papers wait for each other, each for the next, the last for the first
    NOT_ISSUED = "not_issued"  # nobody issues these
    OUT_OF_REACH = "out_of_reach"  # this person has no way to get these; ``help`` says what would
    EXPIRES = "expires"  # however it is done, one of these expires before all are in hand
    TOO_LARGE = "too_large"  # no plan was found within the limit; there may be one


@dataclass(frozen=True)
class Help:
    """What would help: going to ``city`` (IN_PERSON), a helper with a mandate there (PROXY), POST or ONLINE."""

    way: Way
    city: str = ""


@dataclass(frozen=True)
class Blocked:
    """A goal that is not in the plan. ``help``: sets of things that would do together, the smallest, each by itself."""

    goal: str
    why: Block
    papers: tuple[str, ...]
    help: tuple[tuple[Help, ...], ...] = ()


@dataclass(frozen=True)
class Plan:
    """The steps in the order in which they are done: trips, and errands by post or online between them.

    ``goals`` are those it reaches. No plan for them costs less than ``lower_bound``; proven when that is ``cost``.
    """

    goals: tuple[str, ...]
    steps: tuple[Trip | Errand, ...]
    fetched: tuple[str, ...]
    not_needed: tuple[NotNeeded, ...]
    void_demands: tuple[VoidDemand, ...]
    blocked: tuple[Blocked, ...]
    cost: Cost
    lower_bound: Cost

    @property
    def is_proven(self) -> bool:
        """Whether no other plan is better."""
        return self.cost == self.lower_bound

    @property
    def trips(self) -> tuple[Trip, ...]:
        """The outings, in order."""
        return tuple(step for step in self.steps if isinstance(step, Trip))

    @property
    def from_home(self) -> tuple[Errand, ...]:
        """The errands by post or online, in order."""
        return tuple(step for step in self.steps if isinstance(step, Errand))

    @property
    def errands(self) -> tuple[Errand, ...]:
        """Everything that is done, in order."""
        parts = (step.errands if isinstance(step, Trip) else (step,) for step in self.steps)
        return tuple(errand for part in parts for errand in part)

    @property
    def letters(self) -> int:
        """How many papers travel by post: applied for by it, or sent back by it."""
        return sum(errand.uses_post for errand in self.errands)

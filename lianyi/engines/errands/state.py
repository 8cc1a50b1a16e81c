"""Where one stands in the middle of a plan, seen from the day it is: two pasts that leave the same future are equal."""

from __future__ import annotations

from typing import NamedTuple

from lianyi.engines.errands.bits import mask
from lianyi.engines.errands.options import Option
from lianyi.engines.errands.problem import Way
from lianyi.engines.errands.result import Act
from lianyi.engines.errands.task import Task

# At home; at home on a day one waited for only so that a paper does not expire too soon; at home again after today's
# trip; on the tour of number place - ON_TRIP.
FRESH, IDLE, BACK, ON_TRIP = 0, 1, 2, 3
FOREVER = 1 << 40
BY_ITSELF = -1  # in the place of a counter: it comes, nobody has to go


class Pending(NamedTuple):
    """A paper applied for: in ``days`` it comes, or can be collected at ``counter`` by ``returns``; it is then good for
    ``left`` more days."""

    paper: int
    counter: int
    days: int
    left: int
    returns: frozenset[Way]


class State(NamedTuple):
    """``have``: papers in hand and good; ``got``: those that were in hand at least once; ``left``: for each limited
    paper the days it is good after today, -1 when not in hand; ``pending`` by paper."""

    place: int
    have: int
    got: int
    left: tuple[int, ...]
    pending: tuple[Pending, ...]


class Deed(NamedTuple):
    """One thing done about one paper."""

    paper: int
    act: Act
    option: Option | None  # None: collected


class Desk(NamedTuple):
    """Something done from home."""

    deed: Deed


class Stop(NamedTuple):
    """A counter visited, on a new trip when ``tour`` is not None."""

    tour: int | None
    counter: int
    deeds: tuple[Deed, ...]


class Wait(NamedTuple):
    """Days gone by."""

    days: int


Move = Desk | Stop | Wait


def start(task: Task) -> State:
    """Today, at home, with what is held."""
    left = tuple(task.days_left.get(task.keys[paper], -1) for paper in task.limited)
    have = mask(paper for paper, days in zip(task.limited, left, strict=True) if days >= 0)
    return State(FRESH, have, 0, left, ())


def handed(task: Task, state: State, paper: int, left: int) -> State:
    """With the paper in hand, good for ``left`` more days; if it has expired already, without it."""
    bit = 1 << paper
    if task.is_limited >> paper & 1:
        if left < 0:
            return state
        at = task.limited.index(paper)
        left = max(left, state.left[at])
        return state._replace(
            have=state.have | bit, got=state.got | bit, left=(*state.left[:at], left, *state.left[at + 1 :])
        )
    return state._replace(have=state.have | bit, got=state.got | bit)


def applied(task: Task, state: State, paper: int, option: Option) -> State:
    """With the application made today."""
    valid_for = task.valid_for[paper]
    left = FOREVER if valid_for is None else valid_for - option.stale
    if option.is_at_once:
        return handed(task, state, paper, left)
    collected = option.is_collected
    counter = task.number_of_counter[option.counter] if collected else BY_ITSELF
    one = Pending(paper, counter, option.days, left, option.returns if collected else frozenset())
    return state._replace(pending=tuple(sorted((*state.pending, one), key=lambda pending: pending.paper)))


def later(task: Task, state: State, days: int) -> State:
    """After a number of days on which nothing is done: letters come, papers expire."""
    left = tuple(days_left if days_left == FOREVER else max(-1, days_left - days) for days_left in state.left)
    expired = mask(paper for paper, good in zip(task.limited, left, strict=True) if good < 0)
    after = State(FRESH, state.have & ~expired, state.got, left, ())
    pending = []
    for one in state.pending:
        age = max(0, days - one.days)
        good = one.left if one.left == FOREVER else one.left - age
        if one.days <= days and one.counter == BY_ITSELF:
            after = handed(task, after, one.paper, good)
        elif good >= 0:  # one that expired uncollected has to be applied for again
            pending.append(one._replace(days=max(0, one.days - days), left=good))
    return after._replace(pending=tuple(pending))

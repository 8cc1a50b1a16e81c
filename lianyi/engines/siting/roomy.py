"""Points with limited room: every answer is weighed by a flow of least cost, and points are exchanged where its
prices say that most could be gained. For the prices u of the flow, opening column j adds at most v_j (weak duality), so
only the columns with the greatest v_j are tried."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.siting.classes import Core
from lianyi.engines.siting.flow import least_cost
from lianyi.engines.siting.prices import values
from lianyi.engines.siting.problem import IntArray
from lianyi.engines.siting.watch import Watch

TRIED = 6  # newcomers, and leavers
FAR = np.iinfo(np.int64).max // 4


@dataclass(frozen=True)
class Weighed:
    """What open columns save together; ``load`` (C); ``price`` (G): what one resident more of a class would save."""

    saving: int
    load: IntArray
    price: IntArray


def weigh(core: Core, opened: IntArray) -> Weighed:
    """The best use of these columns and the forced ones, with dual prices that prove it."""
    assert core.room is not None
    columns = np.union1d(opened, np.flatnonzero(core.forced)).astype(np.int64)
    length = core.column_start[columns + 1] - core.column_start[columns]
    begins = np.cumsum(length) - length
    at = np.arange(length.sum()) + np.repeat(core.column_start[columns] - begins, length)
    seat = np.repeat(np.arange(len(columns)), length)
    row, saving = core.column_row[at], core.column_saving[at]
    room = np.minimum(core.room[columns], int(core.weight.sum()))
    most = int(saving.max(initial=0))
    flow = least_cost(core.weight, row, seat, most - saving, room, most)
    full = np.bincount(seat, flow, len(columns)) >= room
    worth = _place_prices(row, seat, saving, flow, full)
    price = np.zeros(core.rows, dtype=np.int64)
    np.maximum.at(price, row, saving - worth[seat])
    load = np.zeros(core.columns, dtype=np.int64)
    load[columns] = np.bincount(seat, flow, len(columns)).astype(np.int64)
    return Weighed(int((flow * saving).sum()), load, price)


def _place_prices(row: IntArray, seat: IntArray, saving: IntArray, flow: IntArray, full: IntArray) -> IntArray:
    """(seats) What one place less in each would cost: the cheapest chain of residents who move on, to a point with room
    or to none."""
    size = len(full)
    price = np.where(full, FAR, 0)
    used = np.flatnonzero(flow > 0)
    np.minimum.at(price, seat[used], saving[used])
    table: dict[int, list[int]] = {}
    for at, one in enumerate(row.tolist()):
        table.setdefault(one, []).append(at)
    moving = np.full((size, size), FAR)
    for at in used.tolist():
        others = table[int(row[at])]
        np.minimum.at(moving, (seat[at], seat[others]), saving[at] - saving[others])
    for _ in range(size):
        after = np.minimum(price, (moving + price[None, :]).min(axis=1, initial=FAR))
        if (after == price).all():
            break
        price = after
    empty_and_full = price >= FAR  # no room at all: a place there would serve whoever gains most
    price[empty_and_full] = int(saving.max(initial=0))
    return price


def exchange(core: Core, k: int, watch: Watch, part: float = 0.5) -> tuple[IntArray, Weighed, str]:
    """Greedy and swaps, by flows; the columns, what they do, and how they were found."""
    opened = np.zeros(0, dtype=np.int64)
    now = weigh(core, opened)
    while len(opened) < k:
        better = _best_newcomer(core, opened, now)
        if better is None:
            break
        opened, now = better
    method = "greedy"
    for _ in watch.steps(10 * max(k, 1), part):
        swapped = _best_swap(core, opened, now)
        if swapped is None:
            break
        opened, now = swapped
        method = "flow"
    return opened.astype(np.int32), now, method


def _best_newcomer(core: Core, opened: IntArray, now: Weighed) -> tuple[IntArray, Weighed] | None:
    """The column that adds most among those that could."""
    could = values(core, now.price * core.scale)
    could[core.forced] = 0
    could[opened] = 0
    best: tuple[IntArray, Weighed] | None = None
    for new in np.argsort(-could, kind="stable")[:TRIED]:
        limit = now.saving if best is None else best[1].saving
        if now.saving * core.scale + could[new] <= limit * core.scale:
            break
        with_it = np.append(opened, new)
        found = weigh(core, with_it)
        if found.saving > limit:
            best = with_it, found
    return best


def _best_swap(core: Core, opened: IntArray, now: Weighed) -> tuple[IntArray, Weighed] | None:
    """A swap that helps: the columns that serve fewest are shut first."""
    for seat in np.argsort(now.load[opened], kind="stable")[:TRIED]:
        rest = np.delete(opened, seat)
        found = _best_newcomer(core, rest, weigh(core, rest))
        if found is not None and found[1].saving > now.saving:
            return found
    return None


def useful_with_room(core: Core, opened: IntArray) -> IntArray:
    """The columns that serve anybody."""
    load = weigh(core, opened).load
    return np.asarray(opened, dtype=np.int32)[load[opened] > 0]

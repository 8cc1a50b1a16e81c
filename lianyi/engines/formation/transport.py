"""The best placement for a given set of open groups, exactly, for any of the lexicographic objectives.

Sets: rows r (classes of n_r equal members), open groups g with limits l_g ≤ size ≤ u_g, the hub (any open group), no
group. Variables: x_ra members of row r on its arc a. Objective: lexicographic minimum of Σ vector(code_ra)·x_ra.
Constraints: Σ_a x_ra = n_r; the size of every open group within its limits.

**Why weights are exact.** Two placements differ by simple cycles in the transport network, and a simple cycle enters
and leaves each of the G groups, the hub and "no group" at most once: at most S = G + 2 entering and as many leaving
arcs. A component c therefore changes by at most b_c = S·spread_c along a cycle, whatever the number of members. With
weights w_c = 1 + Σ_{later d} w_d·b_d every cycle that is lexicographically negative has a negative weighted cost, and
the other way round. So no weighted-negative cycle is left if and only if no lexicographically negative one is.
Weights that would not fit OR-Tools' 64 bits are split into stages: after each stage only arcs of zero reduced cost
stay, and a priced group stays at the limit its price holds it at, which is exactly the set of optima of the stages so
far.

**Large problems.** Rows beyond ``DIRECT`` are sifted. Prices from a few samples of rows say which arcs of each row
could be best; only those are solved, like rows merged; then all arcs of all rows are compared under the new prices
and those found better are added, until none is. Nothing is assumed about the samples: at the end the prices hold for
every arc.
"""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.formation.classes import Setting, distinct
from lianyi.engines.formation.lexicographic import ranks
from lianyi.engines.formation.network import Flow, cheapest_flow, largest_cost
from lianyi.engines.formation.problem import IntArray, Policy
from lianyi.engines.formation.residual import Seats, Sizes, residual, with_deficit
from lianyi.engines.formation.residual import prices as prices_of

DIRECT = 20_000  # rows solved without sifting
SAMPLE = 8_000
SAMPLES = 3
NONE = np.int32(np.iinfo(np.int32).max)


@dataclass(frozen=True)
class Limits:
    """Per group: limits on members beside the held ones, and which groups are open."""

    low: IntArray
    high: IntArray
    is_open: IntArray


@dataclass(frozen=True)
class Optimum:
    """``value`` is the objective without held members; ``prices`` is nodes × (deficit + components).

    ``missing`` members short of minima (then the limits cannot be met and value and prices mean nothing).
    ``settled`` components from the first on are settled, all of them unless members are missing. ``sizes`` are those
    of one optimal placement, held members apart.
    """

    value: IntArray
    sizes: IntArray
    prices: IntArray
    missing: int
    settled: int


@dataclass(frozen=True)
class Rows:
    nodes: IntArray
    codes: IntArray
    count: IntArray


def optimise(setting: Setting, is_open: IntArray, low: IntArray | None = None) -> Optimum:
    """The optimum with exactly these groups open; ``low`` replaces the lower limits (for relaxations)."""
    limits = Limits(setting.low if low is None else low, setting.high, is_open)
    rows = open_rows(setting, is_open)
    vectors = with_deficit(setting.vectors)
    if len(rows.count) <= DIRECT:
        return _stages(rows, limits, vectors)
    linear = setting.arrays.policy == Policy.LEAST_TOTAL_RANK and setting.arrays.previous is None
    return _sift(rows, limits, vectors, linear)


def open_rows(setting: Setting, is_open: IntArray) -> Rows:
    """The classes with arcs to open groups only."""
    if is_open.all():
        return Rows(setting.nodes, setting.codes, setting.count)
    allowed = np.append(is_open, [True, True, False])
    return Rows(np.where(allowed[setting.nodes], setting.nodes, -1), setting.codes, setting.count)


def place_ranks(prices: IntArray, vectors: IntArray, is_open: IntArray) -> IntArray:
    """codes × (nodes + 1) int32: how good each arc is, price included; the last column answers for "no arc"."""
    return joint_ranks(prices[None], vectors, is_open)[0]


def joint_ranks(prices: IntArray, vectors: IntArray, is_open: IntArray) -> IntArray:
    """The same for several sets of prices (sets × nodes × components), with ranks that compare across the sets."""
    groups, sets = len(is_open), len(prices)
    priced = np.stack([full_prices(one, is_open) for one in prices])
    table = (vectors[None, :, None, :] + priced[:, None, :, :]).reshape(-1, vectors.shape[1])
    out = np.full((sets, len(vectors), groups + 3), NONE, dtype=np.int32)
    out[:, :, :-1] = ranks(table).reshape(sets, len(vectors), groups + 2)
    if not is_open.any():
        out[:, :, groups] = NONE
    return out


def full_prices(prices: IntArray, is_open: IntArray) -> IntArray:
    """Prices with the hub at that of the cheapest open group and "no group" at zero."""
    out = prices.copy()
    out[len(is_open)] = prices[_cheapest(prices, is_open)]
    out[len(is_open) + 1] = 0
    return out


def narrow(limits: Limits, prices: IntArray) -> Limits:
    """Limits that keep priced groups at the limit their price holds them at."""
    sign = np.sign(_first_nonzero(prices[: len(limits.low)]))
    low = np.where(sign > 0, limits.high, limits.low)
    high = np.where(sign < 0, limits.low, limits.high)
    return Limits(low, high, limits.is_open)


def _first_nonzero(matrix: IntArray) -> IntArray:
    at = (matrix != 0).argmax(axis=1)
    return matrix[np.arange(len(matrix)), at]


def _stages(rows: Rows, limits: Limits, vectors: IntArray) -> Optimum:
    """Solve stage by stage, each among the optima of the stages before."""
    nodes, groups = rows.nodes, len(limits.low)
    found = np.zeros((groups + 2, vectors.shape[1]), dtype=np.int64)
    reach = limits.is_open.astype(bool)
    value, sizes = np.zeros(vectors.shape[1], dtype=np.int64), np.zeros(groups, dtype=np.int64)
    for number, (components, weights) in enumerate(_split(rows, vectors, groups)):
        part = vectors[:, components]
        cost = (part @ weights)[rows.codes]
        flow = cheapest_flow(
            nodes,
            cost,
            rows.count,
            limits.low,
            limits.high,
            limits.is_open,
            reach,
            int(weights[0]) if number == 0 else None,
        )
        if flow is None:
            raise AssertionError("a stage lost the solution of the stage before")
        sizes = flow.hub + _sizes(nodes, flow, groups)
        row, arc = np.nonzero(flow.rows)
        seats = Seats(nodes[row, arc], rows.codes[row, arc], nodes[row], rows.codes[row])
        network = residual(seats, Sizes(sizes, limits.low, limits.high, limits.is_open, reach, flow.hub), part)
        price = found[:, components] = prices_of(network)
        value = _value(rows, flow, vectors)
        missing = int(flow.missing.sum() + value[0])
        if missing:
            return Optimum(value[1:], sizes, found, missing, components[-1] + 1)
        standing = place_ranks(price, part, reach)[rows.codes, nodes]
        nodes = np.where(standing == standing.min(axis=1, keepdims=True), nodes, -1)
        reach = reach & (price[:groups] == price[_cheapest(price, reach)]).all(axis=1)
        limits = narrow(limits, price)
    return Optimum(value[1:], sizes, found, 0, vectors.shape[1])


def _value(rows: Rows, flow: Flow, vectors: IntArray) -> IntArray:
    at = np.nonzero(flow.rows)
    value = np.zeros(vectors.shape[1], dtype=np.int64)
    if len(at[0]):
        value += flow.rows[at] @ vectors[rows.codes[at]]
    return value


def _cheapest(price: IntArray, reach: IntArray) -> int:
    opened = np.flatnonzero(reach)
    return int(opened[np.argmin(ranks(price[opened]))]) if len(opened) else -1


def _sizes(nodes: IntArray, flow: Flow, groups: int) -> IntArray:
    row, arc = np.nonzero(flow.rows)
    return np.bincount(nodes[row, arc], weights=flow.rows[row, arc], minlength=groups + 2)[:groups].astype(np.int64)


def _split(rows: Rows, vectors: IntArray, groups: int) -> list[tuple[list[int], IntArray]]:
    """Components of each stage with their weights (most significant first); components nobody differs in are
    left out.
    """
    used = np.unique(rows.codes[rows.nodes >= 0])
    spread = np.ptp(vectors[used], axis=0) if len(used) else np.zeros(vectors.shape[1], dtype=np.int64)
    spread[0] = 1  # the deficit, carried by the filler and not by members
    most = largest_cost(len(rows.nodes), groups)
    stages: list[tuple[list[int], IntArray]] = []
    components: list[int] = []
    for component in np.flatnonzero(spread):
        longer = [*components, int(component)]
        weights = _weights(spread[longer] * (groups + 2))
        if components and weights @ spread[longer] > most:
            stages.append((components, np.array(_weights(spread[components] * (groups + 2)), dtype=np.int64)))
            longer = [int(component)]
        components = longer
    stages.append((components, np.array(_weights(spread[components] * (groups + 2)), dtype=np.int64)))
    return stages


def _weights(bounds: IntArray) -> IntArray:
    """w_c = 1 + Σ_{later d} w_d·b_d, as Python integers because they may not fit."""
    out: list[int] = []
    rest = 0
    for bound in reversed(bounds.tolist()):
        out.append(1 + rest)
        rest += out[-1] * bound
    return np.array(out[::-1], dtype=object)


def _sift(rows: Rows, limits: Limits, vectors: IntArray, linear: bool) -> Optimum:
    kept = _promising(rows, limits, vectors)
    # one code more than the objective has: an arc of last resort that counts as a member missing
    resort = np.concatenate([vectors, np.eye(vectors.shape[1], dtype=np.int64)[:1]])
    while True:
        result = _stages(_merge(rows, kept, linear, len(vectors)), limits, resort)
        standing = place_ranks(result.prices, vectors, limits.is_open)[rows.codes, rows.nodes]
        best = standing.min(axis=1)
        if result.missing:  # later components are not settled and must not call for arcs
            part = slice(result.settled)
            settled = place_ranks(result.prices[:, part], vectors[:, part], limits.is_open)[rows.codes, rows.nodes]
            worse = np.flatnonzero(settled.min(axis=1) < np.where(kept, settled, NONE).min(axis=1))
        else:
            worse = np.flatnonzero(best < np.where(kept, standing, NONE).min(axis=1))
        if not len(worse):
            value = _dual_value(rows, standing.argmin(axis=1), result, vectors, limits.is_open)
            return Optimum(value, result.sizes, result.prices, result.missing, result.settled)
        kept[worse] |= standing[worse] == best[worse, None]


def _promising(rows: Rows, limits: Limits, vectors: IntArray) -> IntArray:
    """Arcs that could be best if every price lay somewhere between those that different samples gave."""
    nodes = len(limits.low) + 2
    step = -(-len(rows.count) // SAMPLE)
    starts = [at * step // SAMPLES for at in range(SAMPLES)]
    found = np.stack([_sample_prices(rows, limits, vectors, start, step) for start in starts])
    place = ranks(found.reshape(-1, found.shape[2])).reshape(SAMPLES, nodes)
    each = np.arange(nodes)
    ends = np.stack([found[place.argmin(axis=0), each], found[place.argmax(axis=0), each]])
    low, high = joint_ranks(ends, vectors, limits.is_open)
    sure: IntArray = high[rows.codes, rows.nodes].min(axis=1, keepdims=True)
    return low[rows.codes, rows.nodes] <= np.minimum(sure, NONE - 1)


def _sample_prices(rows: Rows, limits: Limits, vectors: IntArray, start: int, step: int) -> IntArray:
    """Prices of a problem in which every k-th row stands for k rows.

    Rows stand in an order drawn from their content.
    """
    sample = Rows(rows.nodes[start::step], rows.codes[start::step], rows.count[start::step])
    share = sample.count.sum() / rows.count.sum()
    high = np.maximum(np.rint(limits.high * share), 1).astype(np.int64)
    low = np.minimum(np.floor(limits.low * share), high).astype(np.int64)
    return _stages(sample, Limits(low, high, limits.is_open), vectors).prices


def _merge(rows: Rows, kept: IntArray, linear: bool, resort: int) -> Rows:
    """Rows with the kept arcs only, in any order; like rows are one. Rows that did not keep "no group" get the resort.

    With a ``linear`` objective (each position costs one more than the one before) only differences of positions matter.
    """
    nowhere = int(rows.nodes.max())
    codes = rows.codes.astype(np.int32)
    if linear:
        base = np.where(kept, codes, resort).min(axis=1)
        codes = codes - np.where(kept[:, -1], 0, base)[:, None]
    labels = np.sort(np.where(kept, rows.nodes * (resort + 1) + codes, -1), axis=1)
    labels = labels[:, (labels >= 0).any(axis=0)]
    first, inverse = distinct(labels)
    labels = labels[first]
    nodes, codes = np.where(labels < 0, -1, labels // (resort + 1)), np.where(labels < 0, 0, labels % (resort + 1))
    lacking = (nodes != nowhere).all(axis=1)
    return Rows(
        np.column_stack([nodes, np.where(lacking, nowhere, -1)]),
        np.column_stack([codes, np.full(len(first), resort)]),
        np.bincount(inverse, weights=rows.count, minlength=len(first)).astype(np.int64),
    )


def _dual_value(rows: Rows, arc: IntArray, result: Optimum, vectors: IntArray, is_open: IntArray) -> IntArray:
    """The objective from the prices: everybody's least cost with price, less what the groups' places are worth."""
    each = np.arange(len(arc))
    node = rows.nodes[each, arc].astype(np.int64)
    keys = node * len(vectors) + rows.codes[each, arc]
    count = np.bincount(keys, weights=rows.count).astype(np.int64)
    used = np.flatnonzero(count)
    priced = full_prices(result.prices, is_open)
    worth = vectors[used % len(vectors)] + priced[used // len(vectors)]
    total = count[used] @ worth - result.sizes @ result.prices[: len(result.sizes)]
    return total[1:]

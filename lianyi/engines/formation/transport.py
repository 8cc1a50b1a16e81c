"""The best placement for a given set of open groups, exactly, for any of the lexicographic objectives.

Sets: rows r (classes of n_r equal members), open groups g with limits l_g ≤ size ≤ u_g, the hub (any open group), no group.
Variables: x_ra members of row r on its arc a. Objective: lexicographic minimum of Σ vector(code_ra)·x_ra. Constraints:
Σ_a x_ra = n_r; the size of every open group within its limits.

**Why weights are exact.** Two placements differ by simple cycles in the transport network, and a simple cycle enters and
leaves each of the G groups, the hub and "no group" at most once: at most S = G + 2 entering and as many leaving arcs. A
component c therefore changes by at most b_c = S·spread_c along a cycle, whatever the number of members. With weights
w_c = 1 + Σ_{later d} w_d·b_d every cycle that is lexicographically negative has a negative weighted cost, and the other
way round. So no weighted-negative cycle is left if and only if no lexicographically negative one is. Weights that
would not fit OR-Tools' 64 bits are split into stages: after each stage only arcs of zero reduced cost stay, and a priced
group stays at the limit its price holds it at, which is exactly the set of optima of the stages so far.

**Large problems.** Rows beyond ``DIRECT`` are sifted: prices from a sample of rows say which arcs of each row are best or
second best; only those are solved, rows with equal kept arcs merged; then all arcs of all rows are compared under the new prices and those found better are added, until none is. Nothing is
assumed about the sample: at the end the prices hold for every arc.
"""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.formation.classes import Setting, distinct
from lianyi.engines.formation.lexicographic import ranks
from lianyi.engines.formation.network import Flow, cheapest_flow, largest_cost
from lianyi.engines.formation.problem import IntArray
from lianyi.engines.formation.residual import prices as prices_of
from lianyi.engines.formation.residual import Seats, Sizes, residual, with_deficit

DIRECT = 20_000  # rows solved without sifting
SAMPLE = 8_000
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
    ``sizes`` are those of one optimal placement, held members apart.
    """

    value: IntArray
    sizes: IntArray
    prices: IntArray
    missing: int


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
    return _sift(rows, limits, vectors)


def open_rows(setting: Setting, is_open: IntArray) -> Rows:
    """The classes with arcs to open groups only."""
    if is_open.all():
        return Rows(setting.nodes, setting.codes, setting.count)
    allowed = np.append(is_open, [True, True, False])
    return Rows(np.where(allowed[setting.nodes], setting.nodes, -1), setting.codes, setting.count)


def place_ranks(prices: IntArray, vectors: IntArray, is_open: IntArray) -> IntArray:
    """codes × (nodes + 1) int32: how good each arc is, price included; the last column answers for "no arc"."""
    groups = len(is_open)
    priced = prices.copy()
    opened = np.flatnonzero(is_open)
    if len(opened):
        cheapest = opened[np.argmin(ranks(priced[opened]))]
        priced[groups] = priced[cheapest]
    priced[groups + 1] = 0
    table = (vectors[:, None, :] + priced[None, :, :]).reshape(-1, vectors.shape[1])
    out = np.full((len(vectors), groups + 3), NONE, dtype=np.int32)
    out[:, :-1] = ranks(table).reshape(len(vectors), groups + 2)
    if not len(opened):
        out[:, groups] = NONE
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
    missing = 0
    value, sizes = np.zeros(vectors.shape[1], dtype=np.int64), np.zeros(groups, dtype=np.int64)
    for number, (components, weights) in enumerate(_split(rows, vectors, groups)):
        part = vectors[:, components]
        cost = (part @ weights)[rows.codes]
        flow = cheapest_flow(
            nodes, cost, rows.count, limits.low, limits.high, limits.is_open, reach, int(weights[0]) if number == 0 else None
        )
        if flow is None:
            raise AssertionError("a stage lost the solution of the stage before")
        sizes = flow.hub + _sizes(nodes, flow, groups)
        row, arc = np.nonzero(flow.rows)
        seats = Seats(nodes[row, arc], rows.codes[row, arc], nodes[row], rows.codes[row])
        network = residual(seats, Sizes(sizes, limits.low, limits.high, limits.is_open, flow.hub), part)
        price = found[:, components] = prices_of(network)
        missing = int(flow.missing.sum())
        value = _value(rows, flow, vectors)
        if missing:
            break
        standing = place_ranks(price, part, reach)[rows.codes, nodes]
        nodes = np.where(standing == standing.min(axis=1, keepdims=True), nodes, -1)
        reach = reach & (price[:groups] == price[_cheapest(price, reach)]).all(axis=1)
        limits = narrow(limits, price)
    return Optimum(value[1:], sizes, found, missing)


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
    """Components of each stage with their weights (most significant first); components nobody differs in are left out."""
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


def _sift(rows: Rows, limits: Limits, vectors: IntArray) -> Optimum:
    price = _sample_prices(rows, limits, vectors)
    kept = np.zeros(rows.nodes.shape, dtype=bool)
    components = vectors.shape[1]
    while True:
        table = place_ranks(price[:, :components], vectors[:, :components], limits.is_open)
        standing = table[rows.codes, rows.nodes]
        best = standing.min(axis=1, keepdims=True)
        if kept.any():
            worse = np.flatnonzero(np.where(kept, standing, NONE).min(axis=1) > best[:, 0])
            if not len(worse):
                return result
            kept[worse] |= standing[worse] == best[worse]
        else:
            second = np.where(standing == best, NONE, standing).min(axis=1, keepdims=True)
            kept = (standing <= second) & (standing < NONE)
        result = _solve_kept(rows, kept, limits, vectors)
        price = result.prices
        components = 1 if result.missing else vectors.shape[1]


def _sample_prices(rows: Rows, limits: Limits, vectors: IntArray) -> IntArray:
    """Prices of a problem in which every k-th row stands for k rows. Rows stand in an order drawn from their content."""
    step = -(-len(rows.count) // SAMPLE)
    sample = Rows(rows.nodes[::step], rows.codes[::step], rows.count[::step])
    share = sample.count.sum() / rows.count.sum()
    high = np.maximum(np.rint(limits.high * share), 1).astype(np.int64)
    low = np.minimum(np.floor(limits.low * share), high).astype(np.int64)
    return _stages(sample, Limits(low, high, limits.is_open), vectors).prices


def _solve_kept(rows: Rows, kept: IntArray, limits: Limits, vectors: IntArray) -> Optimum:
    """Solve with the kept arcs only; rows whose kept arcs are alike are merged."""
    first, inverse = distinct(np.where(kept, 2 * rows.nodes + (rows.codes & 1), -1))
    merged = Rows(
        np.where(kept[first], rows.nodes[first], -1),
        rows.codes[first],
        np.bincount(inverse, weights=rows.count, minlength=len(first)).astype(np.int64),
    )
    return _stages(merged, limits, vectors)

"""One minimum-cost flow with OR-Tools: rows with supplies, groups with limits, the hub, and no group."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.formation.problem import IntArray

HEADROOM = 1 << 61  # OR-Tools multiplies costs by the number of nodes and adds them along paths, in int64


@dataclass(frozen=True)
class Flow:
    """``rows`` is rows × arcs, ``hub`` what each group takes through the hub, ``missing`` members short of a
    minimum.
    """

    rows: IntArray
    hub: IntArray
    missing: IntArray


def largest_cost(rows: int, groups: int) -> int:
    """The largest unit cost that OR-Tools handles exactly on a network of this size."""
    return HEADROOM // ((rows + groups + 4) * 4 * (groups + 4))


def cheapest_flow(
    nodes: IntArray,
    cost: IntArray,
    count: IntArray,
    low: IntArray,
    high: IntArray,
    is_open: IntArray,
    hub_price: IntArray,
    missing_cost: int | None,
) -> Flow | None:
    """Cheapest flow, or None when the limits cannot be met.

    ``nodes``/``cost``: rows × arcs, node -1 for no arc; ``count`` members a row. Lower limits are taken out of the
    network by supplying them at the sink's expense (Ahuja, Magnanti and Orlin 1993, sec. 2.4); with ``missing_cost``
    they may be missed at that cost a member. ``hub_price`` says which groups the hub reaches (bool).
    """
    rows, groups = len(nodes), len(low)
    row, arc = np.nonzero(nodes >= 0)
    node = nodes[row, arc]
    low, high = np.where(is_open, low, 0), np.where(is_open, high, 0)
    sink, filler = rows + groups + 1, rows + groups + 2
    opened, reach = np.flatnonzero(is_open), np.flatnonzero(is_open & hub_price)
    total, least = int(count.sum()), int(low.sum())
    heads = np.where(node > groups, sink, rows + node)
    blocks = [  # tail, head, capacity, cost
        (row, heads, count[row], cost[row, arc]),
        (np.full(len(reach), rows + groups), rows + reach, np.full(len(reach), total), np.zeros(len(reach))),
        (rows + opened, np.full(len(opened), sink), (high - low)[opened], np.zeros(len(opened))),
    ]
    if missing_cost is not None:
        blocks.append((np.full(len(opened), filler), rows + opened, low[opened], np.full(len(opened), missing_cost)))
        blocks.append((np.array([filler]), np.array([sink]), np.array([least]), np.zeros(1)))
    tail, head, capacity, unit = (np.concatenate(parts).astype(np.int64) for parts in zip(*blocks, strict=True))
    from ortools.graph.python import min_cost_flow  # only the worker needs it, and it takes long to load

    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, unit)
    filled = least if missing_cost is not None else 0
    supply = np.concatenate([count, -low, [0, -(total - least + filled), filled]]).astype(np.int64)
    solver.set_nodes_supplies(np.arange(len(supply)), supply)
    if solver.solve() != solver.OPTIMAL:
        return None
    flow = np.asarray(solver.flows(arcs), dtype=np.int64)
    out = np.zeros(nodes.shape, dtype=np.int64)
    out[row, arc] = flow[: len(row)]
    hub, missing = np.zeros(groups, dtype=np.int64), np.zeros(groups, dtype=np.int64)
    hub[reach] = flow[len(row) : len(row) + len(reach)]
    if missing_cost is not None:
        start = len(row) + len(reach) + len(opened)
        missing[opened] = flow[start : start + len(opened)]
    return Flow(out, hub, missing)

"""The nearest point of each category for every home: one spreading a category, then two look-ups a home."""

import numpy as np

from lianyi.engines.reach.kernels.compiled import compiled
from lianyi.engines.reach.kernels.shapes import Feet, Graph
from lianyi.engines.reach.kernels.spreading import FAR, by_ends, new_front, offer_ends, spread
from lianyi.engines.reach.network import IntArray


@compiled
def by_category(
    graph: Graph, homes: Feet, points: Feet, category: IntArray, limit: int, cost: IntArray, point: IntArray
) -> None:
    """Fills ``cost`` and ``point`` (categories, homes), which hold "unreached" and -1.

    A point whose category is out of range takes no part.
    """
    front = new_front(len(graph.first) - 1, limit)
    last = np.full(len(graph.chain_start), -1, dtype=np.int32)  # the last point of the category on a chain
    before = np.empty(len(points.chain), dtype=np.int32)  # and the one before it
    row_of_rank = np.empty(len(points.chain), dtype=np.int32)
    row_of_rank[points.rank] = np.arange(len(points.chain)).astype(np.int32)
    beyond = np.int64(limit + 1) << 32
    chain_start, chain_end, chain_cost, best = graph.chain_start, graph.chain_end, graph.chain_cost, front.best
    for kind in range(len(cost)):
        count = 0
        for row in range(len(points.chain)):
            chain = points.chain[row]
            if category[row] == kind and chain >= 0 and points.connector[row] <= limit:
                before[row] = last[chain]
                last[chain] = row
                count = offer_ends(graph, front, best, points, row, limit, count)
        count = spread(graph, front, best, limit, count)
        for home in range(len(homes.chain)):
            chain = homes.chain[home]
            if chain < 0:
                continue
            start = homes.start[home]
            rest = chain_cost[chain] - start
            least = by_ends(best[chain_start[chain]], best[chain_end[chain]], start, rest)
            row = last[chain]
            while row >= 0:
                straight = np.int64(abs(start - points.start[row]) + points.connector[row])
                least = min(least, (straight << 32) | points.rank[row])
                row = before[row]
            if least < beyond - (np.int64(homes.connector[home]) << 32):
                cost[kind, home] = (least >> 32) + homes.connector[home]
                point[kind, home] = row_of_rank[least & 0xFFFFFFFF]
        for at in range(count):
            best[front.touched[at]] = FAR
        for row in range(len(points.chain)):
            if points.chain[row] >= 0:
                last[points.chain[row]] = -1

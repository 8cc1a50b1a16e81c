"""Everything within the limit of one spot after another; neighbours follow one another, so that memory is warm."""

import numpy as np

from lianyi.engines.reach.kernels.compiled import compiled
from lianyi.engines.reach.kernels.shapes import Feet, Front, Graph
from lianyi.engines.reach.kernels.spreading import FAR, by_ends, new_front, offer_ends, spread
from lianyi.engines.reach.network import IntArray


@compiled
def around(
    graph: Graph,
    front: Front,
    sources: Feet,
    source: int,
    targets: Feet,
    first: IntArray,
    listed: IntArray,
    seen: IntArray,
    limit: int,
    row: IntArray,
    cost: IntArray,
) -> int:
    """Writes the targets within ``limit`` of one source into ``row`` and ``cost``, returns how many.

    ``targets`` are sorted by chain: ``first`` (c + 1,) says where each chain's begin, ``listed`` which rows they are.
    ``seen`` (c,) marks the chains looked at with the source's number plus one. Leaves ``front`` as it was.
    """
    if sources.chain[source] < 0 or sources.connector[source] > limit:
        return 0
    best, touched = front.best, front.touched
    junctions = spread(graph, front, best, limit, offer_ends(graph, front, best, sources, source, limit, 0))
    number, home = 0, sources.chain[source]
    for at in range(junctions + 1):
        begin, end = 0, 1
        if at < junctions:
            begin, end = graph.first[touched[at]], graph.first[touched[at] + 1]
        for arc in range(begin, end):
            chain = graph.along[arc] if at < junctions else home
            if seen[chain] == source + 1:
                continue
            seen[chain] = source + 1
            from_start, from_end = best[graph.chain_start[chain]], best[graph.chain_end[chain]]
            for slot in range(first[chain], first[chain + 1]):
                start = targets.start[slot]
                least = by_ends(from_start, from_end, start, graph.chain_cost[chain] - start)
                reached = np.int64(limit) + 1 if least == FAR else least >> 32
                if chain == home:
                    straight = abs(start - sources.start[source]) + sources.connector[source]
                    reached = min(reached, np.int64(straight))
                reached += targets.connector[slot]
                if reached <= limit:
                    row[number], cost[number] = listed[slot], reached
                    number += 1
    for at in range(junctions):
        best[touched[at]] = FAR
    return number


@compiled
def pairs(
    graph: Graph, sources: Feet, targets: Feet, first: IntArray, listed: IntArray, limit: int
) -> tuple[IntArray, IntArray, IntArray]:
    """All pairs within the limit: where each source's begin (sources + 1,), the targets and the costs."""
    front = new_front(len(graph.first) - 1, limit)
    seen = np.zeros(len(graph.chain_start), dtype=np.int32)
    row, cost = np.empty(len(targets.chain), dtype=np.int32), np.empty(len(targets.chain), dtype=np.int32)
    begins = np.zeros(len(sources.chain) + 1, dtype=np.int64)
    all_rows, all_costs = np.empty(1024, dtype=np.int32), np.empty(1024, dtype=np.int32)
    for source in range(len(sources.chain)):
        number = around(graph, front, sources, source, targets, first, listed, seen, limit, row, cost)
        begin, end = begins[source], begins[source] + number
        if end > len(all_rows):
            more_rows, more_costs = np.empty(2 * end, dtype=np.int32), np.empty(2 * end, dtype=np.int32)
            more_rows[:begin], more_costs[:begin] = all_rows[:begin], all_costs[:begin]
            all_rows, all_costs = more_rows, more_costs
        all_rows[begin:end], all_costs[begin:end] = row[:number], cost[:number]
        begins[source + 1] = end
    return begins, all_rows[: begins[-1]].copy(), all_costs[: begins[-1]].copy()


@compiled
def counts(
    graph: Graph,
    sources: Feet,
    targets: Feet,
    first: IntArray,
    listed: IntArray,
    limit: int,
    source_row: IntArray,
    source_kind: IntArray,
    target_kind: IntArray,
    found: IntArray,
) -> None:
    """Adds one to ``found[home, category]`` for each pair within the limit.

    Whichever side has the categories (0 or more) holds the points, the other side's kinds are all -1.
    """
    front = new_front(len(graph.first) - 1, limit)
    seen = np.zeros(len(graph.chain_start), dtype=np.int32)
    row, cost = np.empty(len(targets.chain), dtype=np.int32), np.empty(len(targets.chain), dtype=np.int32)
    for source in range(len(sources.chain)):
        number = around(graph, front, sources, source, targets, first, listed, seen, limit, row, cost)
        kind = source_kind[source]
        for at in range(number):
            if kind >= 0:
                found[row[at], kind] += 1
            elif target_kind[row[at]] >= 0:
                found[source_row[source], target_kind[row[at]]] += 1


@compiled
def nearest_few(
    graph: Graph, points: Feet, homes: Feet, first: IntArray, listed: IntArray, limit: int, keys: IntArray
) -> None:
    """Keeps the least keys of each home in ``keys`` (homes, k), in order; they hold ``FAR`` at first."""
    front = new_front(len(graph.first) - 1, limit)
    seen = np.zeros(len(graph.chain_start), dtype=np.int32)
    row, cost = np.empty(len(homes.chain), dtype=np.int32), np.empty(len(homes.chain), dtype=np.int32)
    few = keys.shape[1]
    for point in range(len(points.chain)):
        number = around(graph, front, points, point, homes, first, listed, seen, limit, row, cost)
        for at in range(number):
            key, home = (np.int64(cost[at]) << 32) | points.rank[point], row[at]
            if key >= keys[home, few - 1]:
                continue
            place = few - 1
            while place > 0 and key < keys[home, place - 1]:
                keys[home, place] = keys[home, place - 1]
                place -= 1
            keys[home, place] = key

"""Walking outwards from many seeds at once, nearest first, up to a limit.

A key is ``cost << 32 | rank``: comparing keys compares costs and then, exactly, the ranks of the points they come from.
Queue: buckets of 2^14 millimetres (Dial, Communications of the ACM 12, 1969), each a doubly linked list threaded
through the junctions, so that it never grows; what improves within the bucket in hand is looked at again
(Meyer, Sanders, Delta-stepping, Journal of Algorithms 49, 2003).
"""

import numpy as np

from lianyi.engines.reach.kernels.compiled import compiled
from lianyi.engines.reach.kernels.shapes import Feet, Front, Graph, Key
from lianyi.engines.reach.network import IntArray

FAR: Key = np.int64(2**63 - 1)  # the key of what is not reached
NOT_QUEUED = -2
WIDTH = 14  # 2^11 to 2^16 were measured: 2^14 and 2^15 are best on networks of streets


@compiled
def new_front(junctions: int, limit: int) -> Front:
    best = np.full(junctions, FAR, dtype=np.int64)
    top = np.full((limit >> WIDTH) + 1, -1, dtype=np.int32)
    link = np.full((junctions, 2), NOT_QUEUED, dtype=np.int32)
    return Front(best, top, link, np.empty(junctions, dtype=np.int32))


@compiled
def offer(best: IntArray, top: IntArray, link: IntArray, touched: IntArray, junction: int, key: Key, count: int) -> int:
    """Queues a junction for a key better than its own; ``count`` junctions are touched, returns how many now.

    Takes arrays and no ``Front``: counting references to its parts made searches six times slower.
    """
    old = best[junction]
    if old == FAR:
        touched[count] = junction
        count += 1
    elif link[junction, 1] != NOT_QUEUED:
        after, before = link[junction, 0], link[junction, 1]
        if before < 0:
            top[old >> (32 + WIDTH)] = after
        else:
            link[before, 0] = after
        if after >= 0:
            link[after, 1] = before
    best[junction] = key
    bucket = key >> (32 + WIDTH)
    after = top[bucket]
    link[junction, 0], link[junction, 1] = after, -1
    if after >= 0:
        link[after, 1] = junction
    top[bucket] = junction
    return count


@compiled
def offer_ends(graph: Graph, front: Front, bound: IntArray, feet: Feet, row: int, limit: int, count: int) -> int:
    """From the spot in ``row`` to both ends of its chain; ``bound`` as for ``spread``."""
    best, top, link, touched = front.best, front.top, front.link, front.touched
    chain = feet.chain[row]
    beyond = np.int64(limit + 1) << 32
    key = (np.int64(feet.connector[row] + feet.start[row]) << 32) | feet.rank[row]
    end = graph.chain_start[chain]
    if key < beyond and key < best[end] and key < bound[end]:
        count = offer(best, top, link, touched, end, key, count)
    key += np.int64(graph.chain_cost[chain] - 2 * feet.start[row]) << 32
    end = graph.chain_end[chain]
    if key < beyond and key < best[end] and key < bound[end]:
        count = offer(best, top, link, touched, end, key, count)
    return count


@compiled
def spread(graph: Graph, front: Front, bound: IntArray, limit: int, count: int) -> int:
    """Empties the queue: ``front.best`` then holds the least key of every junction within ``limit``.

    Only keys less than ``bound`` (j,) count; pass ``front.best`` itself where nothing is known yet.
    Returns how many of ``front.touched`` are set: the junctions that had no key before.
    """
    first, to, arc_cost = graph.first, graph.to, graph.arc_cost
    best, top, link, touched = front.best, front.top, front.link, front.touched
    beyond = np.int64(limit + 1) << 32
    for bucket in range(len(top)):
        while top[bucket] >= 0:
            junction = top[bucket]
            after = link[junction, 0]
            top[bucket] = after
            if after >= 0:
                link[after, 1] = -1
            link[junction, 1] = NOT_QUEUED
            key = best[junction]
            for arc in range(first[junction], first[junction + 1]):
                target, reached = to[arc], key + (np.int64(arc_cost[arc]) << 32)
                if reached < best[target] and reached < beyond and reached < bound[target]:
                    count = offer(best, top, link, touched, target, reached, count)
    return count


@compiled
def by_ends(from_start: Key, from_end: Key, start: int, rest: int) -> Key:
    """The least key at a position on a chain of those that come through its ends, of which the keys are given."""
    least = FAR
    if from_start != FAR:
        least = from_start + (np.int64(start) << 32)
    if from_end != FAR:
        least = min(least, from_end + (np.int64(rest) << 32))
    return least


@compiled
def costs_from(graph: Graph, points: Feet, limit: int) -> IntArray:
    """(j,) int64: what the least walk from any of the points to each junction costs, ``FAR`` beyond ``limit``."""
    front = new_front(len(graph.first) - 1, limit)
    best, count = front.best, 0
    for row in range(len(points.chain)):
        if points.chain[row] >= 0 and points.connector[row] <= limit:
            count = offer_ends(graph, front, best, points, row, limit, count)
    count = spread(graph, front, best, limit, count)
    for at in range(count):
        best[front.touched[at]] >>= 32
    return best

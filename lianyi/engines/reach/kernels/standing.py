"""What is nearest, kept while points open and close: only what changes is walked again."""

import numpy as np

from lianyi.engines.reach.kernels.compiled import compiled
from lianyi.engines.reach.kernels.shapes import Books, Feet, Front, Graph
from lianyi.engines.reach.kernels.spreading import FAR, by_ends, offer, offer_ends, spread
from lianyi.engines.reach.network import IntArray


@compiled
def settle(graph: Graph, front: Front, homes: Feet, points: Feet, books: Books, limit: int) -> None:
    """Everything from the beginning."""
    count = 0
    books.junction[:] = FAR
    for row in range(len(points.chain)):
        if books.is_open[row]:
            count = offer_ends(graph, front, books.junction, points, row, limit, count)
    count = spread(graph, front, books.junction, limit, count)
    _write_back(front.best, front.touched, books.junction, count)
    everywhere = np.arange(len(graph.first) - 1).astype(np.int32)
    _look_again(graph, homes, points, books, limit, everywhere, len(everywhere), -1)


@compiled
def opened(graph: Graph, front: Front, homes: Feet, points: Feet, books: Books, limit: int, row: int) -> int:
    """After ``is_open[row]`` was set: returns how many homes changed, listed in ``books.changed``."""
    count = spread(graph, front, books.junction, limit, offer_ends(graph, front, books.junction, points, row, limit, 0))
    _write_back(front.best, front.touched, books.junction, count)
    return _look_again(graph, homes, points, books, limit, front.touched, count, points.chain[row])


@compiled
def closed(graph: Graph, front: Front, homes: Feet, points: Feet, books: Books, limit: int, row: int) -> int:
    """After ``is_open[row]`` was unset. The junctions that were the point's form one piece around it: whatever lies
    on a shortest way from it has it as its nearest too. They are emptied and walked into from outside."""
    junction, first, to, arc_cost, along = books.junction, graph.first, graph.to, graph.arc_cost, graph.along
    best, top, link, touched = front.best, front.top, front.link, front.touched
    piece, size = books.piece, 0
    beyond = np.int64(limit + 1) << 32
    home = points.chain[row]
    for end in (graph.chain_start[home], graph.chain_end[home]):
        if junction[end] != FAR and junction[end] & 0xFFFFFFFF == points.rank[row]:
            junction[end] = FAR
            piece[size] = end
            size += 1
    at = 0
    while at < size:
        for arc in range(first[piece[at]], first[piece[at] + 1]):
            other = to[arc]
            if junction[other] != FAR and junction[other] & 0xFFFFFFFF == points.rank[row]:
                junction[other] = FAR
                piece[size] = other
                size += 1
        at += 1
    count = 0
    for at in range(size):
        here = piece[at]
        for arc in range(first[here], first[here + 1]):
            key = junction[to[arc]]
            if key != FAR:
                key += np.int64(arc_cost[arc]) << 32
                if key < beyond and key < best[here]:
                    count = offer(best, top, link, touched, here, key, count)
            for slot in range(books.point_first[along[arc]], books.point_first[along[arc] + 1]):
                point = books.point_listed[slot]
                if books.is_open[point]:
                    count = offer_ends(graph, front, junction, points, point, limit, count)
    count = spread(graph, front, junction, limit, count)
    _write_back(best, touched, junction, count)
    return _look_again(graph, homes, points, books, limit, piece, size, home)


@compiled
def _write_back(best: IntArray, touched: IntArray, junction: IntArray, count: int) -> None:
    """The new keys into the books, the front as it was."""
    for at in range(count):
        junction[touched[at]] = best[touched[at]]
        best[touched[at]] = FAR


@compiled
def _look_again(
    graph: Graph, homes: Feet, points: Feet, books: Books, limit: int, junctions: IntArray, count: int, home: int
) -> int:
    """Looks again at the homes on chains of the first ``count`` junctions and on the chain ``home`` (-1: none).

    Returns how many have changed. One long function, since handing the bundles on costs more than the work on a chain.
    """
    chain_start, chain_end, chain_cost = graph.chain_start, graph.chain_end, graph.chain_cost
    junction, keys, is_open, seen = books.junction, books.home, books.is_open, books.seen
    home_first, point_first, point_listed = books.home_first, books.point_first, books.point_listed
    beyond = np.int64(limit + 1) << 32
    books.round[0] += 1
    now, changed = books.round[0], 0
    for at in range(-1, count):
        begin, end = 0, 1 if home >= 0 else 0
        if at >= 0:
            begin, end = graph.first[junctions[at]], graph.first[junctions[at] + 1]
        for arc in range(begin, end):
            chain = graph.along[arc] if at >= 0 else home
            if seen[chain] == now:
                continue
            seen[chain] = now
            from_start, from_end = junction[chain_start[chain]], junction[chain_end[chain]]
            for row in range(home_first[chain], home_first[chain + 1]):
                start = homes.start[row]
                least = by_ends(from_start, from_end, start, chain_cost[chain] - start)
                for slot in range(point_first[chain], point_first[chain + 1]):
                    point = point_listed[slot]
                    if is_open[point]:
                        straight = np.int64(abs(start - points.start[point]) + points.connector[point])
                        least = min(least, (straight << 32) | points.rank[point])
                connector = np.int64(homes.connector[row]) << 32
                least = least + connector if least < beyond - connector else FAR
                if least != keys[row]:
                    keys[row] = least
                    books.changed[changed] = row
                    changed += 1
    return changed

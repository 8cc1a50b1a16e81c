"""Runs of nodes with exactly two neighbours become one arc; where everything lies on it is kept exactly."""

import numpy as np

from lianyi.engines.reach.kernels.compiled import compiled
from lianyi.engines.reach.network import IntArray


@compiled
def incidence(nodes: int, tail: IntArray, head: IntArray, usable: IntArray) -> tuple[IntArray, IntArray]:
    """``first`` (nodes + 1,) and ``edge``: the usable edges at each node; a loop counts twice."""
    first = np.zeros(nodes + 2, dtype=np.int32)
    for edge in range(len(tail)):
        if usable[edge]:
            first[tail[edge] + 2] += 1
            first[head[edge] + 2] += 1
    for node in range(2, nodes + 2):
        first[node] += first[node - 1]
    edges = np.empty(first[nodes + 1], dtype=np.int32)
    for edge in range(len(tail)):
        if usable[edge]:
            for node in (tail[edge], head[edge]):
                edges[first[node + 1]] = edge
                first[node + 1] += 1
    return first[: nodes + 1], edges


@compiled
def walk(
    order: IntArray,
    number: IntArray,
    first: IntArray,
    incident: IntArray,
    tail: IntArray,
    head: IntArray,
    cost: IntArray,
) -> tuple[IntArray, IntArray, IntArray, IntArray, IntArray, IntArray, IntArray, IntArray, int]:
    """Follows every chain from the junctions in ``order``, then the cycles that have none.

    ``number`` (n,) is each junction's place in ``order``, -1 for other nodes; a cycle without a junction promotes one
    of its nodes to the next free number, which is written into it.
    Returns chain start, end, cost; per edge its chain (-1 unusable), cost from the chain's start, whether it is
    walked from head to tail; per node its chain (-1 isolated) and cost from the start; and the longest chain's cost.
    """
    nodes, edges = len(number), len(tail)
    edge_chain = np.full(edges, -1, dtype=np.int32)
    edge_start = np.zeros(edges, dtype=np.int32)
    turned = np.zeros(edges, dtype=np.bool_)
    node_chain = np.full(nodes, -1, dtype=np.int32)
    node_start = np.zeros(nodes, dtype=np.int32)
    start = np.empty(edges, dtype=np.int32)
    end = np.empty(edges, dtype=np.int32)
    total = np.empty(edges, dtype=np.int32)
    chains, junctions, longest = 0, len(order), np.int64(0)
    for at in range(len(order) + nodes):
        origin = order[at] if at < len(order) else at - len(order)
        if at >= len(order) and (node_chain[origin] >= 0 or first[origin] == first[origin + 1]):
            continue
        if number[origin] < 0:
            number[origin] = junctions
            junctions += 1
        for slot in range(first[origin], first[origin + 1]):
            edge = incident[slot]
            if edge_chain[edge] >= 0:
                continue
            here, reached = origin, np.int64(0)
            while True:
                edge_chain[edge] = chains
                edge_start[edge] = reached
                turned[edge] = tail[edge] != here
                reached += cost[edge]
                here = tail[edge] + head[edge] - here
                if number[here] >= 0:
                    break
                node_chain[here] = chains
                node_start[here] = reached
                other = incident[first[here]]
                edge = incident[first[here] + 1] if other == edge else other
            start[chains], end[chains], total[chains] = number[origin], number[here], reached
            longest = max(longest, reached)
            if node_chain[origin] < 0:
                node_chain[origin] = chains
            if node_chain[here] < 0:
                node_chain[here] = chains
                node_start[here] = reached
            chains += 1
    shape = (start[:chains].copy(), end[:chains].copy(), total[:chains].copy())
    return (*shape, edge_chain, edge_start, turned, node_chain, node_start, int(longest))


@compiled
def arcs(junctions: int, start: IntArray, end: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """``first`` (junctions + 1,), and per arc the junction it leads to and its chain; a loop is listed twice."""
    first = np.zeros(junctions + 2, dtype=np.int32)
    for chain in range(len(start)):
        first[start[chain] + 2] += 1
        first[end[chain] + 2] += 1
    for junction in range(2, junctions + 2):
        first[junction] += first[junction - 1]
    to = np.empty(2 * len(start), dtype=np.int32)
    along = np.empty(2 * len(start), dtype=np.int32)
    for chain in range(len(start)):
        for origin, target in ((start[chain], end[chain]), (end[chain], start[chain])):
            slot = first[origin + 1]
            to[slot], along[slot] = target, chain
            first[origin + 1] = slot + 1
    return first[: junctions + 1], to, along

"""One shortest way between two spots, street piece by street piece."""

import heapq
from dataclasses import dataclass

import numpy as np

from lianyi.engines.reach.layout import Layout
from lianyi.engines.reach.snap import Snapped


@dataclass(frozen=True)
class Step:
    """Along (a part of) one edge: ``start`` and ``end`` are shares of it from its tail, ``end`` may be the lesser."""

    edge: int
    start: float
    end: float
    millimetres: int


def find_path(layout: Layout, homes: Snapped, home: int, points: Snapped, point: int) -> tuple[int, list[Step]] | None:
    """Cost, connectors included, and the steps from the home's foot to the point's; None if there is no way."""
    if homes.chain[home] < 0 or points.chain[point] < 0:
        return None
    pieces = _pieces(layout, _foot(homes, home), _foot(points, point))
    if pieces is None:
        return None
    steps = [step for chain, start, end in pieces for step in _steps(layout, chain, start, end)]
    cost = sum(abs(end - start) for _, start, end in pieces)
    return cost + int(homes.connector[home]) + int(points.connector[point]), steps


def _foot(spots: Snapped, row: int) -> tuple[int, int]:
    return int(spots.chain[row]), int(spots.start[row])


def _pieces(layout: Layout, source: tuple[int, int], target: tuple[int, int]) -> list[tuple[int, int, int]] | None:
    """(chain, position from, position to) one after another; Dijkstra outwards from the source."""
    chain, start = source
    last_chain, last = target
    least = abs(start - last) if chain == last_chain else None
    direct = True
    ends = _ends(layout, last_chain)
    came: dict[int, tuple[int, tuple[int, int, int]]] = {}  # junction: where from, by which piece
    final: tuple[int, tuple[int, int, int]] | None = None
    queue = [(abs(start - at), junction, -1, (chain, start, at)) for junction, at in _ends(layout, chain)]
    heapq.heapify(queue)
    while queue:
        cost, here, before, piece = heapq.heappop(queue)
        if here in came or (least is not None and cost >= least):
            continue
        came[here] = before, piece
        for junction, at in ends:
            if junction == here and (least is None or cost + abs(at - last) < least):
                least, final, direct = cost + abs(at - last), (here, (last_chain, at, last)), False
        for arc in range(layout.first[here], layout.first[here + 1]):
            other, along, extra = int(layout.to[arc]), int(layout.along[arc]), int(layout.arc_cost[arc])
            if other not in came:
                forward = int(layout.chain_start[along]) == here
                step = (along, 0, extra) if forward else (along, extra, 0)
                heapq.heappush(queue, (cost + extra, other, here, step))
    if direct:
        return None if least is None else [(chain, start, last)]
    assert final is not None
    here, piece = final
    pieces = [piece]
    while here >= 0:
        here, piece = came[here]
        pieces.append(piece)
    return pieces[::-1]


def _ends(layout: Layout, chain: int) -> list[tuple[int, int]]:
    """The junctions at both ends, and their positions on the chain."""
    total = int(layout.chain_cost[chain])
    return [(int(layout.chain_start[chain]), 0), (int(layout.chain_end[chain]), total)]


def _steps(layout: Layout, chain: int, start: int, end: int) -> list[Step]:
    """The edges between two positions on a chain."""
    first, listed = layout.edges_of_chains
    edges = listed[first[chain] : first[chain + 1]]
    begins = layout.edge_start[edges].astype(np.int64)
    ends = begins + layout.edge_cost[edges]
    low, high = min(start, end), max(start, end)
    found = []
    for edge in edges[(ends > low) & (begins < high) & (ends > begins)].tolist():
        begin, cost, length = (int(part[edge]) for part in (layout.edge_start, layout.edge_cost, layout.network.length))
        one, other = max(low - begin, 0) / cost, min(high - begin, cost) / cost
        if layout.edge_turned[edge]:
            one, other = 1 - one, 1 - other
        walked = round(abs(other - one) * length)
        found.append(Step(edge, one, other, walked) if end > start else Step(edge, other, one, walked))
    return found if end > start else found[::-1]

"""From the door to the street: the nearest edge the profile may use, and the straight way to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lianyi.engines.reach.layout import Layout
from lianyi.engines.reach.network import FloatArray, IntArray, Network
from lianyi.engines.reach.places import Spots

if TYPE_CHECKING:
    from lianyi.engines.reach.kernels.shapes import Feet


@dataclass(frozen=True)
class Snapped:
    """k spots on the chains of a layout. ``chain`` -1: no usable street near enough, never reached."""

    chain: IntArray  # (k,) int32
    start: IntArray  # (k,) int32, cost from the chain's start to the foot
    connector: IntArray  # (k,) int32, millimetres in a straight line from the spot to the foot
    edge: IntArray  # (k,) int32, of the network; -1 like ``chain``
    x: FloatArray  # (k,) metres, the foot; the spot itself where there is none
    y: FloatArray  # (k,)
    rank: IntArray  # (k,) int32, order of the ids: the lower wins a tie

    def __len__(self) -> int:
        return len(self.chain)

    @property
    def feet(self) -> "Feet":
        """What the kernels need of it."""
        from lianyi.engines.reach.kernels.shapes import Feet

        return Feet(self.chain, self.start, self.connector, self.rank)

    def take(self, rows: IntArray) -> "Snapped":
        """Some of them, with ranks in the same order."""
        chosen = self.rank[rows]
        rank = np.empty(len(chosen), dtype=np.int32)
        rank[np.argsort(chosen, kind="stable")] = np.arange(len(chosen), dtype=np.int32)
        feet = (self.chain[rows], self.start[rows], self.connector[rows])
        return Snapped(*feet, self.edge[rows], self.x[rows], self.y[rows], rank)

    def component(self, layout: Layout) -> IntArray:
        """Per spot the connected part of the network it is on, -1 for none; see ``Layout.component_metres``."""
        found = np.full(len(self), -1, dtype=np.int32)
        hit = self.chain >= 0
        found[hit] = layout.chain_component[self.chain[hit]]
        return found


def snap(layout: Layout, spots: Spots, *, furthest_m: float = 500.0, island_m: float = 0.0) -> Snapped:
    """To the nearest usable edge within ``furthest_m`` metres, the foot being the nearest point on it.

    Connected parts of the network with less than ``island_m`` metres of street are passed over. Of edges equally near,
    the one with the least (length, ends) wins: the order of rows plays no part.
    """
    from lianyi.engines.reach.kernels import ground

    network, usable = layout.network, layout.edge_chain >= 0
    if island_m > 0:
        large = np.append(layout.component_metres[layout.chain_component] >= island_m, False)
        usable = large[layout.edge_chain]
    edges = np.flatnonzero(usable).astype(np.int32)
    ends_x, ends_y, swapped = _ends(network, edges)
    x, y = (np.ascontiguousarray(part, dtype=np.float64) for part in (spots.x, spots.y))
    size = ground.cell_size(ends_x.ravel(), ends_y.ravel())
    grid = ground.lay_grid(ends_x, ends_y, size)
    length = network.length[edges]
    order = np.lexsort((x, np.floor(y / size)))
    found, share, distance = ground.nearest_edges(x, y, order, ends_x, ends_y, length, *grid, size, float(furthest_m))
    hit = found >= 0
    at = found[hit]
    foot = [end[0, at] + share[hit] * (end[1, at] - end[0, at]) for end in (ends_x, ends_y)]
    snapped = _nowhere(spots.ids, x, y)
    snapped.edge[hit] = edges[at]
    snapped.chain[hit] = layout.edge_chain[edges[at]]
    along = np.rint(share[hit] * length[at]).astype(np.int64)
    snapped.start[hit] = _positions(layout, edges[at], np.where(swapped[at], length[at] - along, along))
    snapped.connector[hit] = np.rint(distance[hit] * 1000)
    snapped.x[hit], snapped.y[hit] = foot
    return snapped


def on_edges(layout: Layout, edge: IntArray, along: IntArray, connector: IntArray, ids: Sequence[str] = ()) -> Snapped:
    """Spots whose foot is known: ``along`` millimetres from the tail of an edge; ranked by id, else as listed."""
    network = layout.network
    share = along / np.maximum(network.length[edge], 1)
    foot = [
        part[network.tail[edge]] * (1 - share) + part[network.head[edge]] * share for part in (network.x, network.y)
    ]
    snapped = _nowhere(ids or range(len(edge)), *foot)
    hit = layout.edge_chain[edge] >= 0
    snapped.edge[hit], snapped.connector[hit] = edge[hit], connector[hit]
    snapped.chain[hit] = layout.edge_chain[edge[hit]]
    snapped.start[hit] = _positions(layout, edge[hit], along[hit])
    return snapped


def at_nodes(layout: Layout, nodes: IntArray | None = None) -> Snapped:
    """Spots exactly on nodes of the network, all of them by default; ranked as listed."""
    network = layout.network
    nodes = np.arange(network.nodes, dtype=np.int32) if nodes is None else nodes
    edge = np.full(network.nodes, -1, dtype=np.int32)
    used = np.flatnonzero(layout.edge_chain >= 0)
    edge[network.tail[used]] = used
    edge[network.head[used]] = used
    return Snapped(
        layout.node_chain[nodes],
        layout.node_start[nodes],
        np.zeros(len(nodes), dtype=np.int32),
        edge[nodes],
        network.x[nodes],
        network.y[nodes],
        np.arange(len(nodes), dtype=np.int32),
    )


def _ends(network: Network, edges: IntArray) -> tuple[FloatArray, FloatArray, IntArray]:
    """(2, k) coordinates of the ends, the lesser (x, y) first, and where that is the head.

    So a foot is computed alike whichever way round the edge was drawn.
    """
    ends = network.tail[edges], network.head[edges]
    x, y = (np.stack([part[end] for end in ends]) for part in (network.x, network.y))
    swapped = _swapped(network, edges)
    x[:, swapped], y[:, swapped] = x[::-1, swapped], y[::-1, swapped]
    return x, y, swapped


def _swapped(network: Network, edges: IntArray) -> IntArray:
    """Where the head is the lesser end."""
    tail, head = network.tail[edges], network.head[edges]
    x, y = network.x, network.y
    return (x[tail] > x[head]) | ((x[tail] == x[head]) & (y[tail] > y[head]))


def _nowhere(ids: Sequence[str] | Sequence[int], x: FloatArray, y: FloatArray) -> Snapped:
    size = len(ids)
    rank = np.empty(size, dtype=np.int32)
    rank[sorted(range(size), key=lambda row: ids[row])] = np.arange(size, dtype=np.int32)
    chain, edge = np.full(size, -1, dtype=np.int32), np.full(size, -1, dtype=np.int32)
    return Snapped(
        chain, np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32), edge, x.copy(), y.copy(), rank
    )


def _positions(layout: Layout, edge: IntArray, along: IntArray) -> IntArray:
    """Cost from the chain's start to the point ``along`` millimetres from each edge's tail.

    What an edge costs beyond its length is spread along it, rounded down from its end with the lesser (x, y).
    """
    length, cost = layout.network.length[edge].astype(np.int64), layout.edge_cost[edge].astype(np.int64)
    swapped = _swapped(layout.network, edge)
    part = np.where(swapped, length - along, along) * cost // np.maximum(length, 1)
    part = np.where(swapped != layout.edge_turned[edge], cost - part, part)
    return (layout.edge_start[edge] + part).astype(np.int32)

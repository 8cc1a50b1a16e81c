"""From the door to the street: the nearest edge the profile may use, and the straight way to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lianyi.engines.reach.grid import grid_of, turned
from lianyi.engines.reach.layout import Layout
from lianyi.engines.reach.network import FloatArray, IntArray
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

    grid = grid_of(layout, island_m)
    x, y = (np.ascontiguousarray(part, dtype=np.float64) for part in (spots.x, spots.y))
    order = np.lexsort((x, np.floor(y / grid.size)))
    found, share, distance = ground.nearest_edges(
        x,
        y,
        order,
        grid.x,
        grid.y,
        grid.length,
        grid.first,
        grid.listed,
        grid.near,
        grid.origin,
        grid.shape,
        grid.size,
        float(furthest_m),
    )
    hit = found >= 0
    at, part = found[hit], share[hit]
    edge, length = grid.edge[at], grid.length[at].astype(np.int64)
    along = np.rint(part * length).astype(np.int64)
    swapped = turned(layout.network, edge)
    snapped = _nowhere(spots.ids, x, y)
    snapped.edge[hit] = edge
    snapped.chain[hit] = layout.edge_chain[edge]
    snapped.start[hit] = _positions(layout, edge, np.where(swapped, length - along, along))
    snapped.connector[hit] = np.rint(distance[hit] * 1000)
    snapped.x[hit] = grid.x[0, at] + part * (grid.x[1, at] - grid.x[0, at])
    snapped.y[hit] = grid.y[0, at] + part * (grid.y[1, at] - grid.y[0, at])
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
    swapped = turned(layout.network, edge)
    part = np.where(swapped, length - along, along) * cost // np.maximum(length, 1)
    part = np.where(swapped != layout.edge_turned[edge], cost - part, part)
    return (layout.edge_start[edge] + part).astype(np.int32)

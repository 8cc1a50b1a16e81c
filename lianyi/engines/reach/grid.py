"""The usable edges of a layout sorted into square cells, kept with it: a single door is then snapped in no time."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.reach.layout import Layout
from lianyi.engines.reach.network import FloatArray, IntArray, Network


@dataclass(frozen=True)
class Grid:
    """k edges; an edge is listed in every cell it passes."""

    edge: IntArray  # (k,) int32, of the network
    x: FloatArray  # (2, k) metres, the ends of the edges, the lesser (x, y) first
    y: FloatArray  # (2, k)
    length: IntArray  # (k,) int32
    first: IntArray  # (cells + 1,), where each cell's edges begin in ``listed``
    listed: IntArray  # int32, numbers of edges here
    near: FloatArray  # (listed, 4), both ends again, in the order in which they are looked at
    origin: FloatArray  # (2,) metres
    shape: IntArray  # rows, columns
    size: float  # metres


def grid_of(layout: Layout, island_m: float) -> Grid:
    """Without the edges of connected parts that have less than ``island_m`` metres of street."""
    if island_m not in layout.grids:
        layout.grids[island_m] = _lay_grid(layout, island_m)
    return layout.grids[island_m]


def _lay_grid(layout: Layout, island_m: float) -> Grid:
    from lianyi.engines.reach.kernels import ground

    usable = layout.edge_chain >= 0
    if island_m > 0:
        large = np.append(layout.component_metres[layout.chain_component] >= island_m, False)
        usable = large[layout.edge_chain]
    edge = np.flatnonzero(usable).astype(np.int32)
    x, y = _ends(layout.network, edge)
    size = ground.cell_size(x.ravel(), y.ravel())
    first, listed, origin, shape = ground.sort_into_cells(x, y, size)
    near = np.stack([x[0], y[0], x[1], y[1]], axis=1)[listed]
    return Grid(edge, x, y, layout.network.length[edge], first, listed, near, origin, shape, size)


def _ends(network: Network, edge: IntArray) -> tuple[FloatArray, FloatArray]:
    """The lesser end first, so that a foot is computed alike whichever way round the edge was drawn."""
    ends = np.stack([network.tail[edge], network.head[edge]])
    swapped = turned(network, edge)
    ends[:, swapped] = ends[::-1, swapped]
    return network.x[ends], network.y[ends]


def turned(network: Network, edge: IntArray) -> IntArray:
    """Where the head is the end with the lesser (x, y)."""
    tail, head = network.tail[edge], network.head[edge]
    x, y = network.x, network.y
    return (x[tail] > x[head]) | ((x[tail] == x[head]) & (y[tail] > y[head]))

"""How far places lie from the streets, and on which of them: what the checks look at.

The engine snaps for a profile; here every street counts, since the question is whether file and map belong together.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lianyi.engines.reach.network import Network

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
_CELL = 200.0  # metres


class Ground:
    """A network as something to stand near; build it once for several files."""

    def __init__(self, network: Network) -> None:
        self.network = network

    @cached_property
    def _tree(self) -> Any:
        import shapely

        net = self.network
        tails = np.column_stack((net.x[net.tail], net.y[net.tail]))
        heads = np.column_stack((net.x[net.head], net.y[net.head]))
        return shapely.STRtree(shapely.linestrings(np.stack((tails, heads), axis=1)))

    @cached_property
    def parts(self) -> tuple[Integers, Floats]:
        """Per edge the connected part of the network it belongs to, the longest part being 0; metres per part."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        net = self.network
        links = coo_array((np.ones(net.edges, dtype=np.int8), (net.tail, net.head)), shape=(net.nodes, net.nodes))
        _, part = connected_components(links, directed=False)
        of_edge = part[net.tail]
        metres: Floats = np.bincount(of_edge, weights=net.length / 1000.0).astype(np.float64)
        order = np.argsort(-metres, kind="stable")
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        return rank[of_edge], metres[order]

    def nearest(self, lon: Floats, lat: Floats) -> tuple[Integers, Floats]:
        """Per place the nearest edge and the metres to it, in a straight line."""
        import shapely

        x, y = self.network.plane.to_metres(lon, lat)
        # Neighbours one after another find the same branches of the tree at hand: half the time.
        order = np.lexsort((x // _CELL, y // _CELL))
        spots = shapely.points(x[order], y[order])
        (row, edge), metres = self._tree.query_nearest(spots, return_distance=True, all_matches=False)
        out, far = np.full(len(x), -1, dtype=np.int64), np.full(len(x), np.inf)
        out[order[row]], far[order[row]] = edge, metres
        return out, far

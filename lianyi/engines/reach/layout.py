"""The network made ready for one profile: what it may not use dropped, chains contracted, neighbours near in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from lianyi.engines.reach.cost import MOST, edge_costs
from lianyi.engines.reach.network import FloatArray, IntArray, Network, ReachError
from lianyi.engines.reach.profile import Profile

if TYPE_CHECKING:
    from lianyi.engines.reach.grid import Grid
    from lianyi.engines.reach.kernels.shapes import Graph


@dataclass(frozen=True)
class Layout:
    """j junctions (nodes where not exactly two edges meet) and c chains between them; costs as in ``cost.py``.

    A chain runs from ``chain_start`` to ``chain_end``; positions on it are costs from its start. Where a chain is a
    loop, both are the same junction. Arrays of networks that differ only in the order of their rows differ only in
    theirs.
    """

    network: Network
    profile: Profile
    chain_start: IntArray  # (c,) int32, a junction
    chain_end: IntArray  # (c,) int32
    chain_cost: IntArray  # (c,) int32
    chain_component: IntArray  # (c,) int32
    component_metres: FloatArray  # one per connected part of the network: metres of street in it
    first: IntArray  # (j + 1,) int32, the arcs of each junction
    to: IntArray  # (2c,) int32, the junction an arc leads to
    arc_cost: IntArray  # (2c,) int32
    along: IntArray  # (2c,) int32, the arc's chain
    edge_chain: IntArray  # (m,) int32, -1 where the profile may not go
    edge_start: IntArray  # (m,) int32, position of the end that comes first
    edge_turned: IntArray  # (m,) bool, the head comes first
    edge_cost: IntArray  # (m,) int32
    node_chain: IntArray  # (n,) int32, one of the node's chains, -1 for a node without a usable edge
    node_start: IntArray  # (n,) int32, its position there
    node_junction: IntArray  # (n,) int32, -1 inside a chain

    @property
    def junctions(self) -> int:
        return len(self.first) - 1

    @property
    def chains(self) -> int:
        return len(self.chain_start)

    @property
    def graph(self) -> "Graph":
        """What the kernels search on."""
        from lianyi.engines.reach.kernels.shapes import Graph

        chains = (self.chain_start, self.chain_end, self.chain_cost)
        return Graph(*chains, self.first, self.to, self.arc_cost, self.along)

    @cached_property
    def edges_of_chains(self) -> tuple[IntArray, IntArray]:
        """Where each chain's edges begin (c + 1,), and the edges in the order in which they follow one another."""
        used = np.flatnonzero(self.edge_chain >= 0)
        first = np.zeros(self.chains + 1, dtype=np.int64)
        np.cumsum(np.bincount(self.edge_chain[used], minlength=self.chains), out=first[1:])
        return first, used[np.lexsort((self.edge_start[used], self.edge_chain[used]))]

    @cached_property
    def grids(self) -> dict[float, "Grid"]:
        """What ``grid_of`` has worked out so far."""
        return {}

    def arrays(self) -> dict[str, IntArray]:
        """Everything but network and profile, for ``numpy.savez``; pair it with both fingerprints."""
        return {each.name: getattr(self, each.name) for each in fields(self)[2:]}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, IntArray], network: Network, profile: Profile) -> "Layout":
        """What ``arrays()`` gave, for the same network and profile."""
        return cls(network, profile, **{each.name: arrays[each.name] for each in fields(cls)[2:]})


def lay_out(network: Network, profile: Profile) -> Layout:
    """Exact: every distance in the layout equals that in the network without what the profile forbids."""
    from lianyi.engines.reach.kernels import chains

    cost, usable = edge_costs(network, profile)
    first, incident = chains.incidence(network.nodes, network.tail, network.head, usable)
    order = _junctions(network, np.diff(first))
    number = np.full(network.nodes, -1, dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    found = chains.walk(order, number, first, incident, network.tail, network.head, cost)
    start, end, total, edge_chain, edge_start, turned, node_chain, node_start, longest = found
    if longest > MOST:
        raise ReachError("chain_too_long", metres=longest / 1000)
    junctions = int(number.max(initial=-1)) + 1
    first, to, along = chains.arcs(junctions, start, end)
    component, metres = _components(network, junctions, start, end, edge_chain)
    return Layout(
        network,
        profile,
        start,
        end,
        total,
        component,
        metres,
        first,
        to,
        total[along],
        along,
        edge_chain,
        edge_start,
        turned,
        cost,
        node_chain,
        node_start,
        number,
    )


def _junctions(network: Network, degree: IntArray) -> IntArray:
    """Nodes where a chain must end, along a Hilbert curve; ties by place."""
    from lianyi.engines.reach.kernels import hilbert

    nodes = np.flatnonzero((degree != 2) & (degree != 0)).astype(np.int32)
    if not len(nodes):
        return nodes
    x, y = network.x[nodes], network.y[nodes]
    span = max(float(np.ptp(x)), float(np.ptp(y)), 1.0)
    keys = hilbert.positions(x, y, float(x.min()), float(y.min()), (2**hilbert.ORDER - 1) / span)
    by_place: IntArray = nodes[np.lexsort((y, x, keys))]
    return by_place


def _components(
    network: Network, junctions: int, start: IntArray, end: IntArray, edge_chain: IntArray
) -> tuple[IntArray, FloatArray]:
    """Per chain its connected part, and the metres of street in each part."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    links = coo_matrix((np.ones(len(start), dtype=bool), (start, end)), shape=(junctions, junctions))
    parts, of_junction = connected_components(links, directed=False)
    component = of_junction[start].astype(np.int32)
    used = edge_chain >= 0
    weight = network.length[used] / 1000
    metres = np.bincount(component[edge_chain[used]], weights=weight, minlength=parts).astype(np.float64)
    return component, metres

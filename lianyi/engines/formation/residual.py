"""The residual network of an assignment, shrunk to the groups: what it costs when one member moves on.

Entry (x, y) is the lexicographically least change when somebody who is in x moves to y. Entering a group with room and
leaving a group above its minimum lead to and from "no group", whose price is zero. A group below its minimum is counted
in a leading component *deficit*. Sources: Ahuja, Magnanti and Orlin, Network Flows, 1993, ch. 9; the shrinking is exact
because arcs of one class between the same two groups differ only in their codes.
"""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.formation.lexicographic import FAR, Packing, is_less, least, packing
from lianyi.engines.formation.problem import IntArray


@dataclass(frozen=True)
class Residual:
    """``cost`` is (limbs, nodes, nodes); FAR in the first limb where nobody can move."""

    cost: IntArray
    packing: Packing


def with_deficit(vectors: IntArray) -> IntArray:
    """The objective with the leading component that counts members missing to a minimum; no member adds to it."""
    return np.concatenate([np.zeros((len(vectors), 1), dtype=np.int64), vectors], axis=1)


@dataclass(frozen=True)
class Seats:
    """Who could move where: each entry is somebody (or some equals) in node ``here`` at code ``code``; ``nodes`` and
    ``codes`` (entries × arcs, node -1 for none) are what they may have."""

    here: IntArray
    code: IntArray
    nodes: IntArray
    codes: IntArray


@dataclass(frozen=True)
class Sizes:
    """Per group: members, limits, whether it takes part, whether the hub leads to it, and how many came that way."""

    now: IntArray
    low: IntArray
    high: IntArray
    is_open: IntArray
    reach: IntArray
    through_hub: IntArray


def residual(seats: Seats, sizes: Sizes, vectors: IntArray) -> Residual:
    """The network of ``seats``; ``vectors`` (codes × components) carries the deficit in front."""
    groups = len(sizes.now)
    count = groups + 2
    codes_used = len(vectors)
    differences = (vectors[None, :, :] - vectors[:, None, :]).reshape(-1, vectors.shape[1])
    deficit = np.eye(vectors.shape[1], dtype=np.int64)[0]
    distinct, position = np.unique(
        np.concatenate([differences, [0 * deficit, deficit, -deficit]]), axis=0, return_inverse=True
    )
    position = position.reshape(-1)
    free, short, fills = (int(at) for at in position[-3:])
    table = position[:-3].reshape(codes_used, codes_used)
    rank = np.full((count, count), len(distinct), dtype=np.int64)
    _members(rank, seats, table)
    hub, nowhere = groups, groups + 1
    opened = np.flatnonzero(sizes.is_open)
    _lower(
        rank, opened, nowhere, np.where(sizes.now < sizes.low, fills, free)[opened], (sizes.now < sizes.high)[opened]
    )
    always, freely = np.ones(len(opened), dtype=bool), np.full(len(opened), free)
    _lower(rank, nowhere, opened, np.where(sizes.now > sizes.low, free, short)[opened], always)
    _lower(rank, hub, opened, freely, sizes.reach[opened])
    _lower(rank, opened, hub, freely, sizes.through_hub[opened] > 0)
    packed = packing(vectors, 2 * count + 2)  # differences of two chains
    values = np.concatenate([packed.pack(distinct), np.zeros((len(packed.limbs), 1), dtype=np.int64)], axis=1)
    values[0, -1] = FAR
    return Residual(values[:, rank], packed)


def _members(rank: IntArray, seats: Seats, table: IntArray) -> None:
    """Lower ``rank[x, y]`` to the least change of anybody in x who may go to y."""
    flat, count = rank.reshape(-1), len(rank)
    for there, code in zip(seats.nodes.T, seats.codes.T, strict=True):
        valid = there >= 0
        keys = seats.here[valid].astype(np.int64) * count + there[valid]
        np.minimum.at(flat, keys, table[seats.code[valid], code[valid]])


def _lower(rank: IntArray, source: IntArray | int, target: IntArray | int, value: IntArray, where: IntArray) -> None:
    rank[source, target] = np.where(where, np.minimum(rank[source, target], value), rank[source, target])


def prices(network: Residual) -> IntArray:
    """Nodes × components: what a place is worth. With them every member sits where value plus price is least.

    Bellman and Ford from a source beside all nodes. Raises ValueError when a cycle improves, that is, when the
    assignment was not optimal.
    """
    cost = network.cost
    count = cost.shape[1]
    potential = np.zeros((len(cost), count), dtype=np.int64)
    for _ in range(count + 1):
        reached = least(potential[:, :, None] + cost, axis=0)
        better = is_less(reached, potential)
        if not better.any():
            return network.packing.unpack(potential[:, -1:] - potential)
        potential = np.where(better, reached, potential)
    raise ValueError("an improving cycle is left")


def distances(network: Residual) -> IntArray:
    """(limbs, nodes, nodes): the least change along any chain of moves (Floyd and Warshall)."""
    best = network.cost.copy()
    count = best.shape[1]
    for node in range(count):
        best[:, node, node] = 0
    for via in range(count):
        reach = (best[0, :, via] < FAR // 2)[:, None] & (best[0, via, :] < FAR // 2)[None, :]
        through = best[:, :, via, None] + best[:, None, via, :]
        best = np.where(reach & is_less(through, best), through, best)
    return best

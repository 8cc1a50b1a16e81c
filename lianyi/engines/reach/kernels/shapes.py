"""What the kernels are handed: bundles of arrays."""

from typing import Any, NamedTuple

from lianyi.engines.reach.network import IntArray

Key = Any  # a NumPy int64, cost and rank in one; see spreading.py


class Graph(NamedTuple):
    """j junctions and c chains of a layout; see ``Layout`` for each array."""

    chain_start: IntArray
    chain_end: IntArray
    chain_cost: IntArray
    first: IntArray
    to: IntArray
    arc_cost: IntArray
    along: IntArray


class Feet(NamedTuple):
    """Where k spots meet the street; see ``Snapped`` for each array."""

    chain: IntArray
    start: IntArray
    connector: IntArray
    rank: IntArray


class Front(NamedTuple):
    """What a spreading works on."""

    best: IntArray  # (j,) int64, the least key so far
    top: IntArray  # (buckets,) int32, the first junction queued in each bucket, -1 when empty
    link: IntArray  # (j, 2) int32, the next and the previous junction in the same bucket
    touched: IntArray  # (j,) int32, the junctions that got a key, in order


class Books(NamedTuple):
    """What is known while points open and close; all of it changes in place but the lists."""

    junction: IntArray  # (j,) int64, keys
    home: IntArray  # (homes,) int64, keys
    is_open: IntArray  # (points,) bool
    home_first: IntArray  # (c + 1,), where each chain's homes begin; the homes are sorted by chain
    point_first: IntArray  # (c + 1,), where each chain's points begin in ``point_listed``
    point_listed: IntArray
    changed: IntArray  # (homes,) int32, room for the homes that changed last
    piece: IntArray  # (j,) int32, room for the junctions of a point that closes
    seen: IntArray  # (c,) int64, the round in which a chain was last looked at
    round: IntArray  # (1,) int64

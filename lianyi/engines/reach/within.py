"""What is inside the limit: how many points of each category, which, and the nearest few.

One bounded search for each spot of the smaller side, since the way there is as long as the way back.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from lianyi.engines.reach.cost import UNREACHED, limit_of, minutes_of
from lianyi.engines.reach.layout import Layout
from lianyi.engines.reach.nearest import Nearest
from lianyi.engines.reach.network import FloatArray, IntArray, ReachError
from lianyi.engines.reach.profile import Profile
from lianyi.engines.reach.snap import Snapped

if TYPE_CHECKING:
    from lianyi.engines.reach.kernels.shapes import Feet


@dataclass(frozen=True)
class Within:
    """Pairs of home and point inside the limit, home by home, points in ascending order: compressed sparse rows."""

    first: IntArray  # (homes + 1,) int64, where each home's pairs begin
    point: IntArray  # (pairs,) int32
    cost: IntArray  # (pairs,) int32
    points: int  # how many there are, inside or not

    def of(self, home: int) -> tuple[IntArray, IntArray]:
        """Points and costs of one home."""
        pairs = slice(self.first[home], self.first[home + 1])
        return self.point[pairs], self.cost[pairs]

    def minutes(self, profile: Profile) -> FloatArray:
        return minutes_of(profile, self.cost)


def within(layout: Layout, homes: Snapped, points: Snapped, limit_minutes: float | Fraction) -> Within:
    """Every pair inside the limit: what a home has within reach, what a candidate site would cover."""
    from scipy.sparse import csr_matrix

    from lianyi.engines.reach.kernels import around

    limit = limit_of(layout.profile, limit_minutes)
    from_homes = len(homes) < len(points)
    sources, targets = (homes, points) if from_homes else (points, homes)
    feet, _, rows = by_chain(layout, sources)
    begins, columns, costs = around.pairs(layout.graph, feet, *by_chain(layout, targets), limit)
    row = np.full(len(sources), len(rows))  # of the pairs: the last, an empty one, for what is not on the network
    row[rows] = np.arange(len(rows))
    shape = len(rows) + 1, len(targets)
    matrix = csr_matrix((costs, columns, np.append(begins, begins[-1])), shape=shape)[row]
    matrix = matrix.tocsc().tocsr() if from_homes else matrix.tocsc()  # either way sorted, in linear time
    return Within(matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data, len(points))


def count_within(
    layout: Layout,
    homes: Snapped,
    points: Snapped,
    category: IntArray,
    limit_minutes: float | Fraction,
    categories: int | None = None,
) -> IntArray:
    """(homes, categories) int32; categories as for ``nearest_of_categories``."""
    from lianyi.engines.reach.kernels import around

    if len(category) != len(points):
        raise ReachError("wrong_size", array="category", size=len(category), expected=len(points))
    number = int(np.max(category, initial=-1)) + 1 if categories is None else categories
    kind = np.where(np.asarray(category) < number, category, -1).astype(np.int32)
    taking = np.flatnonzero(kind >= 0)
    points, kind = points.take(taking), kind[taking]
    found, none = np.zeros((len(homes), number), dtype=np.int32), np.full(len(homes), -1, dtype=np.int32)
    limit = limit_of(layout.profile, limit_minutes)
    sides = ((homes, none), (points, kind)) if len(homes) < len(points) else ((points, kind), (homes, none))
    (sources, source_kind), (targets, target_kind) = sides
    feet, _, rows = by_chain(layout, sources)
    near = by_chain(layout, targets)
    around.counts(layout.graph, feet, *near, limit, rows, source_kind[rows], target_kind, found)
    return found


def nearest(layout: Layout, homes: Snapped, points: Snapped, limit_minutes: float | Fraction, k: int = 1) -> Nearest:
    """The k nearest distinct points, nearest first, the lesser id first among equals."""
    from lianyi.engines.reach.kernels import around
    from lianyi.engines.reach.kernels.spreading import FAR

    keys = np.full((len(homes), k), FAR, dtype=np.int64)
    limit = limit_of(layout.profile, limit_minutes)
    around.nearest_few(layout.graph, by_chain(layout, points)[0], *by_chain(layout, homes), limit, keys)
    found = keys != FAR
    row_of_rank = np.argsort(points.rank).astype(np.int32)
    cost, point = np.full(keys.shape, UNREACHED, dtype=np.int32), np.full(keys.shape, -1, dtype=np.int32)
    cost[found] = keys[found] >> 32
    point[found] = row_of_rank[keys[found] & 0xFFFFFFFF]
    return Nearest(cost, point)


def by_chain(layout: Layout, spots: Snapped) -> tuple["Feet", IntArray, IntArray]:
    """The reachable spots chain by chain, so that neighbours are near in memory: their feet, where each chain's begin
    (c + 1,) int64, and their rows, int32."""
    from lianyi.engines.reach.kernels.shapes import Feet

    hit = np.flatnonzero(spots.chain >= 0)
    first = np.zeros(layout.chains + 1, dtype=np.int64)
    np.cumsum(np.bincount(spots.chain[hit], minlength=layout.chains), out=first[1:])
    rows = hit[np.argsort(spots.chain[hit], kind="stable")].astype(np.int32)
    return Feet(*(part[rows] for part in spots.feet)), first, rows

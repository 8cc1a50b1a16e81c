"""The nearest point of every category for each home, exactly."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lianyi.engines.reach.cost import UNREACHED, limit_of
from lianyi.engines.reach.layout import Layout
from lianyi.engines.reach.network import IntArray, ReachError
from lianyi.engines.reach.snap import Snapped


@dataclass(frozen=True)
class Nearest:
    """``cost`` int32, ``UNREACHED`` outside the limit; ``point`` int32, a row of the points, -1 outside.

    Both (homes, categories) or (homes, k). ``minutes_of(profile, cost)`` gives minutes. Of points equally far away the
    one with the lesser id is named.
    """

    cost: IntArray
    point: IntArray


def nearest_of_categories(
    layout: Layout,
    homes: Snapped,
    points: Snapped,
    category: IntArray,
    limit_minutes: float | Fraction,
    categories: int | None = None,
) -> Nearest:
    """``category`` (points,) counts from 0; points with a negative one are left out (closed at the hour asked for).

    ``categories`` is one more than the greatest by default. One bounded search a category, never one a home.
    """
    from lianyi.engines.reach.kernels import nearest

    if len(category) != len(points):
        raise ReachError("wrong_size", array="category", size=len(category), expected=len(points))
    number = int(np.max(category, initial=-1)) + 1 if categories is None else categories
    cost = np.full((number, len(homes)), UNREACHED, dtype=np.int32)
    point = np.full((number, len(homes)), -1, dtype=np.int32)
    limit = limit_of(layout.profile, limit_minutes)
    kinds = np.asarray(category, dtype=np.int32)
    nearest.by_category(layout.graph, homes.feet, points.feet, kinds, limit, cost, point)
    return Nearest(cost.T, point.T)

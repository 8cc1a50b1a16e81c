"""Which homes have each point as their nearest."""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.reach.network import IntArray


@dataclass(frozen=True)
class Catchments:
    """Homes point by point, in ascending order."""

    first: IntArray  # (points + 1,) int64
    home: IntArray  # int32

    def of(self, point: int) -> IntArray:
        homes: IntArray = self.home[self.first[point] : self.first[point + 1]]
        return homes


def catchments(nearest_point: IntArray, points: int) -> Catchments:
    """``nearest_point`` (homes,): a column of ``Nearest.point``, -1 for homes that belong nowhere."""
    homes = np.flatnonzero(nearest_point >= 0)
    first = np.zeros(points + 1, dtype=np.int64)
    np.cumsum(np.bincount(nearest_point[homes], minlength=points), out=first[1:])
    return Catchments(first, homes[np.argsort(nearest_point[homes], kind="stable")].astype(np.int32))

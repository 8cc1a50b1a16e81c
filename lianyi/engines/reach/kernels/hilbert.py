"""Positions along a Hilbert curve: neighbours on the ground become neighbours in memory."""

import numpy as np

from lianyi.engines.reach.kernels.compiled import compiled
from lianyi.engines.reach.network import FloatArray, IntArray

ORDER = 16  # 65,536 x 65,536 cells: under a metre over 50 km


@compiled
def positions(x: FloatArray, y: FloatArray, left: float, low: float, cells_per_metre: float) -> IntArray:
    """(k,) int64, after Warren, Hacker's Delight, 2nd edition 2012, section 16-2 (the loop over bit pairs)."""
    found = np.empty(len(x), dtype=np.int64)
    for at in range(len(x)):
        column = np.int64((x[at] - left) * cells_per_metre)
        row = np.int64((y[at] - low) * cells_per_metre)
        distance = np.int64(0)
        side = np.int64(1) << (ORDER - 1)
        while side > 0:
            right = 1 if column & side else 0
            upper = 1 if row & side else 0
            distance += side * side * ((3 * right) ^ upper)
            if upper == 0:
                if right == 1:
                    column, row = (1 << ORDER) - 1 - column, (1 << ORDER) - 1 - row
                column, row = row, column
            side >>= 1
        found[at] = distance
    return found

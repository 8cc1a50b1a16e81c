"""The nearest point of one category for each home, kept exact while points open and close."""

from fractions import Fraction

import numpy as np

from lianyi.engines.reach.cost import UNREACHED, limit_of
from lianyi.engines.reach.layout import Layout
from lianyi.engines.reach.network import IntArray
from lianyi.engines.reach.snap import Snapped
from lianyi.engines.reach.within import by_chain


class Standing:
    """Always equal to a computation from the beginning with the points that are open now.

    ``points`` are all that may ever be open, candidates included; ``is_open`` (points,) says which are at first.
    Opening walks only where the new point is nearer than what stood before, closing only where the point was the
    nearest.
    """

    def __init__(
        self,
        layout: Layout,
        homes: Snapped,
        points: Snapped,
        limit_minutes: float | Fraction,
        is_open: IntArray | None = None,
    ) -> None:
        from lianyi.engines.reach.kernels import standing
        from lianyi.engines.reach.kernels.shapes import Books
        from lianyi.engines.reach.kernels.spreading import FAR, new_front

        self._kernels = standing
        self._limit = limit_of(layout.profile, limit_minutes)
        # A point that cannot be walked to, or whose own way to the street is too long, never counts as open.
        self._usable = (points.chain >= 0) & (points.connector <= self._limit)
        told = np.zeros(len(points), dtype=bool) if is_open is None else np.array(is_open, dtype=bool)
        feet, home_first, self._home = by_chain(layout, homes)
        self._place = np.full(len(homes), -1, dtype=np.int32)  # where the books have a home; last: unreached
        self._place[self._home] = np.arange(len(self._home), dtype=np.int32)
        _, point_first, point_listed = by_chain(layout, points)
        self._books = Books(
            np.full(layout.junctions, FAR, dtype=np.int64),
            np.full(len(self._home) + 1, FAR, dtype=np.int64),
            told & self._usable,
            home_first,
            point_first,
            point_listed,
            np.empty(len(homes), dtype=np.int32),
            np.empty(layout.junctions, dtype=np.int32),
            np.zeros(layout.chains, dtype=np.int64),
            np.zeros(1, dtype=np.int64),
        )
        self._row_of_rank = np.append(np.argsort(points.rank), -1).astype(np.int32)
        front = new_front(layout.junctions, self._limit)
        self._world = (layout.graph, front, feet, points.feet, self._books, self._limit)
        self._told = told
        standing.settle(*self._world)

    @property
    def is_open(self) -> IntArray:
        return self._told.copy()

    def open(self, point: int) -> IntArray:
        """Opens a row of ``points``; returns the homes whose nearest point or way changed, ascending."""
        return self._turn(point, True)

    def close(self, point: int) -> IntArray:
        """Closes a row of ``points``; returns the homes whose nearest point or way changed, ascending."""
        return self._turn(point, False)

    def cost(self, homes: IntArray | slice = slice(None)) -> IntArray:
        """(homes,) int32, ``UNREACHED`` outside the limit; of some homes only, if told which."""
        keys = self._books.home[self._place[homes]]
        return np.where(self._far(keys), UNREACHED, keys >> 32).astype(np.int32)

    def point(self, homes: IntArray | slice = slice(None)) -> IntArray:
        """(homes,) int32, the row of the nearest open point, -1 outside the limit."""
        keys = self._books.home[self._place[homes]]
        rows: IntArray = self._row_of_rank[np.where(self._far(keys), -1, keys & 0xFFFFFFFF)]
        return rows

    def _turn(self, point: int, opens: bool) -> IntArray:
        if self._told[point] == opens:
            return np.empty(0, dtype=np.int32)
        self._told[point] = opens
        if not self._usable[point]:
            return np.empty(0, dtype=np.int32)
        self._books.is_open[point] = opens
        change = self._kernels.opened if opens else self._kernels.closed
        return np.sort(self._home[self._books.changed[: change(*self._world, point)]])

    @staticmethod
    def _far(keys: IntArray) -> IntArray:
        far: IntArray = keys == np.iinfo(np.int64).max
        return far

"""Where there is no street network: the straight line, made longer by a factor. A makeshift, and to be called one.

A river, a railway or a gated compound does not exist for it; measured on real cities it puts one home in four on the
wrong side of the limit. Costs are whole millimetres, as those of the engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lianyi.engines.reach.network import Plane
from lianyi.streets.places import Table

DETOUR = 1.3  # how much longer walks are than straight lines in most cities
Costs = NDArray[np.int64]
UNREACHED = np.iinfo(np.int64).max


@dataclass(frozen=True)
class StraightLines:
    """Walks as straight lines times ``detour``, on a plane about the middle of the homes."""

    plane: Plane
    detour: float = DETOUR

    @classmethod
    def about(cls, homes: Table, detour: float = DETOUR) -> StraightLines:
        """For these homes. Raises ValueError when the factor is below 1: nothing is nearer than straight."""
        if not detour >= 1:
            raise ValueError("detour below 1")
        middle = (homes.lon.min() + homes.lon.max()) / 2, (homes.lat.min() + homes.lat.max()) / 2
        return cls(Plane(float(middle[0]), float(middle[1])), detour)

    def nearest(self, homes: Table, points: Table) -> tuple[Costs, NDArray[np.int64]]:
        """Per home the millimetres to the nearest point and its row, equal ones by id; UNREACHED and -1 if none."""
        from scipy.spatial import KDTree

        if not len(points):
            return np.full(len(homes), UNREACHED), np.full(len(homes), -1, dtype=np.int64)
        order = np.array(sorted(range(len(points)), key=lambda at: points.ids[at]))
        places = self._places(points)[order]
        spots = self._places(homes)
        _, first = KDTree(places).query(spots)
        # Of points in one place the first by id is named.
        same, inverse = np.unique(places, axis=0, return_inverse=True)
        leader = np.full(len(same), len(places), dtype=np.int64)
        np.minimum.at(leader, inverse.reshape(-1), np.arange(len(places)))
        chosen = order[leader[inverse.reshape(-1)[first]]]
        return self._cost(spots - self._places(points)[chosen]), chosen.astype(np.int64)

    def nearest_of_categories(
        self, homes: Table, points: Table, categories: Sequence[str]
    ) -> tuple[Costs, NDArray[np.int64]]:
        """``(H, C)`` costs and rows of ``points``."""
        cost = np.full((len(homes), len(categories)), UNREACHED, dtype=np.int64)
        point = np.full((len(homes), len(categories)), -1, dtype=np.int64)
        for at, category in enumerate(categories):
            rows = np.flatnonzero(np.array([one == category for one in points.category]))
            if len(rows):
                cost[:, at], found = self.nearest(homes, points.take(rows))
                point[:, at] = rows[found]
        return cost, point

    def matrix(self, homes: Table, places: Table, limit: int) -> tuple[Costs, NDArray[np.int32], Costs]:
        """CSR over homes of all places within ``limit`` millimetres: ``start (H+1,)``, ``place``, ``cost``."""
        from scipy.spatial import KDTree

        spots, sites = self._places(homes), self._places(places)
        if not len(sites):
            return np.zeros(len(homes) + 1, dtype=np.int64), np.zeros(0, np.int32), np.zeros(0, np.int64)
        # A millimetre more than needed; the whole numbers decide.
        near = KDTree(sites).query_ball_point(spots, (limit / 1000 / self.detour) + 0.001, return_sorted=True)
        counts = np.array([len(row) for row in near], dtype=np.int64)
        place = np.fromiter((at for row in near for at in row), dtype=np.int64, count=int(counts.sum()))
        home = np.repeat(np.arange(len(homes)), counts)
        cost = self._cost(spots[home] - sites[place])
        inside = cost <= limit
        start = np.concatenate(([0], np.cumsum(np.bincount(home[inside], minlength=len(homes)))))
        return start.astype(np.int64), place[inside].astype(np.int32), cost[inside]

    def _places(self, table: Table) -> NDArray[np.float64]:
        return np.column_stack(self.plane.to_metres(table.lon, table.lat))

    def _cost(self, way: NDArray[np.float64]) -> Costs:
        return np.rint(np.hypot(way[:, 0], way[:, 1]) * self.detour * 1000).astype(np.int64)

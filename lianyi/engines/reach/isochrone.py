"""The ground within so many minutes of a point, as polygons.

Streets near by are painted on a raster with the walk they cost; a distance transform gives each cell its nearest street
and the straight way there, just as ``snap`` does for doors; contours of walk plus way are the edge. Hulls of what is
reached would be 20 to 70 % too large.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np

from lianyi.engines.reach.cost import limit_of
from lianyi.engines.reach.layout import Layout
from lianyi.engines.reach.network import FloatArray, IntArray
from lianyi.engines.reach.snap import Snapped


@dataclass(frozen=True)
class Polygon:
    """Closed rings, (k, 2) metres on the network's plane; the outer one counter-clockwise, holes clockwise."""

    outer: FloatArray
    holes: tuple[FloatArray, ...]


def isochrones(
    layout: Layout,
    points: Snapped,
    rows: int | IntArray,
    minutes: Sequence[float | Fraction],
    *,
    cell_m: float = 15.0,
    furthest_m: float = 100.0,
) -> list[tuple[Polygon, ...]]:
    """For each of ``minutes`` the ground from which the nearest of the points ``rows`` is that near.

    Ground further than ``furthest_m`` metres from any street is outside, as a door there would hardly be. Valid
    polygons; those of fewer minutes lie inside those of more. Errors are about half a cell along the edge.
    """
    limits = [limit_of(layout.profile, each) for each in minutes]
    chosen = points.take(np.atleast_1d(np.asarray(rows)))
    field = _field(layout, chosen, max(limits, default=0), cell_m, furthest_m)
    if field is None:
        return [() for _ in limits]
    x, y, cost = field
    return [_polygons(x, y, np.clip((limit - cost) / 1000, -cell_m, cell_m), cell_m) for limit in limits]


def _field(
    layout: Layout, points: Snapped, limit: int, cell_m: float, furthest_m: float
) -> tuple[FloatArray, FloatArray, FloatArray] | None:
    """Middles of columns and rows, and what the walk from each cell costs."""
    from scipy.ndimage import distance_transform_edt

    hit = points.chain >= 0
    if not hit.any() or not layout.chains:
        return None
    wide = limit / 1000 + furthest_m + 3 * cell_m
    left, right = float(points.x[hit].min()) - wide, float(points.x[hit].max()) + wide
    low, high = float(points.y[hit].min()) - wide, float(points.y[hit].max()) + wide
    shape = int((high - low) / cell_m) + 1, int((right - left) / cell_m) + 1
    sample_x, sample_y, sample_cost = _samples(layout, points, limit, (left, right, low, high), cell_m)
    column, row = ((sample_x - left) / cell_m).astype(np.int64), ((sample_y - low) / cell_m).astype(np.int64)
    streets = np.full(shape, np.inf)
    on = (column >= 0) & (column < shape[1]) & (row >= 0) & (row < shape[0])
    painted = np.zeros(shape, dtype=bool)
    painted[row[on], column[on]] = True
    if not painted.any():
        return None
    np.minimum.at(streets, (row[on], column[on]), sample_cost[on])
    away, nearest = distance_transform_edt(~painted, sampling=cell_m, return_indices=True)
    cost = streets[tuple(nearest)] + away * 1000
    cost[away > furthest_m] = np.inf
    cost[[0, -1], :], cost[:, [0, -1]] = np.inf, np.inf  # so that every contour closes
    middles = [
        np.asarray(begin + (np.arange(size) + 0.5) * cell_m) for begin, size in ((left, shape[1]), (low, shape[0]))
    ]
    return middles[0], middles[1], cost


def _samples(
    layout: Layout, points: Snapped, limit: int, box: tuple[float, float, float, float], cell_m: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Spots along all usable streets in the box, at most half a cell apart, and what the walk there costs."""
    from lianyi.engines.reach.kernels.spreading import FAR, costs_from

    network, (left, right, low, high) = layout.network, box
    x, y = network.x, network.y
    far = 500 + cell_m  # an edge longer than that may begin outside and still cross the box
    near = (x >= left - far) & (x <= right + far) & (y >= low - far) & (y <= high + far)
    edge = np.flatnonzero((layout.edge_chain >= 0) & (near[network.tail] | near[network.head]))
    ends = np.stack([network.tail[edge], network.head[edge]])
    apart = (x[ends] < left).all(0) | (x[ends] > right).all(0) | (y[ends] < low).all(0) | (y[ends] > high).all(0)
    edge, (tail, head) = edge[~apart], ends[:, ~apart]
    pieces = np.ceil(np.hypot(x[tail] - x[head], y[tail] - y[head]) / (cell_m / 2)).astype(np.int64) + 1
    at = np.repeat(np.arange(len(edge)), pieces + 1)
    first = np.cumsum(pieces + 1) - pieces - 1
    share = (np.arange(len(at)) - first[at]) / pieces[at]
    edge, tail, head = edge[at], tail[at], head[at]
    chain, along = layout.edge_chain[edge], np.where(layout.edge_turned[edge], 1 - share, share)
    position = layout.edge_start[edge] + along * layout.edge_cost[edge]
    best = costs_from(layout.graph, points.feet, limit)
    reached = np.where(best == FAR, np.inf, best)
    from_start = reached[layout.chain_start[chain]] + position
    cost = np.minimum(from_start, reached[layout.chain_end[chain]] + layout.chain_cost[chain] - position)
    for row in np.flatnonzero(points.chain >= 0):
        own = np.flatnonzero(chain == points.chain[row])
        cost[own] = np.minimum(cost[own], np.abs(position[own] - points.start[row]) + points.connector[row])
    return x[tail] * (1 - share) + x[head] * share, y[tail] * (1 - share) + y[head] * share, cost


def _polygons(x: FloatArray, y: FloatArray, inside: FloatArray, cell_m: float) -> tuple[Polygon, ...]:
    """Where ``inside`` is positive."""
    import shapely
    from contourpy import FillType, contour_generator

    generator = contour_generator(x, y, inside, name="serial", fill_type=FillType.OuterOffset)
    filled: Any = generator.filled(0.0, np.inf)  # its type depends on the fill type
    outlines, offsets = filled
    found = []
    for outline, offset in zip(outlines, offsets, strict=True):
        rings = [outline[begin:end] for begin, end in pairwise(offset)]
        shape = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon" and part.area >= cell_m * cell_m:
                turned = shapely.geometry.polygon.orient(part)
                holes = tuple(np.asarray(hole.coords) for hole in turned.interiors)
                found.append(Polygon(np.asarray(turned.exterior.coords), holes))
    return tuple(found)

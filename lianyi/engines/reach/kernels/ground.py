"""Edges sorted into square cells, and the nearest edge of a spot by rings of cells."""

import math

import numpy as np

from lianyi.engines.reach.kernels.compiled import compiled
from lianyi.engines.reach.network import FloatArray, IntArray

PAD = 1e-6  # metres; a segment on the border of two cells is put in both whatever the rounding


def cell_size(x: FloatArray, y: FloatArray) -> float:
    """Metres; about one cell an edge over the ground they cover (ends of k edges: arrays of 2k)."""
    if not len(x):
        return 1.0
    wide, high = max(float(np.ptp(x)), 1.0), max(float(np.ptp(y)), 1.0)
    return max(math.sqrt(wide * high / len(x) * 2), max(wide, high) / 20_000, 1.0)


@compiled
def sort_into_cells(x: FloatArray, y: FloatArray, size: float) -> tuple[IntArray, IntArray, FloatArray, IntArray]:
    """``x``, ``y`` are (2, k) ends. Returns where each cell's edges begin, the edges, the origin, (rows, columns)."""
    edges = x.shape[1]
    shape, origin = np.ones(2, dtype=np.int64), np.zeros(2)
    if edges:
        origin[0], origin[1] = x.min(), y.min()
        shape[0] = np.int64((y.max() - origin[1]) / size) + 1
        shape[1] = np.int64((x.max() - origin[0]) / size) + 1
    rows, columns = int(shape[0]), int(shape[1])
    first = np.zeros(rows * columns + 2, dtype=np.int64)
    listed = np.empty(0, dtype=np.int32)
    for fills in (False, True):
        for edge in range(edges):
            left, low = x[0, edge] - origin[0], y[0, edge] - origin[1]
            right, high = x[1, edge] - origin[0], y[1, edge] - origin[1]
            bottom, top = int((min(low, high) - PAD) / size), int((max(low, high) + PAD) / size)
            for row in range(max(bottom, 0), min(top, rows - 1) + 1):
                enters, leaves = 0.0, 1.0  # shares of the segment that lie between the row's two lines
                if low != high:
                    one = (row * size - PAD - low) / (high - low)
                    other = ((row + 1) * size + PAD - low) / (high - low)
                    enters, leaves = max(0.0, min(one, other)), min(1.0, max(one, other))
                one, other = left + enters * (right - left), left + leaves * (right - left)
                begin, end = int((min(one, other) - PAD) / size), int((max(one, other) + PAD) / size)
                for column in range(max(begin, 0), min(end, columns - 1) + 1):
                    cell = row * columns + column
                    if fills:
                        listed[first[cell + 1]] = edge
                        first[cell + 1] += 1
                    else:
                        first[cell + 2] += 1
        if not fills:
            for cell in range(2, len(first)):
                first[cell] += first[cell - 1]
            listed = np.empty(first[-1], dtype=np.int32)
    return first[:-1], listed, origin, shape


@compiled
def nearest_edges(
    spot_x: FloatArray,
    spot_y: FloatArray,
    order: IntArray,
    x: FloatArray,
    y: FloatArray,
    length: IntArray,
    first: IntArray,
    listed: IntArray,
    near: FloatArray,
    origin: FloatArray,
    shape: IntArray,
    size: float,
    furthest: float,
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Spots are taken in ``order``, best from one end of the ground to the other, so that cells are still at hand.

    Per spot the edge (-1 if none within ``furthest`` metres), the foot's share of it, and the distance in metres.
    """
    spots, edges = len(spot_x), x.shape[1]
    found, share, distance = np.full(spots, -1, dtype=np.int32), np.zeros(spots), np.zeros(spots)
    rows, columns = shape
    for turn in range(spots):
        spot = order[turn]
        px, py = spot_x[spot], spot_y[spot]
        if not edges or not (math.isfinite(px) and math.isfinite(py)):
            continue
        column, row = math.floor((px - origin[0]) / size), math.floor((py - origin[1]) / size)
        ring = np.int64(max(0, -column, column - columns + 1, -row, row - rows + 1))
        last = np.int64(max(abs(column), abs(column - columns), abs(row), abs(row - rows))) + 1
        least, best, along = furthest * furthest, -1, 0.0
        while ring <= last and (ring - 1) * size <= furthest and (ring - 1 < 0 or (ring - 1) ** 2 * size**2 <= least):
            for here in range(max(0, row - ring), min(rows - 1, row + ring) + 1):
                step = 1 if abs(here - row) == ring or ring == 0 else 2 * ring
                for there in range(column - ring, column + ring + 1, step):
                    if not 0 <= there < columns:
                        continue
                    cell = here * columns + there
                    for slot in range(first[cell], first[cell + 1]):
                        edge, ax, ay = listed[slot], near[slot, 0], near[slot, 1]
                        dx, dy = near[slot, 2] - ax, near[slot, 3] - ay
                        squared = dx * dx + dy * dy
                        foot = 0.0
                        if squared > 0:
                            foot = min(1.0, max(0.0, ((px - ax) * dx + (py - ay) * dy) / squared))
                        away_x, away_y = ax + foot * dx - px, ay + foot * dy - py
                        away = away_x * away_x + away_y * away_y
                        if away < least or (away == least and (best < 0 or _before(edge, best, x, y, length))):
                            least, best, along = away, edge, foot
            ring += 1
        if best >= 0:
            found[spot], share[spot], distance[spot] = best, along, math.sqrt(least)
    return found, share, distance


@compiled
def _before(one: int, other: int, x: FloatArray, y: FloatArray, length: IntArray) -> bool:
    """An order of edges that does not depend on their rows: length, then ends."""
    if length[one] != length[other]:
        return bool(length[one] < length[other])
    for end in range(2):
        if x[end, one] != x[end, other]:
            return bool(x[end, one] < x[end, other])
        if y[end, one] != y[end, other]:
            return bool(y[end, one] < y[end, other])
    return False

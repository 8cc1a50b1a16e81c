"""Where lines of a file meet: at equal places within a tolerance, and where the end of one lies on another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def merge_places(x: Floats, y: Floats, tolerance: float) -> Integers:
    """For each place the first place that is the same: equal, or reached by steps of at most ``tolerance`` metres."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import KDTree

    places, first, same = np.unique(np.column_stack((x, y)), axis=0, return_index=True, return_inverse=True)
    same = same.reshape(-1)
    if tolerance > 0 and len(places) > 1:
        near = KDTree(places).query_pairs(tolerance, output_type="ndarray")
        if len(near):
            graph = coo_array((np.ones(len(near), dtype=np.int8), near.T), shape=(len(places), len(places)))
            _, group = connected_components(graph, directed=False)
            leader = np.full(group.max() + 1, len(x), dtype=np.int64)
            np.minimum.at(leader, group, first)
            first = leader[group]
    return first[same]


def split_at_ends(
    x: Floats, y: Floats, tail: Integers, head: Integers, tolerance: float
) -> tuple[Integers, Integers, Integers]:
    """Pieces ``(tail, head, piece)`` after every piece is cut where the end of a line lies on it within ``tolerance``
    metres; ``piece`` is the number of the piece it was.

    Without this the side street that ends on the middle of a long line would be an island.
    """
    import shapely

    ends = np.flatnonzero(np.bincount(np.concatenate((tail, head)), minlength=len(x)) == 1)
    lines = shapely.linestrings(np.stack((np.column_stack((x[tail], y[tail])), np.column_stack((x[head], y[head]))), 1))
    at, on = shapely.STRtree(lines).query(shapely.points(x[ends], y[ends]), predicate="dwithin", distance=tolerance)
    node = ends[at]
    strange = (tail[on] != node) & (head[on] != node)
    node, on = node[strange], on[strange]
    along = shapely.line_locate_point(lines[on], shapely.points(x[node], y[node]))
    # An end within tolerance of a corner was merged with it before, unless the corner is past the end of the piece.
    inside = (along > 0) & (along < shapely.length(lines[on]))
    node, on, along = node[inside], on[inside], along[inside]
    piece = np.concatenate((np.arange(len(tail)), on))
    start = np.concatenate((tail, node))
    order = np.lexsort((np.concatenate((np.full(len(tail), -1.0), along)), piece))
    piece, start = piece[order], start[order]
    last = np.append(piece[1:] != piece[:-1], True)
    stop = np.where(last, head[piece], np.roll(start, -1))
    return start, stop, piece

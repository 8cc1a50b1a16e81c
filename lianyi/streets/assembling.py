"""From straight pieces between numbered places to a Network: cleaned, in one fixed order, measured.

The order of nodes and edges follows from where they lie, not from the file, so that the same streets give the same
network in whatever format they come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lianyi.engines.reach.network import ECCENTRICITY_2, EQUATORIAL_RADIUS, Network, Plane
from lianyi.streets.findings import UnusableFile

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_LONGEST = 2_000_000_000  # millimetres that fit the length of one piece


@dataclass(frozen=True)
class Pieces:
    """``lon, lat (n,)`` degrees of WGS84; ``tail, head (m,)`` indices into them; ``features (m,)``; ``name (m,)`` index
    into ``names`` or -1; ``ids (n,)`` or None."""

    lon: Floats
    lat: Floats
    tail: Integers
    head: Integers
    features: NDArray[np.uint16]
    name: NDArray[np.int32]
    names: Sequence[str]
    ids: Integers | None = None


def assemble(pieces: Pieces) -> Network:
    """The network of these pieces. Raises UnusableFile when no street is left.

    A piece from a place to itself is dropped. Of several pieces between the same two places the one with the fewest
    features stays: whoever cannot take the steps takes the ramp beside them.
    """
    low, high = np.minimum(pieces.tail, pieces.head), np.maximum(pieces.tail, pieces.head)
    low, high, features, name = _once(low, high, pieces.features, pieces.name)
    if not len(low):
        raise UnusableFile("no_streets")
    is_used = np.zeros(len(pieces.lon), dtype=bool)
    is_used[low] = is_used[high] = True
    used = np.flatnonzero(is_used)
    lon, lat = pieces.lon[used], pieces.lat[used]
    ids = None if pieces.ids is None else pieces.ids[used]
    # What the conversion from another coordinate system adds in the last digits must not turn the order.
    order = np.lexsort(((used if ids is None else ids), np.round(lon, 7), np.round(lat, 7)))
    place = np.empty(len(is_used), dtype=np.int64)
    place[used[order]] = np.arange(len(used))
    lon, lat = lon[order], lat[order]
    ends = place[low], place[high]
    tail, head = np.minimum(*ends), np.maximum(*ends)
    by_end = np.lexsort((head, tail))
    tail, head, features, name = tail[by_end], head[by_end], features[by_end], name[by_end]
    plane = Plane(float(lon.min() + lon.max()) / 2, float(lat.min() + lat.max()) / 2)
    x, y = plane.to_metres(lon, lat)
    names, name = _sorted_names(pieces.names, name)
    return Network(
        x=x,
        y=y,
        tail=tail.astype(np.int32),
        head=head.astype(np.int32),
        length=lengths(lon, lat, tail, head),
        features=features,
        climb=None,
        plane=plane,
        names=names,
        name=name,
        ids=None if ids is None else ids[order],
    )


def lengths(lon: Floats, lat: Floats, tail: Integers, head: Integers) -> NDArray[np.int32]:
    """Whole millimetres on the ground, at least 1, along straight pieces: on WGS84 with the two radii at the middle of
    the piece, which for a piece of a kilometre is right to a tenth of a millimetre."""
    middle = np.radians((lat[tail] + lat[head]) / 2)
    bent = 1.0 - ECCENTRICITY_2 * np.sin(middle) ** 2
    north = EQUATORIAL_RADIUS * (1.0 - ECCENTRICITY_2) / bent**1.5 * np.radians(lat[head] - lat[tail])
    east = EQUATORIAL_RADIUS / np.sqrt(bent) * np.cos(middle) * np.radians(lon[head] - lon[tail])
    millimetres = np.rint(np.hypot(north, east) * 1000.0)
    return np.clip(millimetres, 1, _LONGEST).astype(np.int32)


def _once(
    low: Integers, high: Integers, features: NDArray[np.uint16], name: NDArray[np.int32]
) -> tuple[Integers, Integers, NDArray[np.uint16], NDArray[np.int32]]:
    kept = np.flatnonzero(low != high)
    # Fewest features first, then named before nameless: the first of each pair stays.
    burden = np.array([bin(bits).count("1") for bits in range(256)])[features[kept] & 0xFF]
    order = kept[np.lexsort((name[kept] < 0, features[kept], burden, high[kept], low[kept]))]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (low[order][1:] != low[order][:-1]) | (high[order][1:] != high[order][:-1])
    order = order[first]
    return low[order], high[order], features[order], name[order]


def _sorted_names(names: Sequence[str], name: NDArray[np.int32]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Only the names that are used, in their order as texts."""
    used = np.unique(name[name >= 0])
    kept = sorted(int(index) for index in used)
    order = sorted(kept, key=lambda index: names[index])
    renumbered = np.full(len(names) + 1, -1, dtype=np.int32)
    renumbered[order] = np.arange(len(order), dtype=np.int32)
    return tuple(names[index] for index in order), renumbered[name]

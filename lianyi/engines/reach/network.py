"""What is walked on: straight pieces of street between nodes, in metres on a local plane.

Edges are undirected: whoever walks to a place also walks back.
"""

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import IntFlag
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[Any]

# WGS84, NIMA TR8350.2: equatorial radius in metres, first eccentricity squared.
EQUATORIAL_RADIUS = 6_378_137.0
ECCENTRICITY_2 = 0.006_694_379_990_14


class ReachError(ValueError):
    """The input cannot be used as it stands; ``code`` and ``params`` are what a message needs."""

    def __init__(self, code: str, **params: object) -> None:
        self.code, self.params = code, params
        super().__init__(f"{code} {params}")


class Feature(IntFlag):
    """What an edge is like. A profile forbids or penalises features; more bits may follow (16 fit)."""

    STEPS = 1
    CROSSING = 2
    UNPAVED = 4
    COVERED = 8


@dataclass(frozen=True)
class Plane:
    """Metres east and north of (``lon0``, ``lat0``), in degrees of WGS84.

    Equirectangular with the ellipsoid's two radii of curvature at ``lat0``: lengths within a city of 30 km are off by
    less than 0.3 % at latitudes up to 50 degrees (the shrinking of parallels away from ``lat0``).
    """

    lon0: float
    lat0: float

    @property
    def scale(self) -> tuple[float, float]:
        """Metres per degree of longitude and of latitude."""
        sine = math.sin(math.radians(self.lat0))
        bent = 1 - ECCENTRICITY_2 * sine * sine
        east = EQUATORIAL_RADIUS / math.sqrt(bent) * math.cos(math.radians(self.lat0))
        north = EQUATORIAL_RADIUS * (1 - ECCENTRICITY_2) / bent**1.5
        return math.radians(east), math.radians(north)

    def to_metres(self, lon: ArrayLike, lat: ArrayLike) -> tuple[FloatArray, FloatArray]:
        east, north = self.scale
        return (
            (np.asarray(lon, dtype=np.float64) - self.lon0) * east,
            (np.asarray(lat, dtype=np.float64) - self.lat0) * north,
        )

    def to_degrees(self, x: ArrayLike, y: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Longitude and latitude of points on the plane."""
        east, north = self.scale
        return (
            np.asarray(x, dtype=np.float64) / east + self.lon0,
            np.asarray(y, dtype=np.float64) / north + self.lat0,
        )


@dataclass(frozen=True)
class Network:
    """n nodes, m edges. Loops, parallel edges and isolated nodes are allowed."""

    x: FloatArray  # (n,) metres east on ``plane``
    y: FloatArray  # (n,) metres north
    tail: IntArray  # (m,) int32, every edge is a straight piece between two nodes
    head: IntArray  # (m,) int32
    length: IntArray  # (m,) int32, millimetres walked along the edge; integers, so sums are exact
    features: IntArray  # (m,) uint16, bits of ``Feature``
    plane: Plane
    climb: IntArray | None = None  # (m,) int16, decimetres of height difference; None when unknown
    names: tuple[str, ...] = ()
    name: IntArray = field(default_factory=lambda: np.empty(0, np.int32))  # (m,) int32, index into ``names``, -1 none
    ids: IntArray | None = None  # (n,) int64, e.g. OpenStreetMap's

    def __post_init__(self) -> None:
        nodes, edges = len(self.x), len(self.tail)
        if not len(self.name):
            object.__setattr__(self, "name", np.full(edges, -1, dtype=np.int32))
        sizes = {"y": nodes, "head": edges, "length": edges, "features": edges, "name": edges}
        sizes |= {"climb": edges} if self.climb is not None else {}
        sizes |= {"ids": nodes} if self.ids is not None else {}
        for array, size in sizes.items():
            if len(getattr(self, array)) != size:
                raise ReachError("wrong_size", array=array, size=len(getattr(self, array)), expected=size)
        if edges and (min(self.tail.min(), self.head.min()) < 0 or max(self.tail.max(), self.head.max()) >= nodes):
            raise ReachError("no_such_node")
        if edges and self.length.min() < 0:
            raise ReachError("negative_length")
        if edges and not -1 <= self.name.min() <= self.name.max() < len(self.names):
            raise ReachError("no_such_name")

    @property
    def nodes(self) -> int:
        return len(self.x)

    @property
    def edges(self) -> int:
        return len(self.tail)

    def fingerprint(self) -> str:
        """SHA-256 over everything in it, hexadecimal. Equal arrays of another dtype count as other content."""
        digest = hashlib.sha256()
        for part in self._parts():
            digest.update(part)
        return digest.hexdigest()

    def _parts(self) -> Iterator[bytes]:
        for each in fields(self):
            value = getattr(self, each.name)
            yield f"|{each.name}:".encode()
            if isinstance(value, np.ndarray):
                yield f"{value.dtype.str}{value.shape}".encode()
                yield np.ascontiguousarray(value).tobytes()
            else:
                yield repr(value).encode()

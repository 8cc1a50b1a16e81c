"""WGS84, GCJ-02 and BD-09: the three ways in which a Chinese map may write a place.

Web and telephone maps in mainland China draw the world shifted by 100 to 700 m: GCJ-02 (Amap, Tencent, Google's map of
China) and BD-09 (Baidu, a further shift on top). Satellite receivers, OpenStreetMap and survey data (CGCS2000, equal to
WGS84 within a metre) are not shifted. The formulas are public; only the inverse has to be found, here by iteration to
far below a centimetre. Arrays in and out, in degrees; whoever calls names the system, nothing is guessed.

The shift holds in a box around China (`in_box`); outside it the three systems are one. Within a kilometre of the edge
of the box, which lies in deserts and seas, the inverse is not defined.

Sources: the algorithm as published in github.com/googollee/eviltransform and github.com/Artoria2e5/PRCoords; the
values in the tests are theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]
Pair = tuple[Degrees, Degrees]

_A = 6378245.0  # Krasovsky 1940, in metres
_EE = 0.00669342162296594323
_BOX = (72.004, 0.8293, 137.8347, 55.8271)  # west, south, east, north
_BAIDU = np.pi * 3000.0 / 180.0
_ROUNDS = 12  # each gains two to three digits; 6 are enough everywhere


class System(StrEnum):
    """How the coordinates of a file are to be read."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def to_wgs84(lon: Degrees, lat: Degrees, system: System) -> Pair:
    """Degrees of WGS84 for degrees of ``system``; NaN stays NaN."""
    if system is System.BD09:
        return _inverse(*_inverse(lon, lat, _baidu), _mars)
    return _inverse(lon, lat, _mars) if system is System.GCJ02 else _plain(lon, lat)


def from_wgs84(lon: Degrees, lat: Degrees, system: System) -> Pair:
    """Degrees of ``system`` for degrees of WGS84; NaN stays NaN."""
    if system is System.WGS84:
        return _plain(lon, lat)
    shifted = _forward(lon, lat, _mars)
    return _forward(*shifted, _baidu) if system is System.BD09 else shifted


def in_box(lon: Degrees, lat: Degrees) -> NDArray[np.bool_]:
    """Where the shift holds."""
    west, south, east, north = _BOX
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _plain(lon: Degrees, lat: Degrees) -> Pair:
    return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)


def _forward(lon: Degrees, lat: Degrees, shift: Callable[[Degrees, Degrees], Pair]) -> Pair:
    lon, lat = _plain(lon, lat)
    inside = in_box(lon, lat)
    moved = shift(np.where(inside, lon, 110.0), np.where(inside, lat, 30.0))
    return np.where(inside, moved[0], lon), np.where(inside, moved[1], lat)


def _inverse(lon: Degrees, lat: Degrees, shift: Callable[[Degrees, Degrees], Pair]) -> Pair:
    """The place that is shifted to (lon, lat): start there and take back what is too much, until nothing is."""
    lon, lat = _plain(lon, lat)
    inside = in_box(lon, lat)
    want = np.where(inside, lon, 110.0), np.where(inside, lat, 30.0)
    at = want
    for _ in range(_ROUNDS):
        got = shift(*at)
        at = at[0] - (got[0] - want[0]), at[1] - (got[1] - want[1])
    return np.where(inside, at[0], lon), np.where(inside, at[1], lat)


def _mars(lon: Degrees, lat: Degrees) -> Pair:
    """WGS84 → GCJ-02: a polynomial and waves, in metres, laid on Krasovsky's ellipsoid."""
    x, y = lon - 105.0, lat - 35.0
    waves = (20.0 * np.sin(6.0 * np.pi * x) + 20.0 * np.sin(2.0 * np.pi * x)) * 2.0 / 3.0
    root = np.sqrt(np.abs(x))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    north += (20.0 * np.sin(np.pi * y) + 40.0 * np.sin(np.pi * y / 3.0)) * 2.0 / 3.0
    north += (160.0 * np.sin(np.pi * y / 12.0) + 320.0 * np.sin(np.pi * y / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    east += (20.0 * np.sin(np.pi * x) + 40.0 * np.sin(np.pi * x / 3.0)) * 2.0 / 3.0
    east += (150.0 * np.sin(np.pi * x / 12.0) + 300.0 * np.sin(np.pi * x / 30.0)) * 2.0 / 3.0
    across = np.radians(lat)
    magic = 1.0 - _EE * np.sin(across) ** 2
    to_north = np.degrees(north * magic * np.sqrt(magic) / (_A * (1.0 - _EE)))
    to_east = np.degrees(east * np.sqrt(magic) / (_A * np.cos(across)))
    return lon + to_east, lat + to_north


def _baidu(lon: Degrees, lat: Degrees) -> Pair:
    """GCJ-02 → BD-09: a small wave in polar coordinates, and a fixed step."""
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BAIDU)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BAIDU)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006

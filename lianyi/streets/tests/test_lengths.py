"""Lengths against Vincenty's inverse formula (Survey Review 1975), which knows nothing of planes and radii."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lianyi.streets.assembling import lengths

A, F = 6378137.0, 1 / 298.257223563


def vincenty(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    b = A * (1 - F)
    u1, u2 = (math.atan((1 - F) * math.tan(math.radians(lat))) for lat in (lat1, lat2))
    apart = lam = math.radians(lon2 - lon1)
    for _ in range(100):
        sin_s = math.hypot(
            math.cos(u2) * math.sin(lam),
            math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(lam),
        )
        if sin_s == 0:
            return 0.0
        cos_s = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(lam)
        sigma = math.atan2(sin_s, cos_s)
        sin_a = math.cos(u1) * math.cos(u2) * math.sin(lam) / sin_s
        cos2_a = 1 - sin_a**2
        cos_m = cos_s - 2 * math.sin(u1) * math.sin(u2) / cos2_a if cos2_a else 0.0
        c = F / 16 * cos2_a * (4 + F * (4 - 3 * cos2_a))
        before = lam
        lam = apart + (1 - c) * F * sin_a * (sigma + c * sin_s * (cos_m + c * cos_s * (-1 + 2 * cos_m**2)))
        if abs(lam - before) < 1e-13:
            break
    u = cos2_a * (A**2 - b**2) / b**2
    big_a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    big_b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    inner = cos_s * (-1 + 2 * cos_m**2) - big_b / 6 * cos_m * (-3 + 4 * sin_s**2) * (-3 + 4 * cos_m**2)
    return b * big_a * (sigma - big_b * sin_s * (cos_m + big_b / 4 * inner))


@given(st.floats(-180, 179), st.floats(-65, 65), st.floats(-0.008, 0.008), st.floats(-0.008, 0.008))
def test_pieces_of_up_to_a_kilometre_are_right_to_a_millimetre(
    lon: float, lat: float, east: float, north: float
) -> None:
    lons, lats = np.array([lon, lon + east]), np.array([lat, lat + north])
    got = int(lengths(lons, lats, np.array([0]), np.array([1]))[0])
    expected = vincenty(lons[0], lats[0], lons[1], lats[1]) * 1000
    assert abs(got - max(expected, 1)) <= 1.5

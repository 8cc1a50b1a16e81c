"""The Chinese coordinate systems: published values, and there and back again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianyi.streets.coordinates import System, from_wgs84, in_box, to_wgs84

# WGS84 lat, lon and GCJ-02 lat, lon, from the tests of eviltransform
PUBLISHED = [
    (31.1774276, 121.5272106, 31.17530398364597, 121.531541859215),
    (22.543847, 113.912316, 22.540796131694766, 113.9171764808363),
    (39.911954, 116.377817, 39.91334545536069, 116.38404722455657),
]
METRES = 111_320.0
CENTIMETRE = 0.01 / METRES
lons = st.floats(73.0, 136.9)
lats = st.floats(2.0, 54.9)


def one(value: float) -> np.ndarray:
    return np.array([value])


@pytest.mark.parametrize(("lat", "lon", "to_lat", "to_lon"), PUBLISHED)
def test_the_published_values(lat: float, lon: float, to_lat: float, to_lon: float) -> None:
    got = from_wgs84(one(lon), one(lat), System.GCJ02)
    assert got[0][0] == pytest.approx(to_lon, abs=1e-9)
    assert got[1][0] == pytest.approx(to_lat, abs=1e-9)


def test_the_published_step_to_baidu() -> None:
    lon, lat = to_wgs84(one(116.404), one(39.915), System.GCJ02)
    got = from_wgs84(lon, lat, System.BD09)
    assert (got[0][0], got[1][0]) == pytest.approx((116.41036949371029, 39.92133699351021), abs=1e-9)


@given(lons, lats, st.sampled_from([System.GCJ02, System.BD09]))
def test_there_and_back_again_within_a_centimetre(lon: float, lat: float, system: System) -> None:
    there = from_wgs84(one(lon), one(lat), system)
    back = to_wgs84(*there, system)
    assert abs(back[0][0] - lon) < CENTIMETRE
    assert abs(back[1][0] - lat) < CENTIMETRE


@given(lons, lats, st.sampled_from([System.GCJ02, System.BD09]))
def test_back_and_there_again_within_a_centimetre(lon: float, lat: float, system: System) -> None:
    back = to_wgs84(one(lon), one(lat), system)
    there = from_wgs84(*back, system)
    assert abs(there[0][0] - lon) < CENTIMETRE
    assert abs(there[1][0] - lat) < CENTIMETRE


@given(st.floats(75.0, 135.0), st.floats(18.0, 54.0))
def test_the_shift_is_between_tens_and_two_thousand_metres(lon: float, lat: float) -> None:
    for system in (System.GCJ02, System.BD09):
        got = from_wgs84(one(lon), one(lat), system)
        east = (got[0][0] - lon) * METRES * np.cos(np.radians(lat))
        metres = np.hypot(east, (got[1][0] - lat) * METRES)
        assert 20.0 < metres < 2_500.0


def test_nothing_moves_outside_the_box_and_nothing_in_wgs84() -> None:
    lon, lat = np.array([-51.2, 7.42, 140.0, np.nan]), np.array([-30.0, 43.7, 35.0, 30.0])
    assert not in_box(lon, lat).any()
    for system in System:
        for convert in (to_wgs84, from_wgs84):
            got = convert(lon, lat, system)
            np.testing.assert_array_equal(got[0], lon)
            np.testing.assert_array_equal(got[1], lat)
    here = np.array([121.5]), np.array([31.2])
    np.testing.assert_array_equal(to_wgs84(*here, System.WGS84), here)


def test_many_at_once_are_as_one_by_one() -> None:
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(74, 135, 500), rng.uniform(18, 53, 500)
    together = to_wgs84(lon, lat, System.BD09)
    for at in range(0, 500, 50):
        alone = to_wgs84(lon[at : at + 1], lat[at : at + 1], System.BD09)
        assert (alone[0][0], alone[1][0]) == (together[0][at], together[1][at])

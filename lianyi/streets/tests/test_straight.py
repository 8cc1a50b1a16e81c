"""Straight lines times a factor, against every pair one by one; the limit to the millimetre."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianyi.streets import Kind, StraightLines, Table, read_spots
from lianyi.streets.straight import UNREACHED

places = st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=1, max_size=12)


def table(at: list[tuple[int, int]], kind: Kind, categories: str = "a") -> Table:
    rows = [
        f"p{len(at) - n:03},{categories[n % len(categories)]},{121.4 + x * 1e-4:.7f},{31.2 + y * 1e-4:.7f}"
        for n, (x, y) in enumerate(at)
    ]
    return read_spots("\n".join(["id,category,lon,lat", *rows]).encode(), kind)


def pairs(lines: StraightLines, homes: Table, points: Table) -> np.ndarray:
    x, y = lines.plane.to_metres(homes.lon, homes.lat)
    u, v = lines.plane.to_metres(points.lon, points.lat)
    return np.rint(np.hypot(x[:, None] - u, y[:, None] - v) * lines.detour * 1000).astype(np.int64)


@given(places, places)
def test_the_nearest_of_each_category(homes_at: list[tuple[int, int]], points_at: list[tuple[int, int]]) -> None:
    homes, points = table(homes_at, Kind.HOMES), table(points_at, Kind.POINTS, "ab")
    lines = StraightLines.about(homes)
    every = pairs(lines, homes, points)
    cost, point = lines.nearest_of_categories(homes, points, ("a", "b", "c"))
    for at, category in enumerate(("a", "b", "c")):
        rows = np.flatnonzero(np.array(points.category) == category)
        if not len(rows):
            assert (cost[:, at] == UNREACHED).all()
            assert (point[:, at] == -1).all()
            continue
        np.testing.assert_array_equal(cost[:, at], every[:, rows].min(axis=1))
        np.testing.assert_array_equal(every[np.arange(len(homes)), point[:, at]], cost[:, at])
        assert set(point[:, at]) <= set(rows)


@given(places, places, st.integers(0, 900))
def test_every_pair_inside_the_limit(
    homes_at: list[tuple[int, int]], sites_at: list[tuple[int, int]], metres: int
) -> None:
    homes, sites = table(homes_at, Kind.HOMES), table(sites_at, Kind.CANDIDATES)
    lines = StraightLines.about(homes, 1.5)
    every = pairs(lines, homes, sites)
    for limit in (metres * 1000, int(every.min()), int(every.min()) - 1):
        if limit < 0:
            continue
        start, place, cost = lines.matrix(homes, sites, limit)
        home = np.repeat(np.arange(len(homes)), np.diff(start))
        got = np.full(every.shape, -1)
        got[home, place] = cost
        np.testing.assert_array_equal(got, np.where(every <= limit, every, -1))
        assert all((np.diff(place[start[at] : start[at + 1]]) > 0).all() for at in range(len(homes)))


def test_of_two_points_in_one_place_the_first_by_id_is_named() -> None:
    homes, points = table([(0, 0)], Kind.HOMES), table([(5, 0), (5, 0), (5, 0)], Kind.POINTS)
    _, point = StraightLines.about(homes).nearest(homes, points)
    assert points.ids[point[0]] == "p001"


def test_a_factor_below_one_is_refused() -> None:
    homes = table([(0, 0)], Kind.HOMES)
    for factor in (0.99, float("nan")):
        with pytest.raises(ValueError, match="detour"):
            StraightLines.about(homes, factor)

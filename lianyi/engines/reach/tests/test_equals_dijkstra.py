"""Every figure equals that of a plain Dijkstra on the same raw graph."""

import numpy as np
from hypothesis import given, settings

from lianyi.engines.reach import (
    UNREACHED,
    Layout,
    catchments,
    count_within,
    lay_out,
    nearest,
    nearest_of_categories,
    within,
)
from lianyi.engines.reach.tests.reference import costs
from lianyi.engines.reach.tests.worlds import World, worlds

CATEGORIES = 3
many = settings(max_examples=80, deadline=None)


def expected(world: World) -> np.ndarray:
    return costs(world.network, world.profile, world.homes, world.points, world.limit)


def by_category(world: World) -> tuple[np.ndarray, np.ndarray]:
    matrix = expected(world)
    cost = np.full((len(world.homes), CATEGORIES), UNREACHED, dtype=np.int64)
    point = np.full(cost.shape, -1)
    for home, row in enumerate(matrix):
        for at, kind in enumerate(world.category):
            if kind >= 0 and row[at] < cost[home, kind]:  # the earlier of equals stays
                cost[home, kind], point[home, kind] = row[at], at
    return cost, point


@many
@given(worlds())
def test_nearest_of_each_category(world: World) -> None:
    layout, homes, points = world.laid_out()
    found = nearest_of_categories(layout, homes, points, np.array(world.category), world.minutes, CATEGORIES)
    cost, point = by_category(world)
    np.testing.assert_array_equal(found.cost, cost)
    np.testing.assert_array_equal(found.point, point)


@many
@given(worlds())
def test_all_pairs_within(world: World) -> None:
    layout, homes, points = world.laid_out()
    found = within(layout, homes, points, world.minutes)
    matrix = expected(world)
    for home, row in enumerate(matrix):
        point, cost = found.of(home)
        np.testing.assert_array_equal(point, np.flatnonzero(row < UNREACHED))
        np.testing.assert_array_equal(cost, row[row < UNREACHED])


@many
@given(worlds())
def test_counts_within(world: World) -> None:
    layout, homes, points = world.laid_out()
    inside = expected(world) < UNREACHED
    category = np.array(world.category, dtype=np.int64)
    want = [[(row & (category == kind)).sum() for kind in range(CATEGORIES)] for row in inside]
    found = count_within(layout, homes, points, category, world.minutes, CATEGORIES)
    np.testing.assert_array_equal(found, np.array(want).reshape(-1, CATEGORIES))


@many
@given(worlds())
def test_the_nearest_few_are_distinct_and_in_order(world: World) -> None:
    layout, homes, points = world.laid_out()
    found = nearest(layout, homes, points, world.minutes, k=3)
    for home, row in enumerate(expected(world)):
        want = sorted((cost, at) for at, cost in enumerate(row.tolist()) if cost < UNREACHED)[:3]
        want += [(UNREACHED, -1)] * (3 - len(want))
        assert list(zip(found.cost[home].tolist(), found.point[home].tolist(), strict=True)) == want


@settings(max_examples=30, deadline=None)
@given(worlds())
def test_catchments_share_out_the_homes(world: World) -> None:
    layout, homes, points = world.laid_out()
    column = nearest(layout, homes, points, world.minutes).point[:, 0]
    found = catchments(column, len(points))
    for point in range(len(points)):
        np.testing.assert_array_equal(found.of(point), np.flatnonzero(column == point))


@settings(max_examples=30, deadline=None)
@given(worlds())
def test_a_layout_put_away_and_brought_back_is_the_same(world: World) -> None:
    layout = lay_out(world.network, world.profile)
    again = Layout.from_arrays(layout.arrays(), world.network, world.profile)
    for name, array in layout.arrays().items():
        np.testing.assert_array_equal(array, getattr(again, name))
        assert array.dtype == getattr(again, name).dtype

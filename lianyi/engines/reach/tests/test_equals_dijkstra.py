"""Every figure equals that of a plain Dijkstra on the same raw graph."""

import numpy as np
from hypothesis import given, settings

from lianyi.engines.reach import (
    UNREACHED,
    Layout,
    Snapped,
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
Placed = tuple[Layout, Snapped, Snapped]


@settings(max_examples=100, deadline=None)
@given(worlds())
def test_every_question(world: World) -> None:
    """One test for all, since drawing a world takes longer than all the answers."""
    placed = world.laid_out()
    matrix = costs(world.network, world.profile, world.homes, world.points, world.limit)
    nearest_of_each_category(world, placed, matrix)
    counts_within(world, placed, matrix)
    all_pairs_within(world, placed, matrix)
    the_nearest_few_are_distinct_and_in_order(world, placed, matrix)
    catchments_share_out_the_homes(world, placed)


def nearest_of_each_category(world: World, placed: Placed, matrix: np.ndarray) -> None:
    cost = np.full((len(world.homes), CATEGORIES), UNREACHED, dtype=np.int64)
    point = np.full(cost.shape, -1)
    for home, row in enumerate(matrix):
        for at, kind in enumerate(world.category):
            if kind >= 0 and row[at] < cost[home, kind]:  # the earlier of equals stays
                cost[home, kind], point[home, kind] = row[at], at
    found = nearest_of_categories(*placed, np.array(world.category), world.minutes, CATEGORIES)
    np.testing.assert_array_equal(found.cost, cost)
    np.testing.assert_array_equal(found.point, point)


def counts_within(world: World, placed: Placed, matrix: np.ndarray) -> None:
    category = np.array(world.category, dtype=np.int64)
    want = [[((row < UNREACHED) & (category == kind)).sum() for kind in range(CATEGORIES)] for row in matrix]
    found = count_within(*placed, category, world.minutes, CATEGORIES)
    np.testing.assert_array_equal(found, np.array(want).reshape(-1, CATEGORIES))


def all_pairs_within(world: World, placed: Placed, matrix: np.ndarray) -> None:
    found = within(*placed, world.minutes)
    for home, row in enumerate(matrix):
        point, cost = found.of(home)
        np.testing.assert_array_equal(point, np.flatnonzero(row < UNREACHED))
        np.testing.assert_array_equal(cost, row[row < UNREACHED])


def the_nearest_few_are_distinct_and_in_order(world: World, placed: Placed, matrix: np.ndarray) -> None:
    found = nearest(*placed, world.minutes, k=3)
    for home, row in enumerate(matrix):
        want = sorted((cost, at) for at, cost in enumerate(row.tolist()) if cost < UNREACHED)[:3]
        want += [(UNREACHED, -1)] * (3 - len(want))
        assert list(zip(found.cost[home].tolist(), found.point[home].tolist(), strict=True)) == want


def catchments_share_out_the_homes(world: World, placed: Placed) -> None:
    column = nearest(*placed, world.minutes).point[:, 0]
    found = catchments(column, len(world.points))
    for point in range(len(world.points)):
        np.testing.assert_array_equal(found.of(point), np.flatnonzero(column == point))


@settings(max_examples=20, deadline=None)
@given(worlds())
def test_a_layout_put_away_and_brought_back_is_the_same(world: World) -> None:
    layout = lay_out(world.network, world.profile)
    again = Layout.from_arrays(layout.arrays(), world.network, world.profile)
    for name, array in layout.arrays().items():
        np.testing.assert_array_equal(array, getattr(again, name))
        assert array.dtype == getattr(again, name).dtype

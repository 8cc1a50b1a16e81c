"""What must hold whatever the streets."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings

from lianyi.engines.reach import (
    PROFILES,
    Feature,
    Plane,
    Profile,
    ReachError,
    count_within,
    lay_out,
    limit_of,
    nearest,
    on_edges,
)
from lianyi.engines.reach.tests.reference import network
from lianyi.engines.reach.tests.worlds import World, worlds


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_more_minutes_never_reach_less(world: World) -> None:
    layout, homes, points = world.laid_out()
    category = np.array(world.category, dtype=np.int64)
    less = count_within(layout, homes, points, category, world.minutes / 2, 3)
    assert (less <= count_within(layout, homes, points, category, world.minutes, 3)).all()


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_one_more_point_never_makes_a_walk_longer(world: World) -> None:
    layout, homes, points = world.laid_out()
    if len(points) > 1:
        fewer = nearest(layout, homes, points.take(np.arange(len(points) - 1)), world.minutes)
        assert (nearest(layout, homes, points, world.minutes).cost <= fewer.cost).all()


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_who_may_go_everywhere_never_walks_longer(world: World) -> None:
    anywhere = Profile("anywhere", world.profile.metres_per_minute)
    hindered, free = world, World(world.network, world.homes, world.points, world.category, anywhere, world.limit)
    costs = [nearest(*each.laid_out(), each.minutes).cost for each in (free, hindered)]
    assert (costs[0] <= costs[1]).all()


def test_limits_are_exact_and_a_tenth_is_a_tenth() -> None:
    assert limit_of(PROFILES["adult"], 15) == 1_200_000
    assert limit_of(PROFILES["elder"], 15) == 720_000
    assert limit_of(PROFILES["elder"], 0.1) == 4_800
    assert limit_of(Profile("odd", 80.1), 10) == 801_000
    with pytest.raises(ReachError, match="limit_out_of_range"):
        limit_of(PROFILES["adult"], -1)


def test_a_penalty_counts_in_seconds_of_the_profile() -> None:
    crossing = network([(0, 0), (100, 0)], [(0, 1, 100_000)], [Feature.CROSSING], [30])
    waits = Profile("waits", 60, penalties={Feature.CROSSING: 20}, seconds_per_metre_climbed=5)
    layout = lay_out(crossing, waits)
    ends = on_edges(layout, np.array([0, 0]), np.array([0, 100_000]), np.array([0, 0]))
    found = nearest(layout, ends.take(np.array([0])), ends.take(np.array([1])), 15)
    assert found.cost.tolist() == [[100_000 + 20_000 + 15_000]]


def test_arrays_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ReachError, match="no_such_node"):
        network([(0, 0)], [(0, 1, 5)])
    with pytest.raises(ReachError, match="negative_length"):
        network([(0, 0), (1, 0)], [(0, 1, -5)])
    with pytest.raises(ReachError, match="no_such_name"):
        network([(0, 0), (1, 0)], [(0, 1, 5)], name=[0])
    with pytest.raises(ReachError, match="wrong_size"):
        network([(0, 0), (1, 0)], [(0, 1, 5)], features=[1, 2])
    with pytest.raises(ReachError, match="speed_not_positive"):
        Profile("still", 0)
    with pytest.raises(ReachError, match="chain_too_long"):
        lay_out(network([(0, 0)] * 3, [(0, 1, 2**28), (1, 2, 2**28 + 1)]), PROFILES["adult"])


def test_a_fingerprint_tells_networks_apart() -> None:
    one, same = (network([(0, 0), (1, 0)], [(0, 1, 5)]).fingerprint() for _ in range(2))
    assert one == same != network([(0, 0), (1, 0)], [(0, 1, 6)]).fingerprint()


def test_degrees_and_metres_there_and_back() -> None:
    plane = Plane(116.4, 39.9)
    lon, lat = plane.to_degrees(*plane.to_metres([116.41, 116.3], [39.95, 39.8]))
    np.testing.assert_allclose([lon, lat], [[116.41, 116.3], [39.95, 39.8]], atol=1e-12)
    # By the series 111,132.95 - 559.82 cos 2b + 1.17 cos 4b for a degree of the meridian,
    # and 111,412.84 cos b - 93.5 cos 3b + 0.12 cos 5b for one of the parallel.
    np.testing.assert_allclose(plane.scale, (85_518.5, 111_032.7), rtol=1e-5)


def test_importing_it_is_quick() -> None:
    """A site that starts must not wait for compilers."""
    heavy = "'numba', 'scipy', 'shapely', 'contourpy'"
    program = f"import sys, lianyi.engines.reach; assert not {{{heavy}}} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)

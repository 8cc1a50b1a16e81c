import numpy as np
import pytest
from hypothesis import given, settings

from lianyi.engines.reach import PROFILES, UNREACHED, Feature, Network, Turn, lay_out, route, within
from lianyi.engines.reach.tests.reference import Foot, network
from lianyi.engines.reach.tests.worlds import PLAIN, World, placed, worlds


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_a_route_costs_what_the_search_says_and_hangs_together(world: World) -> None:
    layout, homes, points = world.laid_out()
    pairs = within(layout, homes, points, 500_000 // int(world.profile.metres_per_minute))
    for home in range(len(homes)):
        reached = dict(zip(*(part.tolist() for part in pairs.of(home)), strict=True))
        for point in range(len(points)):
            found = route(layout, homes, home, points, point)
            assert (UNREACHED if found is None else found.cost) == reached.get(point, UNREACHED)
            if found is None:
                continue
            for before, after in zip(found.legs[:-1], found.legs[1:], strict=True):
                # An edge of no length has no leg: the ends need not meet there.
                if world.network.length.min() > 0:
                    np.testing.assert_allclose(before.line[-1], after.line[0], atol=1e-9)
            if world.profile is PLAIN:
                assert round(found.metres * 1000) == found.cost


def crossroads() -> Network:
    places = [(0, 0), (0, -200), (0, 200), (150, 0), (-150, 0)]
    streets = [(1, 0, 200_000), (0, 2, 200_000), (0, 3, 150_000), (4, 0, 150_000)]
    return network(
        [(float(x), float(y)) for x, y in places],
        streets,
        [0, 0, Feature.STEPS, 0],
        names=("North Road", "East Lane"),
        name=[0, 0, 1, -1],
    )


@pytest.mark.parametrize(
    ("edge", "along", "street", "turn"),
    [
        (1, 100_000, "North Road", None),
        (2, 100_000, "East Lane", Turn.RIGHT),
        (3, 50_000, "", Turn.LEFT),
    ],
)
def test_turns_at_a_crossroads(edge: int, along: int, street: str, turn: Turn | None) -> None:
    layout = lay_out(crossroads(), PROFILES["adult"])
    home, point = placed(layout, [Foot(0, 20_000, 3_000)]), placed(layout, [Foot(edge, along, 4_000)])
    found = route(layout, home, 0, point, 0)
    assert found is not None
    first, *others = found.legs
    assert (first.street, first.turn, round(first.heading)) == ("North Road", Turn.START, 0)
    assert (found.door_m, found.point_m, found.metres) == (3, 4, 287)
    if turn is None:
        assert (first.metres, others) == (280, [])
    else:
        assert first.metres == 180
        assert [(leg.street, leg.metres, leg.turn) for leg in others] == [(street, 100, turn)]
        assert others[0].features == (Feature.STEPS if edge == 2 else Feature(0))


def test_no_way_no_route() -> None:
    net = network([(0, 0), (9, 0), (0, 9), (9, 9)], [(0, 1, 9), (2, 3, 9)])
    layout = lay_out(net, PROFILES["adult"])
    assert route(layout, placed(layout, [Foot(0, 0, 0)]), 0, placed(layout, [Foot(1, 0, 0)]), 0) is None

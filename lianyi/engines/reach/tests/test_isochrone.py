import numpy as np
import shapely

from lianyi.engines.reach import PROFILES, Spots, isochrones, lay_out, nearest, snap
from lianyi.engines.reach.isochrone import Polygon
from lianyi.engines.reach.tests.towns import doors, town

ADULT = PROFILES["adult"]


def ground(polygons: tuple[Polygon, ...]) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.Polygon(each.outer, each.holes) for each in polygons])


def test_a_door_is_inside_exactly_where_the_engine_says_so() -> None:
    """But for a strip of about half a cell along the edge."""
    net = town()
    layout = lay_out(net, ADULT)
    points = snap(layout, Spots(("a", "b"), np.array([300.0, 700.0]), np.array([420.0, 160.0])))
    homes = doors(net, 4000)
    snapped = snap(layout, homes, furthest_m=100)
    places = shapely.points(homes.x, homes.y)
    for rows in (0, 1, np.array([0, 1])):
        taken = points.take(np.atleast_1d(rows))
        for minutes, polygons in zip((4, 7), isochrones(layout, points, rows, (4, 7), cell_m=10), strict=True):
            inside = nearest(layout, snapped, taken, minutes).point[:, 0] >= 0
            painted = shapely.contains(ground(polygons), places)
            assert 0.05 < inside.mean() < 0.95
            assert (inside != painted).mean() < 0.03
            assert abs(inside.sum() - painted.sum()) < 0.05 * inside.sum()


def test_polygons_are_valid_closed_and_nested() -> None:
    layout = lay_out(town(), ADULT)
    points = snap(layout, Spots(("a",), np.array([300.0]), np.array([420.0])))
    five, ten = isochrones(layout, points, 0, (5, 10))
    for polygons in (five, ten):
        for each in polygons:
            assert shapely.Polygon(each.outer, each.holes).is_valid
            assert (each.outer[0] == each.outer[-1]).all()
            assert shapely.LinearRing(each.outer).is_ccw
            assert not any(shapely.LinearRing(hole).is_ccw for hole in each.holes)
    assert ground(ten).buffer(0.01).contains(ground(five))


def test_from_nowhere_nothing_is_reached() -> None:
    layout = lay_out(town(), ADULT)
    points = snap(layout, Spots(("far",), np.array([1e6]), np.array([0.0])))
    assert isochrones(layout, points, 0, (5, 10)) == [(), ()]

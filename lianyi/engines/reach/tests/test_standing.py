"""Opening and closing points one after another equals computing anew each time."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lianyi.engines.reach import Standing, nearest
from lianyi.engines.reach.tests.worlds import World, worlds


@settings(max_examples=100, deadline=None)
@given(worlds(), st.data())
def test_any_sequence_equals_computing_anew(world: World, data: st.DataObject) -> None:
    layout, homes, points = world.laid_out()
    count = len(points)
    is_open = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)), dtype=bool)
    standing = Standing(layout, homes, points, world.minutes, is_open)
    before = standing.cost(), standing.point()
    turns = data.draw(st.lists(st.integers(0, count - 1), max_size=10)) if count else []
    for point in [None, *turns]:
        changed = np.empty(0)
        if point is not None:
            is_open[point] = not is_open[point]
            changed = standing.open(point) if is_open[point] else standing.close(point)
        rows = np.flatnonzero(is_open)
        anew = nearest(layout, homes, points.take(rows), world.minutes)
        now = standing.cost(), standing.point()
        np.testing.assert_array_equal(now[0], anew.cost[:, 0])
        np.testing.assert_array_equal(now[1], np.append(rows, -1)[anew.point[:, 0]])
        moved = np.flatnonzero((now[0] != before[0]) | (now[1] != before[1]))
        np.testing.assert_array_equal(changed, moved)
        before = now
    np.testing.assert_array_equal(standing.is_open, is_open)


def test_opening_what_is_open_changes_nothing() -> None:
    world = World.line(metres=15)
    layout, homes, points = world.laid_out()
    standing = Standing(layout, homes, points, 15, np.array([True]))
    assert len(standing.open(0)) == 0
    assert len(standing.close(0)) == 1
    assert len(standing.close(0)) == 0

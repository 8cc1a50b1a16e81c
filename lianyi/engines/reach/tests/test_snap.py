import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lianyi.engines.reach import PROFILES, Feature, Network, Spots, lay_out, minutes_of, nearest_of_categories, snap
from lianyi.engines.reach.tests.reference import network
from lianyi.engines.reach.tests.towns import doors, town

ADULT, WHEELCHAIR = PROFILES["adult"], PROFILES["wheelchair"]


def to_segment(px: float, py: float, ax: float, ay: float, bx: float, by: float) -> float:
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = 0.0 if length == 0 else min(1.0, max(0.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return float(np.hypot(ax + share * (bx - ax) - px, ay + share * (by - ay) - py))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_to_the_nearest_of_all_edges(data: st.DataObject) -> None:
    where = st.tuples(st.floats(-300, 300), st.floats(-300, 300))
    places = data.draw(st.lists(where, min_size=2, max_size=10))
    node = st.integers(0, len(places) - 1)
    edges = data.draw(st.lists(st.tuples(node, node, st.integers(0, 600_000)), min_size=1, max_size=15))
    spots = data.draw(st.lists(st.tuples(st.floats(-900, 900), st.floats(-900, 900)), min_size=1, max_size=8))
    x, y = np.array(spots).T
    found = snap(lay_out(network(places, edges), ADULT), Spots(tuple(map(str, range(len(x)))), x, y), furthest_m=400)
    for row, (px, py) in enumerate(spots):
        away = [to_segment(px, py, *places[tail], *places[head]) for tail, head, _ in edges]
        if min(away) > 400 + 1e-6:
            assert found.chain[row] == found.edge[row] == -1
        elif min(away) < 400 - 1e-6:
            assert abs(away[found.edge[row]] - min(away)) < 1e-6
            assert abs(int(found.connector[row]) - min(away) * 1000) <= 0.501
            assert abs(np.hypot(found.x[row] - px, found.y[row] - py) - min(away)) < 1e-6


def test_a_large_town_too() -> None:
    net, spots = town(), doors(town(), 300)
    found = snap(lay_out(net, ADULT), spots)
    ends = [(net.x[end], net.y[end]) for end in (net.tail, net.head)]
    for row in range(len(spots)):
        away = min(
            to_segment(spots.x[row], spots.y[row], *tail, *head)
            for tail, head in zip(zip(*ends[0], strict=True), zip(*ends[1], strict=True), strict=True)
        )
        assert abs(int(found.connector[row]) - away * 1000) <= 0.501


def test_never_onto_what_the_profile_may_not_use() -> None:
    streets = network([(0, 0), (100, 0), (0, 50), (100, 50)], [(0, 1, 100_000), (2, 3, 100_000)], [Feature.STEPS, 0])
    spot = Spots(("door",), np.array([50.0]), np.array([1.0]))
    assert snap(lay_out(streets, ADULT), spot).edge.tolist() == [0]
    wheelchair = snap(lay_out(streets, WHEELCHAIR), spot)
    assert (wheelchair.edge.tolist(), wheelchair.connector.tolist()) == ([1], [49_000])


def test_islands_can_be_passed_over_and_are_told() -> None:
    streets = network([(0, 0), (1000, 0), (10, 20), (40, 20)], [(0, 1, 1_000_000), (2, 3, 30_000)])
    layout = lay_out(streets, ADULT)
    spot = Spots(("door",), np.array([20.0]), np.array([19.0]))
    on_island, on_land = snap(layout, spot), snap(layout, spot, island_m=100)
    assert (on_island.edge[0], on_land.edge[0]) == (1, 0)
    assert layout.component_metres[on_island.component(layout)].tolist() == [30.0]
    assert layout.component_metres[on_land.component(layout)].tolist() == [1000.0]
    far = snap(layout, Spots(("sea",), np.array([9e6]), np.array([0.0])))
    assert far.component(layout).tolist() == [-1]


def test_nowhere_to_go() -> None:
    layout = lay_out(network([(0, 0)], []), ADULT)
    spot = Spots(("door",), np.array([0.0]), np.array([0.0]))
    found = snap(layout, spot)
    assert found.chain.tolist() == [-1]
    assert nearest_of_categories(layout, found, found, np.array([0]), 15).point.tolist() == [[-1]]


def test_spots_that_are_not_numbers_are_nowhere() -> None:
    layout = lay_out(town(), ADULT)
    assert snap(layout, Spots(("a",), np.array([np.nan]), np.array([5.0]))).chain.tolist() == [-1]


def _inside(metres_of_street: float, door_m: float) -> bool:
    """Both doors ``door_m`` aside of a street's ends, 15 minutes for an adult."""
    streets = network([(0.0, 0.0), (metres_of_street, 0.0)], [(0, 1, round(metres_of_street * 1000))])
    layout = lay_out(streets, ADULT)
    home = snap(layout, Spots(("home",), np.array([0.0]), np.array([door_m])))
    point = snap(layout, Spots(("point",), np.array([metres_of_street]), np.array([-door_m])))
    found = nearest_of_categories(layout, home, point, np.array([0]), 15)
    if found.point[0, 0] >= 0:
        assert minutes_of(ADULT, found.cost)[0, 0] == (metres_of_street + 2 * door_m) / 80
    return bool(found.point[0, 0] >= 0)


def test_1200_metres_are_inside_and_1201_are_not() -> None:
    assert _inside(1200, 0)
    assert not _inside(1201, 0)
    assert not _inside(1200.001, 0)


def test_the_ways_from_door_to_street_count() -> None:
    assert _inside(1180, 10)
    assert not _inside(1180, 10.5)
    assert not _inside(1200, 0.001)


def test_which_row_or_end_comes_first_plays_no_part() -> None:
    """Nodes, edges, ends of edges, homes and points all shuffled: the same minutes and the same points by id."""
    net, homes = town(), doors(town(), 200)
    points = doors(net, 30, seed=5)
    chance = np.random.default_rng(7)
    node, edge = chance.permutation(net.nodes), chance.permutation(net.edges)
    turned = chance.random(net.edges) < 0.5
    at = np.argsort(node)
    tail = at[np.where(turned, net.head, net.tail)[edge]]
    head = at[np.where(turned, net.tail, net.head)[edge]]
    other = network(
        list(zip(net.x[node].tolist(), net.y[node].tolist(), strict=True)),
        list(zip(tail.tolist(), head.tolist(), net.length[edge].tolist(), strict=True)),
    )
    rows, columns = chance.permutation(len(homes)), chance.permutation(len(points))

    def some(spots: Spots, order: np.ndarray) -> Spots:
        return Spots(tuple(spots.ids[row] for row in order), spots.x[order], spots.y[order])

    def answer(streets: Network, from_: Spots, to: Spots) -> dict[str, tuple[int, str]]:
        layout = lay_out(streets, ADULT)
        found = nearest_of_categories(layout, snap(layout, from_), snap(layout, to), np.zeros(len(to)), 15)
        names = [*to.ids, ""]
        pairs = zip(found.cost[:, 0].tolist(), found.point[:, 0].tolist(), strict=True)
        return {id_: (cost, names[point]) for id_, (cost, point) in zip(from_.ids, pairs, strict=True)}

    assert answer(net, homes, points) == answer(other, some(homes, rows), some(points, columns))

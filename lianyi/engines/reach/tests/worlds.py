"""Random worlds for Hypothesis: multigraphs with loops, parallel edges, isolated nodes, ties and zero lengths."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from lianyi.engines.reach import Feature, Layout, Network, Profile, Snapped, lay_out, on_edges
from lianyi.engines.reach.tests.reference import Foot, network

# A limit in whole minutes at 1 m a minute is that many metres.
PLAIN = Profile("plain", 1)
CAREFUL = Profile("careful", 60, Feature.STEPS, {Feature.CROSSING: 0.013, Feature.UNPAVED: 0.004}, 0.007)


@dataclass(frozen=True)
class World:
    network: Network
    homes: list[Foot]
    points: list[Foot]
    category: list[int]
    profile: Profile
    limit: int  # millimetres

    @property
    def minutes(self) -> Fraction:
        return Fraction(self.limit, int(self.profile.metres_per_minute) * 1000)

    @classmethod
    def line(cls, metres: int = 1200, connectors: int = 0, profile: Profile = PLAIN) -> "World":
        """One street of that many metres, a home at its one end, a point at its other."""
        street = network([(0.0, 0.0), (float(metres), 0.0)], [(0, 1, metres * 1000)])
        ends = Foot(0, 0, connectors), Foot(0, metres * 1000, connectors)
        return cls(street, [ends[0]], [ends[1]], [0], profile, metres * 1000)

    def laid_out(self) -> tuple[Layout, Snapped, Snapped]:
        layout = lay_out(self.network, self.profile)
        return layout, placed(layout, self.homes), placed(layout, self.points)


def placed(layout: Layout, feet: list[Foot]) -> Snapped:
    columns = np.array([(foot.edge, foot.along, foot.connector) for foot in feet], dtype=np.int32).reshape(-1, 3).T
    return on_edges(layout, *columns.copy())


@st.composite
def worlds(draw: st.DrawFn, *, at_least_one_edge: bool = True) -> World:
    nodes = draw(st.integers(1, 12))
    at = st.integers(0, nodes - 1)
    # Small grids of places and lengths, so that ties and coincidences happen.
    places = draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=nodes, max_size=nodes))
    length = st.one_of(st.integers(0, 5), st.integers(0, 40_000))
    edges = draw(st.lists(st.tuples(at, at, length), min_size=int(at_least_one_edge), max_size=20))
    count = len(edges)
    features = draw(st.lists(st.sampled_from([0, 0, 0, 1, 2, 4, 6]), min_size=count, max_size=count))
    climb = draw(st.one_of(st.none(), st.lists(st.integers(-20, 20), min_size=count, max_size=count)))
    net = network([(float(x), float(y)) for x, y in places], edges, features, climb)

    def feet(most: int) -> list[Foot]:
        found = []
        for _ in range(draw(st.integers(0, most)) if count else 0):
            edge = draw(st.integers(0, count - 1))
            long = edges[edge][2]
            along = draw(st.one_of(st.sampled_from([0, long]), st.integers(0, long)))
            found.append(Foot(edge, along, draw(st.integers(0, 3))))
        return found

    homes, points = feet(6), feet(6)
    category = draw(st.lists(st.integers(-1, 2), min_size=len(points), max_size=len(points)))
    limit = draw(st.one_of(st.integers(0, 30), st.integers(0, 100_000)))
    return World(net, homes, points, category, draw(st.sampled_from([PLAIN, CAREFUL])), limit)

"""The plainest way to the same numbers: Dijkstra with a heap on the raw graph, spots as nodes of their own."""

import heapq
import itertools
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from lianyi.engines.reach import UNREACHED, Feature, Network, Plane, Profile
from lianyi.engines.reach.network import IntArray


@dataclass(frozen=True)
class Foot:
    """``along`` millimetres from the tail of ``edge``, then ``connector`` millimetres to the door."""

    edge: int
    along: int
    connector: int


def network(
    places: list[tuple[float, float]],
    edges: list[tuple[int, int, int]],
    features: list[int] | None = None,
    climb: list[int] | None = None,
    names: tuple[str, ...] = (),
    name: list[int] | None = None,
) -> Network:
    """``edges``: tail, head, millimetres."""
    x, y = np.array(places, dtype=np.float64).reshape(-1, 2).T.copy()
    tail, head, length = np.array(edges, dtype=np.int32).reshape(-1, 3).T.copy()
    return Network(
        x,
        y,
        tail,
        head,
        length,
        np.array(features or [0] * len(edges), dtype=np.uint16),
        Plane(116.4, 39.9),
        climb=None if climb is None else np.array(climb, dtype=np.int16),
        names=names,
        name=np.array([-1] * len(edges) if name is None else name, dtype=np.int32),
    )


def edge_cost(net: Network, profile: Profile, edge: int) -> int | None:
    """None where the profile may not go."""
    features = Feature(int(net.features[edge]))
    if features & profile.forbids:
        return None
    cost, per_second = int(net.length[edge]), profile.metres_per_minute * 1000 / 60
    cost += sum(round(seconds * per_second) for feature, seconds in profile.penalties.items() if features & feature)
    if net.climb is not None:
        cost += round(abs(int(net.climb[edge])) / 10 * profile.seconds_per_metre_climbed * per_second)
    return cost


def split(net: Network, edge: int, along: int, cost: int) -> int:
    """Cost from the tail to a foot: rounded down from the end with the lesser (x, y)."""
    length, tail, head = int(net.length[edge]), int(net.tail[edge]), int(net.head[edge])
    if (net.x[tail], net.y[tail]) > (net.x[head], net.y[head]):
        return cost - (length - along) * cost // max(length, 1)
    return along * cost // max(length, 1)


def costs(net: Network, profile: Profile, homes: list[Foot], points: list[Foot], limit: int) -> IntArray:
    """(homes, points); ``UNREACHED`` beyond ``limit``."""
    links: dict[object, list[tuple[object, int]]] = defaultdict(list)
    on_edge: dict[int, list[tuple[int, object]]] = defaultdict(list)
    for kind, feet in (("home", homes), ("point", points)):
        for row, foot in enumerate(feet):
            cost = edge_cost(net, profile, foot.edge)
            if cost is not None:
                on_edge[foot.edge].append((split(net, foot.edge, foot.along, cost), (kind, row)))
    for edge in range(net.edges):
        cost = edge_cost(net, profile, edge)
        if cost is None:
            continue
        stops = [
            (0, int(net.tail[edge])),
            *sorted(on_edge[edge], key=lambda stop: stop[0]),
            (cost, int(net.head[edge])),
        ]
        for (start, one), (end, other) in itertools.pairwise(stops):
            links[one].append((other, end - start))
            links[other].append((one, end - start))
    found = np.full((len(homes), len(points)), UNREACHED, dtype=np.int64)
    for column, point in enumerate(points):
        reached = _dijkstra(links, ("point", column))
        for row, home in enumerate(homes):
            total = reached.get(("home", row), UNREACHED) + home.connector + point.connector
            if total <= limit and ("home", row) in reached:
                found[row, column] = total
    return found


def _dijkstra(links: dict[object, list[tuple[object, int]]], source: object) -> dict[object, int]:
    done: dict[object, int] = {}
    if source not in links:
        return done
    queue: list[tuple[int, int, object]] = [(0, 0, source)]
    pushed = 0
    while queue:
        cost, _, here = heapq.heappop(queue)
        if here in done:
            continue
        done[here] = cost
        for other, step in links[here]:
            if other not in done:
                pushed += 1
                heapq.heappush(queue, (cost + step, pushed, other))
    return done

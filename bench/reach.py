"""Walking times against SciPy's Dijkstra and Pandana, on the same graph, homes and points in the same run.

    python bench/reach.py --nodes 1000000 --peers PEERS/bin/python
    python bench/reach.py --nodes 5000000 --no-reference              # memory: peak_gib_of_ours
    python bench/reach.py --city porto.osm.pbf --peers PEERS/bin/python

PEERS is an environment with requirements/peers.txt. The town is a bent grid of streets with gaps, three nodes in four
inside a chain, as in OpenStreetMap; every node is a home; one point a category for 500 nodes; 8 categories, adults,
15 minutes. All seconds are of CPU, since what else a machine does must not decide a race; Pandana's are summed over its
threads, those on its clock are told too. SciPy gets the raw graph in both directions, ready-made, and one bare call a
category. Kernels are compiled on a small town before. Ours are medians of five runs. The city's homes and points are
drawn beside its streets, since extracts of streets hold none. Prints one JSON object.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lianyi.engines.reach import (
    PROFILES,
    UNREACHED,
    Layout,
    Network,
    Plane,
    Snapped,
    Spots,
    Standing,
    at_nodes,
    count_within,
    isochrones,
    lay_out,
    nearest,
    nearest_of_categories,
    route,
    snap,
    within,
)
from lianyi.streets import read_network

CATEGORIES, MINUTES, METRES, ADULT = 8, 15, 1200, PROFILES["adult"]
COUNT_UP_TO = 400_000  # nodes; Pandana keeps everything within reach of every node in memory to count fast


def town(nodes: int, seed: int = 1) -> Network:
    """A grid with corners moved by up to a third of a block, a fifth of the streets missing, bends between corners."""
    chance = np.random.default_rng(seed)
    bends, block = 1.5, 90.0
    side = max(2, round((nodes / (1 + 1.6 * bends)) ** 0.5))
    corner = np.arange(side * side).reshape(side, side)
    place = np.stack(np.meshgrid(np.arange(side), np.arange(side))).reshape(2, -1)
    corner_at = (place + chance.uniform(-1 / 3, 1 / 3, place.shape)) * block
    one = np.concatenate([corner[:, :-1].ravel(), corner[:-1].ravel()])
    other = np.concatenate([corner[:, 1:].ravel(), corner[1:].ravel()])
    kept = chance.random(len(one)) < 0.8
    one, other = one[kept], other[kept]
    inside = chance.poisson(bends, len(one))
    street = np.repeat(np.arange(len(one)), inside)
    first = np.cumsum(inside) - inside
    share = (np.arange(len(street)) - first[street] + 1) / (inside[street] + 1)
    bend_at = corner_at[:, one[street]] * (1 - share) + corner_at[:, other[street]] * share
    x, y = np.concatenate([corner_at, bend_at + chance.normal(0, 3, bend_at.shape)], axis=1)
    pieces = np.repeat(np.arange(len(one)), inside + 1)
    at = np.arange(len(pieces)) - (first + np.arange(len(one)))[pieces]
    node = side * side + first[pieces] + at
    tail = np.where(at == 0, one[pieces], node - 1).astype(np.int32)
    head = np.where(at == inside[pieces], other[pieces], node).astype(np.int32)
    length = np.rint(np.hypot(x[tail] - x[head], y[tail] - y[head]) * 1000).astype(np.int32)
    return Network(x, y, tail, head, length, np.zeros(len(length), dtype=np.uint16), Plane(0, 0))


def points_of(network: Network, nodes_a_point: int) -> tuple[np.ndarray, np.ndarray]:
    """Nodes that are points, and their categories; a node without a street would be a point to itself only."""
    on_a_street = np.unique(np.concatenate([network.tail, network.head]))
    count = max(CATEGORIES, network.nodes // nodes_a_point * CATEGORIES)
    node = np.random.default_rng(2).choice(on_a_street, count, replace=False).astype(np.int32)
    return node, np.arange(count) % CATEGORIES


def timed(run: Callable[[], Any], times: int = 5) -> tuple[float, Any]:
    """Median of CPU seconds, and the last answer."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        answer = run()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds), answer


def peak_gib() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2)


def both_ways(network: Network) -> csr_matrix:
    """The raw graph in metres; of parallel edges the shortest."""
    order = np.argsort(-network.length, kind="stable")
    tail, head, metres = network.tail[order], network.head[order], network.length[order] / 1000
    ends = np.concatenate([tail, head]), np.concatenate([head, tail])
    pair = ends[0].astype(np.int64) * network.nodes + ends[1]
    _, last = np.unique(pair[::-1], return_index=True)
    rows = len(pair) - 1 - last
    shape = network.nodes, network.nodes
    return csr_matrix((np.tile(metres, 2)[rows], (ends[0][rows], ends[1][rows])), shape=shape)


def scipys(network: Network, node: np.ndarray, category: np.ndarray) -> tuple[float, np.ndarray]:
    """Seconds of eight bare calls, and metres (categories, nodes)."""
    graph = both_ways(network)
    start = time.process_time()
    found = [dijkstra(graph, indices=node[category == kind], min_only=True, limit=METRES) for kind in range(CATEGORIES)]
    return time.process_time() - start, np.array(found)


def pandanas(
    python: str, network: Network, node: np.ndarray, category: np.ndarray, *, count: bool = True
) -> tuple[dict[str, dict[str, float]], np.ndarray, np.ndarray]:
    """Seconds and CPU seconds by step, metres and counts (categories, nodes)."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answers = Path(folder, "asked.npz"), Path(folder, "answers.npz")
        np.savez(
            asked,
            x=network.x,
            y=network.y,
            tail=network.tail,
            head=network.head,
            metres=network.length / 1000,
            node=node,
            category=category,
            limit=METRES,
            count=count,
        )
        program = str(Path(__file__).with_name("pandana_peer.py"))
        ran = subprocess.run([python, program, asked, answers], check=True, capture_output=True, text=True)
        found = np.load(answers)
        return json.loads(ran.stdout.splitlines()[-1]), found["metres"], found["counts"]


def different(cost: np.ndarray, metres: np.ndarray) -> dict[str, object]:
    """How two tables of distances differ. Sums of floats stray at the limit: 0.01 m either side of it is let pass."""
    ours = np.where(cost == UNREACHED, np.inf, cost / 1000)
    theirs = np.where(metres >= METRES, np.inf, metres)
    one_only = np.isfinite(ours) != np.isfinite(theirs)
    border = np.abs(np.where(np.isfinite(ours), ours, metres) - METRES) < 0.01
    both = np.isfinite(ours) & np.isfinite(theirs)
    gap = np.abs(ours[both] - theirs[both])
    return {
        "reached_by_one_only": int((one_only & ~border).sum()),
        "greatest_difference_m": round(float(gap.max(initial=0)), 4),
        "of": int(both.sum()),
    }


def updates(layout: Layout, node: np.ndarray, category: np.ndarray, turns: int = 400) -> dict[str, object]:
    """One point more or less against one category anew, the faster of both ways to do that."""
    homes, points = at_nodes(layout), at_nodes(layout, node[category == 0])
    anew, _ = timed(lambda: nearest_of_categories(layout, homes, points, np.zeros(len(points)), MINUTES))
    standing = Standing(layout, homes, points, MINUTES, np.ones(len(points), dtype=bool))
    settled, _ = timed(lambda: Standing(layout, homes, points, MINUTES, standing.is_open), 3)
    for verb in ("close", "open"):
        getattr(standing, verb)(0)  # compiled now
    chosen = np.random.default_rng(3).integers(0, len(points), turns).tolist()
    seconds: dict[str, list[float]] = {"close": [], "open": []}
    changed = 0
    for point in chosen:
        for verb in ("close", "open"):
            start = time.process_time()
            homes_changed = getattr(standing, verb)(point)
            seconds[verb].append(time.process_time() - start)
            changed += len(homes_changed)
    again = nearest_of_categories(layout, homes, points, np.zeros(len(points)), MINUTES)
    full = min(anew, settled)
    return {
        "anew_ms": round(full * 1000, 2),
        "homes_changed_on_average": round(changed / 2 / turns),
        "still_exact": bool(
            (standing.cost() == again.cost[:, 0]).all() and (standing.point() == again.point[:, 0]).all()
        ),
        **{f"{verb}_us": round(statistics.mean(parts) * 1e6, 1) for verb, parts in seconds.items()},
        **{f"{verb}_part_of_anew": f"1/{full / statistics.mean(parts):.0f}" for verb, parts in seconds.items()},
    }


def race(network: Network, nodes_a_point: int, peers: str | None, *, reference: bool = True) -> dict[str, object]:
    node, category = points_of(network, nodes_a_point)
    small = town(2000)
    start = time.process_time()
    ours(small, *points_of(small, 50))
    compiling = time.process_time() - start
    laying, asking, counting, layout, cost, counts = ours(network, node, category)
    report: dict[str, object] = {
        "nodes": network.nodes,
        "edges": network.edges,
        "inside_chains": round(1 - layout.junctions / network.nodes, 3),
        "points": len(node),
        "within_reach": round(float((cost < UNREACHED).mean()), 3),
        "seconds": {"layout": round(laying, 3), "nearest": round(asking, 3), "count": round(counting, 3)},
        "compiling_or_loading_before": round(compiling, 1),
        "peak_gib_of_ours": peak_gib(),
        "update": updates(layout, node, category),
    }
    if reference:
        seconds, metres = scipys(network, node, category)
        report["scipy_seconds"] = round(seconds, 3)
        report["ours_to_scipy"] = round((laying + asking) / seconds, 3)
        report["difference_to_scipy"] = different(cost, metres)
    if peers:
        counts_too = network.nodes <= COUNT_UP_TO
        told, metres, their_counts = pandanas(peers, network, node, category, count=counts_too)
        theirs = told["cpu_seconds"]
        report["pandana"] = told
        report["pandana_to_ours"] = {
            "build_to_layout": round(theirs["build"] / laying, 1),
            "nearest": round(theirs["nearest"] / asking, 1),
            **({"count": round(theirs["count"] / counting, 1)} if counts_too else {}),
        }
        report["difference_to_pandana"] = different(cost, metres)
        if counts_too:
            report["counts_other_than_pandana"] = int((counts != their_counts).sum())
    return report


def ours(network: Network, node: np.ndarray, category: np.ndarray) -> tuple[Any, ...]:
    """Seconds of layout, nearest and count; the layout; costs and counts (categories, nodes)."""
    laying, layout = timed(lambda: lay_out(network, ADULT))
    homes, points = at_nodes(layout), at_nodes(layout, node)
    asking, found = timed(lambda: nearest_of_categories(layout, homes, points, category, MINUTES))
    counting, counts = timed(lambda: count_within(layout, homes, points, category, MINUTES), 3)
    return laying, asking, counting, layout, found.cost.T, counts.T


def beside_streets(network: Network, count: int, furthest_m: float, seed: int) -> Spots:
    """Doors 4 m to ``furthest_m`` beside streets, as many as the streets are long."""
    chance = np.random.default_rng(seed)
    edge = chance.choice(network.edges, count, p=network.length / network.length.sum())
    tail, head, share = network.tail[edge], network.head[edge], chance.random(count)
    along_x, along_y = network.x[head] - network.x[tail], network.y[head] - network.y[tail]
    aside = chance.uniform(4, furthest_m, count) * chance.choice([-1, 1], count)
    aside /= np.maximum(np.hypot(along_x, along_y), 1e-9)
    x = network.x[tail] + share * along_x - aside * along_y
    y = network.y[tail] + share * along_y + aside * along_x
    return Spots(tuple(f"{number:07}" for number in range(count)), x, y)


def to_nodes(layout: Layout, spots: Spots) -> tuple[np.ndarray, Snapped]:
    """What node snapping makes of spots: the nearest node, no way from the door."""
    network = layout.network
    usable = np.flatnonzero(layout.node_chain >= 0)
    tree = cKDTree(np.stack([network.x[usable], network.y[usable]], axis=1))
    node = usable[tree.query(np.stack([spots.x, spots.y], axis=1))[1]].astype(np.int32)
    return node, at_nodes(layout, node)


def slack(layout: Layout, exact: Snapped, moved: Snapped) -> np.ndarray:
    """Millimetres from each door to the node it is moved to, along the street; as many at most may a distance differ.

    Infinite if that is more than 15 minutes: the node is across a river or a motorway.
    """
    found = np.full(len(exact), np.inf)
    for begin in range(0, len(exact), 2000):
        rows = np.arange(begin, min(begin + 2000, len(exact)))
        pairs = within(layout, exact.take(rows), moved.take(rows), MINUTES)
        home = np.repeat(np.arange(len(rows)), np.diff(pairs.first))
        own = home == pairs.point
        found[rows[home[own]]] = pairs.cost[own]
    return found


def shapes(layout: Layout, doors: Spots, points: Snapped, count: int = 40) -> dict[str, object]:
    """What a polygon of 15 minutes costs, and how many doors within 1.5 km are on another side than the engine says."""
    at, places = snap(layout, doors, furthest_m=100), shapely.points(doors.x, doors.y)
    rows = np.flatnonzero(points.chain >= 0)[:count]
    isochrones(layout, points, rows[0], (MINUTES,))
    start = time.process_time()
    polygons = [isochrones(layout, points, row, (MINUTES,))[0] for row in rows]
    seconds = time.process_time() - start
    wrong, inside, asked = 0, 0, 0
    for row, parts in zip(rows, polygons, strict=True):
        near = np.flatnonzero(np.hypot(doors.x - points.x[row], doors.y - points.y[row]) < 1500)
        reached = nearest(layout, at.take(near), points.take(np.array([row])), MINUTES).point[:, 0] >= 0
        ground = shapely.union_all([shapely.Polygon(part.outer, part.holes) for part in parts])
        wrong += int((shapely.contains(ground, places[near]) != reached).sum())
        inside, asked = inside + int(reached.sum()), asked + len(near)
    return {"polygon": {"ms": round(seconds / len(rows) * 1000, 1), "wrong_side": wrong, "inside": inside, "of": asked}}


def ways(
    layout: Layout, homes: Snapped, points: Snapped, nearest_point: np.ndarray, count: int = 200
) -> dict[str, Any]:
    """What the way to the nearest point costs."""
    chosen = np.flatnonzero(nearest_point >= 0)[:count].tolist()
    route(layout, homes, chosen[0], points, nearest_point[chosen[0]])
    start = time.process_time()
    for home in chosen:
        route(layout, homes, home, points, nearest_point[home])
    return {"route_ms": round((time.process_time() - start) / len(chosen) * 1000, 2)}


def city(file: Path, peers: str | None, homes: int = 20_000, points: int = 2400) -> dict[str, object]:
    """On a real network: what node snapping and straight lines change, and agreement with Pandana."""
    start = time.process_time()
    network, _ = read_network(file)
    reading = time.process_time() - start
    layout = lay_out(network, ADULT)
    doors, services = beside_streets(network, homes, 40, 4), beside_streets(network, points, 25, 5)
    category = np.arange(points) % CATEGORIES
    start = time.process_time()
    at, to = snap(layout, doors), snap(layout, services)
    snapping = time.process_time() - start
    exact = nearest_of_categories(layout, at, to, category, MINUTES)
    (home_node, at_node), (point_node, to_node) = to_nodes(layout, doors), to_nodes(layout, services)
    noded = nearest_of_categories(layout, at_node, to_node, category, MINUTES)
    straight = np.array(
        [
            cKDTree(np.stack([services.x, services.y], axis=1)[category == kind]).query(
                np.stack([doors.x, doors.y], axis=1)
            )[0]
            for kind in range(CATEGORIES)
        ]
    ).T
    inside = exact.cost < UNREACHED
    home_slack, point_slack = slack(layout, at, at_node), slack(layout, to, to_node)
    both = inside & (noded.cost < UNREACHED)
    gap = np.abs(exact.cost.astype(np.int64) - noded.cost)
    allowed = home_slack[:, None] + np.maximum(point_slack[exact.point], point_slack[noded.point])
    report: dict[str, object] = {
        "nodes": network.nodes,
        "inside_chains": round(1 - layout.junctions / network.nodes, 3),
        "homes": homes,
        "points": points,
        "inside": round(float(inside.mean()), 4),
        "seconds": {"reading": round(reading, 2), "snapping": round(snapping, 3)},
        "classified_otherwise": {
            "by_nearest_node": round(float((inside != (noded.cost < UNREACHED)).mean()), 4),
            "by_straight_line": round(float((inside != (straight <= METRES)).mean()), 4),
        },
        "nearest_node_differs_m": {
            "mean": round(float(gap[both].mean()) / 1000, 1),
            "99_of_100_below": round(float(np.quantile(gap[both], 0.99)) / 1000, 1),
            "more_than_explained": int((gap > allowed)[both].sum()),
            "of": int(both.sum()),
        },
    }
    report |= shapes(layout, doors, to) | ways(layout, at, to, exact.point[:, 0])
    if peers:
        _, metres, _ = pandanas(peers, network, point_node, category, count=False)
        report["node_snapped_against_pandana"] = different(noded.cost.T, metres[:, home_node])
    return report | {"race": race(network, 500, peers)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int)
    parser.add_argument("--nodes-a-point", type=int, default=500, help="nodes of the network for one point a category")
    parser.add_argument("--city", type=Path)
    parser.add_argument("--peers", help="the Python of an environment with requirements/peers.txt")
    parser.add_argument("--no-reference", action="store_true", help="ours alone, for its memory")
    chosen = parser.parse_args()
    report: dict[str, object] = {}
    if chosen.nodes:
        network = town(chosen.nodes)
        report["town"] = race(network, chosen.nodes_a_point, chosen.peers, reference=not chosen.no_reference)
    if chosen.city:
        report["city"] = city(chosen.city, chosen.peers)
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()

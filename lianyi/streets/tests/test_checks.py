"""Islands, places in the sea, swapped columns, and the wrong coordinate system; and silence where all is well."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from lianyi.streets import (
    Ground,
    Kind,
    Severity,
    System,
    Table,
    check_network,
    check_places,
    from_wgs84,
    read_network,
    to_wgs84,
)
from lianyi.streets.spots import read_spots
from lianyi.streets.tests import quarter


def table_of(lon: np.ndarray, lat: np.ndarray, kind: Kind = Kind.HOMES) -> Table:
    rows = "".join(f"h{at},{east:.7f},{north:.7f},1\n" for at, (east, north) in enumerate(zip(lon, lat, strict=True)))
    return read_spots(("id,lon,lat,residents\n" + rows).encode(), kind)


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(read_network(quarter.osm_xml().encode())[0])


@pytest.fixture(scope="module")
def town() -> Ground:
    """Streets of irregular distances, 3 km each way, near Shanghai."""
    rng = np.random.default_rng(6)
    at = np.cumsum(rng.uniform(60, 260, 20)) / 111_000
    east, north = 121.4 + at, 31.2 + rng.permutation(at)
    drawn: list[tuple[Any, dict[str, str]]] = [([(x, min(north)), *((x, y) for y in sorted(north))], {}) for x in east]
    drawn += [([(x, y) for x in east], {}) for y in north]
    return Ground(read_network(quarter.geojson(drawn))[0])


def beside_streets(ground: Ground, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Doors five to twenty metres from a street."""
    net, rng = ground.network, np.random.default_rng(7)
    edge, share = rng.integers(0, net.edges, count), rng.uniform(0.1, 0.9, count)
    x = net.x[net.tail[edge]] * share + net.x[net.head[edge]] * (1 - share) + rng.uniform(5, 15, count)
    y = net.y[net.tail[edge]] * share + net.y[net.head[edge]] * (1 - share) + rng.uniform(5, 15, count)
    return net.plane.to_degrees(x, y)


def test_islands_are_told_with_their_share(ground: Ground) -> None:
    (found,) = check_network(ground)
    assert found.code == "islands"
    assert found.params["islands"] == 1
    metres = ground.network.length.sum() / 1000
    alone = 190.5
    assert found.params["percent"] == pytest.approx(100 * alone / metres, abs=0.1)
    assert found.severity is (Severity.WARNING if alone / metres > 0.1 else Severity.NOTICE)


def test_a_network_in_one_piece_has_no_islands() -> None:
    ways = {number: way for number, way in quarter.WAYS.items() if number != 6}
    assert check_network(Ground(read_network(quarter.osm_xml(ways=ways).encode())[0])) == []


def test_distances_are_those_to_the_nearest_piece(ground: Ground) -> None:
    """Against every piece, one by one."""
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(121.468, 121.484, 60), rng.uniform(31.228, 31.242, 60)
    net = ground.network
    x, y = net.plane.to_metres(lon, lat)
    tail, head = np.stack((net.x[net.tail], net.y[net.tail]), 1), np.stack((net.x[net.head], net.y[net.head]), 1)
    edge, metres = ground.nearest(lon, lat)
    for at in range(60):
        here = np.array([x[at], y[at]])
        share = np.clip(((here - tail) * (head - tail)).sum(1) / ((head - tail) ** 2).sum(1), 0, 1)
        every = np.linalg.norm(tail + share[:, None] * (head - tail) - here, axis=1)
        assert metres[at] == pytest.approx(every.min(), abs=1e-6)
        assert every[edge[at]] == pytest.approx(every.min(), abs=1e-6)


def test_a_place_in_the_sea_and_a_home_on_an_island(ground: Ground) -> None:
    lon, lat = np.array([121.4701, 121.9, 121.481]), np.array([31.2301, 31.9, 31.2401])
    found = {one.code: one for one in check_places(ground, table_of(lon, lat))}
    assert found["far_from_streets"].rows == (3,)
    assert found["homes_on_islands"].rows == (4,)
    points = table_of(lon, lat, Kind.CANDIDATES)
    assert "homes_on_islands" not in {one.code for one in check_places(ground, points)}
    assert not list(check_places(ground, table_of(lon[:1], lat[:1])))


def test_how_far_is_far_can_be_said(ground: Ground) -> None:
    table = table_of(np.array([121.4701]), np.array([31.2275]))  # 280 m south
    assert not check_places(ground, table)
    assert [one.code for one in check_places(ground, table, furthest=200)] == ["far_from_streets"]


def test_swapped_columns_are_found_where_both_could_be_latitudes() -> None:
    """At 51 west and 30 south nothing is out of range."""
    nodes = {number: (lon - 172.7, lat - 61.2) for number, (lon, lat) in quarter.NODES.items()}
    ground = Ground(read_network(quarter.osm_xml(nodes).encode())[0])
    lon, lat = np.array([-51.2299, -51.2281]), np.array([-29.9701, -29.9699])
    assert not [one for one in check_places(ground, table_of(lon, lat)) if one.code == "looks_swapped"]
    found = {one.code: one for one in check_places(ground, table_of(lat, lon))}
    assert found["looks_swapped"].severity is Severity.ERROR
    assert found["looks_swapped"].params == {"percent": 100}


@pytest.mark.parametrize("told", list(System))
@pytest.mark.parametrize("true", list(System))
def test_the_wrong_system_is_noticed_and_the_right_one_never(town: Ground, true: System, told: System) -> None:
    lon, lat = beside_streets(town, 300)
    written = from_wgs84(lon, lat, true)
    east, north = to_wgs84(*written, told)
    table = replace(table_of(lon, lat), lon=east, lat=north)
    found = [one for one in check_places(town, table, told) if one.code == "fits_other_system"]
    assert [one.params["other"] for one in found] == ([] if true is told else [true.value])


def test_three_homes_prove_nothing(town: Ground) -> None:
    lon, lat = beside_streets(town, 3)
    east, north = from_wgs84(lon, lat, System.GCJ02)
    table = replace(table_of(lon, lat), lon=east, lat=north)
    assert "fits_other_system" not in {one.code for one in check_places(town, table)}


def test_an_empty_table_is_not_checked(ground: Ground) -> None:
    empty = table_of(np.array([121.47]), np.array([31.23])).take(np.zeros(1, dtype=bool))
    assert check_places(ground, empty) == []

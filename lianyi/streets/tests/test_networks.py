"""The same streets in every format are the same network; what can be walked, and what a street is like."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lianyi.engines.reach.network import Feature, Network
from lianyi.streets import Format, UnusableFile, Walking, detect, load_network, network_bytes, read_network
from lianyi.streets.tests import quarter

FORMATS = ("osm.pbf", "osm.gz", "osm", "geojson", "gpkg", "shp", "shp.zip", "npz")


def write(folder: Path, form: str) -> Path:
    if form.startswith("osm"):
        return quarter.write_osm(folder, form)
    if form == "geojson":
        (folder / "lines.geojson").write_bytes(quarter.geojson())
        return folder / "lines.geojson"
    if form == "gpkg":
        return quarter.write_vector(folder / "lines.gpkg", quarter.lines(), "GPKG")
    if form == "shp.zip":
        return quarter.write_shapefile_zip(folder, quarter.lines())
    if form == "shp":
        return quarter.write_vector(folder / "lines.shp", quarter.lines(), "ESRI Shapefile")
    (folder / "stored.npz").write_bytes(network_bytes(read_network(quarter.osm_xml().encode())[0]))
    return folder / "stored.npz"


def drawn(network: Network) -> set[tuple[Any, ...]]:
    """Every piece with its ends in degrees, length, features and name."""
    lon, lat = network.plane.to_degrees(network.x, network.y)
    out = set()
    for at in range(network.edges):
        ends = sorted(
            (round(float(lon[end]), 6), round(float(lat[end]), 6)) for end in (network.tail[at], network.head[at])
        )
        name = network.names[network.name[at]] if network.name[at] >= 0 else ""
        out.add((*ends, (int(network.length[at]), int(network.features[at])), name))
    return out


def named(network: Network, name: str) -> np.ndarray:
    return network.features[network.name == network.names.index(name)]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_the_same_network(tmp_path: Path, form: str) -> None:
    expected, _ = read_network(quarter.osm_xml().encode())
    path = write(tmp_path, form)
    assert detect(path) == Format(form)
    network, _ = read_network(path)
    assert drawn(network) == drawn(expected)
    assert len(drawn(network)) == network.edges == quarter.PIECES
    np.testing.assert_array_equal(network.tail, expected.tail)
    np.testing.assert_array_equal(network.length, expected.length)
    if form != "shp":
        assert drawn(read_network(path.read_bytes())[0]) == drawn(expected)


def test_the_ending_of_the_name_does_not_matter(tmp_path: Path) -> None:
    path = quarter.write_osm(tmp_path, "osm.pbf")
    other = path.rename(tmp_path / "streets.csv")
    assert read_network(other)[0].edges == quarter.PIECES


def test_the_order_of_the_file_does_not_matter() -> None:
    turned = quarter.geojson([(places[::-1], tags) for places, tags in reversed(quarter.lines())])
    assert read_network(turned)[0].fingerprint() == read_network(quarter.geojson())[0].fingerprint()


def test_a_stored_network_is_the_same_and_its_fingerprint_holds(tmp_path: Path) -> None:
    network, _ = read_network(quarter.osm_xml().encode())
    stored = network_bytes(network)
    assert stored == network_bytes(network)
    assert load_network(stored).fingerprint() == network.fingerprint()
    with pytest.raises(UnusableFile, match="no_file"):
        load_network(tmp_path / "none.npz")


def test_a_stored_network_that_was_changed_or_cut_is_refused() -> None:
    network, _ = read_network(quarter.osm_xml().encode())
    stored = network_bytes(network)
    lengths = network.length.tobytes()
    changed = (network.length + 1).astype(np.int32).tobytes()
    assert stored.count(lengths) == 1
    for damaged in (stored.replace(lengths, changed), stored[:-200], stored[: len(stored) // 2]):
        with pytest.raises(UnusableFile, match="file_damaged"):
            load_network(damaged)


def test_a_stored_network_that_unpacks_to_more_than_it_is_is_refused() -> None:
    network, _ = read_network(quarter.osm_xml().encode())
    with np.load(io.BytesIO(network_bytes(network))) as stored:
        arrays = {name: stored[name] for name in stored.files}
    packed = io.BytesIO()
    np.savez_compressed(packed, **arrays)
    with pytest.raises(UnusableFile, match="file_damaged"):
        load_network(packed.getvalue())


def test_steps_crossings_surfaces_and_names() -> None:
    network, _ = read_network(quarter.osm_xml().encode())
    assert set(network.names) == {"北路", "南路"}
    assert (named(network, "南路") == int(Feature.UNPAVED)).all()
    assert np.bincount(network.features, minlength=8)[[int(Feature.STEPS), int(Feature.CROSSING)]].tolist() == [1, 1]
    english, _ = read_network(quarter.osm_xml().encode(), walking=Walking(names=("name", "name:zh")))
    assert set(english.names) == {"North Road", "南路"}
    assert network.ids is not None
    assert set(network.ids) == set(quarter.NODES) - {30, 31}


WALKED = [
    ({"highway": "residential"}, True),
    ({"highway": "residential", "foot": "no"}, False),
    ({"highway": "primary", "foot": "use_sidepath"}, False),
    ({"highway": "service", "access": "private"}, False),
    ({"highway": "service", "access": "private", "foot": "yes"}, True),
    ({"highway": "service", "access": "no"}, False),
    ({"highway": "service", "access": "customers"}, True),
    ({"highway": "trunk"}, True),
    ({"highway": "trunk", "motorroad": "yes"}, False),
    ({"highway": "motorway"}, False),
    ({"highway": "motorway", "foot": "designated"}, True),
    ({"highway": "cycleway"}, False),
    ({"highway": "cycleway", "foot": "yes"}, True),
    ({"highway": "cycleway", "segregated": "yes"}, True),
    ({"highway": "construction"}, False),
    ({"highway": "raceway"}, False),
    ({"highway": "pedestrian", "area": "yes"}, True),
    ({"highway": "footway", "bridge": "yes"}, True),
    ({"highway": "footway", "tunnel": "yes"}, True),
    ({"railway": "platform"}, True),
    ({"railway": "rail"}, False),
    ({"waterway": "river"}, False),
]


@pytest.mark.parametrize(("tags", "walked"), WALKED, ids=lambda value: str(value))
def test_what_can_be_walked(tags: dict[str, str], walked: bool) -> None:
    ways = {1: ((10, 11), {"highway": "footway"}), 2: ((11, 12), tags)}
    network, _ = read_network(quarter.osm_xml(ways=ways).encode())
    assert network.edges == 1 + walked


def test_private_streets_are_walked_when_asked_for() -> None:
    ways = {1: ((10, 11), {"highway": "footway"}), 2: ((11, 12), {"highway": "service", "access": "private"})}
    xml = quarter.osm_xml(ways=ways).encode()
    assert read_network(xml)[0].edges == 1
    assert read_network(xml, walking=Walking(private=True))[0].edges == 2


def test_a_long_crossing_counts_once() -> None:
    for length in (2, 3, 4):
        ways = {1: (tuple(quarter.NODES)[:length], {"highway": "footway", "footway": "crossing"})}
        for source in (quarter.osm_xml(ways=ways).encode(), quarter.geojson(quarter.lines(ways=ways))):
            network, _ = read_network(source)
            assert (network.features & int(Feature.CROSSING) != 0).sum() == 1


def test_a_covered_way_is_told() -> None:
    ways = {1: ((10, 11), {"highway": "footway", "tunnel": "building_passage"}), 2: ((11, 12), {"highway": "corridor"})}
    network, _ = read_network(quarter.osm_xml(ways=ways).encode())
    assert (network.features == int(Feature.COVERED)).all()


def test_of_two_ways_between_the_same_places_the_one_without_steps_stays() -> None:
    ways = {1: ((10, 11), {"highway": "steps"}), 2: ((11, 10), {"highway": "footway", "name": "坡道"})}
    network, _ = read_network(quarter.osm_xml(ways=ways).encode())
    assert network.edges == 1
    assert network.features.tolist() == [0]
    assert network.names == ("坡道",)


def test_the_outline_of_a_square_is_walked_round() -> None:
    ways = {1: ((10, 11, 15, 14, 10), {"highway": "pedestrian", "area": "yes"})}
    assert read_network(quarter.osm_xml(ways=ways).encode())[0].edges == 4


def test_a_node_outside_the_extract_cuts_the_street() -> None:
    ways = {1: ((10, 11, 99, 12, 13), {"highway": "residential"})}
    network, findings = read_network(quarter.osm_xml(ways=ways).encode())
    assert network.edges == 2
    assert [(found.code, found.count) for found in findings] == [("missing_nodes", 1)]


BAD = [
    (b"", "file_empty"),
    (b" \n ", "file_empty"),
    (b"id,lon,lat\n1,2,3\n", "not_a_network"),
    (b"PK\x03\x04garbage", "file_damaged"),
    (b"\x1f\x8b\x08garbage", "file_damaged"),
    (b"SQLite format 3\x00" + bytes(200), "file_damaged"),
    (b"\x00\x00\x27\x0a" + bytes(100), "shapefile_alone"),
    (b'{"type": "FeatureCollection", "features": [', "file_damaged"),
    (b'{"type": "FeatureCollection", "features": []}', "no_"),
    (quarter.osm_xml(ways={}).encode(), "no_streets"),
    (quarter.osm_xml().encode()[:900], "file_damaged"),
    (b'<?xml version="1.0"?><osm version="0.6"><node id="x"/></osm>', "file_damaged"),
    (quarter.geojson([((121.47, 31.23), {})], "Point"), "no_such_shapes"),
]


@pytest.mark.parametrize(("data", "code"), BAD, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_no_network_says_why(data: bytes, code: str) -> None:
    with pytest.raises(UnusableFile) as raised:
        read_network(data)
    assert raised.value.code.startswith(code)


@pytest.mark.parametrize("form", ["osm.pbf", "osm.gz"])
def test_a_file_that_was_cut_is_refused(tmp_path: Path, form: str) -> None:
    nodes = {n: (round(121 + n * 1e-4, 7), 31.0) for n in range(1, 2000)}
    ways = {1: (tuple(nodes), {"highway": "residential"})}
    data = quarter.write_osm(tmp_path, form, quarter.osm_xml(nodes, ways)).read_bytes()
    with pytest.raises(UnusableFile, match="file_damaged"):
        read_network(data[: len(data) * 2 // 3])


def test_there_is_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="no_file"):
        read_network(tmp_path / "nothing.osm.pbf")

"""Files of lines: where lines meet, reference systems, texts, classes, and files that ask for other files."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lianyi.engines.reach.network import Feature
from lianyi.streets import System, UnusableFile, from_wgs84, read_network
from lianyi.streets.ground import Ground
from lianyi.streets.tests import quarter

M = 1 / 111_000  # about a metre, in degrees of latitude
HERE = (121.47, 31.23)


def line(*places: tuple[float, float], **tags: str) -> tuple[list[tuple[float, float]], dict[str, str]]:
    """A line in metres east and north of HERE, roughly."""
    return [(HERE[0] + x * M, HERE[1] + y * M) for x, y in places], tags


def islands(drawn: list[tuple[list[tuple[float, float]], dict[str, str]]], tolerance: float = 0.1) -> tuple[int, int]:
    network, _ = read_network(quarter.geojson(drawn), tolerance=tolerance)
    return len(Ground(network).parts[1]), network.edges


def test_lines_meet_within_the_tolerance_and_not_beyond() -> None:
    drawn = [line((0, 0), (100, 0)), line((100.05, 0), (200, 0)), line((200.3, 0), (300, 0))]
    assert islands(drawn) == (2, 3)
    assert islands(drawn, tolerance=0.5) == (1, 3)
    assert islands(drawn, tolerance=0.0) == (3, 3)


def test_a_side_street_that_ends_on_a_line_joins_it() -> None:
    drawn = [line((0, 0), (300, 0)), line((100, 80), (100, 0.04)), line((200, -80), (200, 0))]
    assert islands(drawn) == (1, 5)


def test_two_ends_on_one_piece_in_any_order() -> None:
    drawn = [line((0, 0), (300, 0)), line((250, 50), (250, 0)), line((50, 50), (50, 0)), line((150, -9), (150, 0))]
    assert islands(drawn) == (1, 7)


def test_lines_that_cross_without_a_common_place_do_not_meet() -> None:
    assert islands([line((0, 0), (100, 0)), line((50, -50), (50, 50))]) == (2, 2)


def test_a_multi_line_is_as_many_lines(tmp_path: Path) -> None:
    parts = [line((0, 0), (100, 0))[0], line((300, 0), (400, 0))[0]]
    network, _ = read_network(quarter.geojson([(parts, {})], "MultiLineString"))
    assert network.edges == 2


@pytest.mark.parametrize("driver", ["GPKG", "ESRI Shapefile"])
def test_a_projected_file_lands_in_the_same_place(tmp_path: Path, driver: str) -> None:
    """CGCS2000 / 3-degree Gauss-Krüger, central meridian 120 (EPSG:4549): 500,000 east is that meridian."""
    drawn = [([(500_000.0, 3_400_000.0), (500_100.0, 3_400_000.0)], {"name": "东路"})]
    path = quarter.write_vector(tmp_path / f"a.{'gpkg' if driver == 'GPKG' else 'shp'}", drawn, driver, "EPSG:4549")
    network, findings = read_network(path)
    lon, lat = network.plane.to_degrees(network.x, network.y)
    assert lon.min() == pytest.approx(120, abs=1e-7)
    assert lat[0] == pytest.approx(30.7213, abs=1e-3)
    assert network.length.tolist() == pytest.approx([100_000], abs=20)  # the projection is true to length there
    assert network.names == ("东路",)
    assert not [found for found in findings if "system" in found.code]


def test_a_file_without_a_reference_system_is_read_as_degrees_and_told(tmp_path: Path) -> None:
    path = quarter.write_shapefile_zip(tmp_path, quarter.lines(), crs=None)
    network, findings = read_network(path)
    assert network.edges == quarter.PIECES
    assert "no_reference_system_read_as_degrees" in {found.code for found in findings}


def test_metres_without_a_reference_system_are_refused_until_it_is_named(tmp_path: Path) -> None:
    drawn = [([(500_000.0, 3_400_000.0), (500_100.0, 3_400_000.0)], {"name": "东路"})]
    path = quarter.write_shapefile_zip(tmp_path, drawn, crs=None)
    with pytest.raises(UnusableFile, match="no_reference_system"):
        read_network(path)
    network, _ = read_network(path, crs="EPSG:4549")
    assert network.plane.lon0 == pytest.approx(120, abs=0.001)


def test_chinese_names_without_a_code_page(tmp_path: Path) -> None:
    """Software in China writes the table of a Shapefile in GBK and forgets to say so."""
    home = tmp_path / "gbk"
    home.mkdir()
    path = quarter.write_vector(home / "a.shp", [([HERE, (121.48, 31.23)], {"name": "淮海中路"})], "ESRI Shapefile",
                                encoding="CP936")  # fmt: skip
    (home / "a.cpg").unlink(missing_ok=True)
    table = bytearray((home / "a.dbf").read_bytes())
    table[29] = 0
    (home / "a.dbf").write_bytes(table)
    assert read_network(path)[0].names == ("淮海中路",)


@pytest.mark.parametrize("system", [System.GCJ02, System.BD09])
def test_lines_drawn_on_a_chinese_map_come_back_to_the_ground(system: System) -> None:
    truth, _ = read_network(quarter.geojson())
    moved = []
    for places, tags in quarter.lines():
        lon, lat = from_wgs84(np.array([p[0] for p in places]), np.array([p[1] for p in places]), system)
        moved.append((list(zip(lon.tolist(), lat.tolist(), strict=True)), tags))
    network, _ = read_network(quarter.geojson(moved), system=system)
    here = network.plane.to_degrees(network.x, network.y)
    there = truth.plane.to_degrees(truth.x, truth.y)
    np.testing.assert_allclose(here, there, atol=1e-9)


def test_classes_in_chinese_and_unknown_ones() -> None:
    drawn = [
        line((0, 0), (100, 0), 道路类型="支路", 路名="一路"),
        line((0, 0), (0, 100), 道路类型="高速公路", 路名="二路"),
        line((0, 0), (-100, 0), 道路类型="台阶", 路名="三路"),
        line((0, 0), (0, -100), 道路类型="第九类", 路名="四路"),
    ]
    network, findings = read_network(quarter.geojson(drawn))
    assert set(network.names) == {"一路", "三路", "四路"}
    assert int(Feature.STEPS) in network.features.tolist()
    assert [dict(found.params) for found in findings if found.code == "unknown_classes"] == [{"classes": "第九类"}]


def test_a_file_without_classes_says_so_and_is_walked() -> None:
    _, findings = read_network(quarter.geojson([line((0, 0), (100, 0))]))
    assert "no_classes" in {found.code for found in findings}


def test_what_is_no_line_is_told() -> None:
    shapes = {"type": "FeatureCollection", "features": []}
    for kind, places in (("LineString", [HERE, (121.48, 31.23)]), ("Point", HERE)):
        geometry = {"type": kind, "coordinates": places}
        shapes["features"].append({"type": "Feature", "properties": {}, "geometry": geometry})  # type: ignore[attr-defined]
    _, findings = read_network(json.dumps(shapes).encode())
    assert [found.rows for found in findings if found.code == "not_lines"] == [(2,)]


def test_columns_of_an_openstreetmap_export() -> None:
    drawn = [
        line((0, 0), (100, 0), highway="footway", other_tags='"footway"=>"crossing","foot"=>"yes"'),
        line((0, 0), (0, 100), highway="footway", other_tags='"foot"=>"no"'),
        line((0, 0), (0, -100), fclass="steps"),
    ]
    network, _ = read_network(quarter.geojson(drawn))
    assert sorted(network.features.tolist()) == [int(Feature.STEPS), int(Feature.CROSSING)]


def test_overture_segments() -> None:
    name = {"primary": "Nanjing Road", "common": {"zh": "南京路"}}
    denied = [{"access_type": "denied", "when": {"mode": ["foot"]}}]
    cars = [{"access_type": "denied", "when": {"mode": ["car"]}}]
    covered = [{"values": ["is_tunnel"]}]
    base = {"subtype": "road"}
    told: list[dict[str, Any]] = [
        {**base, "class": "footway", "subclass": "crosswalk", "names": name, "access_restrictions": cars},
        {**base, "class": "primary", "access_restrictions": denied},
        {**base, "class": "path", "road_flags": covered, "road_surface": [{"value": "gravel"}]},
        {"subtype": "rail", "class": "subway"},
    ]
    drawn = [(line((0, 0), (100 + at, 50 * at))[0], one) for at, one in enumerate(told)]
    network, _ = read_network(quarter.geojson(drawn))
    assert network.names == ("南京路",)
    assert sorted(network.features.tolist()) == [int(Feature.CROSSING), int(Feature.UNPAVED | Feature.COVERED)]


def test_of_several_layers_the_first_with_lines_is_read_or_the_one_named(tmp_path: Path) -> None:
    path = tmp_path / "layers.gpkg"
    quarter.write_vector(path, [(HERE, {"name": "x"})], "GPKG", kind="Point", layer="点")
    quarter.write_vector(path, [line((0, 0), (100, 0))], "GPKG", layer="道路")
    quarter.write_vector(path, [line((0, 0), (100, 0), (100, 100))], "GPKG", layer="小路")
    network, findings = read_network(path)
    assert network.edges == 1
    told = [dict(found.params) for found in findings if found.code == "other_layers"]
    assert told == [{"layer": "道路", "others": "小路"}]
    assert read_network(path, layer="小路")[0].edges == 2
    with pytest.raises(UnusableFile, match="no_layer"):
        read_network(path, layer="没有")


def test_coordinates_beyond_the_world_are_refused() -> None:
    with pytest.raises(UnusableFile, match="outside_the_world"):
        read_network(quarter.geojson([([(500_000, 3_400_000), (500_100, 3_400_000)], {})]))


def test_a_file_that_names_other_files_is_refused(tmp_path: Path) -> None:
    """The reader underneath would open whatever such a file names."""
    secret = tmp_path / "secret.geojson"
    secret.write_bytes(quarter.geojson())
    inner = f"<OGRVRTLayer name='a'><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer>"
    view = f"<OGRVRTDataSource>{inner}</OGRVRTDataSource>"
    for data in (view.encode(), b'{"a": "' + view.encode() + b'"}'):
        with pytest.raises(UnusableFile):
            read_network(data)
    stream = {"type": "gdal_streamed_alg", "command_line": f"gdal vector pipeline ! read {secret}"}
    with pytest.raises(UnusableFile):
        read_network(json.dumps(stream).encode())


def test_a_database_with_a_table_that_stands_for_a_file_is_refused(tmp_path: Path) -> None:
    path = quarter.write_vector(tmp_path / "a.gpkg", quarter.lines(), "GPKG")
    assert read_network(path)[0].edges == quarter.PIECES
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA writable_schema = 1")
        database.execute(
            "INSERT INTO sqlite_master VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING VirtualOGR(''/x'')')"
        )
    database.close()
    with pytest.raises(UnusableFile, match="unknown_format"):
        read_network(path)

"""Homes, points and candidates from tables, shapes and maps; what cannot be used is told with its rows."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xlwt

from lianyi.sheets import write_xlsx
from lianyi.streets import Kind, Severity, System, Table, UnusableFile, from_wgs84, message, read_spots, share_out
from lianyi.streets.tests import quarter

HOMES = "id,lon,lat,residents\nh1,121.47,31.23,30\nh2,121.472,31.231,12.5\n"
POINTS = (
    "编号,类别,经度,纬度,营业时间,无障碍,容量\n"
    "p1,菜场,121.471234,31.23,每天 6:00-12:00,是,\n"
    "p2,药店,121.472345,31.23,周一至周五 9:00-17:00,否,120人\n"
    "p3,药店,121.473456,31.23,,,\n"
)


def codes(table: Table) -> dict[str, tuple[int, ...]]:
    return {found.code: found.rows for found in table.findings}


def homes(text: str, system: System = System.WGS84) -> Table:
    return read_spots(text.encode(), Kind.HOMES, system=system)


def test_homes() -> None:
    table = homes(HOMES)
    assert table.ids == ("h1", "h2")
    assert table.residents.tolist() == [30, 12.5]
    assert table.rows.tolist() == [2, 3]
    assert table.findings == ()
    assert table.lon.tolist() == [121.47, 121.472]


def test_points_with_chinese_headings() -> None:
    table = read_spots(POINTS.encode(), Kind.POINTS)
    assert table.categories == ("菜场", "药店")
    assert table.hours == ("06:00-12:00", "Mo-Fr 09:00-17:00", "")
    assert table.accessible.tolist() == [1, 0, -1]
    assert table.capacity.tolist() == [-1, 120, -1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_texts_in_any_encoding(encoding: str) -> None:
    table = read_spots(POINTS.encode(encoding), Kind.POINTS)
    assert table.category == ("菜场", "药店", "药店")


def test_workbooks_old_and_new() -> None:
    rows = [line.split(",") for line in HOMES.splitlines()]
    body: list[list[str | float]] = [[row[0], float(row[1]), float(row[2]), float(row[3])] for row in rows[1:]]
    new = write_xlsx(rows[0], body, title="住户表")
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    table_rows: list[list[Any]] = [rows[0], *body]
    for at, row in enumerate(table_rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    expected = homes(HOMES)
    for data in (new, buffer.getvalue()):
        table = read_spots(data, Kind.HOMES, filename="homes")
        assert table.ids == expected.ids
        np.testing.assert_array_equal(table.lon, expected.lon)
        np.testing.assert_array_equal(table.residents, expected.residents)


SAME = [
    "id,lng,latitude,population\nh1,121.5,31.25,3\n",
    "编号,经度,纬度,居民数\nh1,121.5,31.25,3\n",
    "2026年人口表,,,\n楼栋编号,经度(°),纬度(°),常住人口\nh1,121.5,31.25,3人\n",
    "序号;坐标;人口\nh1;121.5,31.25;3\n",
    'ID,Longitude,Latitude,"Population 2020"\nh1,121.5°E,31.25°N,3\n',
    "id,lon,lat,pop\nh1,121°30′,31°15′0″,３\n",
    "id,lon,lat,residents\nh1,东经121°30′00″,北纬31°15′,3\n",
    "id,lon,lat,residents\n\n h1 , 121.5 , 31.25 , 3 \n,,,\n",
]


@pytest.mark.parametrize("text", SAME)
def test_many_ways_to_write_one_home(text: str) -> None:
    table = homes(text)
    assert table.ids == ("h1",)
    assert (table.lon[0], table.lat[0], table.residents[0]) == pytest.approx((121.5, 31.25, 3))


def test_headings_that_nobody_could_guess_can_be_named() -> None:
    data = b"Hausnr,ostwert,nordwert,residents\nh1,121.5,31.25,3\n"
    with pytest.raises(UnusableFile, match="no_headings"):
        read_spots(data, Kind.HOMES)
    columns = {"id": "Hausnr", "lon": "ostwert", "lat": "nordwert"}
    assert read_spots(data, Kind.HOMES, columns=columns).residents.tolist() == [3]
    with pytest.raises(UnusableFile, match="no_such_headings"):
        read_spots(data, Kind.HOMES, columns={"id": "Nr"})


FAULTY = [
    ("h2,,31.2,3", "no_coordinates"),
    ("h2,0,0,3", "no_coordinates"),
    ("h2,无,31.2,3", "no_coordinates"),
    ("h2,121.5,north,3", "bad_coordinates"),
    ("h2,121.5,inf,3", "bad_coordinates"),
    ("h2,121.5,1_0,3", "bad_coordinates"),
    ("h2,121°75′,31.2,3", "bad_coordinates"),
    ("h2,200,31.2,3", "out_of_range"),
    ("h2,121.5,91,3", "out_of_range"),
    (",121.5,31.2,3", "empty_id"),
    ("h1,121.5,31.2,3", "duplicate_id"),
    ("h2,121.5,31.2,-1", "residents_negative"),
    ("h2,121.5,31.2,many", "residents_not_a_number"),
    ("h2,121.5,31.2,nan0", "residents_not_a_number"),
    ("h2,121.5,31.2,99999999999", "residents_too_many"),
]


@pytest.mark.parametrize(("row", "code"), FAULTY, ids=[f"{code}-{at}" for at, (_, code) in enumerate(FAULTY)])
def test_a_row_that_cannot_be_used_is_left_out_and_told(row: str, code: str) -> None:
    table = homes(f"id,lon,lat,residents\nh1,121.4,31.1,9\n{row}\nh9,121.6,31.3,9\n")
    assert table.ids == ("h1", "h9")
    assert codes(table) == {code: (3,)}
    assert [found.severity for found in table.errors] == [Severity.ERROR]


ODD = [
    (Kind.HOMES, "id,lon,lat,residents\nh1,121.41,31.12,\n", "residents_missing"),
    (Kind.POINTS, "id,category,lon,lat,hours\np1,a,121.41,31.12,whenever\n", "bad_hours"),
    (Kind.POINTS, "id,category,lon,lat,accessible\np1,a,121.41,31.12,perhaps\n", "bad_accessible"),
    (Kind.CANDIDATES, "id,lon,lat,capacity\nc1,121.41,31.12,-4\n", "bad_capacity"),
]


@pytest.mark.parametrize(("kind", "text", "code"), ODD, ids=[code for *_, code in ODD])
def test_a_row_with_something_odd_is_used_and_told(kind: Kind, text: str, code: str) -> None:
    table = read_spots(text.encode(), kind)
    assert len(table) == 1
    assert codes(table) == {code: (2,)}
    assert not table.errors
    assert (table.hours[0], table.accessible[0], table.capacity[0]) == ("", -1, -1)


def test_columns_that_are_not_used_are_named() -> None:
    table = homes("id,lon,lat,residents,colour,X,备注\nh1,121.4123,31.1123,3,red,1,\n")
    told = {found.code: (dict(found.params), found.count) for found in table.findings}
    assert told == {"doubled_columns": ({"columns": "X"}, 0), "unused_columns": ({"columns": "colour, 备注"}, 2)}


def test_latitude_and_longitude_in_the_wrong_columns() -> None:
    table = homes("id,lon,lat,residents\nh1,31.2,121.4,1\nh2,31.3,121.5,1\n")
    assert not len(table)
    assert codes(table)["swapped_columns"] == (2, 3)


def test_what_is_missing_is_said() -> None:
    table = homes("id,lon,lat\nh1,121.4123,31.1123\n")
    assert codes(table) == {"no_residents": ()}
    assert table.residents.tolist() == [1]
    with pytest.raises(UnusableFile) as raised:
        read_spots(HOMES.encode(), Kind.POINTS)
    assert raised.value.params == {"columns": "category", "columns_zh": "类别"}
    assert codes(homes("id,lon,lat,residents\n")) == {"no_places": ()}
    with pytest.raises(UnusableFile, match="file_empty"):
        homes("")


def test_a_table_that_cannot_be_read_says_what_the_sheets_say() -> None:
    with pytest.raises(UnusableFile) as raised:
        read_spots(b"id,lon,lat\nh1,\x81\xff,3\n\xff\xff", Kind.HOMES)
    assert raised.value.code == "unreadable_table"
    assert message(raised.value, "zh") != message(raised.value, "en")


def test_coordinates_of_a_hundred_metres_are_told() -> None:
    rows = "".join(f"h{at},121.{400 + at},31.{200 + at},1\n" for at in range(1, 30))
    assert "coarse_coordinates" in codes(homes("id,lon,lat,residents\n" + rows))


@pytest.mark.parametrize("system", list(System))
def test_the_named_system_is_converted_and_no_other(system: System) -> None:
    lon, lat = from_wgs84(np.array([121.4712345]), np.array([31.2312345]), system)
    text = f"id,lon,lat,residents\nh1,{float(lon[0])!r},{float(lat[0])!r},1\n"
    table = homes(text, system=system)
    assert (table.lon[0], table.lat[0]) == pytest.approx((121.4712345, 31.2312345), abs=1e-9)
    assert homes(text).lon[0] == lon[0]


def square(east: float, north: float, side: float = 0.001) -> list[list[tuple[float, float]]]:
    return [[(east, north), (east + side, north), (east + side, north + side), (east, north + side), (east, north)]]


def test_points_and_buildings_from_shapes(tmp_path: Path) -> None:
    buildings: list[tuple[Any, dict[str, Any]]] = [
        (square(121.47, 31.23), {"id": "b1", "人口": 10}),
        (square(121.48, 31.23), {"id": "b2", "人口": None}),
    ]
    table = read_spots(quarter.geojson(buildings, "Polygon"), Kind.HOMES)
    assert table.ids == ("b1", "b2")
    assert 121.47 < table.lon[0] < 121.471
    assert table.residents.tolist() == [10, 0]
    assert table.area[0] == pytest.approx(95.3 * 110.9, rel=0.01)
    drawn = [((121.47, 31.23), {"编号": "p1", "类别": "药店"}), ((121.48, 31.23), {"编号": "p2", "类别": "菜场"})]
    points = read_spots(quarter.write_vector(tmp_path / "p.gpkg", drawn, "GPKG", kind="Point"), Kind.POINTS)
    assert (points.ids, points.category) == (("p1", "p2"), ("药店", "菜场"))


def test_a_bent_building_is_placed_inside_itself() -> None:
    bent = [[(0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3), (0, 0)]]
    drawn = [([[(121 + x / 1000, 31 + y / 1000) for x, y in bent[0]]], {"id": "u"})]
    table = read_spots(quarter.geojson(drawn, "Polygon"), Kind.HOMES)
    import shapely

    assert shapely.Polygon(drawn[0][0][0]).contains(shapely.Point(table.lon[0], table.lat[0]))


def test_shapes_without_ids_count_their_features_and_lines_are_no_places() -> None:
    features = [
        {"type": "Feature", "properties": {"pop": 2}, "geometry": {"type": kind, "coordinates": at}}
        for kind, at in (
            ("Point", (121.4, 31.2)),
            ("LineString", [(121.4, 31.2), (121.5, 31.2)]),
            ("Point", (121.6, 31.3)),
        )
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    table = read_spots(data, Kind.HOMES)
    assert table.ids == ("1", "3")
    assert codes(table) == {"not_a_place": (2,)}


def test_buildings_and_services_of_a_map() -> None:
    corners = {1: (121.47, 31.23), 2: (121.471, 31.23), 3: (121.471, 31.231), 4: (121.47, 31.231)}
    inner = {5: (121.4702, 31.2302), 6: (121.4708, 31.2302), 7: (121.4708, 31.2308), 8: (121.4702, 31.2308)}
    shop = {9: (121.4705, 31.2295), 10: (121.4706, 31.2295)}
    ways = {
        1: ((1, 2, 3, 4, 1), {}),
        2: ((5, 6, 7, 8, 5), {}),
        3: ((1, 2, 3, 1), {"building": "garage"}),
        4: ((5, 6, 8, 5), {"building": "house", "building:levels": "2"}),
    }
    relation = (
        '<relation id="7" version="1">'
        '<member type="way" ref="1" role="outer"/><member type="way" ref="2" role="inner"/>'
        '<tag k="type" v="multipolygon"/><tag k="building" v="apartments"/></relation>'
    )
    tags = {
        9: {"amenity": "pharmacy", "name": "Pharmacy", "name:zh": "药店", "opening_hours": "Mo-Fr 09:00-17:00"},
        10: {"amenity": "bench"},
    }
    xml = quarter.osm_xml({**corners, **inner, **shop}, ways, tags, relation).encode()
    found = read_spots(xml, Kind.HOMES)
    assert set(found.ids) == {"r7", "w4"}
    at = found.ids.index("r7")
    hole = 121.4702 < found.lon[at] < 121.4708 and 31.2302 < found.lat[at] < 31.2308
    assert not hole
    assert found.area[at] == pytest.approx(0.64 * 95.3 * 110.9, rel=0.01)
    points = read_spots(xml, Kind.POINTS)
    assert (points.ids, points.category, points.name) == (("n9",), ("pharmacy",), ("药店",))
    assert points.hours == ("Mo-Fr 09:00-17:00",)
    with pytest.raises(UnusableFile, match="no_candidates"):
        read_spots(xml, Kind.CANDIDATES)


def test_a_known_sum_is_shared_out_by_floor_area() -> None:
    drawn = [(square(121.47, 31.23), {"id": "b1", "levels": 1}), (square(121.48, 31.23), {"id": "b2", "levels": 3})]
    table = share_out(read_spots(quarter.geojson(drawn, "Polygon"), Kind.HOMES), 400)
    assert table.residents.tolist() == pytest.approx([100, 300])
    flat = share_out(homes(HOMES), 10)
    assert flat.residents.tolist() == [5, 5]


def test_a_hundred_thousand_homes_are_read() -> None:
    rows = "".join(f"h{at},{121 + at / 1e6:.6f},{31 + at / 1e6:.6f},{at % 7}\n" for at in range(100_000))
    table = homes("id,lon,lat,residents\n" + rows)
    assert len(table) == 100_000
    assert table.residents.sum() == sum(at % 7 for at in range(100_000))

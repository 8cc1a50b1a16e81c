"""``lianyi reach`` from end to end: files in, walks and summary out, and clear words for bad files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lianyi.cli import main
from lianyi.sheets import read_table, write_xlsx
from lianyi.streets import System, from_wgs84, read_network
from lianyi.streets.tests import quarter

NODES = quarter.NODES


def place(number: int) -> str:
    return f"{NODES[number][0]:.7f},{NODES[number][1]:.7f}"


HOMES = f"id,lon,lat,residents\nh10,{place(10)},30\nh14,{place(14)},20\nh16,{place(16)},50\n"
POINTS = (
    "id,category,lon,lat,hours,accessible\n"
    f"shop,market,{place(12)},每天 6:00-12:00,yes\n"
    f"late,market,{place(14)},每天 18:00-22:00,no\n"
    f"clinic,health,{place(15)},,\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    quarter.write_osm(tmp_path, "osm.pbf")
    (tmp_path / "homes.csv").write_text(HOMES, encoding="utf-8")
    (tmp_path / "points.csv").write_text(POINTS, encoding="utf-8")
    return tmp_path


def reach(folder: Path, *more: str, network: str = "quarter.osm.pbf", result: str = "result.csv") -> int:
    streets = network if network == "-" else str(folder / network)
    files = [streets, str(folder / "homes.csv"), str(folder / "points.csv"), "-o", str(folder / result)]
    return main(["reach", *files, "--language", "en", *more])


def rows(path: Path) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in read_table(path.read_bytes(), path.name).rows]


def walks(path: Path) -> dict[tuple[str, str], tuple[Any, str, str]]:
    return {(row[0], row[1]): (float(row[2]) if row[2] else None, row[3], row[4]) for row in rows(path)[1:]}


def metres(*pieces: tuple[int, int]) -> float:
    """The length of a way along the pieces of the quarter."""
    network, _ = read_network(quarter.osm_xml().encode())
    assert network.ids is not None
    at = {int(number): row for row, number in enumerate(network.ids)}
    length = {
        frozenset((int(tail), int(head))): int(mm)
        for tail, head, mm in zip(network.tail, network.head, network.length, strict=True)
    }
    return sum(length[frozenset((at[one], at[two]))] for one, two in pieces) / 1000


def test_every_home_and_category(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reach(folder, "--minutes", "4") == 0
    got = walks(folder / "result.csv")
    assert rows(folder / "result.csv")[0] == ["id", "category", "minutes", "point", "within"]
    assert list(got) == [(home, kind) for home in ("h10", "h14", "h16") for kind in ("market", "health")]
    south = metres((14, 15), (15, 13), (13, 16))
    assert got["h14", "market"] == (0.0, "late", "yes")
    assert got["h10", "market"] == (pytest.approx(metres((10, 14)) / 80, abs=0.01), "late", "yes")
    nearest = metres((12, 13), (13, 16))
    assert nearest < south
    assert got["h16", "market"] == (pytest.approx(nearest / 80, abs=0.01), "shop", "no")
    assert got["h16", "health"][0] == pytest.approx(metres((15, 13), (13, 16)) / 80, abs=0.01)
    summary = json.loads(capsys.readouterr().out)
    assert summary["method"] == "network"
    assert summary["residents"] == 100
    market = summary["categories"][0]
    assert (market["category"], market["points"], market["residents_within"], market["share_within"]) == (
        "market",
        2,
        50,
        0.5,
    )
    mean = (30 * metres((10, 14)) + 50 * nearest) / 100 / 80
    assert market["mean_minutes"] == pytest.approx(mean, abs=0.01)
    assert summary["network"]["edges"] == quarter.PIECES


def test_the_limit_is_exact_to_a_millimetre(folder: Path) -> None:
    """Walking exactly as many metres a minute as the way is long, it takes one minute: inside. A millimetre slower:
    not."""
    way = metres((14, 15))
    for speed, minutes, within in ((way, 1.0, "yes"), (way - 0.001, 1.01, "no")):
        assert reach(folder, "--minutes", "1", "--speed", f"{speed:.3f}") == 0
        assert walks(folder / "result.csv")["h14", "health"] == (minutes, "clinic", within)


def test_a_wheelchair_goes_round_the_steps(folder: Path) -> None:
    assert reach(folder, "--at", "weekday 10:00") == 0
    assert walks(folder / "result.csv")["h16", "market"][0] == pytest.approx(metres((16, 13), (13, 12)) / 80, abs=0.01)
    assert reach(folder, "--profile", "wheelchair", "--at", "weekday 10:00") == 0
    round_about = metres((16, 13), (13, 15), (15, 11), (11, 12)) / 42
    assert walks(folder / "result.csv")["h16", "market"][0] == pytest.approx(round_about, abs=0.01)


def test_only_what_is_open_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reach(folder, "--at", "工作日 20:00") == 0
    assert {one[1] for (_, kind), one in walks(folder / "result.csv").items() if kind == "market"} == {"late"}
    summary = json.loads(capsys.readouterr().out)
    assert summary["points_not_counted"] == {"closed": 1, "hours_not_told": 1}
    assert reach(folder, "--at", "weekday 15:00") == 0
    assert walks(folder / "result.csv")["h14", "market"] == (None, "", "no")
    assert walks(folder / "result.csv")["h14", "health"][1] == "clinic"


def test_only_the_categories_asked_for_in_that_order(folder: Path) -> None:
    assert reach(folder, "--categories", "health，market") == 0
    assert [row[1] for row in rows(folder / "result.csv")[1:3]] == ["health", "market"]
    both = walks(folder / "result.csv")
    assert reach(folder, "--categories", "health") == 0
    assert walks(folder / "result.csv") == {key: walk for key, walk in both.items() if key[1] == "health"}


def test_only_what_is_accessible_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reach(folder, "--accessible") == 0
    assert {one[1] for one in walks(folder / "result.csv").values()} == {"shop", ""}
    assert json.loads(capsys.readouterr().out)["points_not_counted"] == {"not_accessible": 2}


def test_without_a_network_the_makeshift_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reach(folder, "--detour", "1.5", network="-") == 0
    out, err = capsys.readouterr()
    summary = json.loads(out)
    assert (summary["method"], summary["detour"], summary["network"]) == ("straight_line", 1.5, None)
    assert "straight lines times 1.5" in err
    assert summary["warnings"] == [err.strip()]
    got = walks(folder / "result.csv")
    assert got["h10", "market"][0] == pytest.approx(metres((10, 14)) * 1.5 / 80, abs=0.02)


def test_the_network_is_read_once_and_kept(folder: Path) -> None:
    assert reach(folder, "--save-network", str(folder / "kept.npz")) == 0
    first = (folder / "result.csv").read_bytes()
    assert reach(folder, network="kept.npz", result="again.csv") == 0
    assert (folder / "again.csv").read_bytes() == first


def test_workbooks_in_and_out_and_the_summary_in_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reach(folder) == 0
    capsys.readouterr()
    lines = [line.split(",") for line in HOMES.splitlines()]
    (folder / "homes.csv").write_bytes(write_xlsx(lines[0], lines[1:]))
    assert reach(folder, "--json", str(folder / "summary.json"), result="result.xlsx") == 0
    assert walks(folder / "result.xlsx") == walks(folder / "result.csv")
    written = json.loads((folder / "summary.json").read_text("utf-8"))
    assert written == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("system", ["gcj02", "bd09"])
def test_coordinates_of_chinese_maps(folder: Path, system: str) -> None:
    assert reach(folder) == 0
    expected = walks(folder / "result.csv")
    for name, text in (("homes.csv", HOMES), ("points.csv", POINTS)):
        for number in NODES:
            lon, lat = from_wgs84(np.array([NODES[number][0]]), np.array([NODES[number][1]]), System(system))
            text = text.replace(place(number), f"{lon[0]:.9f},{lat[0]:.9f}")
        (folder / name).write_text(text, encoding="utf-8")
    assert reach(folder, "--coordinates", system) == 0
    assert walks(folder / "result.csv") == expected


def test_rows_that_cannot_be_used_stop_the_run_or_are_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "homes.csv").write_text(HOMES + f"h10,{place(15)},4\nh17,,31.2,4\n", encoding="utf-8")
    assert reach(folder) == 2
    assert not (folder / "result.csv").exists()
    err = capsys.readouterr().err
    assert "homes.csv: Row 5: The id is in an earlier row already." in err
    assert "homes.csv: Row 6: There are no coordinates." in err
    assert reach(folder, "--leave-out") == 3
    summary = json.loads(capsys.readouterr().out)
    assert (summary["rows_left_out"], summary["homes"]) == (2, 3)
    assert {(one["code"], tuple(one["rows"])) for one in summary["findings"] if one["severity"] == "error"} == {
        ("duplicate_id", (5,)),
        ("no_coordinates", (6,)),
    }


def test_a_home_in_the_sea_is_told_and_not_reached(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "homes.csv").write_text(HOMES + "far,122.9,31.9,4\n", encoding="utf-8")
    assert reach(folder) == 0
    out, err = capsys.readouterr()
    assert "Row 5: More than 500 m from every street" in err
    assert "1 of 4 in homes.csv have no street near" in err
    assert json.loads(out)["homes_without_street"] == 1
    assert walks(folder / "result.csv")["far", "market"] == (None, "", "no")


def test_a_home_beside_an_island_goes_to_the_streets_that_lead_somewhere(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ways: dict[int, Any] = {**quarter.WAYS, 8: ((40, 41), {"highway": "footway"})}
    nodes = {**NODES, 40: (121.4702, 31.2319), 41: (121.4704, 31.2319)}
    quarter.write_osm(folder, "osm.pbf", quarter.osm_xml(nodes, ways))
    (folder / "homes.csv").write_text("id,lon,lat,residents\nh,121.4703,31.2319,1\n", encoding="utf-8")
    assert reach(folder) == 0
    assert walks(folder / "result.csv")["h", "market"] == (None, "", "no")
    assert "Row 2: The nearest street is on an island" in capsys.readouterr().err
    assert reach(folder, "--islands", "100") == 0
    assert walks(folder / "result.csv")["h", "market"][1] == "late"


def test_formulas_in_ids_do_not_run(folder: Path) -> None:
    (folder / "homes.csv").write_text(HOMES.replace("h10", "=1+1"), encoding="utf-8")
    assert reach(folder) == 0
    assert "\n'=1+1,market" in (folder / "result.csv").read_text("utf-8-sig").replace("\r", "")


def test_the_longest_limits_at_the_highest_speed(folder: Path) -> None:
    assert reach(folder, "--minutes", "600", "--speed", "200") == 0
    assert walks(folder / "result.csv")["h16", "market"][2] == "yes"


def test_streets_across_the_world_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn: list[tuple[Any, dict[str, str]]] = [([(-170.0, 0.0), (170.0, 0.0)], {}), ([NODES[10], NODES[11]], {})]
    (folder / "world.geojson").write_bytes(quarter.geojson(drawn))
    assert reach(folder, network="world.geojson") == 2
    assert "world.geojson: the streets cannot be used" in capsys.readouterr().err


def test_private_streets_when_asked_for(folder: Path) -> None:
    ways: dict[int, Any] = {**quarter.WAYS, 3: ((10, 14), {"highway": "service", "access": "private"})}
    quarter.write_osm(folder, "osm.pbf", quarter.osm_xml(ways=ways))
    assert reach(folder) == 0
    assert walks(folder / "result.csv")["h10", "market"][1] == "shop"
    assert reach(folder, "--private") == 0
    assert walks(folder / "result.csv")["h10", "market"][1] == "late"


CALLS = [
    (["--minutes", "0"], "--minutes 0: more than 0", "--minutes 0：应大于 0"),
    (["--minutes", "nan"], "--minutes nan: more than 0", "--minutes nan：应大于 0"),
    (["--categories", "x"], "points.csv has no points of category x", "points.csv 中没有类别“x”"),
    (["--speed", "0"], "--speed 0: between 1", "--speed 0：应在"),
    (["--speed", "201"], "--speed 201: between 1", "--speed 201：应在"),
    (["--detour", "1.3"], "with a street network walks are measured", "有路网时按道路计算"),
    (["--at", "soon"], "--at soon: write", "--at soon：请写成"),
    (["--save-network", "/nowhere/x.npz"], "/nowhere/x.npz cannot be written", "无法写入"),
]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("more", "english", "chinese"), CALLS, ids=[" ".join(one[0]) for one in CALLS])
def test_a_call_that_makes_no_sense(
    folder: Path, capsys: pytest.CaptureFixture[str], more: list[str], english: str, chinese: str, language: str
) -> None:
    assert reach(folder, *more, "--language", language) == 2
    assert (chinese if language == "zh" else english) in capsys.readouterr().err
    assert not (folder / "result.csv").exists()


FILES: list[tuple[str, bytes | None, str, str]] = [
    ("homes.csv", None, "homes.csv: there is no such file", "homes.csv：没有这个文件"),
    ("homes.csv", b"", "homes.csv: the file is empty", "homes.csv：文件是空的"),
    ("homes.csv", b"id,lon,lat,residents\n", "not a single place", "没有一个可用的地点"),
    (
        "homes.csv",
        b"name,age\nx,3\n",
        "no heading row was found; needed: id, lon, lat",
        "找不到表头行；需要这些列：编号、经度、纬度",
    ),
    ("homes.csv", b"id,lon\nx,3\n", "columns are missing: lat", "缺少这些列：纬度"),
    ("homes.csv", b"id,lon,lat\n\xff\xff\xff,1\x81", "homes.csv: ", "homes.csv："),
    (
        "homes.csv",
        HOMES.replace("30\n", "-1\n").encode(),
        "Row 2: The number of residents is negative",
        "第 2 行：居民数为负",
    ),
    (
        "homes.csv",
        HOMES.replace("30\n", "few\n").encode(),
        "Row 2: The number of residents is not a number",
        "不是数字",
    ),
    ("homes.csv", HOMES.replace(place(10), "31.23,121.47").encode(), "lie nowhere on earth", "坐标不在地球上"),
    ("points.csv", HOMES.encode(), "points.csv: columns are missing: category", "points.csv：缺少这些列：类别"),
    ("points.csv", POINTS.replace("market", "", 1).encode(), "Row 2: The category is empty", "第 2 行：类别为空"),
    ("quarter.osm.pbf", None, "quarter.osm.pbf: there is no such file", "没有这个文件"),
    ("quarter.osm.pbf", b"id,lon,lat\n1,2,3\n", "this is a table; streets come as", "这是一张表；路网可用"),
    ("quarter.osm.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x7c", "is damaged", "已损坏"),
    ("quarter.osm.pbf", quarter.osm_xml(ways={}).encode(), "no street in it that can be walked", "没有可步行的道路"),
]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("name", "data", "english", "chinese"), FILES, ids=[f"{at}" for at in range(len(FILES))])
def test_a_file_that_cannot_be_used(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    data: bytes | None,
    english: str,
    chinese: str,
    language: str,
) -> None:
    (folder / name).unlink()
    if data is not None:
        (folder / name).write_bytes(data)
    assert reach(folder, "--language", language) == 2
    assert (chinese if language == "zh" else english) in capsys.readouterr().err
    assert not (folder / "result.csv").exists()


def test_swapped_columns_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "homes.csv").write_text(HOMES.replace("lon,lat", "lat,lon"), encoding="utf-8")
    assert reach(folder) == 2
    assert "Longitude and latitude are swapped" in capsys.readouterr().err


def test_a_result_that_is_no_table_or_too_long_for_a_sheet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reach(folder, result="result.pdf") == 2
    assert "the result is a .csv or .xlsx file" in capsys.readouterr().err
    many = "".join(f"h{at},121.47{at % 10000:05},31.23,1\n" for at in range(70_000))
    (folder / "homes.csv").write_text("id,lon,lat,residents\n" + many, encoding="utf-8")
    kinds = "".join(f"p{at},kind{at},121.4712345,31.23,,\n" for at in range(15))
    (folder / "points.csv").write_text("id,category,lon,lat,hours,accessible\n" + kinds, encoding="utf-8")
    assert reach(folder, network="-", result="result.xlsx") == 2
    assert "1050000 rows do not fit a sheet" in capsys.readouterr().err

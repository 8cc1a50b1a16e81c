"""``lianyi site`` from end to end: homes and candidates in, sites with their bound out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lianyi.cli import main
from lianyi.streets.tests import quarter
from lianyi.terminal.tests.test_reach import metres, place, rows

HOMES = (
    f"id,lon,lat,residents\na,{place(10)},40\nb,{place(14)},10\nc,{place(12)},30\nd,{place(16)},25\ne,{place(20)},7\n"
)
CANDIDATES = f"id,lon,lat,capacity\nnorth,{place(11)},45\nwest,{place(14)},100\neast,{place(13)},100\n"
EXISTING = f"id,category,lon,lat,capacity\nold,market,{place(10)},60\nother,health,{place(16)},60\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    quarter.write_osm(tmp_path, "osm.pbf")
    for name, text in (("homes", HOMES), ("candidates", CANDIDATES), ("existing", EXISTING)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def site(folder: Path, *more: str, network: str = "quarter.osm.pbf", result: str = "sites.csv") -> int:
    streets = network if network == "-" else str(folder / network)
    files = [streets, str(folder / "homes.csv"), str(folder / "candidates.csv"), "-o", str(folder / result)]
    return main(["site", *files, "--language", "en", "--minutes", "3", *more])


def summary(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    got: dict[str, Any] = json.loads(capsys.readouterr().out)
    return got


def test_one_point_for_most_residents(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Inside 240 m: north serves a and c (70), west a and b (50), east c and d (55)."""
    assert site(folder, "-k", "1") == 0
    got = summary(capsys)
    assert (got["chosen"], got["value"], got["bound"], got["gap"]) == (["north"], 70, 70, 0.0)
    assert (got["unit"], got["proven"], got["certified"]) == ("residents", True, True)
    assert (got["before"]["residents_within"], got["after"]["residents_within"]) == (0, 70)
    assert got["after"]["residents_no_place_could_serve"] == 7
    table = rows(folder / "sites.csv")
    assert table[0] == ["id", "state", "lon", "lat", "residents", "lost"]
    assert table[1] == ["north", "new", str(quarter.NODES[11][0]), str(quarter.NODES[11][1]), "70", "70"]


def test_two_points_for_most_residents(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert site(folder, "-k", "2") == 0
    got = summary(capsys)
    assert (sorted(got["chosen"]), got["value"]) == (["east", "west"], 105)


def test_as_few_as_reach_everybody_who_can_be_reached(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert site(folder, "--objective", "all") == 0
    got = summary(capsys)
    assert (sorted(got["chosen"]), got["value"], got["bound"], got["unit"]) == (["east", "west"], 2, 2, "points")
    assert site(folder, "--objective", "all", "--share", "0.6") == 0
    assert summary(capsys)["chosen"] == ["north"]


def test_the_shortest_walks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert site(folder, "--objective", "median", "-k", "1") == 0
    got = summary(capsys)
    assert got["chosen"] == ["north"]
    side = metres((10, 11)) * 40 + metres((10, 11), (10, 14)) * 10 + metres((11, 12)) * 30
    far = min(metres((11, 12), (12, 13), (13, 16)), metres((11, 15), (15, 13), (13, 16))) * 25
    beyond = 4 * 3 * 80 * 7  # four limits for those on the island
    assert got["value"] == pytest.approx((side + far + beyond) / 80, abs=0.02)
    assert got["unit"] == "resident-minutes"


def test_what_is_there_stays_and_is_not_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    existing = ["--existing", str(folder / "existing.csv"), "--category", "market"]
    assert site(folder, "-k", "1", *existing) == 0
    got = summary(capsys)
    assert got["chosen"] == ["east"]
    assert (got["before"]["residents_within"], got["after"]["residents_within"]) == (50, 105)
    assert got["residents_gained"] == 55
    assert [row[:2] for row in rows(folder / "sites.csv")[1:]] == [["east", "new"], ["old", "existing"]]


def test_excluded_candidates_are_not_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert site(folder, "-k", "1", "--exclude", "north，west") == 0
    got = summary(capsys)
    assert (got["chosen"], got["excluded"]) == (["east"], ["north", "west"])


def test_capacities(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """North has room for 45 of its 70; east serves 55, west 50."""
    assert site(folder, "-k", "1", "--capacities") in (0, 3)
    got = summary(capsys)
    assert (got["chosen"], got["value"]) == (["east"], 55)


def test_without_a_network_and_parts_of_residents(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "homes.csv").write_text(HOMES.replace(",40", ",40.25"), encoding="utf-8")
    assert site(folder, "-k", "1", "--detour", "1", network="-", result="sites.xlsx") == 0
    out, err = capsys.readouterr()
    got = json.loads(out)
    assert (got["method"], got["value"], got["residents"]) == ("straight_line", 70.25, 112.25)
    assert "straight lines times 1." in err
    assert rows(folder / "sites.xlsx")[1][0] == "north"


def test_more_points_than_candidates(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert site(folder, "-k", "9") == 0
    out, err = capsys.readouterr()
    assert "9 new points are asked for, but only 3 candidates" in err
    assert json.loads(out)["value"] == 105


CALLS = [
    ([], "Say with -k how many", "请用 -k 指明"),
    (["-k", "0"], "-k 0: how many new points", "-k 0：新增点数"),
    (["--objective", "all", "--share", "1.5"], "--share 1.5", "--share 1.5：应大于 0"),
    (["-k", "1", "--exclude", "south"], "--exclude south: there is no such candidate", "没有这个候选点"),
    (["-k", "1", "--existing", "existing.csv"], "existing.csv has several categories (market, health)", "好几个类别"),
    (
        ["-k", "1", "--existing", "existing.csv", "--category", "x"],
        "has no points of category x",
        "existing.csv 中没有类别“x”",
    ),
    (["-k", "1", "--existing", "twice.csv"], "“north” is both in candidates.csv and in twice.csv", "同时出现在"),
    (["--objective", "all", "--capacities"], "--capacities does not go with", "不能与 --objective all 同用"),
]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("more", "english", "chinese"), CALLS, ids=[" ".join(one[0]) for one in CALLS])
def test_a_call_that_makes_no_sense(
    folder: Path, capsys: pytest.CaptureFixture[str], more: list[str], english: str, chinese: str, language: str
) -> None:
    (folder / "twice.csv").write_text(f"id,category,lon,lat\nnorth,market,{place(10)}\n", encoding="utf-8")
    placed = [str(folder / one) if one.endswith(".csv") else one for one in more]
    assert site(folder, *placed, "--language", language) == 2
    assert (chinese if language == "zh" else english) in capsys.readouterr().err
    assert not (folder / "sites.csv").exists()


def test_what_is_planned_is_what_is_reached_afterwards(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert site(folder, "-k", "2") == 0
    planned = summary(capsys)
    points = [f"{row[0]},new,{row[2]},{row[3]}" for row in rows(folder / "sites.csv")[1:]]
    (folder / "points.csv").write_text("\n".join(["id,category,lon,lat", *points]), encoding="utf-8")
    files = [str(folder / name) for name in ("quarter.osm.pbf", "homes.csv", "points.csv")]
    assert main(["reach", *files, "-o", str(folder / "walks.csv"), "--minutes", "3"]) == 0
    (reached,) = summary(capsys)["categories"]
    assert reached["residents_within"] == planned["after"]["residents_within"] == planned["value"]

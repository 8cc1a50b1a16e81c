"""From the file to the minutes, against every path of a made-up town, measured by another formula for the earth."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from lianyi.cli import main
from lianyi.streets.tests import quarter
from lianyi.streets.tests.test_lengths import vincenty
from lianyi.terminal.tests.test_reach import walks

COUNT = 40


def town(seed: int) -> tuple[dict[int, tuple[float, float]], dict[int, tuple[tuple[int, int], dict[str, str]]]]:
    rng = np.random.default_rng(seed)
    places = rng.uniform((8.5, 47.3), (8.53, 47.32), (COUNT, 2)).round(7)
    nodes = {number + 1: (float(lon), float(lat)) for number, (lon, lat) in enumerate(places)}
    pairs = {tuple(sorted(rng.choice(COUNT, 2, replace=False) + 1)) for _ in range(COUNT + 15)}
    ways = {
        at: ((int(one), int(other)), {"highway": "steps" if at % 7 == 0 else "residential"})
        for at, (one, other) in enumerate(sorted(pairs), 1)
    }
    return nodes, ways


@pytest.mark.parametrize(("profile", "speed"), [("adult", 80), ("wheelchair", 42)])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_walk(tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int, profile: str, speed: float) -> None:
    nodes, ways = town(seed)
    walked = [ends for ends, tags in ways.values() if profile == "adult" or tags["highway"] != "steps"]
    apart = np.full((COUNT + 1, COUNT + 1), np.inf)
    np.fill_diagonal(apart, 0)
    for one, other in walked:
        apart[one, other] = apart[other, one] = vincenty(*nodes[one], *nodes[other])
    for through in range(COUNT + 1):
        apart = np.minimum(apart, apart[:, through : through + 1] + apart[through : through + 1, :])
    lit = sorted({end for ends in walked for end in ends})
    kinds = {"a": lit[::5], "b": lit[1::9]}
    (tmp_path / "t.osm").write_text(quarter.osm_xml(nodes, ways), encoding="utf-8")
    homes = [f"{number},{nodes[number][0]:.7f},{nodes[number][1]:.7f},{number}" for number in lit]
    (tmp_path / "h.csv").write_text("\n".join(["id,lon,lat,residents", *homes]), encoding="utf-8")
    points = [f"{kind}{n},{kind},{nodes[n][0]:.7f},{nodes[n][1]:.7f}" for kind, at in kinds.items() for n in at]
    (tmp_path / "p.csv").write_text("\n".join(["id,category,lon,lat", *points]), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("t.osm", "h.csv", "p.csv")]
    assert main(["reach", *files, "-o", str(tmp_path / "r.csv"), "--profile", profile, "--minutes", "20"]) == 0
    summary = json.loads(capsys.readouterr().out)
    got = walks(tmp_path / "r.csv")
    for told, (kind, at) in zip(summary["categories"], kinds.items(), strict=True):
        inside = 0
        for number in lit:
            metres = apart[number, at].min()
            minutes, point, within = got[str(number), kind]
            if np.isinf(metres):
                assert (minutes, point, within) == (None, "", "no")
                continue
            assert minutes == pytest.approx(metres / speed, abs=0.0101)
            assert apart[number, int(point[1:])] == pytest.approx(metres, abs=0.05)
            assert within == ("yes" if metres <= 20 * speed else "no")
            inside += number * (within == "yes")
        assert told["residents_within"] == inside

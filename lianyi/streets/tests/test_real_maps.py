"""Real cities where they are at hand, else a made-up one: read, stored, checked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lianyi.streets import (
    Ground,
    Kind,
    Table,
    check_network,
    check_places,
    load_network,
    network_bytes,
    read_network,
    read_spots,
)
from lianyi.streets.tests import quarter

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
CITIES = [path for name in ("porto_alegre", "monaco") for path in (DATA / name).glob("*.osm.pbf")]


@pytest.fixture(params=[None, *CITIES], ids=["made-up", *(path.parent.name for path in CITIES)])
def extract(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return request.param or quarter.write_osm(tmp_path, "osm.pbf")


def test_a_city_hangs_together(extract: Path) -> None:
    network, _ = read_network(extract)
    assert load_network(network_bytes(network)).fingerprint() == network.fingerprint()
    assert (network.length > 0).all()
    assert (network.tail < network.head).all()
    pairs = network.tail.astype(np.int64) * network.nodes + network.head
    assert (np.diff(pairs) > 0).all()
    straight = np.hypot(
        network.x[network.tail] - network.x[network.head], network.y[network.tail] - network.y[network.head]
    )
    np.testing.assert_allclose(network.length / 1000, straight, rtol=2e-3, atol=2e-3)
    ground = Ground(network)
    for found in check_network(ground):
        assert float(found.params["percent"]) < 15
    homes = quarter_homes(network.plane.lon0, network.plane.lat0)
    assert len(check_places(ground, homes)) <= 2


def quarter_homes(lon: float, lat: float) -> Table:
    return read_spots(f"id,lon,lat,residents\nh,{lon},{lat},1\n".encode(), Kind.HOMES)


@pytest.mark.parametrize(
    "path", [path for path in CITIES if path.parent.name == "monaco"], ids=lambda path: path.parent.name
)
def test_the_buildings_of_monaco(path: Path) -> None:
    homes = read_spots(path, Kind.HOMES)
    assert 20_000 < len(homes) < 23_370
    assert np.isfinite(homes.area).sum() > 20_000
    assert {found.code for found in homes.findings} <= {"broken_outlines", "no_residents"}

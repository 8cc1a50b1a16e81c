"""The options of ``lianyi reach`` and ``lianyi site``. Nothing heavy is imported here."""

import argparse
from pathlib import Path
from typing import Any

SYSTEMS = ("wgs84", "gcj02", "bd09")
PROFILES = ("adult", "elder", "wheelchair", "pram")
OBJECTIVES = ("cover", "all", "median")


def add_reach(commands: Any) -> argparse.ArgumentParser:
    """``lianyi reach network homes points``."""
    reach: argparse.ArgumentParser = commands.add_parser(
        "reach", help="for every home and category the walk to the nearest point, and whether it is inside the limit"
    )
    _streets(reach)
    reach.add_argument("homes", type=Path, help="id, lon, lat, residents; .csv, .xlsx, shapes, or buildings of OSM")
    reach.add_argument(
        "points", type=Path, help="id, category, lon, lat [, hours, accessible]; .csv, .xlsx, shapes, OSM"
    )
    reach.add_argument(
        "-o", "--output", type=Path, required=True, help="id, category, minutes, point, within; .csv or .xlsx"
    )
    _walkers(reach)
    reach.add_argument("--at", help='count only points open then: now, "weekday 10:00", "2026-11-26 10:00"')
    reach.add_argument("--categories", default="", help="only these, as 药店,菜场; all otherwise")
    reach.add_argument("--accessible", action="store_true", help="count only points that say they are accessible")
    _reading(reach)
    return reach


def add_site(commands: Any) -> argparse.ArgumentParser:
    """``lianyi site network homes candidates``."""
    site: argparse.ArgumentParser = commands.add_parser("site", help="where the next points help most")
    _streets(site)
    site.add_argument("homes", type=Path, help="id, lon, lat, residents; .csv, .xlsx, shapes, or buildings of OSM")
    site.add_argument("candidates", type=Path, help="id, lon, lat [, capacity]; .csv, .xlsx or shapes")
    site.add_argument(
        "-o", "--output", type=Path, required=True, help="id, state, lon, lat, residents, lost; .csv or .xlsx"
    )
    site.add_argument("-k", type=int, help="how many new points; with --objective all as few as do")
    site.add_argument(
        "--objective",
        choices=OBJECTIVES,
        default=OBJECTIVES[0],
        help="cover: most residents inside the limit; all: fewest points that cover everybody who can be covered; "
        "median: shortest walks altogether",
    )
    site.add_argument("--share", type=float, default=1.0, help="for all: this share of them, as 0.95")
    site.add_argument("--existing", type=Path, help="points that are there and stay; id, category, lon, lat")
    site.add_argument("--category", help="which category of the existing points is planned")
    site.add_argument("--exclude", default="", help="candidates that cannot be taken, as c3,c7")
    site.add_argument("--capacities", action="store_true", help="points serve as many residents as their capacity says")
    site.add_argument("--time-limit", type=float, default=60.0, help="seconds for the search and the proof")
    _walkers(site)
    _reading(site)
    return site


def _streets(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "network",
        help=".osm.pbf, .osm.gz, .osm, GeoJSON, GeoPackage, Shapefile (.shp or .zip) or a stored .npz; "
        "- for none: straight lines",
    )


def _walkers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--minutes", type=float, default=15.0, help="the limit; 15 otherwise")
    command.add_argument("--profile", choices=PROFILES, default=PROFILES[0], help="who walks")
    command.add_argument("--speed", type=float, help="metres a minute, in place of the profile's")
    command.add_argument("--detour", type=float, help="without a network: how much longer than straight; 1.3 otherwise")


def _reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--coordinates", choices=SYSTEMS, default=SYSTEMS[0], help="of the tables; never guessed")
    command.add_argument("--street-coordinates", choices=SYSTEMS, default=SYSTEMS[0], help="of a file of lines")
    command.add_argument("--crs", help="reference system of a file of lines that does not state its own, as EPSG:4547")
    command.add_argument("--private", action="store_true", help="walk private streets too, as in a gated compound")
    command.add_argument("--furthest", type=float, default=500.0, help="metres from a door to a street at most")
    command.add_argument(
        "--islands", type=float, default=0.0, help="pass over streets that hang together for less than these metres"
    )
    command.add_argument("--leave-out", action="store_true", help="go on without the rows that cannot be used")
    command.add_argument("--save-network", type=Path, help="store the network read as .npz, to be given next time")
    command.add_argument("--json", type=Path, help="write the summary there too")

"""Streets, homes, service points and candidates from files. Pure: no Django, no clock, no network.

Streets::

    network, findings = read_network(path_or_bytes)   # .osm.pbf, .osm.gz, .osm, GeoJSON, GeoPackage, Shapefile
    save_network(network, path)                       # parsed once, kept as .npz; `network_bytes` for a store
    network = load_network(path_or_bytes)

Places (``Kind.HOMES``, ``POINTS``, ``CANDIDATES``), from .csv, .xlsx, .xls, GeoJSON, GeoPackage, Shapefile, OSM::

    table = read_spots(path_or_bytes, Kind.HOMES, system=System.GCJ02, filename="homes.xlsx")
    table.spots(network.plane)    # for the engine; table.residents, .category, .hours, .accessible, .capacity
    table.errors                  # rows that are not in the table, and why

Do they belong together::

    ground = Ground(network)                                    # built once for several tables
    check_network(ground); check_places(ground, table, system=System.GCJ02)

Everything that is odd is a Finding (code, severity, params, rows); what cannot be read at all raises UnusableFile.
`message(either, "zh")` has the text. `open_at(table, moment)` says which points are open, `share_out` spreads a known
sum of residents over buildings, `StraightLines` stands in for a network where there is none.
"""

from lianyi.streets.checks import FURTHEST, check_network, check_places
from lianyi.streets.coordinates import System, from_wgs84, to_wgs84
from lianyi.streets.findings import Finding, Severity, UnusableFile
from lianyi.streets.formats import Format, detect
from lianyi.streets.ground import Ground
from lianyi.streets.messages import message
from lianyi.streets.moments import open_at, parse_moment
from lianyi.streets.networks import read_network
from lianyi.streets.places import Kind, Table, share_out
from lianyi.streets.spots import read_spots
from lianyi.streets.stored import load_network, network_bytes, save_network
from lianyi.streets.straight import StraightLines
from lianyi.streets.walking import Walking

__all__ = [
    "FURTHEST",
    "Finding",
    "Format",
    "Ground",
    "Kind",
    "Severity",
    "StraightLines",
    "System",
    "Table",
    "UnusableFile",
    "Walking",
    "check_network",
    "check_places",
    "detect",
    "from_wgs84",
    "load_network",
    "message",
    "network_bytes",
    "open_at",
    "parse_moment",
    "read_network",
    "read_spots",
    "save_network",
    "share_out",
    "to_wgs84",
]

"""Any file of streets → a Network."""

from __future__ import annotations

from pathlib import Path

from lianyi.engines.reach.network import Network
from lianyi.streets.coordinates import System
from lianyi.streets.findings import Finding, UnusableFile
from lianyi.streets.formats import Format, detect
from lianyi.streets.line_network import TOLERANCE, read_lines
from lianyi.streets.osm_network import read_osm
from lianyi.streets.stored import load_network
from lianyi.streets.walking import Walking

DEFAULT = Walking()


def read_network(
    source: Path | bytes,
    form: Format | None = None,
    *,
    walking: Walking = DEFAULT,
    system: System = System.WGS84,
    crs: str | None = None,
    layer: str | None = None,
    tolerance: float = TOLERANCE,
) -> tuple[Network, list[Finding]]:
    """The walkable streets of a file, and what was found while reading. The format is found by content unless given.

    For files of lines: ``system`` in which their degrees are (OpenStreetMap is WGS84), ``crs`` ("EPSG:4547") in place
    of the one the file states, ``layer`` of several, ``tolerance`` in metres within which vertices are the same place.
    Raises UnusableFile when there is nothing to walk on.
    """
    form = form or detect(source)
    if form.is_osm:
        return read_osm(source, form, walking)
    if form.is_vector:
        return read_lines(source, form, walking, system=system, crs=crs, layer=layer, tolerance=tolerance)
    if form is Format.STORED:
        return load_network(source), []
    raise UnusableFile("not_a_network")

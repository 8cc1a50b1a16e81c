"""Do the streets hang together, and do these places belong to them? Everything is told, nothing is changed.

- Islands: parts of the network that no street joins to the longest part, with their share of its length.
- Places far from every street ("in the sea"), and homes whose nearest street is on an island.
- Places that would fit the streets much better with longitude and latitude swapped, or read in another coordinate
  system. A quarter whose every street is 100 m from the next fits every system almost equally well; so the distances of
  all places to their nearest street are compared in pairs, and it takes more than chance to be told (``_CERTAIN``
  standard errors) and a median that is clearly smaller (``_BETTER``).
"""

from __future__ import annotations

import numpy as np

from lianyi.streets.coordinates import System, from_wgs84, in_box, to_wgs84
from lianyi.streets.findings import Finding, Severity, about_rows
from lianyi.streets.ground import Floats, Ground
from lianyi.streets.places import Kind, Table

FURTHEST = 500.0  # metres from a street at which a place is called far from all of them
_LOOKED_AT = 5_000  # places by which coordinate systems are compared
_FEWEST = 20
_CERTAIN = 3.5
_BETTER = 0.9
_WHOLE = 0.9  # of the length in the longest part: below, the network is in pieces


def check_network(ground: Ground) -> list[Finding]:
    """Islands of the network."""
    _, metres = ground.parts
    if len(metres) == 1:
        return []
    share = float(metres[0] / metres.sum())
    severity = Severity.NOTICE if share >= _WHOLE else Severity.WARNING
    params = {
        "islands": len(metres) - 1,
        "percent": round(100 * (1 - share), 1),
        "metres": round(float(metres[1:].sum())),
    }
    return [Finding("islands", severity, params)]


def check_places(
    ground: Ground, table: Table, system: System = System.WGS84, furthest: float = FURTHEST
) -> list[Finding]:
    """Whether the places of a table lie on these streets. ``system`` is the one the file was read in."""
    if not len(table):
        return []
    edge, metres = ground.nearest(table.lon, table.lat)
    far = metres > furthest
    findings = about_rows("far_from_streets", Severity.WARNING, table.rows[far], metres=round(furthest))
    if far.mean() > 0.5 and (turned := _swapped(ground, table, system, furthest)):
        return [*findings, turned]
    findings += _other_system(ground, table, system, metres)
    part, lengths = ground.parts
    if table.kind is Kind.HOMES and len(lengths) > 1:
        alone = ~far & (part[edge] > 0)
        findings += about_rows("homes_on_islands", Severity.WARNING, table.rows[alone])
    return findings


def _swapped(ground: Ground, table: Table, system: System, furthest: float) -> Finding | None:
    lon, lat = from_wgs84(table.lon, table.lat, system)
    if np.abs(lon).max() > 90:
        return None
    _, metres = ground.nearest(*to_wgs84(lat, lon, system))
    near = float((metres <= furthest).mean())
    return Finding("looks_swapped", Severity.ERROR, {"percent": round(100 * near)}) if near > 0.5 else None


def _other_system(ground: Ground, table: Table, system: System, metres: Floats) -> list[Finding]:
    at = np.arange(0, len(table), max(1, len(table) // _LOOKED_AT))
    if len(at) < _FEWEST or not in_box(table.lon[at], table.lat[at]).all():
        return []
    written = from_wgs84(table.lon[at], table.lat[at], system)
    best: Finding | None = None
    least = float(np.median(metres[at])) * _BETTER
    for other in System:
        if other is system:
            continue
        _, there = ground.nearest(*to_wgs84(*written, other))
        if np.median(there) < least and _certainly_nearer(there, metres[at]):
            now, least = float(np.median(metres[at])), float(np.median(there))
            params = {"system": system.value, "other": other.value, "metres": round(now), "then": round(least)}
            best = Finding("fits_other_system", Severity.WARNING, params)
    return [best] if best else []


def _certainly_nearer(there: Floats, here: Floats) -> bool:
    """Whether the places are nearer to streets by more than chance; on a logarithmic scale, above a few metres."""
    gain = np.log(here + 5.0) - np.log(there + 5.0)
    spread = float(gain.std(ddof=1))
    return spread > 0 and float(gain.mean()) / (spread / np.sqrt(len(gain))) > _CERTAIN

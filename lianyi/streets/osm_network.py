"""The walkable streets of an OpenStreetMap extract (.osm.pbf, .osm.gz, .osm).

Every piece between two neighbouring nodes of a walkable way is an edge. Of a square or any other area the outline is
walked. Bridges and tunnels meet other streets only where the map says so, by a node they share.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from lianyi.engines.reach.network import Feature, Network
from lianyi.streets.assembling import Pieces, assemble
from lianyi.streets.findings import Finding, Severity
from lianyi.streets.formats import Format
from lianyi.streets.osm_source import processor, reading
from lianyi.streets.walking import Tags, Walking, features

if TYPE_CHECKING:
    import osmium

_CROSSING = int(Feature.CROSSING)


@dataclass
class _Collected:
    """Nodes in the order of the ways, with repetitions, and the pieces between them as positions in that list."""

    ref: array[int] = field(default_factory=lambda: array("q"))
    lon: array[float] = field(default_factory=lambda: array("d"))
    lat: array[float] = field(default_factory=lambda: array("d"))
    tail: array[int] = field(default_factory=lambda: array("q"))
    features: array[int] = field(default_factory=lambda: array("H"))
    name: array[int] = field(default_factory=lambda: array("i"))
    names: dict[str, int] = field(default_factory=dict)
    cut: int = 0  # nodes that ways name and the extract lacks

    def take(self, way: osmium.osm.Way, tags: Tags, walking: Walking) -> None:
        """The pieces of one way. A node that lies outside the extract cuts the way."""
        told = walking.name(tags)
        name = self.names.setdefault(told, len(self.names)) if told else -1
        bits = int(features(tags))
        first = len(self.tail)
        joined = False
        for node in way.nodes:
            place = node.location
            if not place.valid():
                self.cut += 1
                joined = False
                continue
            if joined:
                self.tail.append(len(self.ref) - 1)
                self.features.append(bits & ~_CROSSING)
                self.name.append(name)
            self.ref.append(node.ref)
            self.lon.append(place.lon)
            self.lat.append(place.lat)
            joined = True
        if bits & _CROSSING and len(self.tail) > first:
            # A way across a road is one crossing, into however many pieces it is cut.
            self.features[(first + len(self.tail) - 1) // 2] |= _CROSSING

    def pieces(self) -> Pieces:
        ref = np.array(self.ref, dtype=np.int64)
        ids, first, node = np.unique(ref, return_index=True, return_inverse=True)
        tail = np.array(self.tail, dtype=np.int64)
        return Pieces(
            lon=np.array(self.lon)[first],
            lat=np.array(self.lat)[first],
            tail=node[tail] if len(tail) else tail,
            head=node[tail + 1] if len(tail) else tail,
            features=np.array(self.features, dtype=np.uint16),
            name=np.array(self.name, dtype=np.int32),
            names=tuple(self.names),
            ids=ids,
        )


def read_osm(source: Path | bytes, form: Format, walking: Walking) -> tuple[Network, list[Finding]]:
    """The network of an extract. Raises UnusableFile."""
    import osmium

    found = _Collected()
    with reading():
        ways = processor(source, form, osmium.osm.NODE | osmium.osm.WAY).with_locations()
        ways.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        ways.with_filter(osmium.filter.KeyFilter("highway", "railway"))
        for way in cast("Iterable[osmium.osm.Way]", ways):
            tags = {tag.k: tag.v for tag in way.tags}
            if walking.may(tags):
                found.take(way, tags, walking)
    findings = [Finding("missing_nodes", Severity.NOTICE, count=found.cut)] if found.cut else []
    return assemble(found.pieces()), findings

"""GeoJSON, GeoPackage and Shapefile, opened so that they give shapes in degrees and cells as texts, and nothing else.

The library underneath reads a hundred formats, some of which name other files or addresses to be read; what comes from
a stranger must not choose among them. So the format is decided here (:mod:`lianyi.streets.formats`), the file is
looked at, and the reader is told which it is. The reference system that the file states is converted to WGS84; a file
that states none is read as degrees where its numbers can be degrees, with a finding, and refused otherwise.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from lianyi.streets.findings import Finding, Severity, UnusableFile
from lianyi.streets.formats import Format
from lianyi.streets.vector_files import Placed, place

WGS84 = "EPSG:4326"
Objects = NDArray[Any]
# Geometry types as the reader names them begin with these.
LINES = ("LineString", "MultiLineString")
SPOTS = ("Point", "MultiPoint", "Polygon", "MultiPolygon")


@dataclass(frozen=True)
class Shapes:
    """``geometry (n,)`` shapely objects in degrees, flat, None where there is none; ``columns`` texts by heading."""

    geometry: Objects
    columns: Mapping[str, Objects]
    findings: tuple[Finding, ...] = ()

    def text(self, heading: str | None) -> Objects:
        """A column; empty texts when there is no such column."""
        if heading is None or heading not in self.columns:
            return np.full(len(self.geometry), "", dtype=object)
        return self.columns[heading]


def read_shapes(
    source: Path | bytes, form: Format, kinds: Sequence[str], *, crs: str | None = None, layer: str | None = None
) -> Shapes:
    """The first layer that holds such shapes, or the one named. ``crs`` ("EPSG:4547") replaces what the file states.

    Raises UnusableFile.
    """
    with tempfile.TemporaryDirectory() as folder:
        placed = place(source, form, Path(folder))
        found, others = _choose(placed, kinds, layer)
        stated = crs or _stated(found)
        geometry, columns = _read(found, crs, stated, Path(folder))
    findings = _about_system(geometry, stated)
    if others:
        findings.append(Finding("other_layers", Severity.NOTICE, {"layer": found.layer, "others": ", ".join(others)}))
    return Shapes(geometry, columns, tuple(findings))


def _choose(placed: Sequence[Placed], kinds: Sequence[str], layer: str | None) -> tuple[Placed, list[str]]:
    """The layer to read, and the names of the others that would do."""
    fitting = [one for one in placed if one.holds(kinds)]
    if layer is not None:
        named = [one for one in placed if one.layer == layer]
        if not named:
            raise UnusableFile("no_layer", layer=layer, layers=", ".join(one.layer for one in placed))
        return named[0], []
    if not fitting:
        raise UnusableFile("no_such_shapes", kinds=", ".join(sorted({one.kind or "?" for one in placed})))
    return fitting[0], [one.layer for one in fitting[1:]]


def _stated(found: Placed) -> str | None:
    return found.crs


def _read(found: Placed, crs: str | None, stated: str | None, folder: Path) -> tuple[Objects, dict[str, Objects]]:
    import pyogrio
    import shapely

    view = folder / "view.vrt"
    view.write_text(_view(found, crs, stated), encoding="utf-8")
    try:
        meta, _, shapes, values = pyogrio.raw.read(view, force_2d=True, datetime_as_string=True)
    except (RuntimeError, ValueError) as error:
        raise UnusableFile("file_damaged") from error
    geometry = shapely.from_wkb(shapes, on_invalid="ignore")
    return geometry, {str(name): _texts(column) for name, column in zip(meta["fields"], values, strict=True)}


def _view(found: Placed, crs: str | None, stated: str | None) -> str:
    """One layer of one file as the reader wants it described, with its conversion to degrees."""
    options = "".join(f'<OOI key="{key}">{escape(value)}</OOI>' for key, value in found.options.items())
    inner = f"<SrcDataSource>{escape(found.address)}</SrcDataSource><OpenOptions>{options}</OpenOptions>"
    inner += f"<SrcLayer>{escape(found.layer)}</SrcLayer>"
    body = f'<OGRVRTLayer name="layer">{inner}</OGRVRTLayer>'
    if stated is not None and stated != WGS84:
        source = f"<SrcSRS>{escape(crs)}</SrcSRS>" if crs else ""
        body = f"<OGRVRTWarpedLayer>{body}{source}<TargetSRS>{WGS84}</TargetSRS></OGRVRTWarpedLayer>"
    return f"<OGRVRTDataSource>{body}</OGRVRTDataSource>"


def _texts(column: Objects) -> Objects:
    """Cells as a person reads them: nothing for nothing, whole numbers without ".0"."""
    return np.array([_text(value) for value in column.tolist()], dtype=object)


def _text(value: Any) -> str:
    if value is None or value != value:  # not a number
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _about_system(geometry: Objects, stated: str | None) -> list[Finding]:
    import shapely

    if stated is not None:
        return []
    west, south, east, north = shapely.total_bounds(geometry)
    if np.isnan(west):
        return []
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise UnusableFile("no_reference_system", x=float(west), y=float(south))
    return [Finding("no_reference_system_read_as_degrees", Severity.WARNING)]

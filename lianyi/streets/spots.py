"""Any file of homes, service points or candidates → a Table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lianyi.sheets import UnreadableFile
from lianyi.streets.cells import read_cells
from lianyi.streets.coordinates import System
from lianyi.streets.findings import UnusableFile
from lianyi.streets.formats import Format, detect
from lianyi.streets.interpreting import interpret
from lianyi.streets.osm_places import read_osm_places
from lianyi.streets.places import Kind, Table
from lianyi.streets.shape_places import read_shape_places


def read_spots(
    source: Path | bytes,
    kind: Kind,
    *,
    system: System = System.WGS84,
    filename: str = "",
    columns: Mapping[str, str] | None = None,
    crs: str | None = None,
    layer: str | None = None,
) -> Table:
    """The places of a file: Excel or text with headings, GeoJSON, GeoPackage, Shapefile, or an OpenStreetMap extract.

    ``system`` is the one the file's degrees are in and is never guessed; an extract is always WGS84. ``columns`` names
    headings for our names where the synonyms do not do, ``crs`` and ``layer`` as for networks. Rows that cannot be used
    are left out and told in ``findings``. Raises UnusableFile when nothing can be read at all.
    """
    form = detect(source)
    if form.is_osm:
        return read_osm_places(source, form, kind)
    if form.is_vector:
        return read_shape_places(source, form, kind, system, crs, layer)
    if form is Format.STORED:
        raise UnusableFile("not_places")
    data = source if isinstance(source, bytes) else source.read_bytes()
    name = filename or (source.name if isinstance(source, Path) else "")
    try:
        return interpret(read_cells(data, name, kind, columns), kind, system)
    except UnreadableFile as error:
        raise UnusableFile("unreadable_table", **_flat(error)) from error


def _flat(error: UnreadableFile) -> dict[str, str]:
    """What lianyi.sheets says of the file, in both languages."""
    from lianyi.sheets import message

    return {"detail": message(error, "en"), "detail_zh": message(error, "zh")}

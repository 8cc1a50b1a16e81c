"""Places from points and outlines: a point is itself, of a building or a cell of a grid a point inside it is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lianyi.engines.reach.network import Plane
from lianyi.streets.cells import Cells, spoken
from lianyi.streets.coordinates import System
from lianyi.streets.findings import Finding, Severity, UnusableFile, about_rows
from lianyi.streets.formats import Format
from lianyi.streets.headings import missing, name_columns
from lianyi.streets.interpreting import interpret
from lianyi.streets.places import Kind, Table
from lianyi.streets.vectors import SPOTS, read_shapes

LEVELS = ("levels", "building:levels", "building_levels", "floors", "层数", "楼层数", "地上层数")


def read_shape_places(
    source: Path | bytes, form: Format, kind: Kind, system: System, crs: str | None, layer: str | None
) -> Table:
    """The places of a vector file. Ids are the numbers of the features where no column has them. Raises
    UnusableFile."""
    shapes = read_shapes(source, form, SPOTS, crs=crs, layer=layer)
    headings = list(shapes.columns)
    known, doubled = name_columns(headings)
    texts = {name: shapes.columns[headings[at]] for name, at in known.items() if name not in ("lon", "lat", "both")}
    has = dict.fromkeys((*texts, "id", "lon", "lat"), 0)
    if lacking := missing(has, kind):
        raise UnusableFile("missing_columns", columns=spoken(lacking, 0), columns_zh=spoken(lacking, 1))
    inside, area = points_inside(shapes.geometry)
    findings = list(shapes.findings)
    findings += about_rows("not_a_place", Severity.ERROR, np.flatnonzero(np.isnan(inside[:, 0])) + 1)
    if doubled:
        findings.append(Finding("doubled_columns", Severity.NOTICE, {"columns": ", ".join(doubled)}))
    kept = np.flatnonzero(~np.isnan(inside[:, 0]))
    columns: dict[str, Any] = {name: column[kept].tolist() for name, column in texts.items()}
    columns |= {"lon": inside[kept, 0].tolist(), "lat": inside[kept, 1].tolist()}
    if "area" not in columns and (area[kept] > 0).any():
        levels = next((shapes.columns[name] for name in LEVELS if name in shapes.columns), None)
        columns["area"] = (area[kept] * (1.0 if levels is None else floors(levels[kept].tolist()))).tolist()
    return interpret(Cells(columns, (kept + 1).tolist(), tuple(findings)), kind, system)


def points_inside(geometry: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """``(n, 2)`` a point on each shape, NaN where it is no place, and ``(n,)`` its ground area in square metres."""
    import shapely

    kinds = shapely.get_type_id(geometry)
    is_place = np.isin(kinds, (0, 3, 4, 6)) & ~shapely.is_empty(geometry)
    inside = np.full((len(geometry), 2), np.nan)
    some = shapely.point_on_surface(geometry[is_place])
    inside[is_place] = np.column_stack((shapely.get_x(some), shapely.get_y(some)))
    area = np.zeros(len(geometry))
    if is_place.any():
        lon0, lat0 = np.nanmedian(inside, axis=0)
        east, north = Plane(float(lon0), float(lat0)).scale
        area[is_place] = shapely.area(geometry[is_place]) * east * north
    return inside, area


def floors(levels: list[str]) -> NDArray[np.float64]:
    """How many floors, 1 where it is not told or no number."""
    out = np.ones(len(levels))
    for at, text in enumerate(levels):
        try:
            told = float(text)
        except ValueError:
            continue
        if 1 <= told <= 200:
            out[at] = told
    return out

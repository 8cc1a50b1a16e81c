"""The circle as files: GeoJSON, GeoPackage, Excel."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from lianyi.circle import features
from lianyi.circle.categories import Category, Measure
from lianyi.circle.guarding import residents_shown, share_shown
from lianyi.circle.models import Candidate, Facility, Network
from lianyi.circle.queries.results import Results, coverage
from lianyi.sheets.writing import write_xlsx
from lianyi.wording import rule

Layers = dict[str, list[features.Feature]]


def geojson(layers: Layers) -> bytes:
    """All layers in one collection, each feature with the name of its layer."""
    named = [
        {**one, "properties": {"layer": layer, **one["properties"]}} for layer, rows in layers.items() for one in rows
    ]
    return json.dumps(features.collection(named), ensure_ascii=False).encode()


def geopackage(layers: Layers) -> bytes:
    """One layer each, in WGS84; layers without a feature are left out."""
    import pyogrio.raw
    import shapely

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "circle.gpkg"
        for layer, rows in layers.items():
            if not rows:
                continue
            shapes = [shapely.geometry.shape(one["geometry"]) for one in rows]
            names = list(rows[0]["properties"])
            columns = [_column([one["properties"][name] for one in rows]) for name in names]
            pyogrio.raw.write(
                path,
                np.array(shapely.to_wkb(shapes), dtype=object),
                columns,
                names,
                layer=layer,
                driver="GPKG",
                geometry_type=shapes[0].geom_type,
                crs="EPSG:4326",
                append=path.exists(),
            )
        return path.read_bytes()


def workbook(found: Results, measure: Measure) -> bytes:
    """Per building the minutes to each kind of service."""
    kinds, counts = found.kinds, residents_shown(found.homes)
    minutes = [found.minutes(kind.code) for kind in kinds]
    rows = [
        [one.code, str(one), one.lon, one.lat, counts[one.pk], *(_told(column[at]) for column in minutes)]
        for at, one in enumerate(found.homes)
    ]
    everybody, threshold = int(found.residents.sum()), rule("privacy.internal_threshold").number
    last: list[Any] = ["", _("share of residents within reach, in per cent"), None, None, None]
    shares = {row.category.code: row.residents_inside for row in coverage(found, measure)}
    last += [share_shown(shares[kind.code], everybody, threshold) for kind in kinds]
    headings = [_("number"), _("building"), _("longitude"), _("latitude"), _("residents"), *(one.name for one in kinds)]
    title = _("%(community)s: minutes on foot") % {"community": found.community.name}
    return write_xlsx(headings, [*rows, last], title=title)


def layers_of(
    found: Results,
    kind: Category,
    measure: Measure,
    network: Network | None,
    points: Sequence[Facility],
    candidates: Sequence[Candidate],
) -> Layers:
    return {
        "homes": features.homes(found, kind, measure),
        "points": features.points(points),
        "candidates": features.candidates(candidates),
        "streets": features.streets(network, found.homes),
    }


def _told(minutes: float) -> float | None:
    return None if np.isinf(minutes) else round(float(minutes), 1)


def _column(values: Sequence[Any]) -> Any:
    """Numbers as numbers, with NaN for nothing; everything else as text."""
    kinds = {type(one) for one in values if one is not None}
    if kinds <= {int, float} and kinds:
        return np.array([np.nan if one is None else one for one in values], dtype=np.float64)
    if kinds == {bool} and None not in values:
        return np.array(values, dtype=bool)
    return np.array(["" if one is None else str(one) for one in values], dtype=object)

"""A made-up quarter, written by the test in every format that is read.

::

        10 --- 11 --- 12        12 and 13 are joined by steps, 11 and 15 by a footway across the road 14-15-16,
         |      :      #        20-21 is an island, 30-31 a motorway nobody walks.
        14 --- 15 --- 13 --- 16
"""

from __future__ import annotations

import gzip
import json
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import numpy as np

LON, LAT = 121.47, 31.23
STEP = 0.002  # degrees: 190 m east, 222 m north
NODES: Mapping[int, tuple[float, float]] = {
    number: (round(LON + column * STEP, 7), round(LAT + row * STEP, 7))
    for number, (column, row) in {
        10: (0, 1),
        11: (1, 1),
        12: (2, 1),
        13: (2, 0),
        14: (0, 0),
        15: (1, 0),
        16: (3, 0),
        20: (5, 5),
        21: (6, 5),
        30: (0, 3),
        31: (3, 3),
    }.items()
}
WAYS: Mapping[int, tuple[Sequence[int], Mapping[str, str]]] = {
    1: ((10, 11, 12), {"highway": "residential", "name": "North Road", "name:zh": "北路"}),
    2: ((14, 15, 13, 16), {"highway": "tertiary", "name": "南路", "surface": "gravel"}),
    3: ((10, 14), {"highway": "service"}),
    4: ((12, 13), {"highway": "steps"}),
    5: ((11, 15), {"highway": "footway", "footway": "crossing"}),
    6: ((20, 21), {"highway": "path"}),
    7: ((30, 31), {"highway": "motorway"}),
}
PIECES = 9  # that can be walked


def osm_xml(
    nodes: Mapping[int, tuple[float, float]] = NODES,
    ways: Mapping[int, tuple[Sequence[int], Mapping[str, str]]] = WAYS,
    node_tags: Mapping[int, Mapping[str, str]] | None = None,
    relations: str = "",
) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="test">']
    for number, (lon, lat) in sorted(nodes.items()):
        tags = _tags((node_tags or {}).get(number, {}))
        lines.append(f'<node id="{number}" version="1" lon="{lon:.7f}" lat="{lat:.7f}">{tags}</node>')
    for number, (refs, told) in sorted(ways.items()):
        inner = "".join(f'<nd ref="{ref}"/>' for ref in refs) + _tags(told)
        lines.append(f'<way id="{number}" version="1">{inner}</way>')
    return "\n".join([*lines, relations, "</osm>"])


def _tags(tags: Mapping[str, str]) -> str:
    return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())


def write_osm(folder: Path, form: str, xml: str | None = None) -> Path:
    """``osm``, ``osm.gz`` or ``osm.pbf``."""
    import osmium

    text = xml or osm_xml()
    path = folder / f"quarter.{form}"
    if form == "osm":
        path.write_text(text, encoding="utf-8")
    elif form == "osm.gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.unlink(missing_ok=True)
        with osmium.SimpleWriter(str(path)) as writer:
            for one in osmium.FileProcessor(osmium.io.FileBuffer(text.encode(), "osm")):
                writer.add(one)
    return path


def lines(
    nodes: Mapping[int, tuple[float, float]] = NODES,
    ways: Mapping[int, tuple[Sequence[int], Mapping[str, str]]] = WAYS,
) -> list[tuple[list[tuple[float, float]], dict[str, str]]]:
    return [([nodes[ref] for ref in refs], dict(tags)) for refs, tags in ways.values()]


def geojson(drawn: Sequence[tuple[Any, Mapping[str, Any]]] | None = None, kind: str = "LineString") -> bytes:
    features = [
        {"type": "Feature", "properties": dict(tags), "geometry": {"type": kind, "coordinates": places}}
        for places, tags in (drawn if drawn is not None else lines())
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def write_vector(
    path: Path,
    drawn: Sequence[tuple[Any, Mapping[str, Any]]],
    driver: str,
    crs: str | None = "EPSG:4326",
    kind: str = "LineString",
    encoding: str | None = "UTF-8",
    layer: str | None = None,
) -> Path:
    import pyogrio
    import shapely

    make = {"LineString": shapely.LineString, "Point": shapely.Point, "Polygon": shapely.Polygon}[kind]
    headings = list(dict.fromkeys(key for _, tags in drawn for key in tags))
    shapes = shapely.to_wkb(np.array([make(places) for places, _ in drawn], dtype=object))
    columns = [np.array([tags.get(key) for _, tags in drawn], dtype=object) for key in headings]
    names = np.array([key.replace(":", "_") for key in headings], dtype=object)
    append = layer is not None and path.exists()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that no reference system is stated is what some tests are about
        pyogrio.raw.write(
            path,
            shapes,
            columns,
            names,
            geometry_type=kind,
            driver=driver,
            crs=crs,
            encoding=encoding,
            layer=layer,
            append=append,
        )
    return path


def write_shapefile_zip(folder: Path, drawn: Sequence[tuple[Any, Mapping[str, Any]]], **more: Any) -> Path:
    home = folder / "shape"
    home.mkdir()
    write_vector(home / "道路.shp", drawn, "ESRI Shapefile", **more)
    path = folder / "道路.zip"
    with zipfile.ZipFile(path, "w") as container:
        for part in sorted(home.iterdir()):
            container.write(part, f"folder/{part.name}")
    return path

"""What a file really is, by its first bytes: the ending of a name is only told, never believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from lianyi.streets.findings import UnusableFile

_LOOK = 4096


class Format(StrEnum):
    OSM_PBF = "osm.pbf"
    OSM_XML = "osm"
    OSM_GZ = "osm.gz"
    OSM_BZ2 = "osm.bz2"
    GEOJSON = "geojson"
    GEOPACKAGE = "gpkg"
    SHAPEFILE = "shp"
    SHAPEFILE_ZIP = "shp.zip"
    TABLE = "table"  # Excel or text, for lianyi.sheets
    STORED = "npz"  # a network this program has stored

    @property
    def is_osm(self) -> bool:
        return self.value.startswith("osm")

    @property
    def is_vector(self) -> bool:
        return self in (Format.GEOJSON, Format.GEOPACKAGE, Format.SHAPEFILE, Format.SHAPEFILE_ZIP)


def detect(source: Path | bytes) -> Format:
    """The format of a file. Raises UnusableFile when there is none, when it is empty or cut."""
    head = read_head(source)
    if not head.strip():
        raise UnusableFile("file_empty")
    if b"OSMHeader" in head[:64]:
        return Format.OSM_PBF
    if head.startswith(b"SQLite format 3\0"):
        return Format.GEOPACKAGE
    if head.startswith(b"PK"):
        return _of_zip(source)
    if head.startswith(b"\x1f\x8b"):
        return _of_gzip(head)
    if head.startswith(b"BZh"):
        return Format.OSM_BZ2
    if head.startswith(b"\x00\x00\x27\x0a"):
        return Format.SHAPEFILE
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((b"<?xml", b"<osm")) and b"<osm" in text:
        return Format.OSM_XML
    return Format.GEOJSON if text.startswith(b"{") else Format.TABLE


def read_head(source: Path | bytes) -> bytes:
    """The first bytes. Raises UnusableFile when there is no such file."""
    if isinstance(source, bytes):
        return source[:_LOOK]
    try:
        with source.open("rb") as file:
            return file.read(_LOOK)
    except OSError:
        raise UnusableFile("no_file") from None


def _of_gzip(head: bytes) -> Format:
    try:
        start = zlib.decompressobj(wbits=31).decompress(head, _LOOK)
    except zlib.error:
        raise UnusableFile("file_damaged") from None
    if b"<osm" in start:
        return Format.OSM_GZ
    raise UnusableFile("unknown_format")


def _of_zip(source: Path | bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as container:
            names = [name.lower() for name in container.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnusableFile("file_damaged") from None
    if any(name.endswith(".shp") for name in names):
        return Format.SHAPEFILE_ZIP
    if "tail.npy" in names and "head.npy" in names:
        return Format.STORED
    return Format.TABLE

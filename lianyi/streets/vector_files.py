"""Laying a vector file out for the reader: one address for each layer, after a look at what the file may do."""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from lianyi.streets.findings import UnusableFile
from lianyi.streets.formats import Format, read_head

UNPACKED = 4_000_000_000  # bytes that a zipped Shapefile may unpack to
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_NAMES_OTHER_FILES = (b"<OGRVRT", b"<VRTDataset", b"<GDAL_WMS", b"<OGRWFS")


@dataclass(frozen=True)
class Placed:
    """One layer: where the reader finds it, of which geometry type (None: unknown), in which reference system."""

    address: str
    layer: str
    kind: str | None
    crs: str | None
    options: Mapping[str, str] = field(default_factory=dict)

    def holds(self, kinds: Sequence[str]) -> bool:
        """Whether such shapes may be in it. Types are named as "MultiPolygon Z"."""
        kind = (self.kind or "Unknown").replace("2.5D ", "").split()[0]
        return kind in kinds or kind in ("Unknown", "GeometryCollection")


def place(source: Path | bytes, form: Format, folder: Path) -> list[Placed]:
    """The layers of a file, of one that is in memory by way of ``folder``. Raises UnusableFile."""
    if any(word in read_head(source) for word in _NAMES_OTHER_FILES):
        raise UnusableFile("unknown_format")
    if form is Format.SHAPEFILE_ZIP:
        return [one for file in _unpack(source, folder) for one in _layers(str(file), _encoding(file))]
    if form is Format.SHAPEFILE:
        if isinstance(source, bytes):
            raise UnusableFile("shapefile_alone")
        return _layers(str(source.resolve()), _encoding(source))
    if isinstance(source, bytes):
        data, source = source, folder / f"file.{form.value}"
        source.write_bytes(data)
    if form is Format.GEOPACKAGE:
        _inspect_database(source)
        return _layers(str(source.resolve()), {})
    return _layers(f"GEOJSON:{source.resolve()}", {})


def _layers(address: str, options: Mapping[str, str]) -> list[Placed]:
    import pyogrio

    try:
        listed = pyogrio.list_layers(address)
        infos = [pyogrio.read_info(address, layer=name) for name, kind in listed if kind is not None]
    except (RuntimeError, ValueError) as error:
        raise UnusableFile("file_damaged") from error
    return [Placed(address, str(one["layer_name"]), one["geometry_type"], one["crs"], options) for one in infos]


def _unpack(source: Path | bytes, folder: Path) -> list[Path]:
    """The Shapefiles of a zip under names of our own; the layer keeps the name it had."""
    files = []
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as container:
            entries = [entry for entry in container.infolist() if Path(entry.filename).suffix.lower() in _PARTS]
            if sum(entry.file_size for entry in entries) > UNPACKED:
                raise UnusableFile("file_unpacks_too_large", gigabytes=UNPACKED // 10**9)
            stems = sorted({entry.filename[:-4] for entry in entries if entry.filename.lower().endswith(".shp")})
            for number, stem in enumerate(stems):
                home = folder / str(number)
                home.mkdir()
                for entry in entries:
                    if entry.filename[:-4] == stem:
                        _unpack_one(container, entry, home / f"{Path(stem).name}{entry.filename[-4:].lower()}")
                files.append(home / f"{Path(stem).name}.shp")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise UnusableFile("file_damaged") from error
    return files


def _unpack_one(container: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    with container.open(entry) as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file)


def _encoding(shape: Path) -> dict[str, str]:
    """How the texts of a Shapefile are written, where it does not say so: UTF-8 if they can be, else Chinese."""
    table = next((path for path in (shape.with_suffix(".dbf"), shape.with_suffix(".DBF")) if path.is_file()), None)
    if table is None or shape.with_suffix(".cpg").is_file() or shape.with_suffix(".CPG").is_file():
        return {}
    data = table.read_bytes()
    if len(data) > 29 and data[29] not in (0, 0x57):  # the table names its code page itself
        return {}
    body = data[32:]
    for encoding, name in (("utf-8", "UTF-8"), ("gb18030", "CP936")):
        try:
            body.decode(encoding)
        except UnicodeDecodeError:
            continue
        return {"ENCODING": name}
    return {}


def _inspect_database(path: Path) -> None:
    """A GeoPackage holds tables and indexes; a table that stands for something outside of it is refused."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            made = database.execute("SELECT lower(sql) FROM sqlite_master WHERE sql LIKE '%virtual%table%'").fetchall()
    except sqlite3.Error as error:
        raise UnusableFile("file_damaged") from error
    if any(" rtree" not in text for (text,) in made):
        raise UnusableFile("unknown_format")

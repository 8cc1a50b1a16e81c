"""An OpenStreetMap extract, opened for reading from a file or from memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lianyi.streets.findings import UnusableFile
from lianyi.streets.formats import Format

if TYPE_CHECKING:  # loads when an extract is read
    import osmium


def processor(source: Path | bytes, form: Format, entities: osmium.osm.osm_entity_bits) -> osmium.FileProcessor:
    """What iterates over the objects of an extract."""
    import osmium

    if isinstance(source, bytes):
        return osmium.FileProcessor(osmium.io.FileBuffer(source, form.value), entities)
    return osmium.FileProcessor(osmium.io.File(str(source), form.value), entities)


@contextmanager
def reading() -> Iterator[None]:
    """What the reader says about a file that is cut or forged becomes UnusableFile."""
    try:
        yield
    except (RuntimeError, ValueError, OverflowError) as error:
        raise UnusableFile("file_damaged") from error

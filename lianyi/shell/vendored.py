"""Hands out the few files of other people's packages that browsers load, and none of the many beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage


class VendoredFinder(BaseFinder):
    """Reads `settings.VENDORED`: prefix → (folder, names of files)."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        prefix, _, name = path.rpartition("/")
        folder, names = settings.VENDORED.get(prefix, (Path(), ()))
        found = str(folder / name) if name in names and (folder / name).exists() else None
        if find_all:
            return [found] if found else []
        return found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for prefix, (folder, names) in settings.VENDORED.items():
            storage = FileSystemStorage(location=folder)
            storage.prefix = prefix  # type: ignore[attr-defined]
            yield from ((name, storage) for name in names if (folder / name).exists())

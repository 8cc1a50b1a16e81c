"""Refusing photographs that are too large, or too many, while they arrive: before they lie in memory or on the disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from lianyi.photographs import MOST_BYTES

MOST_FILES = 8  # read at all; how many are taken is said by the action
MOST_IN_ALL = 5 * MOST_BYTES
SKIPPED = "pictures_skipped"  # attribute of the request: the names of what was dropped on its way


def skipped(request: HttpRequest) -> list[str]:
    """The names of the files that were dropped because they are too large or too many."""
    return list(getattr(request, SKIPPED, ()))


class RefuseLarge(FileUploadHandler):
    """Drops what is larger than a photograph may be, and all files of a request that is too large as a whole.

    The rest of the form arrives. Must stand before the handlers that keep what arrives.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._is_too_large = int(request.META.get("CONTENT_LENGTH") or 0) > MOST_IN_ALL
        self._count, self._size = 0, 0
        self._names: list[str] = []
        setattr(request, SKIPPED, self._names)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._count, self._size = self._count + 1, 0
        if self._is_too_large or self._count > MOST_FILES:
            self._skip()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._size += len(raw_data)
        if self._size > MOST_BYTES:
            self._skip()
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None

    def _skip(self) -> None:
        self._names.append(self.file_name or "")
        raise SkipFile

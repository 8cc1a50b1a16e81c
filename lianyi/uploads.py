"""Refusing a file that is too large while it arrives, before it lies in memory or on the disk."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

TOO_LARGE = "upload_too_large"  # attribute of the request: the size in bytes that was announced
SLACK = 100_000  # the other fields of the form


def announced_size(request: HttpRequest) -> int:
    """The size of a request whose files were dropped because it is too large; 0 otherwise."""
    return int(getattr(request, TOO_LARGE, 0))


class RefuseLarge(FileUploadHandler):
    """Drops the content of files when the whole request is larger than `most` bytes; the rest of the form arrives."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        self._is_too_large = length > most + SLACK
        if self._is_too_large:
            setattr(request, TOO_LARGE, length)

    def new_file(self, *args: object, **kwargs: object) -> None:
        if self._is_too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None

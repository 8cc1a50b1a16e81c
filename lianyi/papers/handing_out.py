"""Handing out Word documents."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(content: bytes, name: str) -> HttpResponse:
    """A .docx to be saved under a name, never shown or kept by the browser."""
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{name}.docx") or "",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=DOCX, headers=headers)

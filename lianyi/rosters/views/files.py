"""Handing out workbooks."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(content: bytes, name: str) -> HttpResponse:
    """An .xlsx to be saved under a name, never shown or kept by the browser."""
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{name}.xlsx") or "",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=XLSX, headers=headers)

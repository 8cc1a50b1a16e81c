"""Photographs, for whoever raised the matter and nobody else."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lianyi.matters.holding import Holding, by_code
from lianyi.matters.models import Picture
from lianyi.private import private
from lianyi.request import Request
from lianyi.scope import OutOfScope
from lianyi.scope.marks import open_to_everyone


@require_safe
@open_to_everyone
@private
@by_code
def own_picture(request: Request, holding: Holding, pk: int) -> HttpResponse:
    return shown(_picture(holding, pk, "thumbnail").jpeg)


@require_safe
@open_to_everyone
@private
@by_code
def own_thumbnail(request: Request, holding: Holding, pk: int) -> HttpResponse:
    return shown(_picture(holding, pk, "jpeg").thumbnail)


def shown(content: bytes | memoryview) -> HttpResponse:
    """A JPEG that a browser takes for nothing else and does not keep."""
    response = HttpResponse(bytes(content), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Content-Disposition"] = "inline"
    return response


def _picture(holding: Holding, pk: int, left_out: str) -> Picture:
    holding.require_asker()
    found = Picture.objects.filter(matter=holding.matter, pk=pk).defer(left_out).first()
    if found is None:
        raise OutOfScope
    return found

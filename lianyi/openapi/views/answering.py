"""How a program is answered: in JSON, from any site, also when it asked for what is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from lianyi.openapi.language import site_language
from lianyi.scope import OutOfScope, Refused

KEPT = 300  # seconds for which an answer may be used again


def for_machines(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """Makes a view of a function that returns what is to be told. Only looking is possible.

    Nothing can be changed here, so nothing is checked against forged forms: whoever sends is told that only looking is.
    """

    @csrf_exempt
    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with site_language():
            answer = _answer(view, request, *args, **kwargs)
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Content-Language"] = settings.LANGUAGE_CODE
        return answer

    return answered


def _answer(view: Callable[..., Any], request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        answer = _json(view(request, *args, **kwargs))
    except Refused as refusal:
        return _json({"error": str(refusal)}, 400)
    except OutOfScope:
        return _json({"error": _("There is nothing with this identifier on this day.")}, 404)
    patch_cache_control(answer, public=True, max_age=KEPT)
    return answer


def _json(content: Any, status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, safe=False, json_dumps_params={"ensure_ascii": False})

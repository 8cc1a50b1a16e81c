"""How Open311 clients are answered: in the format they asked for, also when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from lianyi import guessing
from lianyi.openapi.language import site_language
from lianyi.openapi.models import ApiKey
from lianyi.openapi.open311 import limits
from lianyi.openapi.open311.asking import Asked
from lianyi.openapi.open311.discovery import FORMATS
from lianyi.openapi.open311.documents import Document
from lianyi.openapi.open311.faults import Fault, missing
from lianyi.openapi.queries.keys import key_shown
from lianyi.openapi.views.answering import KEPT
from lianyi.scope import OutOfScope, Refused

SAFE = ("GET", "HEAD")
ACCEPTED = {"text/xml": "xml", "application/xml": "xml", "application/json": "json"}


def for_clients(*methods: str, kept: bool = False) -> Callable[[Callable[..., Document]], Callable[..., HttpResponse]]:
    """Makes a view of a function that returns what is to be told. `kept`: the answer may be used again for a while.

    No cookie is read, so nothing has to be protected against forged forms.
    """

    def made(view: Callable[..., Document]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def answered(request: HttpRequest, form: str | None = None, **parts: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=_about_methods(methods))
            with site_language():
                document, status = _tried(view, request, methods, parts)
            answer = _response(document, form or _accepted(request), status)
            if status == HTTPStatus.METHOD_NOT_ALLOWED:
                answer["Allow"] = ", ".join([*methods, "OPTIONS"])
            if status == HTTPStatus.TOO_MANY_REQUESTS:
                answer["Retry-After"] = str(limits.WINDOW)
            if request.method in SAFE:
                answer["Access-Control-Allow-Origin"] = "*"
            if kept and status == HTTPStatus.OK:
                patch_cache_control(answer, public=True, max_age=KEPT)
            else:
                add_never_cache_headers(answer)
            if form is None:
                patch_vary_headers(answer, ["Accept"])
            return answer

        return answered

    return made


def key_of(request: HttpRequest, asked: Asked, *, needed: bool) -> ApiKey | None:
    """The key that was shown. Raises Fault for a wrong one, and for none where one is needed."""
    text = asked.text("api_key")
    if not text:
        if needed:
            raise Fault(_("Please send the api_key that you got from the administrator."), HTTPStatus.FORBIDDEN)
        return None
    if (key := key_shown(text)) is not None:
        return key
    address = address_of(request)
    if guessing.too_many(address):
        raise Fault(_("Too many wrong keys. Please try again in ten minutes."), HTTPStatus.TOO_MANY_REQUESTS)
    guessing.count_wrong(address)
    raise Fault(_("This api_key is not valid, or has ended."), HTTPStatus.FORBIDDEN)


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _tried(
    view: Callable[..., Document], request: HttpRequest, methods: tuple[str, ...], parts: dict[str, Any]
) -> tuple[Document, int]:
    try:
        if request.method not in methods:
            words = {"method": (request.method or "")[:20], "methods": ", ".join(methods)}
            raise Fault(_("%(method)s does nothing here, only %(methods)s.") % words, HTTPStatus.METHOD_NOT_ALLOWED)
        limits.require_patience(address_of(request))
        return view(request, **parts), HTTPStatus.OK
    except Fault as fault:
        return fault.document(), fault.status
    except Refused as refusal:
        return Fault(str(refusal)).document(), HTTPStatus.BAD_REQUEST
    except OutOfScope:
        return missing(_("There is nothing at this address.")).document(), HTTPStatus.NOT_FOUND


def _response(document: Document, form: str, status: int) -> HttpResponse:
    text = document.as_json() if form == "json" else document.as_xml()
    answer = HttpResponse(text, status=status, content_type=f"{FORMATS[form]}; charset=utf-8")
    answer["Content-Language"] = settings.LANGUAGE_CODE
    return answer


def _accepted(request: HttpRequest) -> str:
    """Without a format in the address the one that is accepted; XML, which everybody must know, if nothing is said."""
    return ACCEPTED.get(str(request.get_preferred_type(list(ACCEPTED)) or ""), "xml")


def _about_methods(methods: tuple[str, ...]) -> dict[str, str]:
    allowed = ", ".join([*methods, "OPTIONS"])
    return {
        "Allow": allowed,
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": ", ".join(method for method in methods if method in SAFE),
    }

"""The addresses of Open311: what is asked comes in here, and what is told goes out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from lianyi.matters.actions.intake import MOST_PICTURES
from lianyi.matters.forms.pictures import Pictures, pictures_of
from lianyi.matters.uploads import RefuseLarge
from lianyi.openapi.models import ApiKey
from lianyi.openapi.open311 import adding, discovery, limits, listing, sending, services, updates
from lianyi.openapi.open311.asking import Asked, asked_in_address, asked_in_body
from lianyi.openapi.open311.described import description
from lianyi.openapi.open311.documents import Document
from lianyi.openapi.open311.jurisdictions import community_meant
from lianyi.openapi.views.open311_answering import SAFE, for_clients, key_of
from lianyi.places.models import Place
from lianyi.scope import OutOfScope
from lianyi.scope.marks import open_to_everyone

ENDPOINT = "/open311/v2"


@open_to_everyone
@for_clients(*SAFE, kept=True)
def about(request: HttpRequest) -> Document:
    return discovery.discovery(request.build_absolute_uri("/"), request.build_absolute_uri(ENDPOINT))


@open_to_everyone
@for_clients(*SAFE, kept=True)
def service_list(request: HttpRequest) -> Document:
    _community(request, asked_in_address(request))
    return services.service_list()


@open_to_everyone
@for_clients(*SAFE, kept=True)
def service(request: HttpRequest, code: str) -> Document:
    _community(request, asked_in_address(request))
    return services.definition(code)


@open_to_everyone
@for_clients(*SAFE, "POST")
def requests(request: HttpRequest) -> Document:
    if request.method == "POST":
        return _take(request)
    asked, key, community = _looking(request)
    return listing.request_list(asked, key, community)


@open_to_everyone
@for_clients(*SAFE)
def one_request(request: HttpRequest, number: str) -> Document:
    _asked, key, _place = _looking(request)
    return listing.one_request(number, key)


@open_to_everyone
@for_clients(*SAFE)
def token(request: HttpRequest, token: str) -> Document:
    _asked, key, _place = _looking(request)
    return listing.token(token, key)


@open_to_everyone
@for_clients(*SAFE, "POST")
def request_updates(request: HttpRequest) -> Document:
    if request.method == "POST":
        asked, key, pictures = _sending(request)
        return adding.add_update(asked, key, pictures=pictures.taken)
    asked, reader, community = _looking(request)
    return updates.update_list(asked, reader, community)


@open_to_everyone
@for_clients(*SAFE, "POST")
def nothing(request: HttpRequest, address: str) -> Document:
    """Any other address below: in the format of the others."""
    raise OutOfScope


@csrf_exempt
@require_safe
@open_to_everyone
def described(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    answer = JsonResponse(description())
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _take(request: HttpRequest) -> Document:
    asked, key, pictures = _sending(request)
    token = sending.token_of(asked, request.headers.get("Idempotency-Key", ""))
    sender = sending.Sender(key, _community(request, asked), token)
    opened = sending.send(asked, sender, pictures=pictures.taken)
    address = request.build_absolute_uri(reverse("matters:enter_code"))
    return sending.answered(opened, sending.notice_of(opened, address, *pictures.refused))


def _looking(request: HttpRequest) -> tuple[Asked, ApiKey | None, Place | None]:
    asked = asked_in_address(request)
    return asked, key_of(request, asked, needed=False), _community(request, asked)


def _sending(request: HttpRequest) -> tuple[Asked, ApiKey, Pictures]:
    """What was sent; pictures under whatever name. The key is looked at before any picture is."""
    request.upload_handlers.insert(0, RefuseLarge(request))
    asked = asked_in_body(request)
    key = key_of(request, asked, needed=True)
    assert key is not None
    limits.require_patience_of(key)
    _community(request, asked)
    return asked, key, pictures_of(request, most=MOST_PICTURES, fields=sorted(request.FILES))


def _community(request: HttpRequest, asked: Asked) -> Place | None:
    return community_meant(asked, request.get_host())

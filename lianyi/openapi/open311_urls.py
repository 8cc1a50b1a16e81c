"""The addresses of Open311. Independent clients double slashes and end addresses with one; both is forgiven."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, re_path

from lianyi.openapi.views import open311

FORM = r"(?:\.(?P<form>xml|json))?"


def _at(address: str, view: Callable[..., HttpResponse], name: str, form: str = FORM) -> URLPattern:
    return re_path(rf"^(?:/+)?open311/+v2{address}{form}/*$", view, name=f"open311_{name}")


urlpatterns = [
    re_path(rf"^(?:/+)?open311(?:/+v2)?(?:/+discovery)?{FORM}/*$", open311.about, name="open311_discovery"),
    _at("/+discovery", open311.about, "discovery"),
    _at("/+services", open311.service_list, "services"),
    _at(r"/+services/+(?P<code>[^/]+?)", open311.service, "service"),
    _at("/+requests", open311.requests, "requests"),
    _at(r"/+requests/+(?P<number>[^/]+?)", open311.one_request, "request"),
    _at(r"/+tokens/+(?P<token>[^/]+?)", open311.token, "token"),
    _at("/+servicerequestupdates", open311.request_updates, "updates"),
    _at(r"/+openapi\.json", open311.described, "description", ""),
    # Last, and under a name that another address has too: nobody is led here.
    re_path(rf"^(?:/+)?open311/+v2/(?P<address>[\s\S]*?){FORM}/*$", open311.nothing, name="open311_discovery"),
]

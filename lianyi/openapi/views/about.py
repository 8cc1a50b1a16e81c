from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.openapi.hsds import catalogue_on
from lianyi.openapi.queries.cases import latest_number
from lianyi.scope.marks import open_to_everyone


@require_safe
@open_to_everyone
def about(request: HttpRequest) -> HttpResponse:
    """What there is, for whoever writes the program; with one of each to look at."""
    found = catalogue_on(today())
    context = {
        "service": next(iter(found.offers), None),
        "organization": next(iter(found.bodies), None),
        "service_at_location": next(iter(found.places), None),
        "number": latest_number(),
    }
    return render(request, "openapi/about.html", context)

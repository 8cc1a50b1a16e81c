"""How somebody wants to see the site."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lianyi.accounts.gate import open_to_everyone

COOKIE = "lianyi_elder"
KEPT_FOR = timedelta(days=365)


@open_to_everyone
@require_POST
def elder(request: HttpRequest) -> HttpResponse:
    """Turns the large text on or off, and goes back to the page."""
    back = request.POST.get("next", "")
    response = redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "shell:home")
    if request.POST.get("on") == "1":
        response.set_cookie(COOKIE, "1", max_age=KEPT_FOR, samesite="Lax", httponly=True, secure=settings.HTTPS)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response

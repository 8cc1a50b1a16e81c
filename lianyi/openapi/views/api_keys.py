"""Keys of other systems, for the administrator. A new one is shown once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lianyi.dated import today
from lianyi.openapi import actions
from lianyi.openapi.forms import KeyForm
from lianyi.openapi.queries.keys import api_key, api_keys
from lianyi.refusing import done, told
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to

SHOWN_ONCE = "openapi.key_shown_once"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.ADMIN)
def index(request: Request) -> HttpResponse:
    form = KeyForm(request.POST or None, actor=request.actor)
    if done(form, lambda: _add(request, form)):
        return redirect("openapi:api_keys")
    context = {
        "section": "api_keys",
        "keys": [(key, key.holds_on(today())) for key in api_keys(for_=request.actor)],
        "form": form,
        "shown": request.session.pop(SHOWN_ONCE, None),
    }
    return render(request, "openapi/api_keys.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(Role.ADMIN)
def end(request: Request, pk: int) -> HttpResponse:
    with told(request):
        actions.end_key(api_key(pk, for_=request.actor), by=request.actor)
        messages.success(request, _("Saved."))
    return redirect("openapi:api_keys")


def _add(request: Request, form: KeyForm) -> None:
    key, text = actions.add_key(form.facts(), by=request.actor)
    request.session[SHOWN_ONCE] = {"name": key.name, "text": text}

"""The bonds of this site, for the administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lianyi.organisations import actions, queries
from lianyi.organisations.forms import BondForm
from lianyi.refusing import done
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.ADMIN)
def index(request: Request) -> HttpResponse:
    """Those there are, and a form for one more."""
    form = BondForm(request.POST or None)
    if done(form, lambda: actions.add_bond(by=request.actor, **form.cleaned_data)):
        messages.success(request, _("“%(name)s” was added.") % {"name": form.cleaned_data["code"]})
        return redirect("organisations:bonds")
    context = {"section": "bonds", "bonds": queries.bonds(), "form": form}
    return render(request, "organisations/bonds.html", context, status=422 if form.errors else 200)

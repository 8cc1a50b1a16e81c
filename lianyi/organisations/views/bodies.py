"""Organisations by line and area."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianyi.dated import day_asked
from lianyi.organisations import actions, queries
from lianyi.organisations.forms import CloseForm, OrganisationForm
from lianyi.organisations.views.changing import _done
from lianyi.places.models import Place
from lianyi.places.queries import communities, place
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@open_to(Role.STAFF)
def index(request: Request) -> HttpResponse:
    """Who is there: by the line they belong to and the area they serve."""
    day, words = day_asked(request), request.GET.get("q", "").strip()
    line, area = request.GET.get("line", ""), _area(request)
    found = queries.organisations(
        for_=request.actor, on=day, words=words, line=int(line) if line.isdecimal() else None, area=area
    )
    context = {
        "section": "organisations",
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "lines": queries.line_choices(for_=request.actor, on=day),
        "areas": communities(request.actor),
        "line": line,
        "area": area,
        "words": words,
    }
    return render(request, "organisations/organisations.html", context)


@get_or_post
@open_to(Role.STAFF)
def add(request: Request) -> HttpResponse:
    form = OrganisationForm(request.POST or None, for_=request.actor)
    if _done(form, lambda: actions.add_organisation(by=request.actor, **form.cleaned_data)):
        messages.success(request, _("“%(name)s” was added.") % {"name": form.cleaned_data["name"]})
        return redirect("organisations:list")
    return _form(request, form, _("Add an organisation"))


@get_or_post
@open_to(Role.STAFF)
def correct(request: Request, pk: int) -> HttpResponse:
    found = queries.organisation(pk, for_=request.actor)
    initial = {"name": found.name, "line": found.line_id, "area": found.area_id}
    form = OrganisationForm(request.POST or None, for_=request.actor, initial=initial)
    if _done(form, lambda: actions.correct_organisation(found, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("organisations:list")
    return _form(request, form, _("Change %(name)s") % {"name": found.name}, close=pk)


@get_or_post
@open_to(Role.STAFF)
def close(request: Request, pk: int) -> HttpResponse:
    found = queries.organisation(pk, for_=request.actor)
    form = CloseForm(request.POST or None)
    if _done(form, lambda: actions.close_organisation(found, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("organisations:list")
    return _form(request, form, _("Close %(name)s") % {"name": found.name})


def _area(request: Request) -> Place | None:
    asked = request.GET.get("area", "")
    return place(int(asked), for_=request.actor) if asked.isdecimal() else None


def _form(request: Request, form: object, title: str, close: int | None = None) -> HttpResponse:
    context = {"section": "organisations", "form": form, "title": title, "back": reverse("organisations:list")}
    if close:
        context["close_url"] = reverse("organisations:close", args=[close])
    return render(request, "organisations/form.html", context, status=422 if form.errors else 200)  # type: ignore[attr-defined]

"""Service points of an organisation."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianyi.dated import day_asked
from lianyi.organisations.queries import organisation
from lianyi.request import Request
from lianyi.responsibilities import actions, hours, queries
from lianyi.responsibilities.forms import EndForm, PointForm
from lianyi.responsibilities.views.acting import form_page
from lianyi.scope import Role
from lianyi.scope.marks import open_to

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
SECTION = "organisations"


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def of_organisation(request: Request, pk: int) -> HttpResponse:
    """What an organisation does, and where one goes for it."""
    found, day = organisation(pk, for_=request.actor), day_asked(request)
    points = [(point, hours.shown(point.hours)) for point in queries.points_of(found, on=day)]
    context = {"section": SECTION, "organisation": found, "points": points, "duties": queries.led_by(found, on=day)}
    return render(request, "responsibilities/points.html", context)


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def add(request: Request, pk: int) -> HttpResponse:
    found = queries.kept_body(pk, for_=request.actor)
    form = PointForm(request.POST or None, organisation=found)

    def act() -> None:
        actions.add_point(found, form.facts(), subjects=form.cleaned_data["subjects"], by=request.actor)

    title = _("A service point of %(name)s") % {"name": found.name}
    return form_page(request, form, title, act, reverse("responsibilities:points", args=[pk]), SECTION)


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def change(request: Request, pk: int) -> HttpResponse:
    point = queries.point(pk, for_=request.actor)
    form = PointForm.of(point, request.POST or None)

    def act() -> None:
        actions.change_point(point, form.facts(), subjects=form.cleaned_data["subjects"], by=request.actor)

    back = reverse("responsibilities:points", args=[point.organisation_id])
    return form_page(request, form, _("Change %(name)s") % {"name": point.name}, act, back, SECTION)


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def close(request: Request, pk: int) -> HttpResponse:
    point = queries.point(pk, for_=request.actor)
    form = EndForm(request.POST or None)
    back = reverse("responsibilities:points", args=[point.organisation_id])

    def act() -> None:
        actions.close_point(point, by=request.actor, **form.cleaned_data)

    return form_page(request, form, _("Close %(name)s") % {"name": point.name}, act, back, SECTION)

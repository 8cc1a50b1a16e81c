"""Service points on the map: the list, one at a time."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.circle.actions import points
from lianyi.circle.categories import category
from lianyi.circle.forms import FacilityForm
from lianyi.circle.models import Facility
from lianyi.circle.queries import data
from lianyi.circle.views.common import SECTION
from lianyi.places.models import Place
from lianyi.places.queries import community_asked
from lianyi.refusing import done
from lianyi.request import Request
from lianyi.responsibilities import hours
from lianyi.scope import Role
from lianyi.scope.marks import open_to

PER_PAGE = 50
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@open_to(Role.STAFF)
def index(request: Request) -> HttpResponse:
    community = community_asked(request)
    page = Paginator(data.facilities_of(community), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": SECTION,
        "community": community,
        "page": page,
        "rows": [(one, category(one.category), shown_hours(one)) for one in page],
        "unplaced": data.unplaced_points([community.pk])[:PER_PAGE],
    }
    return render(request, "circle/points.html", context)


@get_or_post
@open_to(Role.STAFF)
def add(request: Request) -> HttpResponse:
    community = community_asked(request)
    form = FacilityForm(request.POST or None, community=community, initial={"at": request.GET.get("at")})

    def act() -> None:
        points.add_facility(community, form.facts(), by=request.actor)

    return _form(request, form, _("Put a service point on the map"), act, community)


@get_or_post
@open_to(Role.STAFF)
def change(request: Request, pk: int) -> HttpResponse:
    found = data.facility(pk, for_=request.actor)
    form = FacilityForm(request.POST or None, community=found.community, facility=found)

    def act() -> None:
        points.change_facility(found, form.facts(), by=request.actor)

    return _form(request, form, _("Change %(name)s") % {"name": found.shown_name}, act, found.community)


@require_POST
@open_to(Role.STAFF)
def remove(request: Request, pk: int) -> HttpResponse:
    found = data.facility(pk, for_=request.actor)
    community = found.community
    points.remove_facility(found, by=request.actor)
    messages.success(request, _("Taken off the map."))
    return redirect(_list(community))


def shown_hours(one: Facility) -> str:
    return hours.shown(one.shown_hours) if one.shown_hours else ""


def _form(
    request: Request, form: FacilityForm, title: str, act: Callable[[], object], community: Place
) -> HttpResponse:
    if done(form, act):
        messages.success(request, _("Saved. What it changes is being computed."))
        return redirect(_list(community))
    context = {"section": SECTION, "form": form, "title": title, "back": _list(community)}
    return render(request, "circle/form.html", context, status=422 if form.errors else 200)


def _list(community: Place) -> str:
    return f"{reverse('circle:points')}?community={community.pk}"

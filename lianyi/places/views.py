"""Browsing the tree of places, and changing it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianyi.dated import day_asked
from lianyi.places import actions, queries
from lianyi.places.forms import AddPlaceForm, ClosePlaceForm, RenamePlaceForm
from lianyi.places.models import Place
from lianyi.places.reach import blocks
from lianyi.request import Request
from lianyi.scope import Refused, Role
from lianyi.scope.marks import open_to

PER_PAGE = 50
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def index(request: Request) -> HttpResponse:
    """The communities of this desk; with only one, its page. The administrator has all of the upper levels."""
    if request.actor.is_(Role.ADMIN):
        found = queries.with_homes(queries.upper_places(request.actor, on=day_asked(request)), on=day_asked(request))
        return render(request, "places/upper.html", {"section": "places", "places": found})
    mine = list(queries.communities(request.actor, on=day_asked(request)))
    if len(mine) == 1:
        return redirect("places:place", mine[0].pk)
    found = queries.with_homes(queries.communities(request.actor, on=day_asked(request)), on=day_asked(request))
    return render(request, "places/communities.html", {"section": "places", "communities": found})


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def show(request: Request, pk: int) -> HttpResponse:
    """A place and what lies in it, on a day; with words, what below it they match."""
    place, day, words = queries.place(pk, for_=request.actor), day_asked(request), request.GET.get("q", "").strip()
    found = queries.places_below(place, on=day, words=words) if words else queries.children(place, on=day)
    found = queries.within_reach(found, below=place, for_=request.actor)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(queries.with_homes(found.filter(pk__in=[row.pk for row in page.object_list]), on=day))
    context = {
        "section": "places",
        "place": place,
        "ancestors": [above for above in queries.ancestors(place) if queries.may_see(above, request.actor)],
        "page": page,
        "rows": shown,
        "addresses": queries.addresses(row.pk for row in shown) if words else {},
        "words": words,
        "day": day,
        "homes": queries.households(place, on=day),
        "may_change": queries.may_change(place, request.actor),
        "may_add": queries.may_add_below(place, request.actor),
        "blocks": blocks(place, for_=request.actor, on=day),
    }
    return render(request, "places/place.html", context)


@get_or_post
@open_to(Role.ADMIN)
def add_first(request: Request) -> HttpResponse:
    """A region or a community that lies in nothing else here."""
    return _add(request, None, _("Add a community or a region"))


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def add(request: Request, pk: int) -> HttpResponse:
    parent = queries.place(pk, for_=request.actor)
    return _add(request, parent, _("Add a place in %(name)s") % {"name": parent.name})


def _add(request: Request, parent: Place | None, title: str) -> HttpResponse:
    form = AddPlaceForm(request.POST or None, parent=parent)
    if form.is_valid():
        try:
            actions.add_place(parent=parent, by=request.actor, **form.cleaned_data)
            messages.success(request, _("“%(name)s” was added.") % {"name": form.cleaned_data["name"]})
            return redirect("places:place", parent.pk) if parent else redirect("places:list")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _form(request, form, parent, title)


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def rename(request: Request, pk: int) -> HttpResponse:
    place = queries.place(pk, for_=request.actor)
    form = RenamePlaceForm(request.POST or None, initial={"name": place.name, "code": place.code})
    if form.is_valid():
        try:
            actions.rename_place(place, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("places:place", place.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _form(request, form, place, _("Rename %(name)s") % {"name": place.name})


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def close(request: Request, pk: int) -> HttpResponse:
    place = queries.place(pk, for_=request.actor)
    form = ClosePlaceForm(request.POST or None)
    if form.is_valid():
        try:
            actions.close_place(place, by=request.actor, **form.cleaned_data)
            messages.success(request, _("“%(name)s” was closed.") % {"name": place.name})
            return redirect("places:place", place.parent_id or place.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _form(request, form, place, _("Close %(name)s") % {"name": place.name})


def _form(request: Request, form: forms.Form, place: Place | None, title: str) -> HttpResponse:
    context = {"section": "places", "form": form, "place": place, "title": title}
    return render(request, "places/form.html", context, status=422 if form.errors else 200)

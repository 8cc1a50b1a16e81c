"""Entering, correcting and erasing people."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lianyi.people import actions, queries
from lianyi.people.forms import AddPersonForm, EraseForm, MoveForm, RecordForm, StandingForm
from lianyi.people.models import Person
from lianyi.places.queries import community_asked
from lianyi.request import Request
from lianyi.scope import Refused, Role
from lianyi.scope.marks import open_to

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@open_to(Role.STAFF)
def add(request: Request) -> HttpResponse:
    community = community_asked(request)
    form = AddPersonForm(request.POST or None, community=community)
    if _done(form, lambda: actions.add_person(community.pk, form.new_person(), by=request.actor)):
        messages.success(request, _("%(name)s was entered.") % {"name": form.cleaned_data["name"]})
        return redirect(f"{reverse('people:list')}?community={community.pk}")
    return _form(request, form, _("Enter a person"), reverse("people:list"))


@get_or_post
@open_to(Role.STAFF)
def correct(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    form = RecordForm.of(person, request.POST or None)
    if _done(form, lambda: actions.correct_person(pk, form.cleaned_data, by=request.actor)):
        return _saved(request, pk)
    return _form(request, form, _("Correct the record of %(name)s") % {"name": person.name}, _page(pk))


@get_or_post
@open_to(Role.STAFF)
def standing(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    now = queries.standing_kinds([pk], StandingForm.base_fields["since"].initial()).get(pk, "")
    form = StandingForm(request.POST or None, initial={"kind": now})
    if _done(form, lambda: actions.set_standing(pk, by=request.actor, **form.cleaned_data)):
        return _saved(request, pk)
    return _form(request, form, _("Membership of %(name)s") % {"name": person.name}, _page(pk))


@get_or_post
@open_to(Role.STAFF)
def home(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    form = MoveForm(request.POST or None, community=person.community)
    if _done(form, lambda: actions.move_home(pk, by=request.actor, **form.cleaned_data)):
        return _saved(request, pk)
    return _form(request, form, _("%(name)s moves") % {"name": person.name}, _page(pk))


@get_or_post
@open_to(Role.STAFF)
def erase(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    form = EraseForm(request.POST or None)
    if _done(form, lambda: actions.erase_person(pk, reason=form.cleaned_data["reason"], by=request.actor)):
        messages.success(request, _("The person was erased."))
        return redirect("people:list")
    context = {"section": "people", "form": form, "person": person}
    return render(request, "people/erase.html", context, status=422 if form.errors else 200)


def _person(request: Request, pk: int) -> Person:
    person = queries.person(pk, for_=request.actor)
    request.actor.require_community(person.community_id)
    return person


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Acts when the form holds. What the action refuses stands above the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _saved(request: Request, pk: int) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("people:person", pk)


def _page(pk: int) -> str:
    return reverse("people:person", args=[pk])


def _form(request: Request, form: forms.Form, title: str, back: str) -> HttpResponse:
    context = {"section": "people", "form": form, "title": title, "back": back}
    return render(request, "people/form.html", context, status=422 if form.errors else 200)

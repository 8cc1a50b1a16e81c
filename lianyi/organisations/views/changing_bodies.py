"""What is changed about organisations: facts, parents, posts, contacts; what looks alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.dated import today
from lianyi.organisations import actions, queries
from lianyi.organisations.forms import (
    AddOrganisationForm,
    CloseForm,
    ContactForm,
    EndForm,
    NoContactForm,
    OfficeForm,
    OrganisationForm,
    ParentsForm,
)
from lianyi.organisations.models import Contact, Office, Organisation
from lianyi.organisations.views.changing import form_page
from lianyi.refusing import done, told
from lianyi.request import Request
from lianyi.scope import OutOfScope, Role
from lianyi.scope.marks import open_to

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def add(request: Request) -> HttpResponse:
    form = AddOrganisationForm(request.POST or None, for_=request.actor)

    def act() -> None:
        data = form.cleaned_data
        actions.add_organisation(
            form.facts(), line=data["line"], areas=data["areas"], starts_on=data["since"], by=request.actor
        )

    if done(form, act):
        messages.success(request, _("“%(name)s” was added.") % {"name": form.cleaned_data["name"]})
        return redirect("organisations:list")
    return form_page(request, form, _("Add an organisation"), reverse("organisations:list"), "organisations")


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def correct(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = OrganisationForm(request.POST or None, initial=actions.facts_of(found).__dict__)
    return _act(
        request,
        found,
        form,
        _("Change %(name)s"),
        lambda _data: actions.correct_organisation(found, form.facts(), by=request.actor),
    )


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def parents(request: Request, pk: int) -> HttpResponse:
    """The line and the areas, from a day on."""
    found, day = _own(request, pk), today()
    initial = {
        "line": queries.lines_on(day, [pk]).get(pk),
        "areas": queries.areas_on(day, [pk]).get(pk, []),
    }
    form = ParentsForm(request.POST or None, for_=request.actor, initial=initial)

    def act(data: dict[str, Any]) -> None:
        actions.report_to(found, data["line"], since=data["since"], by=request.actor)
        actions.serve(found, data["areas"], since=data["since"], by=request.actor)

    return _act(request, found, form, _("Line and areas of %(name)s"), act)


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def close(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = CloseForm(request.POST or None)
    return _act(
        request,
        found,
        form,
        _("Close %(name)s"),
        lambda data: actions.close_organisation(found, by=request.actor, **data),
    )


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def fill_office(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = OfficeForm(request.POST or None)
    return _act(
        request,
        found,
        form,
        _("Who holds a post in %(name)s"),
        lambda data: actions.fill_office(found, by=request.actor, **data),
    )


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def end_office(request: Request, pk: int, office_id: int) -> HttpResponse:
    found = _own(request, pk)
    office: Office | None = found.offices.filter(pk=office_id).first()
    if office is None:
        raise OutOfScope
    form = EndForm(request.POST or None)
    return _act(
        request,
        found,
        form,
        _("End a term in %(name)s"),
        lambda data: actions.end_office(office, by=request.actor, **data),
    )


@get_or_post
@open_to(Role.STAFF)
def name_contact(request: Request, pk: int) -> HttpResponse:
    found = queries.organisation(pk, for_=request.actor)
    form = ContactForm(request.POST or None)
    return _act(
        request,
        found,
        form,
        _("A contact person for %(name)s"),
        lambda data: actions.name_contact(found, by=request.actor, **data),
    )


@get_or_post
@open_to(Role.STAFF)
def end_contact(request: Request, pk: int, contact_id: int) -> HttpResponse:
    found = queries.organisation(pk, for_=request.actor)
    contact: Contact | None = found.contacts.filter(pk=contact_id).first()
    if contact is None:
        raise OutOfScope
    form = EndForm(request.POST or None)
    return _act(
        request,
        found,
        form,
        _("End a contact with %(name)s"),
        lambda data: actions.end_contact(contact, by=request.actor, **data),
    )


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def no_contact(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = NoContactForm(request.POST or None)
    return _act(
        request,
        found,
        form,
        _("Contact with %(name)s"),
        lambda data: actions.ask_no_contact(found, by=request.actor, **data),
    )


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def alike(request: Request) -> HttpResponse:
    """Records that may be one organisation."""
    found = queries.alike(for_=request.actor, on=today())
    keys = [one.pk for pair in found for one in (pair.one, pair.other)]
    context = {
        "section": "organisations",
        "view": "alike",
        "pairs": found,
        "areas_of": queries.areas_on(today(), keys),
        "reasons": {"code": _("the same code"), "name": _("the same name"), "phone": _("the same telephone")},
    }
    return render(request, "organisations/alike.html", context)


@require_POST
@open_to(Role.STAFF, Role.ADMIN)
def settle_alike(request: Request, pk: int, other_id: int) -> HttpResponse:
    """`keep` is the key of the record that stays; without it the two are different organisations."""
    one, other = _own(request, pk), _own(request, other_id)
    with told(request):
        match request.POST.get("keep", ""):
            case "":
                actions.tell_apart(one, other, by=request.actor)
                messages.success(request, _("Noted: they are two organisations."))
            case keep:
                kept, gone = (one, other) if keep == str(one.pk) else (other, one)
                actions.merge_organisations(kept, gone, by=request.actor)
                messages.success(request, _("They are one record now: “%(name)s”.") % {"name": kept.name})
    return redirect("organisations:alike")


def _own(request: Request, pk: int) -> Organisation:
    found = queries.organisation(pk, for_=request.actor)
    if not queries.may_change(found, request.actor):
        raise OutOfScope
    return found


def _act(
    request: Request, found: Organisation, form: forms.Form, title: str, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    page = reverse("organisations:organisation", args=[found.pk])
    if done(form, lambda: act(dict(form.cleaned_data))):
        messages.success(request, _("Saved."))
        return redirect(page)
    return form_page(request, form, title % {"name": found.name}, page, "organisations")

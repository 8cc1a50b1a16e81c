"""Keying paper forms, one after another, without taking the hands off the keyboard."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianyi.groups import codes
from lianyi.groups.actions.answers import answer_form
from lianyi.groups.forms.keying import KeyingForm, prefilled, written
from lianyi.groups.models import Formation
from lianyi.groups.queries import answers as queries
from lianyi.groups.queries.rounds import formation_of, progress_of, proposed_by_bond
from lianyi.journal.actions import look
from lianyi.request import Request
from lianyi.scope import Refused, Role
from lianyi.scope.marks import open_to

STICKY = ("arrived", "late_reason")  # the same for a whole pile


@open_to(Role.STAFF)
def keying(request: Request, pk: int) -> HttpResponse:
    formation = formation_of(pk, for_=request.actor)
    if request.method != "POST":
        return _page(request, formation, _blank(request, formation))
    form = KeyingForm(request.POST, formation=formation, actor=request.actor)
    if not form.is_valid() or form.is_lookup:
        return _page(request, formation, form)
    if form.was_saved_before:
        return _saved(request, formation, form)
    if form.needs_confirmation:
        return _page(request, formation, form, confirming=True)
    return _save(request, formation, form)


@require_safe
@open_to(Role.STAFF)
def keying_who(request: Request, pk: int) -> HttpResponse:
    """Whose form a number is, as soon as it is typed."""
    formation = formation_of(pk, for_=request.actor)
    form = KeyingForm({"number": request.GET.get("number", "")}, formation=formation, actor=request.actor)
    form.is_valid()
    _note(request, form)
    return render(request, "groups/keying/who.html", {"form": form})


def _save(request: Request, formation: Formation, form: KeyingForm) -> HttpResponse:
    assert form.found is not None
    try:
        form.before = answer_form(form.found, form.content, form.arrival, by=request.actor)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, formation, form)
    return _saved(request, formation, form)


def _saved(request: Request, formation: Formation, form: KeyingForm) -> HttpResponse:
    assert form.found is not None
    said = {"number": codes.paper_number(form.found.serial), "name": form.found.person.name, "line": form.said}
    text = _("%(number)s %(name)s: %(line)s") % said
    if _by_script(request):
        return _page(request, formation, form, saved=text)
    messages.success(request, text)
    kept = {name: form.cleaned_data[name] for name in STICKY if form.cleaned_data.get(name)}
    address = reverse("groups:keying", args=[formation.pk])
    return redirect(f"{address}?{urlencode(kept)}" if kept else address)


def _blank(request: Request, formation: Formation) -> KeyingForm:
    """An empty line; or with ?number= the answer of that form, to be corrected."""
    initial: dict[str, Any] = {name: request.GET[name] for name in STICKY if name in request.GET}
    serial = codes.serial_of(request.GET.get("number", ""))
    found = queries.find_form(formation, serial, for_=request.actor) if serial is not None else None
    if found:
        initial |= prefilled(found, queries.newest_answer(found))
        look([found.person_id], by=request.actor, what="wish_form", community_id=formation.community_id)
    return KeyingForm(formation=formation, actor=request.actor, initial=initial)


def _page(request: Request, formation: Formation, form: KeyingForm, **more: Any) -> HttpResponse:
    _note(request, form)
    last = queries.last_keyed(formation, for_=request.actor)
    context = {
        "formation": formation,
        "form": form,
        "progress": progress_of(formation),
        "by_bond": proposed_by_bond(formation),
        "last": [(answer, codes.paper_number(answer.form.serial), written(answer)) for answer in last],
        "focus": _focus(form),
        **more,
    }
    return render(request, "groups/keying/answer.html" if _by_script(request) else "groups/keying/page.html", context)


def _by_script(request: Request) -> bool:
    """The page keeps its line and wants to know only what became of one form."""
    return "HX-Request" in request.headers


def _note(request: Request, form: KeyingForm) -> None:
    if form.found is not None:
        community = form.formation.community_id
        look([form.found.person_id], by=request.actor, what="wish_form", community_id=community)


def _focus(form: KeyingForm) -> str:
    """The field that the hands need next."""
    if not form.is_bound:
        return "wishes" if form.initial.get("number") else "number"
    return "number" if "number" in form.errors else "wishes"

"""Asking that a record be corrected, and answering it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianyi.journal.actions import look
from lianyi.people import actions, queries
from lianyi.people.forms import AnswerForm, CorrectionForm
from lianyi.people.views.changing import _done, _form, _page, _person, _saved, get_or_post
from lianyi.people.views.mine import _me
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to

PER_PAGE = 50


@get_or_post
@open_to(Role.RESIDENT)
def ask(request: Request) -> HttpResponse:
    """For residents about themselves."""
    me = _me(request)
    if me is None:
        return render(request, "people/no_record.html")
    form = CorrectionForm(request.POST or None)
    if _done(form, lambda: actions.ask_for_correction(me.pk, form.cleaned_data["text"], by=request.actor)):
        messages.success(request, _("The office has your request. The answer will stand here."))
        return redirect("people:mine")
    return render(request, "people/ask_correction.html", {"form": form}, status=422 if form.errors else 200)


@get_or_post
@open_to(Role.STAFF)
def enter(request: Request, pk: int) -> HttpResponse:
    """For the office, when somebody says it in person, in writing or by telephone."""
    person = _person(request, pk)
    form = CorrectionForm(request.POST or None)
    if _done(form, lambda: actions.ask_for_correction(pk, form.cleaned_data["text"], by=request.actor)):
        return _saved(request, pk)
    return _form(request, form, _("%(name)s asks for a correction") % {"name": person.name}, _page(pk))


@require_safe
@open_to(Role.STAFF)
def index(request: Request) -> HttpResponse:
    """What waits for an answer."""
    page = Paginator(queries.corrections_waiting(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    of_community: dict[int, list[int]] = {}
    for one in page.object_list:
        of_community.setdefault(one.person.community_id, []).append(one.person_id)
    for community_id, persons in of_community.items():
        look(persons, by=request.actor, what="corrections", purpose="asked", community_id=community_id)
    return render(request, "people/corrections.html", {"section": "people", "page": page})


@get_or_post
@open_to(Role.STAFF)
def answer(request: Request, pk: int) -> HttpResponse:
    """Done, or declined with a reason."""
    asked = queries.correction(pk, for_=request.actor)
    person = _person(request, asked.person_id)
    form = AnswerForm(request.POST or None)
    if _done(form, lambda: actions.answer_correction(pk, by=request.actor, **form.cleaned_data)):
        return _saved(request, person.pk)
    look([person.pk], by=request.actor, what="corrections", purpose="asked", community_id=person.community_id)
    context = {"section": "people", "form": form, "asked": asked, "person": person}
    return render(request, "people/answer_correction.html", context, status=422 if form.errors else 200)

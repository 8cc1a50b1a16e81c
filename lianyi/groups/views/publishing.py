"""Publishing a draft, and the objections that come in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianyi.accounts.gate import open_to
from lianyi.groups import publishing_pages as pages
from lianyi.groups.actions import objections as objecting
from lianyi.groups.actions.publishing import publish_formation
from lianyi.groups.forms.publishing import AnswerObjectionForm, PublishForm, TakeObjectionForm
from lianyi.groups.models import Draft
from lianyi.groups.queries import drafts as queries
from lianyi.groups.queries import results
from lianyi.groups.queries.answers import find_form
from lianyi.groups.views.ready import of_ready_draft
from lianyi.journal.actions import look
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import Role


@open_to(Role.STAFF)
@of_ready_draft
def publish(request: Request, draft: Draft) -> HttpResponse:
    """Shows everything that stands between a draft and its publication, asks for what is needed, and publishes."""
    if publication := draft.publications.first():
        there = {"formation": draft.formation, "draft": draft, "publication": publication}
        return render(request, "groups/results/published.html", there)
    page = pages.before_publishing(draft)
    form = PublishForm(page.found, page.names, request.POST or None)
    if request.method == "POST" and (form.is_valid() or not form.fields):
        with told(request):
            publication = publish_formation(draft, form.consent(), by=request.actor)
            messages.success(request, _("Published. The time for objections begins today."))
            return redirect("groups:results", draft.formation_id, publication.version)
    look(
        page.person_ids,
        by=request.actor,
        what="draft.unplaced",
        purpose="forming",
        community_id=draft.formation.community_id,
    )
    context = {"formation": draft.formation, "draft": draft, "page": page, "form": form}
    return render(request, "groups/results/publish.html", context)


@open_to(Role.STAFF)
def objections(request: Request, formation_id: int) -> HttpResponse:
    """The to-do list of objections, each with its answer form."""
    formation = queries.formation_of(formation_id, for_=request.actor)
    found = results.objections_of(formation, for_=request.actor)
    ids = [objection.form.person_id for objection in found]
    look(ids, by=request.actor, what="objections", purpose="forming", community_id=formation.community_id)
    context = {
        "formation": formation,
        "objections": found,
        "publication": results.latest(formation),
        "take_form": TakeObjectionForm(),
    }
    return render(request, "groups/results/objections.html", context)


@open_to(Role.STAFF)
@require_POST
def take_objection(request: Request, formation_id: int) -> HttpResponse:
    """Takes down what somebody said on paper or on the telephone."""
    formation = queries.formation_of(formation_id, for_=request.actor)
    publication = results.latest(formation)
    form = TakeObjectionForm(request.POST)
    wish_form = find_form(formation, form.cleaned_data["number"], for_=request.actor) if form.is_valid() else None
    if publication is None or wish_form is None:
        messages.error(request, pages.first_error(form) or _("There is no form with this number."))
        return redirect("groups:objections", formation_id)
    with told(request):
        given = form.cleaned_data
        objecting.object_to(publication, wish_form, given["text"], by=request.actor, channel=given["channel"])
        messages.success(request, _("Taken down."))
    return redirect("groups:objections", formation_id)


@open_to(Role.STAFF)
@require_POST
def answer_objection(request: Request, formation_id: int, objection_id: int) -> HttpResponse:
    objection = results.objection_of(formation_id, objection_id, for_=request.actor)
    form = AnswerObjectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, pages.first_error(form))
        return redirect("groups:objections", formation_id)
    with told(request):
        accepted = form.cleaned_data["decision"] == "accepted"
        objecting.answer(objection, is_accepted=accepted, text=form.cleaned_data["text"], by=request.actor)
        messages.success(request, _("Answered."))
    return redirect("groups:objections", formation_id)

"""The desk's page of templates: which are in use, take one out, put one in, go back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.papers import actions, queries
from lianyi.papers.forms import TemplateForm
from lianyi.papers.handing_out import document
from lianyi.papers.kinds import LANGUAGES, Kind, all_kinds
from lianyi.papers.tags import tags_of
from lianyi.places.queries import communities
from lianyi.request import Request
from lianyi.scope import Refused, Role
from lianyi.scope.marks import open_to


@require_safe
@open_to(Role.STAFF)
def index(request: Request) -> HttpResponse:
    mine = communities(request.actor).filter(pk__in=request.actor.community_ids)
    shelves = [(community, _shelf(request, community.pk)) for community in mine]
    return render(request, "papers/list.html", {"section": "papers", "shelves": shelves, "languages": LANGUAGES})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF)
def template(request: Request, community: int, kind: str, language: str) -> HttpResponse:
    """One template: which is in use, its tags, and the form to replace it."""
    own = queries.own_template(community, kind, language, for_=request.actor)
    paper = queries.known_kind(kind, language)
    form = TemplateForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid() and _replaced(request, form, community, kind, language):
        messages.success(request, _("From now on this is printed with your template."))
        return redirect("papers:template", community, kind, language)
    with override(language):
        tags = tags_of(paper.example())
    context = {
        "section": "papers",
        "community": community,
        "paper": paper,
        "language": language,
        "language_name": dict(LANGUAGES)[language],
        "own": own,
        "form": form,
        "tags": tags,
    }
    return render(request, "papers/template.html", context, status=422 if form.errors else 200)


@require_safe
@open_to(Role.STAFF)
def in_use(request: Request, community: int, kind: str, language: str) -> HttpResponse:
    """The template as it is, to be edited in Word."""
    request.actor.require_community(community)
    paper = queries.known_kind(kind, language)
    content = queries.template_in_use(community, paper, language)
    return document(content, _named(_("%(paper)s, template"), paper))


@require_safe
@open_to(Role.STAFF)
def example(request: Request, community: int, kind: str, language: str) -> HttpResponse:
    """The template in use, filled with example data."""
    request.actor.require_community(community)
    paper = queries.known_kind(kind, language)
    with override(language):
        data = paper.example()
    from lianyi.papers.filling import fill  # the libraries behind it take long to load

    content = fill(queries.template_in_use(community, paper, language), data)
    return document(content, _named(_("%(paper)s, example"), paper))


@require_POST
@open_to(Role.STAFF)
def restore(request: Request, community: int, kind: str, language: str) -> HttpResponse:
    request.actor.require_community(community)
    queries.known_kind(kind, language)
    actions.restore_template(community_id=community, kind=kind, language=language, by=request.actor)
    messages.success(request, _("From now on this is printed with the shipped template."))
    return redirect("papers:template", community, kind, language)


def _shelf(request: Request, community_id: int) -> list[dict[str, Any]]:
    own = queries.own_templates(community_id, for_=request.actor)
    return [
        {"kind": kind, "templates": [(code, name, own.get((kind.slug, code))) for code, name in LANGUAGES]}
        for kind in all_kinds()
    ]


def _replaced(request: Request, form: TemplateForm, community: int, kind: str, language: str) -> bool:
    file = form.cleaned_data["file"]
    try:
        actions.replace_template(
            file.read(), name=file.name, community_id=community, kind=kind, language=language, by=request.actor
        )
    except Refused as refusal:
        form.add_error("file", str(refusal))
    return not form.errors


def _named(pattern: str, paper: Kind) -> str:
    return pattern % {"paper": paper.title}

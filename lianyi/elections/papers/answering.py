"""A paper as a page to print, and as a Word document. Whoever calls this has noted that names were looked at."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render as render_page
from django.utils import timezone
from django.utils.translation import get_language

from lianyi.elections.models import Election, Round
from lianyi.elections.papers.kinds import PAPERS, slug_of
from lianyi.elections.papers.paper import Paper
from lianyi.papers.handing_out import document
from lianyi.papers.kinds import template_language
from lianyi.papers.rendering import render
from lianyi.scope import Refused


def html(request: HttpRequest, election: Election, kind: str, round_: Round | None = None) -> HttpResponse:
    """An A4 page. `?copies=` says how many ballots, `?contest=` of which contest where no round is named."""
    paper = _paper(kind)
    context = {"election": election, "heading": paper.title, **paper.build(election, round_, request.GET)}
    page = render_page(request, paper.template, context)
    page["Cache-Control"] = "no-store"
    return page


def docx(request: HttpRequest, election: Election, kind: str, round_: Round | None = None) -> HttpResponse:
    """The same as a .docx; where the office's own template does not go with it, the page where that is replaced."""
    paper, slug = _paper(kind), slug_of(kind)
    context = paper.build(election, round_, request.GET)
    community, language = election.group.community_id, get_language()
    try:
        content = render(slug, context, community_id=community, language=language)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("papers:template", community, slug, template_language(language))
    day = timezone.localtime(election.meets_at).date().isoformat()
    return document(content, f"{paper.title} - {election.group.name} - {day}")


def _paper(kind: str) -> Paper:
    try:
        return PAPERS[kind]
    except KeyError:
        raise Http404 from None

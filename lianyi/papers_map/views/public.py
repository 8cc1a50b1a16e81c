"""Which papers, where, in which order: for everybody, without an account. Nothing that is asked is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.papers_map import blocked, planning, proofs, shown
from lianyi.papers_map.forms.questions import QuestionsForm
from lianyi.papers_map.models import Certificate
from lianyi.papers_map.queries import registry
from lianyi.papers_map.the_map import POST_DAYS, PapersMap, load
from lianyi.request import Request
from lianyi.responsibilities import hours
from lianyi.scope import OutOfScope
from lianyi.scope.marks import open_to_everyone

SECTION = "papers_map"
MOST_WANTED = 12
MOST_LISTED = 60


@dataclass(frozen=True)
class Wanted:
    """What somebody chose. `problem` says what is wrong with it, "" when nothing is."""

    keys: tuple[int, ...]
    is_all_lost: bool
    problem: str


@require_safe
@open_to_everyone
def start(request: Request) -> HttpResponse:
    """What is needed: typed and ticked, or all papers are lost."""
    return _start(request, load(today()))


@require_safe
@open_to_everyone
def plan(request: Request) -> HttpResponse:
    """The questions, and once they are answered the plan: as a page, or (`paper=1`) on one sheet of paper."""
    if not request.GET:
        return redirect("papers_map:start")
    papers = load(today())
    wanted = wanted_of(request, papers)
    if wanted.problem:
        return _start(request, papers, wanted.problem)
    data = request.GET if "goes" in request.GET else None
    form = QuestionsForm(data, papers=papers, wanted=wanted.keys, is_all_lost=wanted.is_all_lost)
    if "edit" in request.GET or not form.is_valid():
        return _questions(request, form, papers)
    return _plan(request, planning.make(papers, form.answers()))


@require_safe
@open_to_everyone
def certificate(request: Request, pk: int) -> HttpResponse:
    """One paper: where it is had and in which ways, what it needs, what it costs."""
    papers = load(today())
    found = papers.certificates.get(pk)
    if found is None:
        raise OutOfScope
    context = {
        "section": SECTION,
        "certificate": found,
        "fee": shown.yuan(found.fee) if found.fee else "",
        "counters": [(one, hours.shown(one.hours) if one.hours else "") for one in papers.counters[pk]],
        "needs": _named(papers, papers.needs[pk] - papers.barred),
        "choices": [_named(papers, group - papers.barred) for group in papers.choices[pk] if group - papers.barred],
        "say": proofs.what_to_say(found.proof) if pk in papers.barred else "",
        "rule": proofs.RULE,
    }
    return render(request, "papers_map/public/certificate.html", context)


def wanted_of(request: Request, papers: PapersMap) -> Wanted:
    given = request.GET.getlist("want")
    keys = tuple(dict.fromkeys(int(one) for one in given if one.isdecimal() and len(one) < 19))
    lost = request.GET.get("lost") == "1"
    if not given:
        return Wanted((), lost, _("Please choose at least one paper."))
    if len(keys) > MOST_WANTED:
        return Wanted((), lost, _("Please choose at most %(count)d papers at once.") % {"count": MOST_WANTED})
    if not keys or any(key not in papers.certificates for key in keys):
        return Wanted((), lost, _("One of these papers is not on the map. Please choose again."))
    return Wanted(keys, lost, "")


def plan_context(made: planning.Made) -> dict[str, Any]:
    """What the pages of a plan show of it."""
    day = today()
    return {
        "day": day,
        "figures": made.figures,
        "fees": shown.yuan(made.figures.fees),
        "steps": shown.steps(made.lines, made.papers, day),
        "barred": shown.barred(made.lines, made.answers.wanted, made.papers),
        "blocked": blocked.told(made),
        "wanted": _named(made.papers, made.answers.wanted),
        "held": _named(made.papers, made.answers.held),
        "post_days": POST_DAYS,
        "rule": proofs.RULE if proofs.the_rule() else "",
    }


def _start(request: Request, papers: PapersMap, problem: str = "") -> HttpResponse:
    words = request.GET.get("q", "").strip()[:80]
    lost = request.GET.get("lost") == "1"
    given = request.GET.getlist("want")
    ticked = {key for key in papers.certificates if str(key) in given}
    if lost and not given:
        ticked = {key for key, one in papers.certificates.items() if one.is_common}
    found = [one for one in registry.certificates(on=today(), words=words) if one.pk not in ticked]
    context = {
        "section": SECTION,
        "words": words,
        "lost": lost,
        "ticked": _named(papers, ticked),
        "found": found[:MOST_LISTED],
        "is_cut": len(found) > MOST_LISTED,
        "problem": problem,
    }
    return render(request, "papers_map/public/start.html", context, status=422 if problem else 200)


def _questions(request: Request, form: QuestionsForm, papers: PapersMap) -> HttpResponse:
    context = {
        "section": SECTION,
        "form": form,
        "wanted": _named(papers, form.wanted),
        "is_all_lost": request.GET.get("lost") == "1",
        "back": _query(request, "want", "lost"),
    }
    return render(request, "papers_map/public/questions.html", context, status=422 if form.errors else 200)


def _plan(request: Request, made: planning.Made) -> HttpResponse:
    query = _query(request, "want", "lost", *QuestionsForm.base_fields)
    template = "paper/plan.html" if request.GET.get("paper") == "1" else "public/plan.html"
    return render(request, f"papers_map/{template}", {"section": SECTION, "query": query, **plan_context(made)})


def _query(request: Request, *names: str) -> str:
    """These parts of the address, for a link that keeps them."""
    query = QueryDict(mutable=True)
    for name in names:
        query.setlist(name, request.GET.getlist(name))
    return query.urlencode()


def _named(papers: PapersMap, keys: Any) -> list[Certificate]:
    return sorted((papers.certificates[key] for key in keys), key=lambda one: one.sort_key)

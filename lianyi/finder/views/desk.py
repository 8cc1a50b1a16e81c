"""The desk's part: gaps, posters for entrances, letters that name who is responsible."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.dated import today
from lianyi.finder import actions, queries
from lianyi.finder.forms import LetterForm, SettleForm
from lianyi.places.models import Place
from lianyi.places.queries import communities, place, places_below
from lianyi.qr import picture_of
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.responsibilities import hours
from lianyi.responsibilities import queries as responsibilities
from lianyi.scope import OutOfScope, Role
from lianyi.scope.marks import open_to

POSTED = 12  # subjects on a poster
PLACES = (Place.Kind.COMMUNITY, Place.Kind.COMPOUND, Place.Kind.BUILDING, Place.Kind.ENTRANCE)


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def gaps(request: Request) -> HttpResponse:
    """What was asked in vain, the most often asked first, with what it may mean."""
    rows = [
        (question, queries.find(question.text).subjects[:3]) for question in queries.open_questions(for_=request.actor)
    ]
    return render(
        request, "finder/gaps.html", {"section": "responsibilities", "view": "gaps", "rows": rows, "form": SettleForm()}
    )


@require_POST
@open_to(Role.STAFF, Role.ADMIN)
def settle(request: Request, pk: int) -> HttpResponse:
    question = queries.question(pk, for_=request.actor)
    form = SettleForm(request.POST)
    with told(request):
        if request.POST.get("put_aside"):
            actions.put_aside(question, by=request.actor)
            messages.success(request, _("Put aside."))
        elif form.is_valid() and (meant := form.meant()):
            actions.answer_question(question, meant, by=request.actor)
            messages.success(request, _("It can be found by these words now."))
        else:
            messages.error(request, _("Please choose what was meant."))
    return redirect("finder:gaps")


@require_safe
@open_to(Role.STAFF)
def posters(request: Request) -> HttpResponse:
    """For which place a poster is wanted."""
    mine = list(communities(request.actor, today()))
    words = request.GET.get("q", "").strip()
    found = [
        below
        for community in mine
        for below in places_below(community, on=today(), words=words).filter(kind__in=PLACES)[:40]
        if words
    ]
    context = {"section": "responsibilities", "view": "posters", "communities": mine, "found": found, "words": words}
    return render(request, "finder/posters.html", context)


@require_safe
@open_to(Role.STAFF)
def poster(request: Request, pk: int) -> HttpResponse:
    """One A4 page for an entrance: the twelve things asked most, whom to ask, and a code that leads here."""
    at = place(pk, for_=request.actor)
    if at.kind not in PLACES:
        raise OutOfScope
    home = next((one for one in communities(request.actor) if one.pk in at.ancestor_ids), None)
    found = list(queries.often_asked(today())[: POSTED * 3])
    known = [one for one in responsibilities.answers(found, on=today(), at=at) if one.leads][:POSTED]
    address = request.build_absolute_uri(f"{reverse('finder:search')}?at={home.pk if home else ''}")
    rows = [
        (one, one.points[0] if one.points else None, hours.shown(one.points[0].hours) if one.points else "")
        for one in known
    ]
    context = {"place": at, "home": home, "rows": rows, "address": address, "code": picture_of(address)}
    return render(request, "finder/poster.html", context)


@require_http_methods(["GET", "HEAD"])
@open_to(Role.STAFF)
def letter(request: Request) -> HttpResponse:
    """A polite letter to whoever handed the community what is not its work (准入), naming who is responsible."""
    form = LetterForm(request.GET or None, for_=request.actor)
    if not request.GET or not form.is_valid():
        context = {"section": "responsibilities", "view": "letter", "form": form}
        return render(request, "finder/letter_form.html", context, status=422 if form.errors else 200)
    data = form.cleaned_data
    answer = responsibilities.answer(data["subject"], on=today(), at=data["community"])
    ours = [row for row in answer.not_ours if row.organisation_id == data["ours"].pk] if data["ours"] else []
    context = {**data, "answer": answer, "grounds": ours, "day": today()}
    return render(request, "finder/letter.html", context)

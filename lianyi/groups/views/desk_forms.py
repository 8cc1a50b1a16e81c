"""Forms at the desk: who has not answered, and answering for somebody who calls or comes by."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from lianyi.dated import today
from lianyi.groups import codes
from lianyi.groups.actions.answers import answer_form, take_back
from lianyi.groups.actions.rounds import renew_code
from lianyi.groups.forms.answers import StaffAnswerForm
from lianyi.groups.models import Formation
from lianyi.groups.queries import answers as queries
from lianyi.groups.queries.rounds import formation_of
from lianyi.journal.actions import look
from lianyi.places.models import Place
from lianyi.places.queries import addresses, places_below
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to

PURPOSES = {
    "visit": gettext_lazy("Visits: remind people, bring and collect forms"),
    "telephone": gettext_lazy("Calls: remind people, write down wishes"),
    "post": gettext_lazy("Putting forms into letter boxes"),
}
ROWS_A_SHEET = 24


@require_safe
@open_to(Role.STAFF)
def forms(request: Request, pk: int) -> HttpResponse:
    """All forms of a round, or (`?who=waiting`) those nobody has answered."""
    formation = formation_of(pk, for_=request.actor)
    place = _place_asked(request, formation)
    who, words = request.GET.get("who", ""), request.GET.get("q", "").strip()
    find = queries.waiting if who == "waiting" else queries.forms_of
    page = Paginator(find(formation, for_=request.actor, words=words, place=place), 50).get_page(
        request.GET.get("page")
    )
    rows = queries.rows(page)
    look([row.form.person_id for row in rows], by=request.actor, what="wish_forms", community_id=formation.community_id)
    context = {"formation": formation, "page": page, "rows": rows, "who": who, "q": words}
    context |= {"places": _named_places(formation), "place": place}
    return render(request, "groups/forms/list.html", context)


@open_to(Role.STAFF)
def visiting_list(request: Request, pk: int) -> HttpResponse:
    """Who has not answered, on paper, by address. Whoever prints says what for; the journal keeps it."""
    formation = formation_of(pk, for_=request.actor)
    purpose = request.POST.get("purpose", "")
    if purpose not in PURPOSES:
        context = {
            "formation": formation,
            "places": _named_places(formation),
            "purposes": PURPOSES,
            "missing": request.method == "POST",
        }
        return render(request, "groups/forms/visiting.html", context)
    place = _place_asked(request, formation)
    rows = queries.rows(queries.in_order_of_homes(queries.waiting(formation, for_=request.actor, place=place)))
    ids = [row.form.person_id for row in rows]
    look(ids, by=request.actor, what="visiting_list", purpose=purpose, community_id=formation.community_id)
    context = {
        "formation": formation,
        "pages": [rows[start : start + ROWS_A_SHEET] for start in range(0, len(rows), ROWS_A_SHEET)],
        "place": place,
        "purpose": PURPOSES[purpose],
        "shows_phones": purpose != "post",
        "printed_at": timezone.now(),
    }
    return render(request, "groups/paper/visiting.html", context)


@open_to(Role.STAFF)
def form(request: Request, pk: int, serial: int) -> HttpResponse:
    """One form: what came in on it, and answering it for somebody on the telephone or at the desk."""
    formation = formation_of(pk, for_=request.actor)
    wish_form = queries.form_of(formation, serial, for_=request.actor)
    after = not formation.takes_answers(timezone.now())
    answer = queries.newest_answer(wish_form)
    filled = StaffAnswerForm(request.POST or None, formation=formation, answer=answer, after_deadline=after)
    if filled.is_valid():
        with told(request):
            answer_form(wish_form, filled.content, filled.arrival, by=request.actor)
            messages.success(request, _("Written down for %(name)s.") % {"name": wish_form.person.name})
            return redirect("groups:form", pk, serial)
    look([wish_form.person_id], by=request.actor, what="wish_form", community_id=formation.community_id)
    context = {
        "formation": formation,
        "form": filled,
        "wish_form": wish_form,
        "row": queries.rows([wish_form])[0],
        "answers": queries.versions_of(wish_form),
        "after": after,
        "code": codes.shown(codes.code_of(wish_form.nonce)),
    }
    return render(request, "groups/forms/desk.html", context)


@require_POST
@open_to(Role.STAFF)
def new_code(request: Request, pk: int, serial: int) -> HttpResponse:
    wish_form = queries.form_of(formation_of(pk, for_=request.actor), serial, for_=request.actor)
    with told(request):
        renew_code(wish_form, by=request.actor)
        messages.success(request, _("There is a new code. The old one no longer opens the form."))
    return redirect("groups:form", pk, serial)


@require_POST
@open_to(Role.STAFF)
def undo(request: Request, pk: int, serial: int) -> HttpResponse:
    """Takes the newest answer of a form back, and returns to where the request came from."""
    formation = formation_of(pk, for_=request.actor)
    answer = queries.newest_answer(queries.form_of(formation, serial, for_=request.actor))
    if answer is not None:
        with told(request):
            take_back(answer, by=request.actor)
            messages.success(request, _("Taken back."))
    return redirect("groups:keying" if request.POST.get("to") == "keying" else "groups:forms", pk)


def _named_places(formation: Formation) -> list[tuple[Place, str]]:
    """Compounds and buildings with their addresses: there is a house no. 3 in every compound."""
    kinds = [Place.Kind.COMPOUND, Place.Kind.BUILDING]
    found = list(places_below(formation.community, on=today()).filter(kind__in=kinds).order_by("path"))
    texts = addresses(place.pk for place in found)
    return [(place, texts[place.pk]) for place in found]


def _place_asked(request: Request, formation: Formation) -> Place | None:
    asked = (request.POST if request.method == "POST" else request.GET).get("place", "")
    if not asked.isdecimal():
        return None
    return places_below(formation.community, on=today()).filter(pk=int(asked)).first()

"""The page of a matter for whoever holds a code of it: where it stands, its course, and what they can do."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lianyi import codes
from lianyi.dated import today
from lianyi.matters import queries
from lianyi.matters.actions.intake import code_of
from lianyi.matters.forms.saying import AddForm, SayForm
from lianyi.matters.holding import Holding, by_code, find
from lianyi.matters.models import Asker, Feedback, Matter, Trip
from lianyi.matters.naming import lasted
from lianyi.matters.queries.showing import goes_on_as, own_course, public_course, thanks
from lianyi.matters.sentence import holder, standing
from lianyi.matters.views.raising import keeping, picture_limits
from lianyi.private import private
from lianyi.request import Request
from lianyi.responsibilities.queries import points_of
from lianyi.scope.marks import open_to_everyone

STATE, OUTCOME = Matter.State, Matter.Outcome
ENDED = (OUTCOME.SOLVED, OUTCOME.EXPLAINED)
SATISFIED = dict(Feedback.Satisfied.choices)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_everyone
@private
def enter_code(request: Request) -> HttpResponse:
    if request.method != "POST":
        return render(request, "matters/public/enter.html")
    found = find(request, request.POST.get("code", ""))
    return redirect("matters:follow", found.code) if isinstance(found, Holding) else found


@require_safe
@open_to_everyone
@private
@by_code
def follow(request: Request, holding: Holding) -> HttpResponse:
    return page(request, holding)


def page(request: Request, holding: Holding, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page with the forms as they were filled in, or empty ones."""
    context = {
        "section": "raise",
        "holding": holding,
        "matter": holding.matter,
        "code": holding.code,
        "standing": standing(holding.matter, for_asker=holding.is_asker),
        **who_has_it(holding.matter),
        **(_of_asker(holding.matter) if holding.is_asker else _of_backer(holding.matter)),
        "say": SayForm(),
        "add": AddForm(),
        **picture_limits(),
        **keeping(),
        **forms,
    }
    return render(request, "matters/public/follow.html", context, status=status)


def who_has_it(matter: Matter) -> dict[str, Any]:
    """Whose it is now, and where one reaches them."""
    points = points_of(matter.body, on=today()) if matter.body else []
    named = [one for one in points if matter.subject in one.subjects.all()]
    return {
        "holder": holder(matter, matter.body),
        "points": (named or points)[:2],
        "backers": matter.backers.count(),
    }


def _of_asker(matter: Matter) -> dict[str, Any]:
    course = own_course(matter)
    trips = [trip for told in course for trip in told.trips]
    return {
        "asker": Asker.objects.filter(matter=matter).first(),
        "course": course,
        **_clocks(matter),
        "hops": [(held, holder(matter, held.hop.organisation)) for held in queries.hops(matter)],
        "trips": len(trips),
        "wasted": sum(trip.is_wasted for trip in trips),
        "own_trips": sum(trip.traveller == Trip.Traveller.ASKER for trip in trips),
        "pictures": matter.pictures.defer("jpeg", "thumbnail"),
        "seen": queries.seen_by(matter),
        "said": [(one, SATISFIED.get(one.satisfied, "")) for one in matter.feedback.order_by("-at", "-pk")],
        "may_say": matter.state == STATE.ANSWERED or (matter.is_over and matter.outcome in ENDED),
        "may_reopen": matter.state != STATE.OPEN and matter.outcome not in (OUTCOME.JOINED, OUTCOME.CROSSED),
        **_goes_on(matter),
    }


def _clocks(matter: Matter) -> dict[str, str]:
    """Both clocks in words: in our hands, and waiting, of that for papers."""
    clock = queries.clock(matter)
    return {
        "in_our_hands": lasted(clock.in_our_hands),
        "for_papers": lasted(clock.papers),
        "for_others": lasted(clock.waiting - clock.papers),
    }


def _of_backer(matter: Matter) -> dict[str, Any]:
    return {"course": public_course(matter), "thanks": thanks(matter), **_goes_on(matter, is_own=False)}


def _goes_on(matter: Matter, *, is_own: bool = True) -> dict[str, Any]:
    """Where a matter goes on: one handed over is still theirs, of one it was joined to they know what backers know."""
    next_one = goes_on_as(matter)
    if next_one is None:
        return {}
    is_theirs = is_own and matter.outcome == OUTCOME.CROSSED
    return {
        "next": next_one,
        "next_code": codes.shown(code_of(next_one)) if is_theirs else "",
        "next_standing": standing(next_one, for_asker=False),
        "next_course": public_course(next_one) if matter.outcome == OUTCOME.JOINED else [],
    }

"""Whom to ask (该找谁): for everybody, without an account. The answer first, then why; no page is a dead end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianyi.dated import day_asked, today
from lianyi.finder import actions, queries
from lianyi.finder.ranking import one_line
from lianyi.organisations.models import Organisation
from lianyi.organisations.queries import areas_on, lines_on
from lianyi.places.models import Place
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.responsibilities import hours
from lianyi.responsibilities import queries as responsibilities
from lianyi.responsibilities.models import ServicePoint, Subject
from lianyi.scope.marks import open_to_everyone

REMEMBERED = "lianyi_community"
A_YEAR = 365 * 24 * 3600


@require_safe
@open_to_everyone
def search(request: Request) -> HttpResponse:
    """The question, and what it means; one clear meaning is answered at once."""
    day, home = day_asked(request), community_of(request)
    asked = one_line(request.GET.get("q", ""))[: actions.LONGEST].strip()
    found = queries.find(asked) if asked else queries.Found()
    context: dict[str, Any] = {
        **_common(request, home),
        "asked": asked,
        "is_empty": "q" in request.GET and not asked,
        "found": found,
        "answers": responsibilities.answers([one for one in found.subjects if one != found.sure], on=day, at=home),
        "bodies": [one for one in found.bodies if one != found.sure],
        "often": queries.often_asked(day) if not found else [],
    }
    if isinstance(found.sure, Subject):
        context |= _answer(found.sure, home, day)
    elif isinstance(found.sure, Organisation):
        context |= _body(found.sure, home, day)
    return _remember(request, render(request, "finder/search.html", context), home)


@require_safe
@open_to_everyone
def subject(request: Request, pk: int) -> HttpResponse:
    home = community_of(request)
    found = responsibilities.subject(pk)
    context = {**_common(request, home), **_answer(found, home, day_asked(request))}
    return _remember(request, render(request, "finder/subject.html", context), home)


@require_safe
@open_to_everyone
def body(request: Request, pk: int) -> HttpResponse:
    """A body of today or of earlier days: what it does, or who does now what it did."""
    home = community_of(request)
    context = {**_common(request, home), **_body(queries.body(pk), home, day_asked(request))}
    return _remember(request, render(request, "finder/body.html", context), home)


@require_POST
@open_to_everyone
def leave_question(request: Request) -> HttpResponse:
    """Puts what could not be answered on the desk's list of gaps."""
    with told(request):
        actions.leave_question(request.POST.get("q", ""), community=community_of(request))
        messages.success(request, _("Thank you. Somebody will look into it, and it will be found here."))
    return redirect("finder:search")


def community_of(request: Request) -> Place | None:
    """Where somebody lives, as chosen now or remembered by the browser; None when it was not said."""
    given = request.GET.get("at", request.POST.get("at"))
    chosen = request.COOKIES.get(REMEMBERED, "") if given is None else given
    if not chosen.isdecimal() or len(chosen) > 18:
        return None
    return queries.communities_on(today()).filter(pk=int(chosen)).first()


def _common(request: Request, home: Place | None) -> dict[str, Any]:
    day = day_asked(request)
    return {
        "section": "finder",
        "home": home,
        "communities": queries.communities_on(day),
        "day": day,
        "is_today": day == today(),
    }


def _answer(found: Subject, home: Place | None, day: Any) -> dict[str, Any]:
    answer = responsibilities.answer(found, on=day, at=home)
    is_needed = found.holds_on(day)
    return {
        "subject": found,
        "answer": answer,
        "is_needed": is_needed,
        "points": [_point(point) for point in answer.points],
        "history": [
            row
            for row in responsibilities.duties_of(found).order_by("-starts_on")
            if row.role == "leads" and row.ends_on
        ],
    }


def _body(found: Organisation, home: Place | None, day: Any) -> dict[str, Any]:
    is_there = found.holds_on(day)
    were = responsibilities.led_until(found) if not is_there else []
    return {
        "body": found,
        "is_there": is_there,
        "body_line": lines_on(day, [found.pk]).get(found.pk),
        "body_areas": areas_on(day, [found.pk]).get(found.pk, []),
        "duties": responsibilities.led_by(found, on=day) if is_there else [],
        "body_points": [_point(point) for point in responsibilities.points_of(found, on=day)] if is_there else [],
        "successors": responsibilities.answers(were, on=day, at=home),
    }


def _point(point: ServicePoint) -> dict[str, Any]:
    """A service point with its hours in words and whether it is open now."""
    now = timezone.localtime().replace(tzinfo=None)
    return {
        "point": point,
        "hours": hours.shown(point.hours) if point.hours else "",
        "is_open": hours.is_open(point.hours, now),
        "changes": _when(hours.next_change(point.hours, now), now),
    }


def _when(change: datetime | None, now: datetime) -> str:
    if change is None:
        return ""
    if change.date() == now.date():
        return change.strftime("%H:%M")
    return f"{hours.day_name(change.weekday())} {change:%H:%M}"


def _remember(request: Request, response: HttpResponse, home: Place | None) -> HttpResponse:
    """Keeps the community that was chosen in this browser, for a year, so that it is not asked again."""
    if "at" in request.GET:
        response.set_cookie(
            REMEMBERED,
            str(home.pk) if home else "",
            max_age=A_YEAR,
            path=reverse("finder:search"),
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return response

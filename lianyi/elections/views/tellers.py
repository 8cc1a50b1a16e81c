"""The tellers' pages: a code opens a seat in one browser, without an account."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianyi import guessing
from lianyi.elections import ballots, wording
from lianyi.elections.actions import tellers as actions
from lianyi.elections.evening import Evening, is_void
from lianyi.elections.models import Election, Official, Round, Sheet
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import OutOfScope, Refused, Role
from lianyi.scope.marks import open_to, open_to_everyone

KEPT = "elections.teller"
View = Callable[..., HttpResponse]


def of_teller(view: View) -> View:
    """Finds the teller of this browser, or asks for the code."""

    @open_to_everyone
    @wraps(view)
    def shown(request: Request) -> HttpResponse:
        try:
            teller = actions.teller_of(request.session.get(KEPT, ""))
        except OutOfScope:
            return _to_code(request)
        response = view(request, teller)
        add_never_cache_headers(response)
        return response

    return shown


def _to_code(request: Request) -> HttpResponse:
    """Asks for the code. A page that asked for a part of itself is told to go there, not to put a page into itself."""
    if request.session.get(KEPT):
        messages.warning(request, _("This seat is closed: the meeting is over, or somebody has got a new code for it."))
    if _is_part(request):
        return HttpResponse(headers={"HX-Redirect": reverse("elections:enter_code")})
    return redirect("elections:enter_code")


@open_to_everyone
def enter_code(request: Request) -> HttpResponse:
    if request.method != "POST":
        return render(request, "elections/tellers/enter.html", {"seats": actions.free_seats(request.actor)})
    address, typed = request.META.get("REMOTE_ADDR", ""), request.POST.get("code", "")
    if guessing.too_many(address):
        problem = _("There were many wrong codes from your network. Please try again in ten minutes.")
        return render(request, "elections/tellers/enter.html", {"problem": problem}, status=429)
    try:
        _official, secret = actions.take_seat(typed)
    except OutOfScope:
        guessing.count_wrong(address)
        problem = _("This code opens no seat. It may be used already: the organiser can give you a new one.")
        context = {"problem": problem, "typed": typed[:20]}
        return render(request, "elections/tellers/enter.html", context, status=404)
    request.session[KEPT] = secret
    return redirect("elections:sheet")


@require_POST
@open_to(Role.TELLER)
def take_own_seat(request: Request, pk: int) -> HttpResponse:
    """A seat for whoever is signed in as a teller of the group; one browser keeps one seat."""
    if _has_seat(request):
        messages.error(request, _("This browser has a seat already. Two tellers count at two screens."))
        return redirect("elections:sheet")
    with told(request):
        request.session[KEPT] = actions.take_own_seat(pk, by=request.actor)
        return redirect("elections:sheet")
    return redirect("elections:enter_code")


def _has_seat(request: Request) -> bool:
    try:
        actions.teller_of(request.session.get(KEPT, ""))
    except OutOfScope:
        return False
    return True


@require_safe
@of_teller
def sheet(request: Request, teller: Official) -> HttpResponse:
    context = _context(teller)
    if request.GET.get("seen") == context["seen"]:
        return HttpResponse(status=204)
    template = "elections/tellers/sheet_body.html" if _is_part(request) else "elections/tellers/sheet.html"
    return render(request, template, context)


@require_POST
@of_teller
def enter(request: Request, teller: Official) -> HttpResponse:
    """Takes one mark. The page sends again what got no answer; the token keeps it from counting twice."""
    kind, _bar, value = request.POST.get("mark", "").partition("|")
    change = -1 if request.POST.get("take_back") else 1
    value = value or request.POST.get("numbers", "")
    mark = actions.Mark(kind, value[:200], change, request.POST.get("token", "")[:40])
    problem = ""
    try:
        actions.enter(teller, _round_id(request), mark)
    except Refused as refusal:
        problem = str(refusal)
    if _is_part(request):
        context = {**_context(teller), "problem": problem, "typed": value if problem else ""}
        return render(request, "elections/tellers/sheet_body.html", context, status=422 if problem else 200)
    if problem:
        messages.error(request, problem)
    return redirect("elections:sheet")


@require_POST
@of_teller
def hand_in(request: Request, teller: Official) -> HttpResponse:
    with told(request):
        actions.hand_in(teller, _round_id(request))
    return redirect("elections:sheet")


@require_POST
@of_teller
def take_back(request: Request, teller: Official) -> HttpResponse:
    with told(request):
        actions.take_back(teller, _round_id(request))
    return redirect("elections:sheet")


def _context(teller: Official) -> dict[str, Any]:
    evening = Evening(teller.election)
    round_ = evening.round
    context: dict[str, Any] = {
        "teller": teller,
        "election": teller.election,
        "round": round_,
        "contest_title": wording.voted_on(round_.contest, round_.stage, round_.seats) if round_ else "",
        "round_title": wording.round_name(round_) if round_ else "",
        "is_void": round_ is not None and is_void(round_),
        "is_counting": round_ is not None and round_.state == Round.State.COUNTING,
    }
    if round_ and context["is_counting"]:
        context |= _counting(evening, round_, teller)
    marks = (round_.pk if round_ else 0, round_.state if round_ else "", context.get("is_handed_in"))
    context["seen"] = ".".join(str(mark) for mark in (*marks, bool(context.get("differences"))))
    return context


def _counting(evening: Evening, round_: Round, teller: Official) -> dict[str, Any]:
    own, other = _sheets(round_, teller)
    content = own.content if own else {}
    entered = ballots.papers_on(content)
    able, standing = set(round_.names), set(round_.standing)
    listed = [elector for elector in evening.electors if elector.person_id in able]
    names = {elector.number: elector.person.name or "—" for elector in evening.electors}
    both = bool(own and own.is_handed_in and other and other.is_handed_in)
    return {
        "by_strokes": evening.election.counting == Election.Counting.STROKES,
        "entered": entered,
        "is_handed_in": bool(own and own.is_handed_in),
        "listed": [_line(elector.number, names, content, elector.person_id in standing) for elector in listed],
        "has_standing": bool(standing),
        "patterns": [(pattern, _read(pattern, names), count) for pattern, count in content.get("ballots", {}).items()],
        "invalid": [
            (code, wording.invalid_reason(code), content.get("invalid", {}).get(code, 0)) for code in ballots.INVALID
        ],
        "valid": content.get("valid", 0),
        "others": content.get("others", 0),
        "differences": [
            (_told(key, names), mine, theirs) for key, mine, theirs in ballots.differences(content, other.content)
        ]
        if both and other
        else [],
        "rows": math.ceil(len(listed) / 3),
    }


def _sheets(round_: Round, teller: Official) -> tuple[Sheet | None, Sheet | None]:
    sheets = {sheet.seat: sheet for sheet in round_.sheets.all()}
    return sheets.get(teller.seat or 0), next((s for seat, s in sheets.items() if seat != teller.seat), None)


def _line(number: int, names: dict[int, str], content: ballots.Content, stands: bool) -> dict[str, Any]:
    approved, against = content.get("votes", {}).get(str(number), [0, 0])
    return {"number": number, "name": names[number], "approved": approved, "against": against, "stands": stands}


def _read(pattern: str, names: dict[int, str]) -> str:
    """A pattern as names: "3 -5 0" is 张三, against 李四, a name that cannot be elected."""
    if not pattern:
        return _("blank: abstains")
    words = []
    for number in (int(word) for word in pattern.split()):
        if number > 0:
            words.append(names[number])
        else:
            words.append(
                _("against %(name)s") % {"name": names[-number]} if number else _("a name that cannot be elected")
            )
    return "、".join(words)


def _told(key: str, names: dict[int, str]) -> str:
    """Where two counts differ, in words."""
    kind, _colon, what = key.partition(":")
    match kind:
        case "ballots":
            return _("ballots that name: %(names)s") % {"names": _read(what, names)}
        case "invalid":
            return _("invalid: %(reason)s") % {"reason": wording.invalid_reason(what)}
        case "for":
            return names[int(what)]
        case "against":
            return _("against %(name)s") % {"name": names[int(what)]}
        case "others":
            return _("names that cannot be elected")
        case _:
            return _("valid ballots")


def _round_id(request: Request) -> int:
    typed = request.POST.get("round", "")
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0


def _is_part(request: Request) -> bool:
    return bool(request.headers.get("HX-Request"))

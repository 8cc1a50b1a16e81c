"""The lists of matters, and the list of those to be called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.journal.actions import look_at_each
from lianyi.matters import queries
from lianyi.matters.models import Asker, Matter, Pause
from lianyi.matters.naming import whose_hands
from lianyi.matters.rules import CARRIERS
from lianyi.matters.telling import SUBJECT
from lianyi.places.queries import addresses
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to

FIRST_LIST = "open"
CALLS = 12  # as many as somebody calls in one go: each number shown is an entry of the journal


@dataclass(frozen=True)
class Row:
    """A line of a list. `days_late` is above 0 for what is overdue, `waits_for` says what an open pause is for."""

    matter: Matter
    place: str
    hands: str
    days_still: int
    days_late: int
    waits_for: str


@require_safe
@open_to(*CARRIERS)
def index(request: Request) -> HttpResponse:
    """A list, or what was searched; a number typed in full leads to its matter at once."""
    words, before = request.GET.get("q", "").strip()[:80], _key(request.GET.get("before", ""))
    name = request.GET.get("list", "")
    name = name if name in queries.LISTS else FIRST_LIST
    if words and (numbered := queries.matter_by_number(words, for_=request.actor)) is not None:
        return redirect("matters:matter", numbered.pk)
    if words:
        found = queries.search(words, for_=request.actor, before=before)
    else:
        found = queries.desk_list(name, for_=request.actor, before=before)
    context = {
        "section": "matters",
        "lists": [(key, title) for key, (title, _condition) in queries.LISTS.items()],
        "name": "" if words else name,
        "words": words,
        "found": found,
        "rows": rows(found.rows),
        "takes_in": request.actor.is_(Role.STAFF, Role.COMMITTEE),
        "takes_notes": request.actor.is_(Role.STAFF, Role.COMMITTEE, Role.SECRETARY),
        "two_spaces": request.actor.is_(Role.STAFF) and request.actor.is_(Role.COMMITTEE),
    }
    return render(request, "matters/desk/list.html", context)


@require_safe
@open_to(*CARRIERS)
def calls(request: Request) -> HttpResponse:
    """Those to be called, with their telephone numbers. Every number shown is noted for whoever it is."""
    found = queries.desk_list("word", for_=request.actor, before=_key(request.GET.get("before", "")), most=CALLS)
    askers = {one.matter_id: one for one in Asker.objects.filter(matter__in=found.rows)}
    called = [(one, askers[one.pk]) for one in found.rows if one.pk in askers and askers[one.pk].phone]
    look_at_each(
        [((SUBJECT, one.pk), asker.person_id, one.community_id) for one, asker in called],
        by=request.actor,
        what="matter.calls",
    )
    others = [one for one in found.rows if one.pk not in {matter.pk for matter, _asker in called}]
    context = {"section": "matters", "found": found, "called": called, "others": others, "day": today()}
    return render(request, "matters/desk/calls.html", context)


def rows(matters: Iterable[Matter]) -> list[Row]:
    """What a list shows of a page of matters, in three more queries whatever their number."""
    page = list(matters)
    places = addresses(one.place_id for one in page if one.place_id)
    pauses = {one.matter_id: one for one in Pause.objects.filter(matter__in=page, ended_at__isnull=True)}
    return [_row(one, places, pauses.get(one.pk)) for one in page]


def _row(matter: Matter, places: dict[int, str], pause: Pause | None) -> Row:
    is_open = matter.state == Matter.State.OPEN
    return Row(
        matter,
        places.get(matter.place_id or 0, "") or matter.community.name,
        whose_hands(matter),
        (today() - matter.moved_on).days if is_open else 0,
        (today() - matter.due_on).days if is_open else 0,
        pause.get_cause_display() if pause else "",
    )


def _key(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 19 else None

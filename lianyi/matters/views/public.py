"""What everybody may see: the public matters of a community, and the course of one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.matters import numbers, queries
from lianyi.matters.forms.raising import WhoForm, record_of
from lianyi.matters.models import Matter
from lianyi.matters.queries.showing import goes_on_as, public_course, public_matters, thanks
from lianyi.matters.sentence import standing
from lianyi.matters.views.following import who_has_it
from lianyi.places.models import Place
from lianyi.request import Request
from lianyi.scope import OutOfScope
from lianyi.scope.marks import open_to_everyone


@require_safe
@open_to_everyone
def public_list(request: Request) -> HttpResponse:
    here = list(Place.objects.on(today()).filter(kind=Place.Kind.COMMUNITY).order_by("sort_key", "pk"))
    community = _chosen(request, here)
    is_closed = request.GET.get("closed") == "1"
    before = _number(request.GET.get("before", ""))
    found = public_matters(community, closed=is_closed, before=before) if community else None
    context = {"communities": here, "community": community, "is_closed": is_closed, "found": found, "section": "raise"}
    return render(request, "matters/public/list.html", context)


@require_safe
@open_to_everyone
def public_matter(request: Request, number: int) -> HttpResponse:
    return public_page(request, found_public(number), WhoForm(actor=request.actor))


def found_public(number: int) -> Matter:
    key = numbers.key_of(str(number))
    if key is None:
        raise OutOfScope
    return queries.public_matter(key)


def public_page(request: Request, matter: Matter, form: WhoForm, status: int = 200) -> HttpResponse:
    next_one = goes_on_as(matter)
    context = {
        "section": "raise",
        "matter": matter,
        "standing": standing(matter, for_asker=False),
        "course": public_course(matter),
        "thanks": thanks(matter),
        "next": next_one if next_one and next_one.is_public else None,
        "form": form,
        **who_has_it(matter),
    }
    return render(request, "matters/public/matter.html", context, status=status)


def _chosen(request: Request, here: list[Place]) -> Place | None:
    """The community that was asked for, the resident's own, or the only one."""
    asked = _number(request.GET.get("community", ""))
    if asked is None and (record := record_of(request.actor)):
        asked = record.community_id
    return next((one for one in here if one.pk == asked), here[0] if len(here) == 1 else None)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else None

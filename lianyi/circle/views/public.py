"""Where is the nearest ...? For everybody, without an account. Nothing that is asked is kept.

From a building that is chosen, by name or on the map. Where somebody is at the moment is never asked.
"""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lianyi.circle import features, opening_times, walkers
from lianyi.circle.categories import category
from lianyi.circle.forms import NearestForm
from lianyi.circle.map_words import map_words
from lianyi.circle.models import Facility, Home
from lianyi.circle.queries import data, nearest
from lianyi.dated import now
from lianyi.opening import is_open
from lianyi.places.models import Place
from lianyi.request import Request
from lianyi.responsibilities import hours
from lianyi.scope import OutOfScope
from lianyi.scope.marks import open_to_everyone

SECTION = "circle_public"


@require_safe
@open_to_everyone
def show(request: Request) -> HttpResponse:
    """The question; when it is asked, the answer above it."""
    there = nearest.communities_with_homes()
    community = _community(request, there)
    homes = nearest.public_homes(community) if community else []
    kinds = nearest.kinds_near(homes)
    form = NearestForm(request.GET if "what" in request.GET else None, kinds=kinds)
    context = {
        "section": SECTION,
        "form": form,
        "communities": there,
        "community": community,
        "homes": homes,
        "kinds": [category(code) for code in kinds],
        "walkers": walkers.CHOICES,
        "openings": opening_times.CHOICES,
        "words": map_words(),
        "asked_home": _key(request.GET.get("home", "")),
        "asked": {name: request.GET.get(name, "") for name in ("home", "what", "profile", "opening")},
    }
    status = 200
    if form.is_bound:
        if form.is_valid():
            context |= _answer(form.cleaned_data)
        else:
            status = 422
    return render(request, "circle/nearest.html", context, status=status)


@require_safe
@open_to_everyone
def map_data(request: Request) -> HttpResponse:
    """Streets, buildings to choose from, and the points of one kind: nothing about who lives where."""
    community = _community(request, nearest.communities_with_homes())
    if community is None:
        raise OutOfScope
    homes = nearest.public_homes(community)
    what = request.GET.get("what", "")
    points = [one for one in data.facilities_around(homes) if one.category == what]
    layers = {
        "streets": features.streets(data.network_of(community), homes),
        "homes": [features.plain_home(one) for one in homes],
        "points": features.points(points),
    }
    return JsonResponse({name: features.collection(rows) for name, rows in layers.items()})


def _community(request: Request, there: list[Place]) -> Place | None:
    """`?community=`, or the one of the building that is asked about, or the only one."""
    asked, home = request.GET.get("community", ""), request.GET.get("home", "")
    if not asked and (key := _key(home)):
        asked = str(Home.objects.filter(pk=key).values_list("community", flat=True).first() or "")
    found = next((one for one in there if str(one.pk) == asked), None)
    return found or (there[0] if len(there) == 1 else None)


def _answer(asked: dict[str, object]) -> dict[str, object]:
    home = nearest.public_home(int(str(asked["home"])))
    profile, opening = str(asked["profile"] or walkers.FIRST), str(asked["opening"] or opening_times.ANY)
    found = nearest.nearest_to(home, str(asked["what"]), profile=profile, opening=opening)
    return {
        "home": home,
        "kind": category(str(asked["what"])),
        "found": found,
        "walker": walkers.name_of(profile),
        "ways": [(way, *_opening(way.point)) for way in found.ways],
    }


def _opening(point: Facility) -> tuple[str, bool | None]:
    """The hours in words, and whether it is open now."""
    told, moment = point.shown_hours, timezone.localtime(now()).replace(tzinfo=None)
    return (hours.shown(told), is_open(told, moment)) if told else ("", None)


def _key(typed: str) -> int:
    """0 for what is no key."""
    return int(typed) if typed.isdecimal() and len(typed) < 16 else 0

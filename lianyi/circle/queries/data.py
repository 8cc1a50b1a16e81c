"""What a community has brought in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Q, QuerySet

from lianyi.circle.models import Candidate, Facility, Home, Network, SitePlan, Upload
from lianyi.dated import today
from lianyi.places.models import Place
from lianyi.responsibilities.models import ServicePoint
from lianyi.scope import Actor, OutOfScope

Found = TypeVar("Found", Home, Facility, Upload, SitePlan)
AROUND = 6.0  # kilometres beyond the outermost homes: further than anybody walks in an hour


def network_of(community: Place) -> Network | None:
    return Network.objects.filter(community=community).first()


def homes_of(community: Place) -> list[Home]:
    """In one fixed order, that of their keys."""
    return list(Home.objects.filter(community=community).order_by("pk"))


def candidates_of(community: Place) -> list[Candidate]:
    return list(Candidate.objects.filter(community=community))


def facilities_of(community: Place) -> QuerySet[Facility]:
    """What a community has entered itself, as it is today."""
    return _there().filter(community=community)


def facilities_around(homes: Sequence[Home]) -> list[Facility]:
    """Every point near these homes, whichever community entered it: people walk across borders."""
    if not homes:
        return []
    north = AROUND / 111.0
    lat = [min(one.lat for one in homes) - north, max(one.lat for one in homes) + north]
    east = north / max(math.cos(math.radians(max(map(abs, lat)))), 0.01)
    lon = [min(one.lon for one in homes) - east, max(one.lon for one in homes) + east]
    return list(_there().filter(lat__range=lat, lon__range=lon).order_by("pk"))


def unplaced_points(communities: Sequence[int]) -> QuerySet[ServicePoint]:
    """Service points of bodies that serve these communities and that nobody has put on the map."""
    placed = Facility.objects.filter(at__isnull=False).values("at")
    serving = Q(organisation__serving__area__in=communities) | Q(organisation__serving__area__isnull=True)
    return ServicePoint.objects.on(today()).filter(serving).exclude(pk__in=placed).distinct()


def home(pk: int, *, for_: Actor) -> Home:
    found = Home.objects.select_related("community", "place").filter(pk=pk).first()
    return _of(found, for_)


def facility(pk: int, *, for_: Actor) -> Facility:
    found = Facility.objects.select_related("community", "at").filter(pk=pk).first()
    return _of(found, for_)


def upload(pk: int, *, for_: Actor) -> Upload:
    found = Upload.objects.select_related("community").defer("content").filter(pk=pk).first()
    return _of(found, for_)


def uploads(community: Place) -> QuerySet[Upload]:
    """What waits to be looked at."""
    return Upload.objects.filter(community=community).exclude(state=Upload.State.TAKEN).defer("content")


def plan(pk: int, *, for_: Actor) -> SitePlan:
    found = SitePlan.objects.select_related("community").filter(pk=pk).first()
    return _of(found, for_)


def plans_of(community: Place) -> QuerySet[SitePlan]:
    return SitePlan.objects.filter(community=community)


def _there() -> QuerySet[Facility]:
    gone = Q(at__ends_on__isnull=False, at__ends_on__lte=today())
    return Facility.objects.select_related("at", "community").exclude(gone)


def _of(found: Found | None, for_: Actor) -> Found:
    if found is None or not for_.works_for(found.community_id):
        raise OutOfScope
    return found

"""Where the nearest ... is, for everybody: from a building, never from where somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lianyi.circle import opening_times, walkers
from lianyi.circle.categories import categories, category
from lianyi.circle.ground import FURTHEST, Ground, Places, Streets, ground_of
from lianyi.circle.models import Facility, Home
from lianyi.circle.queries.data import facilities_around, network_of
from lianyi.circle.store import NOWHERE
from lianyi.circle.words import told
from lianyi.dated import today
from lianyi.places.models import Place
from lianyi.scope import OutOfScope
from lianyi.search import sort_key_of

MOST = 3


@dataclass(frozen=True)
class Way:
    """One of the nearest points: how far, and how one gets there, leg by leg; no legs without a street network."""

    point: Facility
    minutes: float
    metres: int
    legs: Sequence[str]


@dataclass(frozen=True)
class Ways:
    """`closed`: how many points of the kind are not open then, or no use to who walks; `unknown_hours` are among
    those counted."""

    ways: tuple[Way, ...]
    is_straight: bool
    closed: int
    unknown_hours: int


def communities_with_homes() -> list[Place]:
    """Where the public page can help today."""
    there = Home.objects.order_by().values("community").distinct()
    return list(Place.objects.on(today()).filter(pk__in=there).order_by("sort_key", "pk"))


def public_homes(community: Place) -> list[Home]:
    """The buildings that somebody can choose from, by name. Resident counts are not read."""
    found = Home.objects.filter(community=community).defer("residents").order_by("pk")
    return sorted(found, key=lambda home: sort_key_of(home.name or home.code))


def public_home(pk: int) -> Home:
    found = Home.objects.select_related("community").defer("residents").filter(pk=pk).first()
    if found is None or not found.community.holds_on(today()):
        raise OutOfScope
    return found


def kinds_near(homes: Sequence[Home]) -> list[str]:
    """What there is to look for, in the order of the rule pack."""
    there = {one.category for one in facilities_around(homes)}
    known = [one.code for one in categories() if one.code in there]
    return known + sorted(there - set(known))


def nearest_to(home: Home, what: str, *, profile: str, opening: str) -> Ways:
    """The nearest open points of a kind, nearest first."""
    points = [one for one in facilities_around([home]) if one.category == category(what).code]
    moment = opening_times.moment_of(opening)
    counted = opening_times.counted(points, profile=profile, moment=moment)
    spot = Places.of([home])
    ground = ground_of(network_of(home.community), spot, walkers.profile(profile))
    found = _nearest(ground, spot, counted.points)
    closed = len(points) - len(counted.points)
    return Ways(tuple(found), ground.is_straight, closed, counted.unknown_hours)


def _nearest(ground: Ground, spot: Places, points: Sequence[Facility]) -> list[Way]:
    if not points:
        return []
    places, speed = Places.of(points), ground.profile.metres_per_minute * 1000
    begins, rows, costs = ground.pairs(spot, places, int(FURTHEST * speed))
    near = sorted(zip(costs[: begins[1]].tolist(), rows[: begins[1]].tolist(), strict=True))[:MOST]
    near = [(cost, row) for cost, row in near if cost < NOWHERE]
    return [Way(points[row], cost / speed, round(cost / 1000), _legs(ground, spot, places, row)) for cost, row in near]


def _legs(ground: Ground, spot: Places, places: Places, row: int) -> Sequence[str]:
    way = ground.way(spot, 0, places, row) if isinstance(ground, Streets) else None
    return told(way) if way else ()

"""What was computed for a community: coverage by kind of service, by building, and what is missing.

Counts of few people are not told: see `guarding`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from lianyi.circle import walkers
from lianyi.circle.categories import Category, Measure, categories, category, metres_of, minutes_of
from lianyi.circle.computing import inputs_of, is_current
from lianyi.circle.models import Facility, Home, Reach
from lianyi.circle.queries.data import homes_of, network_of
from lianyi.circle.store import NOWHERE, Walks
from lianyi.engines.reach import limit_of
from lianyi.places.models import Place

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Walk:
    """From one home to the nearest point of one kind. `minutes` and `point` are None where there is none in an hour."""

    category: Category
    minutes: float | None
    point: Facility | None
    is_inside: bool


@dataclass(frozen=True)
class Covered:
    """One kind of service: points, homes inside the limit, residents inside, their mean walk."""

    category: Category
    points: int
    limit: str
    homes_inside: int
    residents_inside: int
    unknown_hours: int
    mean: float | None


@dataclass(frozen=True)
class Results:
    """`cost` by kind: millimetres at the profile's speed for each of `homes`, in their order."""

    community: Place
    profile: str
    opening: str
    homes: list[Home]
    cost: dict[str, NDArray[np.int32]]
    facility: dict[str, NDArray[np.int64]]
    unknown_hours: dict[str, int]
    computed_at: datetime | None
    moment: datetime | None
    is_straight: bool

    @cached_property
    def residents(self) -> NDArray[np.int64]:
        return np.array([one.residents for one in self.homes], dtype=np.int64)

    @cached_property
    def points(self) -> dict[int, Facility]:
        keys = {int(key) for found in self.facility.values() for key in np.unique(found) if key >= 0}
        return Facility.objects.select_related("at").in_bulk(keys)

    @cached_property
    def is_current(self) -> bool:
        return is_current(inputs_of(self.community, self.profile, self.opening))

    @property
    def kinds(self) -> list[Category]:
        """What was computed, in the order of the rule pack, other kinds after it."""
        known = [one for one in categories() if one.code in self.cost]
        return known + [category(code) for code in sorted(self.cost.keys() - {one.code for one in known})]

    @property
    def missing(self) -> list[Category]:
        """What the rule pack names and no point on record offers."""
        return [one for one in categories() if one.code not in self.cost]

    def inside(self, kind: Category, measure: Measure) -> Bools:
        return np.asarray(self.cost[kind.code] <= limit_in(kind, measure, self.profile))

    def minutes(self, kind: str) -> NDArray[np.float64]:
        """Infinite for nowhere."""
        cost, speed = self.cost[kind], walkers.profile(self.profile).metres_per_minute
        return np.where(cost == NOWHERE, np.inf, cost / (speed * 1000))


def results(community: Place, profile: str, opening: str) -> Results:
    """What is stored, brought into the order of the homes as they are now."""
    homes = homes_of(community)
    keys = np.array([one.pk for one in homes], dtype=np.int64)
    cost, facility, unknown, latest, moment = {}, {}, {}, None, None
    for row in Reach.objects.filter(community=community, profile=profile, opening=opening):
        walks = Walks.unpacked(bytes(row.content))
        cost[row.category], facility[row.category] = _aligned(keys, walks)
        unknown[row.category] = row.unknown_hours
        latest, moment = max(latest or row.computed_at, row.computed_at), row.moment
    is_straight = network_of(community) is None
    return Results(community, profile, opening, homes, cost, facility, unknown, latest, moment, is_straight)


def coverage(found: Results, measure: Measure) -> list[Covered]:
    """One row for each kind, weighted by residents."""
    return [_covered(found, kind, measure) for kind in found.kinds]


def walks_of(found: Results, home: Home, measure: Measure) -> list[Walk]:
    """Everything one building reaches, kind by kind."""
    at = next(at for at, one in enumerate(found.homes) if one.pk == home.pk)
    return [walk_at(found, kind, at, measure) for kind in found.kinds]


def walk_at(found: Results, kind: Category, at: int, measure: Measure) -> Walk:
    minutes = float(found.minutes(kind.code)[at])
    point = found.points.get(int(found.facility[kind.code][at]))
    inside = bool(found.cost[kind.code][at] <= limit_in(kind, measure, found.profile))
    return Walk(kind, None if np.isinf(minutes) else minutes, point, inside)


def gaps(found: Results, kind: Category, measure: Measure) -> list[int]:
    """The places in `homes` of those outside the limit: the furthest first, equally far ones in their order."""
    outside = np.flatnonzero(~found.inside(kind, measure))
    return sorted(outside.tolist(), key=lambda at: (-int(found.cost[kind.code][at]), at))


def limit_in(kind: Category, measure: Measure, profile: str) -> int:
    """In millimetres. The walking distances of the standard are the same for everybody, minutes are not."""
    if measure is Measure.METRES:
        return metres_of(kind.level or 15) * 1000
    return limit_of(walkers.profile(profile), minutes_in(kind, measure))


def minutes_in(kind: Category, measure: Measure) -> int:
    """The limit as a walk of so many minutes; for distances that of the whole circle."""
    return kind.minutes if measure is Measure.MINUTES else minutes_of(15)


def limit_in_words(kind: Category, measure: Measure) -> str:
    if measure is Measure.METRES:
        return _("%(metres)d m") % {"metres": metres_of(kind.level or 15)}
    return _("%(minutes)d minutes") % {"minutes": minutes_in(kind, measure)}


def _covered(found: Results, kind: Category, measure: Measure) -> Covered:
    inside, minutes = found.inside(kind, measure), found.minutes(kind.code)
    near = np.isfinite(minutes) & (found.residents > 0)
    weight = found.residents[near]
    mean = float((minutes[near] * weight).sum() / weight.sum()) if weight.sum() else None
    used = Counter(found.facility[kind.code].tolist())
    return Covered(
        kind,
        len([key for key in used if key >= 0]),
        limit_in_words(kind, measure),
        int(inside.sum()),
        int(found.residents[inside].sum()),
        found.unknown_hours[kind.code],
        mean,
    )


def _aligned(keys: NDArray[np.int64], walks: Walks) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    cost, facility = np.full(len(keys), NOWHERE, dtype=np.int32), np.full(len(keys), -1, dtype=np.int64)
    if len(walks.home):
        at = np.minimum(np.searchsorted(walks.home, keys), len(walks.home) - 1)
        known = walks.home[at] == keys
        cost[known], facility[known] = walks.cost[at[known]], walks.facility[at[known]]
    return cost, facility

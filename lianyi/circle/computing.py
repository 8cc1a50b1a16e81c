"""The work of computing walks: for one profile and one mode of opening, category by category, only what has changed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianyi.circle import opening_times, walkers
from lianyi.circle.ground import FURTHEST, Ground, Places, ground_of
from lianyi.circle.models import Facility, Home, Reach
from lianyi.circle.opening_times import Counted
from lianyi.circle.queries.data import facilities_around, homes_of, network_of
from lianyi.circle.store import Walks
from lianyi.dated import now
from lianyi.engines.reach import Profile
from lianyi.jobs.saving import saving
from lianyi.places.models import Place
from lianyi.scope import Refused

Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Asked:
    """What is to be computed, read once."""

    community: Place
    profile: Profile
    opening: str
    moment: datetime | None
    homes: list[Home]
    by_category: dict[str, Counted]
    digests: dict[str, str]


@dataclass(frozen=True)
class Done:
    """How many categories were computed, and how many had not changed."""

    computed: int
    kept: int


def compute(community: Place, profile_code: str, opening: str, *, report: Report) -> Done:
    """Brings the walks of a community up to date. Raises Refused where there is nothing to compute them from."""
    asked = inputs_of(community, profile_code, opening)
    if not asked.homes:
        raise Refused(_("There are no buildings yet. Please bring in a list of buildings first."))
    if not asked.by_category:
        raise Refused(_("There are no service points yet. Please enter some first."))
    known = dict(_stored(asked).values_list("category", "digest"))
    changed = [code for code, digest in asked.digests.items() if known.get(code) != digest]
    homes, found = Places.of(asked.homes), {}
    total = len(changed) + 2
    if changed:
        report(0, total)
        ground = ground_of(network_of(community), homes, asked.profile)
        for number, code in enumerate(changed, 1):
            report(number, total)
            found[code] = walks_to(ground, homes, asked.by_category[code].points)
    with saving(report):
        _stored(asked).exclude(category__in=asked.by_category).delete()
        for code, walks in found.items():
            Reach.objects.update_or_create(
                community=community,
                profile=profile_code,
                opening=opening,
                category=code,
                defaults={
                    "digest": asked.digests[code],
                    "content": walks.packed(),
                    "unknown_hours": asked.by_category[code].unknown_hours,
                    "computed_at": now(),
                },
            )
        _stored(asked).update(moment=now() if asked.moment else None)
    return Done(len(changed), len(asked.digests) - len(changed))


def inputs_of(community: Place, profile_code: str, opening: str) -> Asked:
    """Everything that decides the result, with a digest for each category."""
    profile, moment = walkers.profile(profile_code), opening_times.moment_of(opening)
    homes = homes_of(community)
    by_category: dict[str, list[Facility]] = defaultdict(list)
    for point in facilities_around(homes):
        by_category[point.category].append(point)
    counting = {
        code: opening_times.counted(points, profile=profile_code, moment=moment)
        for code, points in sorted(by_category.items())
    }
    network = network_of(community)
    base = hashlib.sha256()
    base.update(repr((network.digest if network else "", profile, FURTHEST, _detour(network is None))).encode())
    base.update(json.dumps([(one.pk, one.code, one.lon, one.lat) for one in homes]).encode())
    digests = {code: _digest(base.hexdigest(), points.points) for code, points in counting.items()}
    return Asked(community, profile, opening, moment, homes, counting, digests)


def walks_to(ground: Ground, homes: Places, points: Sequence[Facility]) -> Walks:
    """From every home to the nearest of these points."""
    places = Places.of(points)
    cost, row = ground.nearest(homes, places)
    keys = np.append(places.keys, -1)
    return Walks(homes.keys, cost, keys[row])


def is_current(asked: Asked) -> bool:
    """Whether what is stored was computed from what is there now."""
    return dict(_stored(asked).values_list("category", "digest")) == asked.digests


def _stored(asked: Asked) -> QuerySet[Reach]:
    return Reach.objects.filter(community=asked.community, profile=asked.profile.code, opening=asked.opening)


def _digest(base: str, points: Sequence[Facility]) -> str:
    content = json.dumps([base, [(one.pk, one.code, one.lon, one.lat) for one in points]])
    return hashlib.sha256(content.encode()).hexdigest()


def _detour(is_straight: bool) -> str:
    from lianyi.wording import rule

    return str(rule("circle.detour_factor").share) if is_straight else ""

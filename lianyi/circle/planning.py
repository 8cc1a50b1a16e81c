"""The work of planning: where new points help most, with the bound, before and after, and what is lost by a closure.

A result: `method`, `value`, `bound`, `gap` (a share), `is_proven`; `chosen`: candidates with the residents who go
there; `before` and `after`: residents served, share, mean and ninetieth percentile in minutes; `gained`, `nearer`,
`hopeless` (residents no site could serve); `losses`: for each open point what is lost if it closes; `homes`: per
building its minutes before and after.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from django.utils.translation import gettext as _

from lianyi.circle import walkers
from lianyi.circle.ground import FURTHEST, Places, ground_of
from lianyi.circle.models import Candidate, Facility, Home, SitePlan
from lianyi.circle.opening_times import counted
from lianyi.circle.queries.data import candidates_of, facilities_around, homes_of, network_of
from lianyi.engines.reach import Profile, limit_of
from lianyi.jobs.saving import saving
from lianyi.scope import Refused

if TYPE_CHECKING:
    from lianyi.engines.siting import Comparison, Figures, Objective, Problem, Result

Report = Callable[[int, int], None]
SECONDS = 60.0  # of search; afterwards the best that was found, with its bound
PARTS = 1000
LOSSES, HOMES = 200, 3000  # rows kept with a plan
Place = Facility | Candidate


@dataclass(frozen=True)
class Laid:
    """The question as the engine takes it: `places` are the existing points and then the candidates."""

    problem: Problem
    homes: list[Home]
    existing: list[Facility]
    candidates: list[Candidate]
    profile: Profile

    @property
    def places(self) -> list[Place]:
        return _places(self.existing, self.candidates)


def answer(plan: SitePlan, *, report: Report) -> None:
    """Computes a plan and stores its result, unless the stored one rests on the same. Raises Refused."""
    report(0, PARTS + 1)
    digest = digest_of(plan)
    if plan.result is not None and plan.digest == digest:
        return
    laid = lay(plan)
    result = solve(plan, laid, lambda done, total: report(PARTS * done // max(total, 1), PARTS + 1))
    content = told(plan, laid, result)
    with saving(report):
        if not SitePlan.objects.filter(pk=plan.pk).update(result=content, digest=digest):
            raise Refused(_("This plan has been thrown away."))


def digest_of(plan: SitePlan) -> str:
    """What the answer rests on."""
    network, profile = network_of(plan.community), walkers.profile(plan.profile)
    homes, candidates = homes_of(plan.community), candidates_of(plan.community)
    content = [
        [network.digest if network else "", repr(profile), plan.category, plan.objective, plan.count, plan.minutes],
        [plan.is_capacity_kept, sorted(plan.excluded.values_list("pk", flat=True))],
        [(one.pk, one.lon, one.lat, one.residents) for one in homes],
        [(one.pk, one.lon, one.lat, one.capacity) for one in _places(_existing(plan, homes), candidates)],
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def lay(plan: SitePlan) -> Laid:
    """Raises Refused where something is missing."""
    from lianyi.engines.siting import NO_LIMIT, Problem

    homes, candidates = homes_of(plan.community), candidates_of(plan.community)
    if not homes:
        raise Refused(_("There are no buildings yet. Please bring in a list of buildings first."))
    if not candidates:
        raise Refused(_("There are no candidate sites yet. Please bring in a list of them first."))
    existing = _existing(plan, homes)
    profile, spots = walkers.profile(plan.profile), Places.of(homes)
    ground = ground_of(network_of(plan.community), spots, profile)
    is_walks = plan.objective == SitePlan.Objective.WALKS
    furthest = limit_of(profile, FURTHEST if is_walks else plan.minutes)
    start, place, cost = ground.pairs(spots, Places.of(existing).joined(Places.of(candidates)), furthest)
    capacity = None
    if plan.is_capacity_kept:
        capacity = [NO_LIMIT if one.capacity is None else one.capacity for one in _places(existing, candidates)]
    left_out = set(plan.excluded.values_list("pk", flat=True))
    problem = Problem.of(
        start,
        place,
        cost,
        places=len(existing) + len(candidates),
        residents=[one.residents for one in homes],
        existing=np.arange(len(existing)),
        excluded=[len(existing) + at for at, one in enumerate(candidates) if one.pk in left_out],
        capacity=capacity,
        limit=limit_of(profile, plan.minutes),
        beyond=furthest + 1 if is_walks else None,
        ids=[f"{at:08d}" for at in range(len(existing) + len(candidates))],
    )
    return Laid(problem, homes, existing, candidates, profile)


def solve(plan: SitePlan, laid: Laid, progress: Report) -> Result:
    from lianyi.engines.siting import ProblemError, maximal_covering, p_median, set_covering

    how: dict[str, Any] = {"time_limit": SECONDS, "progress": progress}
    try:
        if plan.objective == SitePlan.Objective.FEWEST:
            return set_covering(laid.problem, **how)
        solver = p_median if plan.objective == SitePlan.Objective.WALKS else maximal_covering
        return solver(laid.problem, plan.count, **how)
    except ProblemError as fault:
        raise Refused(_("This cannot be computed from the buildings, points and sites as they are.")) from fault


def told(plan: SitePlan, laid: Laid, result: Result) -> dict[str, Any]:
    """The result in plain values, costs in minutes."""
    from lianyi.engines.siting import compare, loss_if_closed

    goal, was = _goal(plan), np.arange(len(laid.existing))
    change = compare(laid.problem, was, result.open, goal)
    places = laid.places
    losses = loss_if_closed(laid.problem, result.open, goal)
    loads = dict(zip(change.after.open.tolist(), change.after.load.tolist(), strict=True))
    return {
        "method": result.method,
        "value": result.value,
        "bound": result.bound,
        "gap": result.gap,
        "is_proven": result.proven,
        "chosen": [_site(places[at], loads.get(at, 0)) for at in result.chosen.tolist()],
        "before": _figures(change.before, laid.profile),
        "after": _figures(change.after, laid.profile),
        **_changes(change),
        "losses": [
            {
                **_site(places[one.place], loads.get(one.place, 0)),
                "is_new": one.place >= len(laid.existing),
                "unserved": one.unserved,
                "further": one.further,
            }
            for one in losses[:LOSSES]
        ],
        "homes": _homes(laid, was, result.open, goal),
    }


def _places(existing: list[Facility], candidates: list[Candidate]) -> list[Place]:
    return [*existing, *candidates]


def _existing(plan: SitePlan, homes: list[Home]) -> list[Facility]:
    """The points of the kind that this profile can use, whenever they are open."""
    points = [one for one in facilities_around(homes) if one.category == plan.category]
    return list(counted(points, profile=plan.profile, moment=None).points)


def _goal(plan: SitePlan) -> Objective:
    from lianyi.engines.siting import Objective

    return {
        SitePlan.Objective.COVER: Objective.MAXIMAL_COVERING,
        SitePlan.Objective.FEWEST: Objective.SET_COVERING,
        SitePlan.Objective.WALKS: Objective.P_MEDIAN,
    }[SitePlan.Objective(plan.objective)]


def _site(one: Place, load: int) -> dict[str, Any]:
    name = one.shown_name if isinstance(one, Facility) else str(one)
    return {"key": one.pk, "code": one.code, "name": name, "lon": one.lon, "lat": one.lat, "residents": load}


def _figures(one: Figures, profile: Profile) -> dict[str, Any]:
    return {
        "points": len(one.open),
        "residents": one.residents,
        "served": one.served,
        "share": one.share,
        "mean": _minutes(one.mean, profile),
        "ninetieth": _minutes(one.ninetieth, profile),
    }


def _changes(change: Comparison) -> dict[str, int]:
    return {"gained": change.gained, "nearer": change.nearer, "hopeless": change.after.hopeless}


def _homes(laid: Laid, before: Any, after: Any, goal: Objective) -> list[dict[str, Any]]:
    """The buildings that gain, those with most residents first."""
    from lianyi.engines.siting import assign

    costs = []
    for opened in (before, after):
        found = assign(laid.problem, opened, goal)
        cost = np.full(len(laid.homes), -1, dtype=np.int64)
        cost[found.home] = found.cost
        costs.append(cost)
    was, now = costs
    better = np.flatnonzero((now >= 0) & ((was < 0) | (now < was)))
    rows = sorted(better.tolist(), key=lambda at: (was[at] >= 0, -laid.homes[at].residents, at))[:HOMES]
    return [
        {
            "key": laid.homes[at].pk,
            "name": str(laid.homes[at]),
            "before": None if was[at] < 0 else _minutes(int(was[at]), laid.profile),
            "after": _minutes(int(now[at]), laid.profile),
        }
        for at in rows
    ]


def _minutes(cost: float, profile: Profile) -> float:
    return round(cost / (profile.metres_per_minute * 1000), 1)

"""Having walks computed, and plans."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.circle import opening_times, walkers
from lianyi.circle.actions.files import COMPUTE, PLAN
from lianyi.circle.models import Candidate, Reach, SitePlan
from lianyi.circle.queries.data import facilities_around, homes_of
from lianyi.jobs import actions as jobs
from lianyi.jobs.models import Job
from lianyi.journal.actions import Change, record
from lianyi.places.models import Place
from lianyi.scope import Actor, Refused

MOST_NEW = 200


@dataclass(frozen=True)
class Question:
    """Where `count` new points of a category help most. `excluded`: candidate sites that are left out."""

    category: str
    profile: str
    objective: str
    count: int
    minutes: int
    is_capacity_kept: bool = False
    excluded: Collection[Candidate] = ()


def ask_to_compute(community: Place, *, profile: str, opening: str, by: Actor) -> Job:
    """Has the walks of a profile brought up to date. Raises Refused for a profile or mode that does not exist."""
    by.require_community(community.pk)
    if profile not in walkers.NAMES or opening not in opening_times.NAMES:
        raise Refused(_("Please choose who walks, and when."))
    params = {"community": community.pk, "profile": profile, "opening": opening}
    return jobs.enqueue(COMPUTE, params, by=by, community_id=community.pk)


def refresh(community: Place, *, by: Actor) -> None:
    """After a change: brings up to date what was computed before, but for the moments that have gone by."""
    if not facilities_around(homes_of(community)):
        return  # nothing can be computed yet, and whoever brings in a file is not to be told of a failure
    known = Reach.objects.filter(community=community).exclude(opening=opening_times.NOW)
    wanted = sorted(set(known.order_by().values_list("profile", "opening"))) or [(walkers.FIRST, opening_times.ANY)]
    for profile, opening in wanted:
        params = {"community": community.pk, "profile": profile, "opening": opening}
        jobs.enqueue(COMPUTE, params, by=by, community_id=community.pk)


@transaction.atomic
def ask_for_plan(community: Place, asked: Question, *, by: Actor) -> tuple[SitePlan, Job]:
    """Has a question computed. Raises Refused for one that cannot be answered."""
    by.require_community(community.pk)
    if not 1 <= asked.count <= MOST_NEW:
        raise Refused(_("Please ask for between 1 and %(most)d new points.") % {"most": MOST_NEW})
    if not 1 <= asked.minutes <= 60:
        raise Refused(_("The limit lies between 1 and 60 minutes."))
    if asked.profile not in walkers.NAMES or asked.objective not in SitePlan.Objective.values:
        raise Refused(_("Please choose who walks, and what counts."))
    if asked.is_capacity_kept and asked.objective == SitePlan.Objective.FEWEST:
        raise Refused(_("How few points do cannot be computed with capacities. Please choose another question."))
    if any(one.community_id != community.pk for one in asked.excluded):
        raise Refused(_("One of these sites belongs to another community."))
    plan = SitePlan.objects.create(
        community=community,
        category=asked.category,
        profile=asked.profile,
        objective=asked.objective,
        count=asked.count,
        minutes=asked.minutes,
        is_capacity_kept=asked.is_capacity_kept,
        asked_by=by.name,
    )
    plan.excluded.set(asked.excluded)
    after = {"category": plan.category, "objective": plan.objective, "count": plan.count, "minutes": plan.minutes}
    record(
        "circle.plan_asked",
        by=by,
        changes=[Change(None, after)],
        subject=("circle_plan", plan.pk),
        community_id=community.pk,
    )
    return plan, compute_plan(plan, by=by)


def compute_plan(plan: SitePlan, *, by: Actor) -> Job:
    """Computes a question, anew where what it rests on has changed."""
    by.require_community(plan.community_id)
    return jobs.enqueue(PLAN, {"plan": plan.pk}, by=by, community_id=plan.community_id)


@transaction.atomic
def discard_plan(plan: SitePlan, *, by: Actor) -> None:
    by.require_community(plan.community_id)
    before = {"category": plan.category, "objective": plan.objective, "count": plan.count}
    record(
        "circle.plan_discarded",
        by=by,
        changes=[Change(before, None)],
        subject=("circle_plan", plan.pk),
        community_id=plan.community_id,
    )
    plan.delete()

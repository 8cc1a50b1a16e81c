"""What the pages of a matter's papers show: at the desk, for whoever raised it, and on paper."""

from __future__ import annotations

from typing import Any

from lianyi.dated import today
from lianyi.matters.models import Matter, Pause
from lianyi.matters.rules import may_write
from lianyi.papers_map import proofs, shown
from lianyi.papers_map.actions.plans import is_complete
from lianyi.papers_map.models import Errand, Mandate, Plan
from lianyi.papers_map.planning import of_rows
from lianyi.papers_map.queries import plans
from lianyi.papers_map.the_map import POST_DAYS, load
from lianyi.scope import Actor


def of_matter(matter: Matter, actor: Actor | None) -> dict[str, Any]:
    """`actor` None: whoever raised the matter, who reads and takes mandates back, but ticks nothing."""
    plan = plans.plan_of(matter)
    rows = plans.mandates_of(matter)
    context = {
        "matter": matter,
        "plan": plan,
        "mandates": [(one, state_of(one)) for one in rows],
        "writes": actor is not None and not matter.is_over and may_write(matter, actor),
    }
    return {**context, **_of_plan(plan)} if plan else context


def state_of(mandate: Mandate) -> str:
    """Where a mandate stands: to_sign, coming, in_force, ended or taken_back."""
    day = today()
    if mandate.revoked_on:
        return "taken_back"
    if mandate.ends_on and mandate.ends_on <= day:
        return "ended"
    if mandate.signed_on is None:
        return "to_sign"
    return "in_force" if mandate.is_in_force(day) else "coming"


def _of_plan(plan: Plan) -> dict[str, Any]:
    errands = plans.errands_of(plan)
    papers, lines = load(today()), of_rows(errands)
    each = plans.papers_of(errands)
    there = sum(last.done_on is not None for _certificate, last in each)
    waits = plan.matter.pauses.filter(ended_at__isnull=True, cause=Pause.Cause.PAPERS).exists()
    wanted = list(plan.goals.all())
    return {
        "day": plan.made_on,
        "figures": plan,
        "fees": shown.yuan(plan.fees),
        "steps": shown.steps(lines, papers, plan.made_on),
        "barred": shown.barred(lines, [one.pk for one in wanted], papers),
        "wanted": wanted,
        "each": each,
        "there": there,
        "is_complete": is_complete(plan),
        "is_waiting": waits,
        "is_stale": _is_stale(errands),
        "without_mandate": plans.without_mandate(plan.matter, errands),
        "post_days": POST_DAYS,
        "rule": proofs.RULE if proofs.the_rule() else "",
    }


def _is_stale(errands: list[Errand]) -> bool:
    """Whether what is still to be done has lost its place: then the plan has to be made again."""
    return any(one.done_on is None and one.counter is None for one in errands)

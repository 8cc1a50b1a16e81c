"""The work of a trial run: asks the engine and stores what comes out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianyi.engines.formation import Issue, ProblemError, Result, solve
from lianyi.engines.formation.certify import verify
from lianyi.groups.actions.drafts import COMPUTE
from lianyi.groups.figures import figures
from lianyi.groups.models import Draft, Placement
from lianyi.groups.noting import group_notes
from lianyi.groups.problem import problem_of
from lianyi.groups.stored import certificate_as_json
from lianyi.jobs.kinds import Report, handles
from lianyi.jobs.models import Job

TIME_LIMIT = 60.0  # seconds; what is not proven by then is published with its gap
STEPS = 100


def _page_of(job: Job) -> str:
    draft = Draft.objects.filter(pk=job.params["draft"]).first()
    return reverse("groups:draft", args=[draft.formation_id, draft.number]) if draft else ""


@handles(COMPUTE, title=_("Computing a trial run"), leads_to=_page_of)
def compute(job: Job, report: Report) -> Any:
    """Solves a draft. Run again, it does nothing to a draft that is over."""
    draft = Draft.objects.select_related("formation").filter(pk=job.params["draft"]).first()
    if draft is None or draft.state != Draft.State.COMPUTING:
        return None
    report(0, STEPS)
    problem = problem_of(draft)
    try:
        result = solve(problem, time_limit=TIME_LIMIT, progress=_scaled(report))
    except ProblemError as error:
        Draft.objects.filter(pk=draft.pk).update(state=Draft.State.FAILED, problems=issues_as_json(error.issues))
        return {"state": "failed"}
    if wrong := verify(problem, result):
        raise AssertionError(f"the checker refuses the result of draft {draft.pk}: {wrong}")
    if not _store(draft, result):
        return compute(job, report)
    report(STEPS, STEPS)
    return {"state": "ready"}


def issues_as_json(issues: Iterable[Issue]) -> list[dict[str, Any]]:
    return [{"code": issue.code, "params": dict(issue.params)} for issue in issues]


def _scaled(report: Report) -> Report:
    """The engine's count of settled decisions, as hundredths; the last ones belong to storing."""

    def progress(done: int, known: int) -> None:
        report(min(STEPS - 5, (STEPS - 5) * done // max(known, 1)), STEPS)

    return progress


@transaction.atomic
def _store(draft: Draft, result: Result) -> bool:
    """False when the draft is asked something else by now, because somebody was erased meanwhile."""
    if not Draft.objects.select_for_update().filter(pk=draft.pk, input_hash=draft.input_hash).exists():
        return False
    placed: dict[int, int | None] = {row[0]: None for row in draft.asked["members"]}
    placed |= {int(placement.member): int(placement.group) for placement in result.placements}
    groups = dict(draft.formation.proposed.values_list("number", "pk"))
    locked = draft.asked["locked"]
    levels = dict(zip(result.arrays.ids, result.level_of.tolist(), strict=True))
    forms = draft.formation.forms.filter(serial__in=placed)
    draft.placements.all().delete()
    Placement.objects.bulk_create(
        [
            Placement(
                draft=draft,
                form_id=form_id,
                proposed_id=None if (number := placed[serial]) is None else groups[number],
                level=levels[str(serial)],
                is_locked=str(serial) in locked,
            )
            for form_id, serial in forms.values_list("pk", "serial")
        ],
        batch_size=500,
    )
    draft.state, draft.status = Draft.State.READY, result.status
    draft.problems = issues_as_json(result.warnings)
    draft.certificate = certificate_as_json(result)
    draft.summary = {"figures": figures(draft.asked, placed).as_json(), "groups": group_notes(result)}
    draft.save(update_fields=["state", "status", "problems", "certificate", "summary"])
    return True

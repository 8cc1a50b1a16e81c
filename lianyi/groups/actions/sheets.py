"""What can be done with a sheet of answers: bring it, have it checked again, have it taken, throw it away."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.groups.actions.answers import Arrival, counts_as_late
from lianyi.groups.models import Answer, AnswerSheet, Formation
from lianyi.jobs import actions as jobs
from lianyi.jobs.models import Job
from lianyi.jobs.queries import unfinished
from lianyi.scope import Actor, OutOfScope, Refused

CHECK, TAKE = "formation.check_answers", "formation.take_answers"
KEPT = timedelta(days=1)


@transaction.atomic
def bring(formation: Formation, content: bytes, *, name: str, by: Actor) -> Job:
    """Keeps a file of answers for a day at most and has it checked. It takes the place of the one brought before."""
    by.require_community(formation.community_id)
    if by.user_id is None:
        raise OutOfScope
    Formation.objects.select_for_update().get(pk=formation.pk)  # two files at once queue here
    before = AnswerSheet.objects.filter(formation=formation, user_id=by.user_id).first()
    if before:
        throw_away(before, by=by)
    sheet = AnswerSheet.objects.create(formation=formation, user_id=by.user_id, name=name[-120:], content=content)
    return check_again(sheet, by=by)


def check_again(sheet: AnswerSheet, *, by: Actor) -> Job:
    """Compares the file with the forms as they are now."""
    _require_own(sheet, by)
    if sheet.state == AnswerSheet.State.TAKEN:
        raise Refused(_("This file has been taken already."))
    return _enqueue(CHECK, sheet, by)


@transaction.atomic
def ask_to_take(
    sheet: AnswerSheet, *, only_good: bool, handed_in_in_time: bool = False, late_reason: str = "", by: Actor
) -> Job:
    """Has a checked file taken: all of it when it has no errors, or its good rows only."""
    _require_own(sheet, by)
    if busy := work_on(sheet):
        return busy
    if sheet.state != AnswerSheet.State.CHECKED or not sheet.report["good"]:
        raise Refused(_("There is nothing to take from this file."))
    if sheet.report["bad"] and not only_good:
        raise Refused(_("Some rows have errors. Correct them, or take the good rows only."))
    sheet.only_good, sheet.handed_in_in_time, sheet.late_reason = only_good, handed_in_in_time, late_reason[:200]
    counts_as_late(sheet.formation, arrival_of(sheet), by)
    sheet.save(update_fields=["only_good", "handed_in_in_time", "late_reason"])
    return _enqueue(TAKE, sheet, by)


@transaction.atomic
def throw_away(sheet: AnswerSheet, *, by: Actor) -> None:
    """Deletes a file and what was found in it, and ends the work on it. What was taken from it stays."""
    _require_own(sheet, by)
    if busy := work_on(sheet):
        jobs.cancel(busy)
    sheet.delete()


def work_on(sheet: AnswerSheet) -> Job | None:
    """The job that is busy with this file, if any."""
    return unfinished(CHECK, _params(sheet)) or unfinished(TAKE, _params(sheet))


def arrival_of(sheet: AnswerSheet) -> Arrival:
    return Arrival(
        channel=Answer.Channel.PAPER, handed_in_in_time=sheet.handed_in_in_time, late_reason=sheet.late_reason
    )


def forget_old_sheets() -> None:
    """Deletes every file after a day, taken or not."""
    AnswerSheet.objects.filter(brought_at__lt=timezone.now() - KEPT).delete()


def _enqueue(kind: str, sheet: AnswerSheet, by: Actor) -> Job:
    return jobs.enqueue(kind, _params(sheet), by=by, community_id=sheet.formation.community_id)


def _params(sheet: AnswerSheet) -> dict[str, int]:
    """The round as well, so that the page of a job leads there when the file is gone."""
    return {"formation": sheet.formation_id, "sheet": sheet.pk}


def _require_own(sheet: AnswerSheet, by: Actor) -> None:
    """A file is for nobody but who brought it, as long as they work there."""
    by.require_community(sheet.formation.community_id)
    if sheet.user_id != by.user_id:
        raise OutOfScope

"""The help of bodies that have ended goes to who carries on; the reform that ended a body keeps what was done."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.engines.reform import CloseBody, Trails, diff_from_json
from lianyi.matters.actions.reforming_help import pass_help_on
from lianyi.matters.queries import helping_though_ended
from lianyi.organisations.models import Organisation
from lianyi.reforms.models import Reform
from lianyi.reforms.passing import REFORM, reason_of


@transaction.atomic
def pass_help_of_ended() -> int:
    """Passes the help of every body that has ended to its one heir; where there are several or none it ends.

    Returns how many bodies there were. Safe to run at any time.
    """
    ended = Organisation.objects.in_bulk(helping_though_ended(today()))
    if not ended:
        return 0
    reforms = list(Reform.objects.select_for_update().filter(state=Reform.State.APPLIED).order_by("day", "pk"))
    diffs = [diff_from_json(reform.diff) for reform in reforms]
    trails = Trails(diffs)
    ended_by = {
        change.body.key: reform
        for reform, diff in zip(reforms, diffs, strict=True)
        for change in diff.changes
        if isinstance(change, CloseBody)
    }
    there = set(Organisation.objects.on(today()).values_list("pk", flat=True))
    for key, body in ended.items():
        reform = ended_by.get(key)
        heirs = trails.heirs(key, today())
        heir = heirs[0] if len(heirs) == 1 and heirs[0] in there else None
        why = reason_of(reform) if reform else _("%(body)s is no more") % {"body": body.name}
        helped = pass_help_on(key, heir, reason=why, by=REFORM)
        if reform is not None:
            reform.helped += [[one.ended, one.began] for one in helped]
            reform.save(update_fields=["helped"])
    return len(ended)

"""What runs by itself: on the day of a reform that was carried out before, its open matters pass on."""

from __future__ import annotations

from django.db import transaction

from lianyi.dated import today
from lianyi.engines.reform import diff_from_json
from lianyi.jobs.chores import chore
from lianyi.reforms.helping import pass_help_of_ended
from lianyi.reforms.models import Reform
from lianyi.reforms.passing import pass_matters
from lianyi.reforms.stranding import give_to_who_carries_on

AT_ONCE = 2000  # matters of ended bodies that one turn looks after


@chore
def pass_matters_on() -> None:
    """Matters of reforms whose day has come; then those that came to the old body in between, or whose body ended."""
    due = Reform.objects.filter(state=Reform.State.APPLIED, day__lte=today(), matters_at=None)
    for key in due.order_by("day", "pk").values_list("pk", flat=True):
        _pass(key)
    give_to_who_carries_on(AT_ONCE)
    pass_help_of_ended()


@transaction.atomic
def _pass(key: int) -> None:
    reform = Reform.objects.select_for_update().filter(pk=key, state=Reform.State.APPLIED, matters_at=None).first()
    if reform is not None:  # somebody took it back just now
        pass_matters(reform, diff_from_json(reform.diff))

"""The ladder of escalation: how many levels above its carrier an overdue matter should be known by now."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from lianyi.dated import today
from lianyi.matters.models import Matter, Pause
from lianyi.organisations.models import Organisation, Reporting
from lianyi.wording import rule
from lianyi.workdays.queries import calendar

MOST_LEVELS = 3
LOOKED_THROUGH = 2000
WAITS = Exists(Pause.objects.filter(matter=OuterRef("pk"), ended_at__isnull=True))


def to_climb() -> list[tuple[Matter, int]]:
    """Overdue matters and the level at which they belong today, where that is higher than it was."""
    every = rule("requests.escalate_every_working_days").number
    day = today()
    late = Matter.objects.filter(state=Matter.State.OPEN, due_on__lt=day, level__lt=MOST_LEVELS).order_by(
        "due_on", "pk"
    )
    found, days = [], calendar()
    for matter in late.filter(~WAITS)[:LOOKED_THROUGH]:
        level = min(1 + (days.working_days_between(matter.due_on, day) - 1) // every, MOST_LEVELS)
        if level > matter.level:
            found.append((matter, level))
    return found


def lines_above(body: Organisation | None, levels: int) -> list[Organisation]:
    """The bodies that should know of a matter: the line of its body, as far up as it has climbed."""
    found: list[Organisation] = []
    while body is not None and len(found) < levels:
        row = Reporting.objects.on(today()).filter(organisation=body).select_related("line").first()
        body = row.line if row else None
        if body is not None and body not in found:
            found.append(body)
        elif body in found:
            break
    return found

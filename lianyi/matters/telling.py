"""How the journal is told of a matter: by coded facts, never by what somebody wrote.

The facts carry what the three rates are made of; they lie in a part that belongs to nobody, so that they stay when a
person is forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lianyi.journal.actions import Change, record
from lianyi.journal.models import Entry
from lianyi.matters import numbers
from lianyi.matters.models import Asker, Matter
from lianyi.matters.rates.counting import count
from lianyi.matters.rates.events import Event, summed
from lianyi.matters.rates.standing import received_on
from lianyi.scope import Actor
from lianyi.statements import Together

SUBJECT = "matter"
UNKNOWN = -1
AT_ONCE = 1000  # events counted in one statement


@transaction.atomic(savepoint=False)
def tell(
    code: str,
    matter: Matter,
    *,
    by: Actor,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    events: tuple[Event, ...] = (),
    purpose: str = "",
    person_id: int | None = UNKNOWN,
    along: Together | None = None,
) -> Entry:
    """Writes one act to the journal, and counts the events that the rates know. Inside the caller's transaction.

    `person_id` is whose it is, where the caller knows (None: nobody registered); else it is looked up. What the caller
    has still to write goes `along`, and is sent with it.
    """
    written = along or Together()
    facts: dict[str, object] = dict(after or {})
    counted = _counted(matter, events)
    if counted:
        facts |= {"events": [event.as_fact() for event in counted], "received": received_on(matter)}
    changes = [Change(before, facts)]
    if person_id == UNKNOWN:
        person_id = Asker.objects.filter(matter=matter.pk).values_list("person", flat=True).first()
    if person_id:
        changes.append(Change(None, {"matter": matter.number}, person_id))
    entry = record(
        code,
        by=by,
        changes=changes,
        subject=(SUBJECT, matter.pk),
        community_id=matter.community_id,
        purpose=purpose,
        along=written,
    )
    count(matter.community_id, received_on(matter), counted, along=written)
    written.send()
    return entry


@dataclass(frozen=True)
class Moved:
    """A matter that went from one body to another, with what is counted of it: of the old body no more, of the new."""

    matter: Matter
    from_key: int | None
    to_key: int | None
    events: tuple[Event, ...]


@transaction.atomic(savepoint=False)
def tell_of_many(code: str, acts: Iterable[Moved], *, by: Actor) -> None:
    """Many matters moved at once: one entry for each community and each month in which they were received."""
    groups: dict[tuple[int, date], list[Moved]] = defaultdict(list)
    for act in acts:
        groups[act.matter.community_id, received_on(act.matter).replace(day=1)].append(act)
    for (community_id, month), told in sorted(groups.items(), key=lambda group: group[0]):
        counted = summed(event for act in told for event in _counted(act.matter, act.events))
        facts: dict[str, object] = {"matters": _ways(told)}
        if counted:
            facts |= {"events": [event.as_fact() for event in counted], "received": month}
        whose = Asker.objects.filter(matter__in=[act.matter.pk for act in told], person__isnull=False)
        keys = whose.values_list("matter", "person")
        of_persons = [Change(None, {"matter": numbers.shown(key)}, person) for key, person in keys]
        written = Together()
        record(code, by=by, changes=[Change(None, facts), *of_persons], community_id=community_id, along=written)
        for at in range(0, len(counted), AT_ONCE):
            count(community_id, month, counted[at : at + AT_ONCE], along=written)
        written.send()


def _ways(told: Iterable[Moved]) -> list[list[object]]:
    """From which body to which other the matters went: [from, to, keys with a space between them]."""
    ways: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for act in told:
        ways[act.from_key, act.to_key].append(str(act.matter.pk))
    return [[before, after, " ".join(keys)] for (before, after), keys in ways.items()]


def _counted(matter: Matter, events: Iterable[Event]) -> list[Event]:
    """The rates are about public services: what neighbours do among themselves is not counted."""
    if matter.workspace != Matter.Workspace.SERVICE:
        return []
    return [event.of(matter.body_id or 0, matter.subject_id or 0) for event in events]

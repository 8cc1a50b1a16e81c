"""How the journal is told of a matter: by coded facts, never by what somebody wrote.

The facts carry what the three rates are made of; they lie in a part that belongs to nobody, so that they stay when a
person is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lianyi.journal.actions import Change, record
from lianyi.journal.models import Entry
from lianyi.matters.models import Asker, Matter
from lianyi.matters.rates.counting import count
from lianyi.matters.rates.events import Event
from lianyi.matters.rates.standing import received_on
from lianyi.scope import Actor

SUBJECT = "matter"
UNKNOWN = -1


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
) -> Entry:
    """Writes one act to the journal, and counts the events that the rates know. Inside the caller's transaction.

    `person_id` is whose it is, where the caller knows (None: nobody registered); else it is looked up.
    """
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
    )
    count(matter.community_id, received_on(matter), counted)
    return entry


def _counted(matter: Matter, events: Iterable[Event]) -> list[Event]:
    """The rates are about public services: what neighbours do among themselves is not counted."""
    if matter.workspace != Matter.Workspace.SERVICE:
        return []
    return [event.of(matter.body_id or 0, matter.subject_id or 0) for event in events]

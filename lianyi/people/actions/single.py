"""One new person."""

from __future__ import annotations

from django.db import transaction

from lianyi.journal.actions import Change, record
from lianyi.people.actions.bulk import NewPerson, insert, stored
from lianyi.people.models import Person
from lianyi.scope import Actor


@transaction.atomic
def add_person(community_id: int, new: NewPerson, *, by: Actor, purpose: str = "") -> Person:
    """Adds somebody with standing and home."""
    by.require_community(community_id)
    [person] = insert(community_id, [new])
    record(
        "person.added",
        by=by,
        changes=[Change(None, stored(new), person.pk)],
        subject=("person", person.pk),
        community_id=community_id,
        purpose=purpose,
    )
    return person

"""Correcting what is written about people."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.people.models import Person
from lianyi.people.queries import person
from lianyi.scope import Actor, Refused

FIELDS = ("number", "name", "phone", "joined", "confirmed", "remark")


@transaction.atomic
def correct_person(pk: int, fields: Mapping[str, str], *, by: Actor, purpose: str = "") -> Person:
    """Replaces some of `FIELDS`. Nothing that differs: nothing is written."""
    found, change = _correct(pk, fields, by)
    if change:
        record(
            "person.corrected",
            by=by,
            changes=[change],
            subject=("person", pk),
            community_id=found.community_id,
            purpose=purpose,
        )
    return found


@transaction.atomic
def correct_people(
    community_id: int, corrections: Mapping[int, Mapping[str, str]], *, by: Actor, purpose: str = ""
) -> int:
    """Corrects many, as an import does. Returns how many differed; one journal entry with a part for each of them."""
    by.require_community(community_id)
    corrected = [_correct(pk, fields, by) for pk, fields in corrections.items()]
    changes = [change for _found, change in corrected if change]
    if changes:
        record("people.corrected", by=by, changes=changes, community_id=community_id, purpose=purpose)
    return len(changes)


def _correct(pk: int, fields: Mapping[str, str], by: Actor) -> tuple[Person, Change | None]:
    found = person(pk, for_=by)
    by.require_community(found.community_id)
    before = {name: getattr(found, name) for name in FIELDS if name in fields}
    after = {name: fields[name].strip() for name in FIELDS if name in fields}
    if before == after:
        return found, None
    if not after.get("name", found.name):
        raise Refused(_("Please enter a name."))
    for name, value in after.items():
        setattr(found, name, value)
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as clash:
        raise Refused(_("A roster number is already in use.")) from clash
    return found, Change(before, after, pk)

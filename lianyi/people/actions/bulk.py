"""Many people at once, for imports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.people.models import Person, Residence, Standing
from lianyi.scope import Actor, Refused

BATCH = 1000


@dataclass(frozen=True)
class NewPerson:
    """What is entered about somebody. `kind` is a member kind ("" for who is no member), `place_id` the home."""

    name: str
    number: str = ""
    phone: str = ""
    joined: str = ""
    confirmed: str = ""
    remark: str = ""
    kind: str = ""
    member_since: date | None = None
    place_id: int | None = None
    lives_since: date | None = None


NAMES = tuple(field.name for field in fields(NewPerson))


@transaction.atomic
def add_people(
    community_id: int,
    new: Iterable[NewPerson],
    *,
    by: Actor,
    purpose: str = "",
    report: Callable[[int, int], None] | None = None,
) -> list[int]:
    """Adds people with their standings and homes. Returns their keys in the order given.

    One journal entry has a part for each. `report(done, total)` hears of the progress; what it raises undoes all.
    """
    by.require_community(community_id)
    rows = list(new)
    people = insert(community_id, rows, report)
    if people:
        changes = [Change(None, stored(row), person.pk) for row, person in zip(rows, people, strict=True)]
        record("people.added", by=by, changes=changes, community_id=community_id, purpose=purpose)
    return [person.pk for person in people]


def insert(community_id: int, rows: list[NewPerson], report: Callable[[int, int], None] | None = None) -> list[Person]:
    """Writes the rows. Scope and journal are the caller's."""
    people: list[Person] = []
    for start in range(0, len(rows), BATCH):
        people += _insert_batch(community_id, rows[start : start + BATCH])
        if report:
            report(len(people), len(rows))
    return people


def _insert_batch(community_id: int, rows: list[NewPerson]) -> list[Person]:
    people = [_person(community_id, row) for row in rows]
    try:
        with transaction.atomic():
            Person.objects.bulk_create(people)
    except IntegrityError as clash:
        raise Refused(_("A roster number is already in use.")) from clash
    pairs = list(zip(people, rows, strict=True))
    Standing.objects.bulk_create(
        [Standing(person=person, kind=row.kind, starts_on=row.member_since) for person, row in pairs if row.kind]
    )
    Residence.objects.bulk_create(
        [
            Residence(person=person, place_id=row.place_id, starts_on=row.lives_since)
            for person, row in pairs
            if row.place_id
        ]
    )
    return people


def _person(community_id: int, row: NewPerson) -> Person:
    if not row.name.strip():
        raise Refused(_("Please enter a name."))
    person = Person(
        community_id=community_id,
        number=row.number.strip(),
        name=row.name.strip(),
        phone=row.phone.strip(),
        joined=row.joined,
        confirmed=row.confirmed,
        remark=row.remark.strip(),
    )
    person.set_keys()
    return person


def stored(row: NewPerson) -> dict[str, object]:
    """What the journal keeps of a new person: the fields that say something."""
    return {name: value for name in NAMES if (value := getattr(row, name)) not in ("", None)}

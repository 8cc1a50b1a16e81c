"""Writing to the journal. Every action of every app ends here, inside its own transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from lianyi.journal import chain
from lianyi.journal.models import Entry, Head, Part
from lianyi.scope import Actor
from lianyi.statements import Prepared, Together

HEAD = 1  # the key of the one head
# Every act of every app comes by here: these statements are made once.
_HEAD = Prepared(lambda: Head.objects.select_for_update().filter(pk=HEAD))
_MOVE_ON = f"UPDATE {Head._meta.db_table} SET number = %s, hash = %s WHERE id = %s"  # noqa: S608 (our own table)

LOOKED = "looked"
ERASED = "person.erased"
# The same eyes on the same persons for the same purpose count once in this time: searching as one types is one look.
ONE_LOOK = timedelta(minutes=15)


@dataclass(frozen=True)
class Change:
    """Before and after of one person or thing. Only the fields that differ are kept. Values are plain JSON or dates."""

    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    person_id: int | None = None

    def content(self) -> dict[str, Any]:
        before, after = dict(self.before or {}), dict(self.after or {})
        same = {key for key in before.keys() & after.keys() if before[key] == after[key]}
        return {
            "before": {key: _plain(value) for key, value in before.items() if key not in same},
            "after": {key: _plain(value) for key, value in after.items() if key not in same},
        }


def record(
    action: str,
    *,
    by: Actor,
    changes: Iterable[Change] = (),
    subject: tuple[str, int] | None = None,
    community_id: int | None = None,
    purpose: str = "",
    along: Together | None = None,
) -> Entry:
    """Appends one act. Must run inside the transaction of the write it tells about.

    `action` is a code such as "person.corrected", whose human text stands in `journal/wording.py`. What is to be
    written goes `along` with other statements where a caller has some; the caller sends them.
    """
    parts = [(change.person_id, change.content()) for change in changes]
    return _append(Entry.Kind.WRITE, action, by, parts, subject, community_id, purpose, along)


def look(
    person_ids: Iterable[int], *, by: Actor, what: str, purpose: str = "", community_id: int | None = None
) -> Entry | None:
    """Notes that somebody saw records of these persons. People who see their own record leave no trace.

    `what` says which page or list it was, as a code whose text stands in `journal/wording.py`.
    """
    wanted = set(person_ids) - {by.person_id}
    seen = sorted(wanted - _just_seen(wanted, by, what, purpose))
    if not seen:
        return None
    parts: list[tuple[int | None, Any]] = [(person_id, {"what": what}) for person_id in seen]
    subject = ("person", seen[0]) if len(seen) == 1 else None
    return _append(Entry.Kind.LOOK, LOOKED, by, parts, subject, community_id, purpose)


def look_at(
    subject: tuple[str, int],
    *,
    by: Actor,
    what: str,
    person_id: int | None = None,
    purpose: str = "",
    community_id: int | None = None,
) -> Entry | None:
    """Notes that somebody saw the record of a thing that is somebody's, whether or not that person is registered."""
    if person_id is not None and person_id == by.person_id:
        return None
    if subject in _things_just_seen([subject], by, what, purpose):
        return None
    return _append(Entry.Kind.LOOK, LOOKED, by, [(person_id, {"what": what})], subject, community_id, purpose)


def look_at_each(
    things: Iterable[tuple[tuple[str, int], int | None, int | None]], *, by: Actor, what: str, purpose: str = ""
) -> None:
    """Notes that somebody saw the records of many things, an entry for each: subject, whose it is, its community."""
    wanted = [thing for thing in things if thing[1] is None or thing[1] != by.person_id]
    with transaction.atomic():
        head = _lock_head()
        just_seen = _things_just_seen([subject for subject, _whose, _where in wanted], by, what, purpose)
        entries: list[Entry] = []
        parts: list[Part] = []
        for subject, person_id, community_id in wanted:
            if subject in just_seen:
                continue
            told: list[tuple[int | None, Any]] = [(person_id, {"what": what})]
            entry, rows = _linked(head, Entry.Kind.LOOK, LOOKED, by, told, subject, community_id, purpose)
            head.number, head.hash = entry.number, entry.hash
            entries, parts = [*entries, entry], [*parts, *rows]
        Entry.objects.bulk_create(entries)
        Part.objects.bulk_create(parts, batch_size=1000)
        moves = Together()
        for entry in entries:  # the database lets the head go on by one alone
            moves.execute(_MOVE_ON, [entry.number, entry.hash, HEAD])
        moves.send()


def erase_person(person_id: int, *, by: Actor, community_id: int | None, reason: str) -> Entry:
    """Forgets what the journal holds about a person; the chain stays verifiable through the commitments."""
    with transaction.atomic():
        _lock_head()
        about = Part.objects.filter(person_id=person_id)
        told = chain.erasure(about.order_by("entry_id", "position").values_list("commitment", flat=True))
        entry = _append(Entry.Kind.WRITE, ERASED, by, [(None, told)], None, community_id, reason)
        about.update(person_id=None, salt="", content=None, erased_by=entry.number)
        return entry


def _just_seen(person_ids: set[int], by: Actor, what: str, purpose: str) -> set[int]:
    """Whom of these the same account saw in the same way moments ago."""
    if by.user_id is None:
        return set()
    same = Part.objects.filter(
        person_id__in=person_ids,
        entry__kind=Entry.Kind.LOOK,
        entry__user_id=by.user_id,
        entry__purpose=purpose[:200],
        entry__at__gt=timezone.now() - ONE_LOOK,
    )
    rows = same.values_list("person_id", "content")
    return {person_id for person_id, content in rows if person_id and content == {"what": what}}


def _things_just_seen(subjects: list[tuple[str, int]], by: Actor, what: str, purpose: str) -> set[tuple[str, int]]:
    """Which of these things the same account saw in the same way moments ago."""
    if by.user_id is None:
        return set()
    same = Part.objects.filter(
        entry__kind=Entry.Kind.LOOK,
        entry__subject_type__in={kind for kind, _key in subjects},
        entry__subject_id__in=[key for _kind, key in subjects],
        entry__user_id=by.user_id,
        entry__purpose=purpose[:200],
        entry__at__gt=timezone.now() - ONE_LOOK,
    )
    rows = same.values_list("entry__subject_type", "entry__subject_id", "content")
    return {(kind, key) for kind, key, content in rows if key is not None and content == {"what": what}}


@transaction.atomic(savepoint=False)
def _append(
    kind: str,
    action: str,
    by: Actor,
    parts: list[tuple[int | None, Any]],
    subject: tuple[str, int] | None,
    community_id: int | None,
    purpose: str,
    along: Together | None = None,
) -> Entry:
    head = _lock_head()
    entry, rows = _linked(head, kind, action, by, parts, subject, community_id, purpose)
    written = along or Together()
    written.add([entry])
    written.add(rows)
    written.execute(_MOVE_ON, [entry.number, entry.hash, HEAD])
    if along is None:
        written.send()
    return entry


def _linked(
    head: Head,
    kind: str,
    action: str,
    by: Actor,
    parts: list[tuple[int | None, Any]],
    subject: tuple[str, int] | None,
    community_id: int | None,
    purpose: str,
) -> tuple[Entry, list[Part]]:
    """The entry that follows on the head, with its parts. Nothing is written yet."""
    salted = [(person_id, content, secrets.token_hex(16)) for person_id, content in parts]
    commitments = [chain.commitment(salt, person_id, content) for person_id, content, salt in salted]
    entry = Entry(
        number=head.number + 1,
        at=timezone.now(),
        kind=kind,
        action=action,
        purpose=purpose[:200],
        user_id=by.user_id,
        actor_person_id=by.person_id,
        actor_name=by.name[:80],
        roles=by.role_line,
        community_id=community_id,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        parts_hash=chain.parts_hash(commitments),
        previous_hash=head.hash,
    )
    entry.hash = chain.entry_hash(facts(entry))
    rows = [
        Part(entry=entry, position=i, person_id=person_id, salt=salt, content=content, commitment=commitments[i])
        for i, (person_id, content, salt) in enumerate(salted)
    ]
    return entry, rows


def _lock_head() -> Head:
    """Makes writers queue until the end of the transaction."""
    head = _HEAD.first()
    if head is None:
        Head.objects.get_or_create(pk=HEAD)
        head = Head.objects.select_for_update().get(pk=HEAD)
    return head


def facts(entry: Entry) -> dict[str, Any]:
    """What the link of an entry covers: every column but the link itself."""
    return {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(),
        "kind": str(entry.kind),
        "action": entry.action,
        "purpose": entry.purpose,
        "user": entry.user_id,
        "actor_person": entry.actor_person_id,
        "actor_name": entry.actor_name,
        "roles": entry.roles,
        "community": entry.community_id,
        "subject": [entry.subject_type, entry.subject_id],
        "parts": entry.parts_hash,
        "previous": entry.previous_hash,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    # Numbers with a fraction become text: databases write them back in other forms, and the hash would not hold.
    return value if value is None or isinstance(value, bool | int | str) else str(value)

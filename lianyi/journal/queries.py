"""Reading the journal: their communities' acts for staff, acts without content for administrators, looks for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Min, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from lianyi.journal.models import Entry, Part
from lianyi.journal.wording import FIELDS, LOOKS, purpose_of_look, roles_text, say
from lianyi.scope import Actor, OutOfScope, Role


@dataclass(frozen=True)
class Seen:
    """Somebody looked at a record on a day. `since` is the first time that day."""

    since: datetime
    who: str
    role: str
    what: str
    purpose: str


@dataclass(frozen=True)
class Difference:
    """One field of a part, before and after; "" where there was nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class PartShown:
    """What an entry did to one person or thing."""

    person_id: int | None
    is_erased: bool
    differences: tuple[Difference, ...]


def entries(*, for_: Actor, action: str = "", kind: str = "", day: date | None = None) -> QuerySet[Entry]:
    """The acts this actor may know of, the latest first."""
    found: QuerySet[Entry] = Entry.objects.all()
    if not for_.is_(Role.ADMIN, Role.SYSTEM):
        found = found.filter(community_id__in=for_.community_ids if for_.is_(Role.STAFF) else [])
    if action:
        found = found.filter(action=action)
    if kind:
        found = found.filter(kind=kind)
    if day:
        start = timezone.make_aware(datetime.combine(day, time()))
        found = found.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return found


def entry(number: int, *, for_: Actor) -> Entry:
    found = entries(for_=for_).filter(number=number).first()
    if found is None:
        raise OutOfScope
    return found


def may_see_content(entry: Entry, for_: Actor) -> bool:
    """Content tells about persons: it is for those who work for their community, never for the administrator."""
    return entry.community_id is not None and for_.is_(Role.STAFF) and entry.community_id in for_.community_ids


def parts(entry: Entry) -> QuerySet[Part]:
    return Part.objects.filter(entry=entry).order_by("position")


def shown(part: Part) -> PartShown:
    """A part as people read it."""
    content: dict[str, Any] = part.content or {}
    before, after = content.get("before", {}), content.get("after", {})
    if "what" in content:
        after = {"what": say(LOOKS, content["what"])}
    elif not before and not after:
        after = content if "before" not in content else {}
    names = dict.fromkeys([*before, *after])
    differences = (Difference(say(FIELDS, name), _text(before.get(name)), _text(after.get(name))) for name in names)
    return PartShown(part.person_id, part.erased_by is not None, tuple(d for d in differences if d.before or d.after))


def seen_by(person_id: int, *, limit: int = 500) -> list[Seen]:
    """Who looked at a person's record and what for, day by day, the latest first."""
    about = (
        Part.objects.filter(person_id=person_id, entry__kind=Entry.Kind.LOOK)
        .exclude(entry__actor_person_id=person_id)
        .annotate(day=TruncDate("entry__at"))
        .values_list("day", "entry__user_id", "entry__actor_name", "entry__roles", "content", "entry__purpose")
        .annotate(since=Min("entry__at"))
        .order_by("-since")
    )
    found: dict[tuple[Any, ...], Seen] = {}
    for day, user, name, roles, content, purpose, since in about[: limit * 4]:
        code = (content or {}).get("what", "person.record")
        what, why = say(LOOKS, code), purpose_of_look(code, purpose)
        key = (day, user, name, what, why)
        earlier = min(since, found[key].since) if key in found else since
        found[key] = Seen(earlier, name, roles_text(roles), what, why)
    return list(found.values())[:limit]


def seen_of(subject: tuple[str, int], *, limit: int = 200) -> list[Seen]:
    """Who looked at a thing that is somebody's, day by day, the latest first."""
    found: dict[tuple[Any, ...], Seen] = {}
    looks = Entry.objects.filter(kind=Entry.Kind.LOOK, subject_type=subject[0], subject_id=subject[1])
    for entry in looks.order_by("-number").prefetch_related("parts")[: limit * 4]:
        code = next((part.content["what"] for part in entry.parts.all() if part.content), subject[0])
        key = (timezone.localtime(entry.at).date(), entry.user_id, entry.actor_name, entry.purpose, code)
        what, why = say(LOOKS, code), purpose_of_look(code, entry.purpose)
        found[key] = Seen(entry.at, entry.actor_name, roles_text(entry.roles), what, why)
    return list(found.values())[:limit]


def _text(value: object) -> str:
    if value is None or value == [] or value == {}:
        return ""
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return str(value)

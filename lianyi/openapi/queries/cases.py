"""Matters for other systems: what is public, and for whoever shows a key also what came with it.

Only public services: what neighbours settle among themselves is not for programs. Nothing is ever counted as a whole;
keys are read from an index, and rows for one page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from lianyi.matters import numbers
from lianyi.matters.models import Matter
from lianyi.openapi.models import ApiKey, Sent
from lianyi.places.models import Place
from lianyi.scope import OutOfScope

RELATED = ("community", "place", "subject", "body")


@dataclass(frozen=True)
class Wanted:
    """Which matters somebody asks for. `subject_ids` and `states` None: all; the key None is "no subject"."""

    since: datetime
    until: datetime
    community: Place | None = None
    subject_ids: tuple[int | None, ...] | None = None
    states: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Cases:
    """A page of matters, and the keys of those among them that came with the key that was shown."""

    rows: list[Matter]
    own: frozenset[int]


def seen_by(key: ApiKey | None, prefix: str = "") -> list[Q]:
    """What somebody may see: the matters that are public, and those that came with a key. One may be both.

    Asked for one after the other, each is read from an index; as one condition they would be looked for in all matters.
    """
    known = Q(**{f"{prefix}workspace": Matter.Workspace.SERVICE, f"{prefix}forgotten_at__isnull": True})
    public = known & Q(**{f"{prefix}is_public": True})
    return [public, known & Q(**{f"{prefix}sent__key": key})] if key else [public]


def visible(key: ApiKey | None) -> list[QuerySet[Matter]]:
    return [Matter.objects.filter(condition) for condition in seen_by(key)]


def latest_number() -> str:
    """The number of the latest matter that everybody may see, as an example; "" without any."""
    found = visible(None)[0].order_by("-pk").values_list("pk", flat=True).first()
    return numbers.shown(found) if found else ""


def cases(wanted: Wanted, *, key: ApiKey | None, page: int, size: int) -> Cases:
    """A page, the latest first."""
    end = page * size
    found: dict[int, datetime] = {}
    for some in visible(key):
        rows = some.filter(_condition(wanted)).order_by("-opened_at", "-pk").values_list("pk", "opened_at")
        found.update(rows[:end])
    ordered = sorted(found, key=lambda pk: (found[pk], pk), reverse=True)
    return _loaded(ordered[end - size : end], key)


def cases_of(keys: Iterable[int], *, key: ApiKey | None) -> Cases:
    """Those of these that may be seen, in the order asked for."""
    asked = list(dict.fromkeys(keys))
    seen = {pk for some in visible(key) for pk in some.filter(pk__in=asked).values_list("pk", flat=True)}
    return _loaded([pk for pk in asked if pk in seen], key)


def own_case(pk: int | None, *, key: ApiKey) -> Sent:
    """A matter that came with this key. Raises OutOfScope for any other."""
    found = Sent.objects.filter(matter=pk, key=key, matter__forgotten_at__isnull=True).select_related("matter").first()
    if found is None:
        raise OutOfScope
    return found


def own_cases_named(token: str, *, key: ApiKey) -> list[Matter]:
    """The matters that the holder of a key sent under a name of theirs."""
    rows = Sent.objects.filter(key=key, token=token).select_related("matter").order_by("matter")
    return [row.matter for row in rows]


def _condition(wanted: Wanted) -> Q:
    condition = Q(opened_at__gte=wanted.since, opened_at__lte=wanted.until)
    if wanted.community is not None:
        condition &= Q(community=wanted.community)
    if wanted.states is not None:
        condition &= Q(state__in=wanted.states)
    if wanted.subject_ids is not None:
        one_of = Q(subject__in=[pk for pk in wanted.subject_ids if pk is not None])
        condition &= one_of | Q(subject__isnull=True) if None in wanted.subject_ids else one_of
    return condition


def _loaded(keys: list[int], key: ApiKey | None) -> Cases:
    rows = Matter.objects.select_related(*RELATED).in_bulk(keys)
    own = Sent.objects.filter(matter__in=keys, key=key).values_list("matter", flat=True) if key else ()
    return Cases([rows[pk] for pk in keys if pk in rows], frozenset(own))

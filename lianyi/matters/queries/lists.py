"""The lists of the desk: topics, never who raised them. Pages turn by number, so that size costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lianyi.dated import today
from lianyi.matters.models import Dispute, Helping, Matter, Pause
from lianyi.matters.rules import reach
from lianyi.scope import Actor, Role
from lianyi.wording import rule
from lianyi.workdays.queries import calendar

PER_PAGE = 50
OPEN = Q(state=Matter.State.OPEN)


@dataclass(frozen=True)
class Slice:
    """A page of a list that is never counted as a whole: its rows, and where the page before and after begin."""

    rows: list[Matter]
    older: int | None
    is_first: bool


def _here(for_: Actor) -> Q:
    """What lies in the hands of this account's offices, bodies, committees and groups at present."""
    if for_.is_(Role.SYSTEM):
        return Q()
    here = Q(pk__in=[])
    if for_.is_(Role.STAFF):
        here |= Q(workspace=Matter.Workspace.SERVICE, community__in=for_.community_ids)
    if for_.is_(Role.COMMITTEE):
        here |= Q(workspace=Matter.Workspace.SELF, community__in=for_.committee_ids)
    if for_.is_(Role.OFFICER):
        here |= Q(workspace=Matter.Workspace.SERVICE, body__in=for_.organisation_ids)
    if for_.is_(Role.SECRETARY):
        here |= Q(workspace=Matter.Workspace.SELF, group__in=for_.group_ids)
    return here


def _helping(for_: Actor) -> Q:
    mine = Q(organisation__in=for_.organisation_ids)
    if for_.user_id:
        mine |= Q(user=for_.user_id)
    return OPEN & Q(pk__in=Helping.objects.filter(mine, ended_at__isnull=True).values("matter"))


def _disputed(for_: Actor) -> Q:
    """Where it lies, and where it is decided."""
    waiting = Dispute.objects.filter(decided_at__isnull=True)
    decided_here = waiting.filter(arbiter__in=for_.organisation_ids if for_.is_(Role.OFFICER) else ())
    return (_here(for_) & Q(pk__in=waiting.values("matter"))) | Q(pk__in=decided_here.values("matter"))


def lain_still(for_: Actor) -> Q:
    """In which nothing has happened for as long as the rule says, and that do not wait for anybody else."""
    waits = Exists(Pause.objects.filter(matter=OuterRef("pk"), ended_at__isnull=True))
    return _here(for_) & OPEN & Q(moved_on__lt=still_since()) & ~Q(waits)


def overdue(for_: Actor) -> Q:
    return _here(for_) & OPEN & Q(due_on__lt=today())


def waiting_for_word(for_: Actor) -> Q:
    """Answered, and nobody has said how it went: those to be called."""
    return _here(for_) & Q(state=Matter.State.ANSWERED)


def still_since() -> date:
    """The last day before which a matter that has not moved since has lain still."""
    days = rule("requests.still_after_working_days").number
    return calendar().add_working_days(today() + timedelta(days=1), -days) - timedelta(days=1)


LISTS: dict[str, tuple[object, Callable[[Actor], Q]]] = {
    "free": (_("Not taken on"), lambda for_: _here(for_) & OPEN & Q(owner__isnull=True)),
    "mine": (_("Mine"), lambda for_: OPEN & Q(owner=for_.user_id) if for_.user_id else Q(pk__in=[])),
    "helping": (_("I help"), _helping),
    "due": (_("Overdue"), overdue),
    "still": (_("Lain still"), lain_still),
    "disputed": (_("Disputed"), _disputed),
    "word": (_("Waiting for their word"), waiting_for_word),
    "open": (_("All open"), lambda for_: _here(for_) & OPEN),
    "all": (_("All"), reach),
}


def desk_list(name: str, *, for_: Actor, before: int | None = None, most: int = PER_PAGE) -> Slice:
    """A page of a list, the latest first; `before` is the key at which it goes on, `most` how long it is."""
    return slice_of(Matter.objects.filter(LISTS[name][1](for_)), before, most)


def slice_of(found: QuerySet[Matter], before: int | None, most: int) -> Slice:
    """The latest of these."""
    if before:
        found = found.filter(pk__lt=before)
    return slice_of_keys(found.order_by("-pk").values("pk")[: most + 1], before, most)


def slice_of_keys(keys: QuerySet[Matter, Any] | Sequence[int], before: int | None, most: int) -> Slice:
    """A page of those with these keys, the latest first: one more than a page holds says that others follow.

    What stands beside a matter is joined to these few: a database that joins before it limits takes far longer.
    """
    found = Matter.objects.select_related("place", "body", "owner", "subject", "community", "group")
    rows = list(found.filter(pk__in=keys).order_by("-pk"))
    return Slice(rows[:most], rows[most - 1].pk if len(rows) > most else None, before is None)

"""Whose hands a matter may go into, and where somebody takes matters in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from lianyi.accounts.models import Grant, User
from lianyi.dated import on as holds_on
from lianyi.dated import today
from lianyi.matters.models import Matter
from lianyi.organisations.models import Group, Organisation
from lianyi.organisations.queries import worked_with
from lianyi.places.models import Place
from lianyi.scope import Actor, OutOfScope, Role


@dataclass(frozen=True)
class Desk:
    """Where somebody takes matters in: a community's public services, its self-governance, or one of its groups."""

    community: Place
    workspace: str
    group: Group | None = None

    @property
    def key(self) -> str:
        return f"{self.workspace}.{self.community.pk}" + (f".{self.group.pk}" if self.group else "")

    @property
    def name(self) -> str:
        if self.group is not None:
            return self.group.name
        return f"{self.community.name} · {Matter.Workspace(self.workspace).label}"


def desks(for_: Actor, *, with_groups: bool = False) -> list[Desk]:
    """The desks of an account in the order of their names, those of groups last where they are asked for."""
    staffed = for_.community_ids if for_.is_(Role.STAFF) else frozenset()
    governed = for_.committee_ids if for_.is_(Role.COMMITTEE) else frozenset()
    found = []
    for place in Place.objects.filter(pk__in=staffed | governed).on(today()):
        found += [Desk(place, Matter.Workspace.SERVICE)] if place.pk in staffed else []
        found += [Desk(place, Matter.Workspace.SELF)] if place.pk in governed else []
    if with_groups and for_.is_(Role.SECRETARY):
        led = Group.objects.on(today()).filter(pk__in=for_.group_ids).select_related("community")
        found += [Desk(group.community, Matter.Workspace.SELF, group) for group in led]
    return found


def desk(key: str, *, for_: Actor, with_groups: bool = False) -> Desk:
    """The desk of a key, or the first where none is named. Raises OutOfScope for one that is not this account's."""
    mine = desks(for_, with_groups=with_groups)
    found = next((one for one in mine if not key or one.key == key), None)
    if found is None:
        raise OutOfScope
    return found


def colleagues(matter: Matter) -> QuerySet[User]:
    """The accounts that may answer for a matter where it lies."""
    if matter.workspace == Matter.Workspace.SELF:
        worn = Q(role=Role.COMMITTEE, place=matter.community_id)
        if matter.group_id:
            worn |= Q(role=Role.SECRETARY, group=matter.group_id)
    else:
        worn = Q(role=Role.OFFICER, organisation=matter.body_id) if matter.body_id else Q(pk__in=[])
        if not Grant.objects.on(today()).filter(worn, user__is_active=True).exists():
            worn = Q(role=Role.STAFF, place=matter.community_id)
    held = Grant.objects.filter(worn).filter(holds_on(today()))
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("display_name", "username")


def bodies_around(matter: Matter) -> QuerySet[Organisation]:
    """The bodies of today that the staff of the community work with: those a matter may go to, or that may help."""
    as_staff = Actor(roles=frozenset({Role.STAFF}), community_ids=frozenset({matter.community_id}))
    return worked_with(for_=as_staff).filter(holds_on(today())).exclude(kind=Organisation.Kind.BUSINESS)

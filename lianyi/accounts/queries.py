"""From an account to what it may do."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from lianyi.accounts.models import Grant, User
from lianyi.dated import today
from lianyi.scope import Actor, OutOfScope, Role


def actor_of(user: User | AnonymousUser) -> Actor:
    """Sums up the grants that hold today. An account without any is a resident without a record."""
    if not isinstance(user, User) or not user.is_active:
        return Actor()
    grants = list(Grant.objects.filter(user=user).on(today()))
    return Actor(
        user_id=user.pk,
        name=user.display_name,
        roles=frozenset(Role(grant.role) for grant in grants) or frozenset({Role.RESIDENT}),
        community_ids=_keys(grants, Role.STAFF, "place_id"),
        committee_ids=_keys(grants, Role.COMMITTEE, "place_id"),
        organisation_ids=_keys(grants, Role.OFFICER, "organisation_id"),
        region_ids=_keys(grants, Role.DISTRICT, "place_id"),
        group_ids=_keys(grants, Role.SECRETARY, "group_id"),
        counted_group_ids=_keys(grants, Role.TELLER, "group_id"),
        person_id=next((grant.person_id for grant in grants if grant.role == Role.RESIDENT), None),
    )


def _keys(grants: Iterable[Grant], role: Role, column: str) -> frozenset[int]:
    return frozenset(getattr(grant, column) for grant in grants if grant.role == role)


def accounts(*, for_: Actor, words: str = "") -> QuerySet[User]:
    """All accounts, for the administrator."""
    if not for_.is_(Role.ADMIN, Role.SYSTEM):
        raise OutOfScope
    found = User.objects.order_by("-is_active", "username")
    named = Q(username__icontains=words) | Q(display_name__icontains=words)
    return found.filter(named) if words else found


def account(pk: int, *, for_: Actor) -> User:
    found = accounts(for_=for_).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def grants_of(users: Iterable[User]) -> dict[int, list[Grant]]:
    """The grants of each account, past ones too, those that hold first."""
    found: dict[int, list[Grant]] = {}
    rows = Grant.objects.filter(user__in=list(users)).select_related(
        "place", "organisation", "group", "group__community"
    )
    for row in sorted(rows, key=lambda row: (not row.holds_on(today()), row.pk)):
        found.setdefault(row.user_id, []).append(row)
    return found

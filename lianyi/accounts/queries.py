"""From an account to what it may do."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from lianyi.accounts.models import Grant, User
from lianyi.dated import today
from lianyi.scope import Actor, Role


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
        region_ids=_keys(grants, Role.DISTRICT, "place_id"),
        group_ids=_keys(grants, Role.SECRETARY, "group_id"),
        person_id=next((grant.person_id for grant in grants if grant.role == Role.RESIDENT), None),
    )


def _keys(grants: Iterable[Grant], role: Role, column: str) -> frozenset[int]:
    return frozenset(getattr(grant, column) for grant in grants if grant.role == role)

"""The one object in which a person's rights are summed up for a request."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lianyi.scope.refusal import OutOfScope


class Role(StrEnum):
    """The hats people wear. One account may wear several; each is granted for a place, a group or a person."""

    STAFF = "staff"  # works for a community, in its public services
    COMMITTEE = "committee"  # of the residents' committee: the community's self-governance, never its public services
    OFFICER = "officer"  # works at a body that carries matters
    SECRETARY = "secretary"  # leads a group
    TELLER = "teller"  # counts at an election of a group
    DISTRICT = "district"  # sees aggregates of a region, never persons
    RESIDENT = "resident"  # sees own record
    ADMIN = "admin"  # runs the system, sees no person's record
    BEARER = "bearer"  # holds a personal link, no account
    SYSTEM = "system"  # a command or a job without a person behind it
    NOBODY = "nobody"  # not signed in


@dataclass(frozen=True)
class Actor:
    """Somebody who asks or acts.

    The sets hold primary keys: the communities one works for, those whose residents' committee one belongs to, the
    bodies one works at, the regions one sees the totals of, the groups one leads, and the groups at whose elections one
    counts. `name` is what the journal prints beside the role.
    """

    user_id: int | None = None
    name: str = ""
    roles: frozenset[Role] = frozenset({Role.NOBODY})
    community_ids: frozenset[int] = field(default_factory=frozenset)
    committee_ids: frozenset[int] = field(default_factory=frozenset)
    organisation_ids: frozenset[int] = field(default_factory=frozenset)
    region_ids: frozenset[int] = field(default_factory=frozenset)
    group_ids: frozenset[int] = field(default_factory=frozenset)
    counted_group_ids: frozenset[int] = field(default_factory=frozenset)
    person_id: int | None = None

    @classmethod
    def system(cls, name: str) -> Actor:
        """A command such as the demo loader; it may act everywhere and is named in the journal."""
        return cls(name=name, roles=frozenset({Role.SYSTEM}))

    @classmethod
    def bearer(cls, person_id: int) -> Actor:
        """Somebody who holds the personal link of a person."""
        return cls(roles=frozenset({Role.BEARER}), person_id=person_id)

    def is_(self, *roles: Role) -> bool:
        """True when at least one of the roles is worn."""
        return not self.roles.isdisjoint(roles)

    @property
    def role_line(self) -> str:
        """The roles as the journal stores them, in a stable order."""
        return "+".join(sorted(self.roles))

    def works_for(self, community_id: int) -> bool:
        return self.is_(Role.SYSTEM) or (self.is_(Role.STAFF) and community_id in self.community_ids)

    def require_community(self, community_id: int) -> None:
        """Raises OutOfScope unless this person works for the community."""
        if not self.works_for(community_id):
            raise OutOfScope

    def require_own(self, person_id: int) -> None:
        """Raises OutOfScope unless it is this person's own record."""
        if self.person_id is None or self.person_id != person_id:
            raise OutOfScope

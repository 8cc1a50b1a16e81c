"""The one door to organisations and groups: what this actor may see, or OutOfScope."""

from lianyi.organisations.queries.bodies import line_choices, organisation, organisations
from lianyi.organisations.queries.bonds import BondKind, bond_name, bonds
from lianyi.organisations.queries.groups import (
    contacts,
    group,
    groups_on,
    leads_of,
    may_see_members,
    members_of,
    membership_of,
    memberships_of,
    own_groups,
    posts_of,
    sizes,
)

__all__ = [
    "BondKind",
    "bond_name",
    "bonds",
    "contacts",
    "group",
    "groups_on",
    "leads_of",
    "line_choices",
    "may_see_members",
    "members_of",
    "membership_of",
    "memberships_of",
    "organisation",
    "organisations",
    "own_groups",
    "posts_of",
    "sizes",
]

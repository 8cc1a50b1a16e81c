"""What can be done with organisations and groups."""

from lianyi.organisations.actions.bodies import add_bond, add_organisation, close_organisation, correct_organisation
from lianyi.organisations.actions.groups import GROUP_FIELDS, close_group, correct_group, open_group
from lianyi.organisations.actions.members import Joining, join_group, join_many, leave_group
from lianyi.organisations.actions.posts import appoint, end_post

__all__ = [
    "GROUP_FIELDS",
    "Joining",
    "add_bond",
    "add_organisation",
    "appoint",
    "close_group",
    "close_organisation",
    "correct_group",
    "correct_organisation",
    "end_post",
    "join_group",
    "join_many",
    "leave_group",
    "open_group",
]

"""What can be done with organisations and groups."""

from lianyi.organisations.actions.bodies import (
    Facts,
    add_organisation,
    add_organisations,
    ask_no_contact,
    close_organisation,
    correct_organisation,
    facts_of,
)
from lianyi.organisations.actions.bonds import add_bond
from lianyi.organisations.actions.groups import GROUP_FIELDS, close_group, correct_group, open_group
from lianyi.organisations.actions.many import correct_organisations, give_lines, name_contacts
from lianyi.organisations.actions.members import Joining, join_group, join_many, leave_group
from lianyi.organisations.actions.merging import merge_organisations, tell_apart
from lianyi.organisations.actions.parents import report_to, serve
from lianyi.organisations.actions.people_of_bodies import end_contact, end_office, fill_office, name_contact
from lianyi.organisations.actions.posts import appoint, end_post

__all__ = [
    "GROUP_FIELDS",
    "Facts",
    "Joining",
    "add_bond",
    "add_organisation",
    "add_organisations",
    "appoint",
    "ask_no_contact",
    "close_group",
    "close_organisation",
    "correct_group",
    "correct_organisation",
    "correct_organisations",
    "end_contact",
    "end_office",
    "end_post",
    "facts_of",
    "fill_office",
    "give_lines",
    "join_group",
    "join_many",
    "leave_group",
    "merge_organisations",
    "name_contact",
    "name_contacts",
    "open_group",
    "report_to",
    "serve",
    "tell_apart",
]

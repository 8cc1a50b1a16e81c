"""Organisations, and the groups that people form."""

from lianyi.organisations.models.bodies import Contact, Office, Organisation, Reporting, Serving, ToldApart
from lianyi.organisations.models.groups import Bond, Group, Membership, Post

__all__ = [
    "Bond",
    "Contact",
    "Group",
    "Membership",
    "Office",
    "Organisation",
    "Post",
    "Reporting",
    "Serving",
    "ToldApart",
]

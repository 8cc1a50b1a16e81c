"""What may be shown to everybody: of which bodies what, and which places."""

from __future__ import annotations

from lianyi.finder.queries import BODIES as FINDABLE
from lianyi.organisations.models import Organisation
from lianyi.places.models import Place

# Written out, so that a kind that is added some day is not published before somebody thought about it.
KINDS = (
    Organisation.Kind.PUBLIC,
    Organisation.Kind.INSTITUTION,
    Organisation.Kind.ASSOCIATION,
    Organisation.Kind.BUSINESS,
)
# Entrances and homes are where people live, not areas of a body.
AREAS = (Place.Kind.REGION, Place.Kind.COMMUNITY, Place.Kind.COMPOUND, Place.Kind.BUILDING)
CODE_SCHEME = "CN-USCI"  # the unified social credit code in the list of https://org-id.guide/


def shown_phone(organisation: Organisation, phone: str) -> str:
    """A telephone of a body, "" where it is not for everybody.

    That of a shop or an association may be somebody's own, and no public page has it; and whoever wished not to be
    contacted is not to be found in a list from which one dials.
    """
    return phone if _is_findable(organisation) and organisation.no_contact_since is None else ""


def shown_address(organisation: Organisation) -> str:
    """Where a body is, "" where no public page says so."""
    return organisation.address if _is_findable(organisation) else ""


def names_holders(organisation: Organisation) -> bool:
    """Whether those who hold its posts are named: theirs are public offices."""
    return organisation.kind == Organisation.Kind.PUBLIC


def _is_findable(organisation: Organisation) -> bool:
    return organisation.kind in FINDABLE

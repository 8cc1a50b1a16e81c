"""Where a matter is that a client sends in.

Places have no coordinates here, and none are kept of anybody: latitude and longitude stand in the text of the matter,
for whoever goes there. The community follows from what else is said, or from the key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.openapi.models import ApiKey
from lianyi.openapi.open311.asking import Asked
from lianyi.openapi.open311.faults import Fault
from lianyi.openapi.open311.jurisdictions import communities_of_today
from lianyi.places.models import Place
from lianyi.places.queries import at_address, community_of

MOST_WORDS = 8  # of an address that are looked up
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{0,20})?")


@dataclass(frozen=True)
class Located:
    """`place` lies in the community, None where that is all that is known. `lines` is what else was said of it."""

    community: Place
    place: Place | None
    lines: list[str]


def located(asked: Asked, key: ApiKey, named: Place | None) -> Located:
    """Finds the place. `named` is the community of the jurisdiction that was named.

    Raises Fault when nothing says where it is, or when the key is for another community.
    """
    address, address_id, point = asked.text("address_string"), asked.text("address_id"), _point(asked)
    if not (address or address_id or point):
        raise Fault(_("Please say where it is: lat and long, address_string or address_id."))
    by_id = _place_of(address_id)
    community = _community(named, by_id, address, key)
    place = by_id or (_found(community, address) if address else None)
    lines = [_("Where") + _(": ") + address] if address else []
    if address_id and by_id is None:
        lines.append(f"address_id{_(': ')}{address_id}")
    if point:
        lines.append(_("Coordinates of the matter (WGS84)") + _(": ") + f"{point[0]}, {point[1]}")
    return Located(community, place if place and place.pk != community.pk else None, lines)


def _community(named: Place | None, by_id: Place | None, address: str, key: ApiKey) -> Place:
    by_place = community_of(by_id) if by_id else None
    found = named or by_place or (_named_in(address) if address else None) or key.community or _only_one()
    if found is None:
        raise Fault(_("Please say which community it is in: by jurisdiction_id, address_id, or in address_string."))
    if by_place is not None and by_place.pk != found.pk:
        raise Fault(_("This address_id lies in another community than jurisdiction_id."))
    if key.community is not None and key.community.pk != found.pk:
        raise Fault(_("This key is for %(name)s only.") % {"name": key.community.name})
    return found


def _place_of(address_id: str) -> Place | None:
    """The place of an `address_id` as we give it out ("p12"), or of a code that one place has."""
    today_there = Place.objects.on(today()).exclude(kind=Place.Kind.REGION)
    digits = address_id[1:]
    if address_id[:1] == "p" and digits.isascii() and digits.isdecimal() and len(digits) < 18:
        return today_there.filter(pk=int(digits)).first()
    found = list(today_there.filter(code=address_id)[:2]) if address_id else []
    return found[0] if len(found) == 1 else None


def _point(asked: Asked) -> tuple[str, str] | None:
    """Latitude and longitude as they were written, None unless both were. Raises Fault for what lies on no map."""
    lat, long = asked.text("lat"), asked.text("long")
    if not (lat and long):
        return None
    for name, text, most in (("lat", lat, 90), ("long", long, 180)):
        if not _NUMBER.fullmatch(text) or abs(float(text)) > most:
            words = {"name": name, "least": -most, "most": most}
            raise Fault(_("%(name)s is a number from %(least)d to %(most)d.") % words)
    return lat, long


def _named_in(address: str) -> Place | None:
    """The one community whose name stands in an address."""
    found = [one for one in communities_of_today() if one.name in address]
    return found[0] if len(found) == 1 else None


def _found(community: Place, address: str) -> Place | None:
    """The one place of a community that an address means without doubt."""
    words = address.replace(community.name, " ").replace(",", " ").split()
    if not words or len(words) > MOST_WORDS:
        return None
    found = at_address(community, " ".join(words), on=today())
    return found[0] if len(found) == 1 else None


def _only_one() -> Place | None:
    found = list(communities_of_today()[:2])
    return found[0] if len(found) == 1 else None

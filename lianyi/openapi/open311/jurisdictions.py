"""Which community a client means by `jurisdiction_id`.

The site is one jurisdiction, so nothing has to be said. Whoever says something says the host name of the site, or one
of its communities: by its code, or as "c" and its key.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.openapi.open311.asking import Asked
from lianyi.openapi.open311.faults import missing
from lianyi.places.models import Place, PlaceQuerySet


def communities_of_today() -> PlaceQuerySet:
    return Place.objects.on(today()).filter(kind=Place.Kind.COMMUNITY)


def community_meant(asked: Asked, host: str) -> Place | None:
    """The community that is named, None for the whole site. Raises Fault for any other jurisdiction."""
    text = asked.text("jurisdiction_id")
    if not text or text.lower() in _names_of(host):
        return None
    key = text[1:]
    if text[0] == "c" and key.isascii() and key.isdecimal() and len(key) < 18:
        found = communities_of_today().filter(pk=int(key)).first()
    else:
        found = communities_of_today().filter(code=text).first()
    if found is None:
        raise missing(_("There is no jurisdiction_id “%(text)s” here.") % {"text": text[:40]})
    return found


def _names_of(host: str) -> set[str]:
    """A host with and without its port and "www."."""
    bare = host.lower().rsplit(":", 1)[0] if not host.endswith("]") else host.lower()
    return {host.lower(), bare, bare.removeprefix("www.")}

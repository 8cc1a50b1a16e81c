"""Giving out keys to other systems, and ending them. The administrator's; none of it shows a person's record."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi import codes
from lianyi.dated import today
from lianyi.journal.actions import Change, record
from lianyi.openapi.models import ApiKey
from lianyi.places.models import Place
from lianyi.scope import Actor, OutOfScope, Refused, Role

BYTES = 24  # 192 random bits: 32 characters that need no escaping in an address


@dataclass(frozen=True)
class KeyFacts:
    """What is said of a key. `ends_on` is the first day without it."""

    name: str
    community: Place | None = None
    is_public: bool = False
    ends_on: date | None = None


@transaction.atomic
def add_key(facts: KeyFacts, *, by: Actor) -> tuple[ApiKey, str]:
    """Makes a key. Returns it with its text, which is kept nowhere."""
    require_keeper(by)
    if not facts.name.strip():
        raise Refused(_("Please write which system gets this key."))
    if facts.ends_on is not None and facts.ends_on <= today():
        raise Refused(_("Please choose an end that lies ahead."))
    text = secrets.token_urlsafe(BYTES)
    key = ApiKey.objects.create(
        name=facts.name.strip(),
        digest=digest_of(text),
        community=facts.community,
        is_public=facts.is_public,
        starts_on=today(),
        ends_on=facts.ends_on,
    )
    record("api_key.created", by=by, changes=[Change(None, _told(key))], subject=("api_key", key.pk))
    return key, text


@transaction.atomic
def end_key(key: ApiKey, *, by: Actor) -> None:
    """From now on the key opens nothing. What came with it stays."""
    require_keeper(by)
    if key.ends_on is not None and key.ends_on <= today():
        raise Refused(_("This key has ended already."))
    before = _told(key)
    key.ends_on = today()
    key.save(update_fields=["ends_on"])
    record("api_key.ended", by=by, changes=[Change(before, _told(key))], subject=("api_key", key.pk))


def note_use(key: ApiKey) -> None:
    """Remembers the day a key was last used, so that keys nobody uses can be ended. Written once a day."""
    if key.used_on != today():
        ApiKey.objects.filter(pk=key.pk).update(used_on=today())
        key.used_on = today()


def digest_of(text: str) -> str:
    return codes.keyed("open311.key", text).hex()


def require_keeper(by: Actor) -> None:
    if not by.is_(Role.ADMIN, Role.SYSTEM):
        raise OutOfScope


def _told(key: ApiKey) -> dict[str, object]:
    return {
        "name": key.name,
        "place": key.community_id,
        "is_public": key.is_public,
        "starts_on": key.starts_on,
        "ends_on": key.ends_on,
    }

"""How much is answered in a minute: to one address, and to one key.

Counted in the memory of each server process, so that reading writes nothing; with several processes the limit is as
many times higher. Addresses are not kept, only keyed digests, for two minutes.
"""

from __future__ import annotations

import time
from http import HTTPStatus

from django.conf import settings
from django.core.cache.backends.locmem import LocMemCache
from django.utils.translation import gettext as _

from lianyi import codes
from lianyi.openapi.models import ApiKey
from lianyi.openapi.open311.faults import Fault

WINDOW = 60  # seconds
PER_MINUTE = 600  # answers to one address; a key may send a fifth of it
_counts = LocMemCache("open311-limits", {"OPTIONS": {"MAX_ENTRIES": 10_000}})


def require_patience(address: str) -> None:
    """Raises Fault when this address has asked too often."""
    _require(f"address {address}", _most())


def require_patience_of(key: ApiKey) -> None:
    """Raises Fault when too much came with this key."""
    _require(f"key {key.pk}", max(_most() // 5, 1))


def forget_all() -> None:
    _counts.clear()


def _most() -> int:
    return int(getattr(settings, "LIANYI_OPEN311_PER_MINUTE", PER_MINUTE))


def _require(who: str, most: int) -> None:
    name = f"{codes.keyed('open311.limit', who).hex()[:32]}:{int(time.time()) // WINDOW}"
    _counts.add(name, 0, 2 * WINDOW)
    if _counts.incr(name) > most:
        raise Fault(_("Too many requests. Please wait a minute."), HTTPStatus.TOO_MANY_REQUESTS)

"""How many wrong personal codes may come from one address in a while.

Many people share an address (an office, a café, a mobile network), so the limit is wide; with 50 bits a code cannot be
guessed within it. The cache keeps a keyed digest of the address, not the address.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache

LIMIT = 60
WINDOW = 600  # seconds


def too_many(address: str) -> bool:
    return int(cache.get(_key(address), 0)) >= LIMIT


def count_wrong(address: str) -> None:
    key = _key(address)
    if not cache.add(key, 1, WINDOW):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two calls
            cache.add(key, 1, WINDOW)


def _key(address: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()
    return f"wrong-codes:{digest[:32]}"

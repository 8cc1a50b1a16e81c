"""How much may be sent in from one address in a while, by people without an account.

An office, a reading room or a mobile network shares one address, so the limit is wide; who meets it is told to
telephone. The cache keeps a keyed digest of the address, not the address.
"""

from __future__ import annotations

from django.core.cache import cache

from lianyi import codes

LIMIT = 60
WINDOW = 600  # seconds


def too_many(address: str) -> bool:
    return int(cache.get(_key(address), 0)) >= LIMIT


def count_sent(address: str) -> None:
    key = _key(address)
    if not cache.add(key, 1, WINDOW):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two calls
            cache.add(key, 1, WINDOW)


def _key(address: str) -> str:
    return f"sent-in:{codes.keyed('matters.sent', address).hex()[:32]}"

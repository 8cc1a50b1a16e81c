"""How often something may come from one network address in a while.

Many people share an address (an office, a café, a mobile network), so limits are wide. The cache keeps a keyed digest
of the address, not the address.
"""

from __future__ import annotations

from django.core.cache import cache

from lianyi import codes

WINDOW = 600  # seconds


def reached(what: str, address: str, most: int) -> bool:
    """Whether it came from there as often as it may."""
    return int(cache.get(_key(what, address), 0)) >= most


def count(what: str, address: str) -> None:
    key = _key(what, address)
    if not cache.add(key, 1, WINDOW):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two calls
            cache.add(key, 1, WINDOW)


def _key(what: str, address: str) -> str:
    return f"{what}:{codes.keyed(what, address).hex()[:32]}"

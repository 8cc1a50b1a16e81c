"""How many wrong personal codes may come from one address in a while: with 50 bits none can be guessed within it."""

from __future__ import annotations

from lianyi.limiting import counting

LIMIT = 60
_WHAT = "wrong-codes"


def too_many(address: str) -> bool:
    return counting.reached(_WHAT, address, LIMIT)


def count_wrong(address: str) -> None:
    counting.count(_WHAT, address)

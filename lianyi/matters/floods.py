"""How much may be sent in from one address in a while without an account; who meets it is told to telephone."""

from __future__ import annotations

from lianyi.limiting import counting

LIMIT = 60
_WHAT = "sent-in"


def too_many(address: str) -> bool:
    return counting.reached(_WHAT, address, LIMIT)


def count_sent(address: str) -> None:
    counting.count(_WHAT, address)

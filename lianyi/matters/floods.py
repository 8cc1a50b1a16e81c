"""How much may be sent in from one address in a while without an account; who meets it is told to telephone."""

from __future__ import annotations

from lianyi.limiting import counting

LIMIT = 60
_WHAT = "sent-in"


def is_too_much(address: str) -> bool:
    """Counts what is about to be taken in from there, and says whether that is more than may be."""
    return counting.count(_WHAT, address) > LIMIT

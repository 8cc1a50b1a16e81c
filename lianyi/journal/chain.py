"""The arithmetic of the chain, apart from the database: what is hashed, and in which form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

START = "0" * 64


def canonical(value: Any) -> bytes:
    """The one byte form of a JSON value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def commitment(salt: str, person_id: int | None, content: Any) -> str:
    """Binds a part to the chain without its content being readable from the hash (256 bits, 128 bits of salt)."""
    return hashlib.sha256(canonical([salt, person_id, content])).hexdigest()


def parts_hash(commitments: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(commitments).encode("ascii")).hexdigest()


def erasure(commitments: Iterable[str]) -> dict[str, object]:
    """What the entry of an erasure says: how many parts were forgotten, and the hash over their commitments."""
    forgotten = list(commitments)
    return {"parts": len(forgotten), "forgotten": parts_hash(forgotten)}


def entry_hash(facts: Mapping[str, Any]) -> str:
    """The link: a hash over all facts of an entry, the previous link among them."""
    return hashlib.sha256(canonical(facts)).hexdigest()

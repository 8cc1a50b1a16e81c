"""The published draw: who comes first among equals.

The lot of a member is the first 8 bytes of SHA-256 of ``seed:id`` in UTF-8, read as a big-endian number; the smaller
lot goes first. Anybody can recompute it with ``printf '1:M007' | sha256sum``. Row order plays no part.
"""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

from lianyi.engines.formation.problem import IntArray


def lots(seed: int | str, ids: Iterable[str]) -> IntArray:
    """One uint64 lot an id."""
    start = hashlib.sha256(f"{seed}:".encode())
    digests = bytearray()
    for name in ids:
        one = start.copy()
        one.update(name.encode())
        digests += one.digest()[:8]
    return np.frombuffer(bytes(digests), dtype=">u8").astype(np.uint64)


def order(seed: int | str, ids: Sequence[str]) -> IntArray:
    """Positions of ``ids`` in the order of their lots."""
    drawn = lots(seed, ids)
    if len(np.unique(drawn)) < len(drawn):  # two equal lots: the ids themselves decide
        return np.array(sorted(range(len(ids)), key=lambda at: (int(drawn[at]), ids[at])), dtype=np.int64)
    return np.argsort(drawn, kind="stable")

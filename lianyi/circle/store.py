"""What is kept outside the tables: street networks in the data folder, and arrays of walks as bytes."""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

if TYPE_CHECKING:
    from lianyi.engines.reach import Network

NOWHERE = np.iinfo(np.int32).max  # the cost of a home that reaches no point
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Walks:
    """Per home (`home` keys, ascending): `cost` in millimetres at the profile's speed, NOWHERE for none, and the key of
    the facility, -1 for none."""

    home: NDArray[np.int64]
    cost: NDArray[np.int32]
    facility: NDArray[np.int64]

    def packed(self) -> bytes:
        buffer = io.BytesIO()
        np.savez_compressed(buffer, home=self.home, cost=self.cost, facility=self.facility)
        return buffer.getvalue()

    @classmethod
    def unpacked(cls, content: bytes) -> Walks:
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            return cls(stored["home"], stored["cost"], stored["facility"])


def folder() -> Path:
    """Where the networks lie; made when it is not there."""
    path = Path(settings.DATA_DIR) / "circle"
    path.mkdir(parents=True, exist_ok=True)
    return path


def upload_path(key: int) -> Path:
    """Where the file of an upload lies until it is taken."""
    return folder() / f"upload-{key:d}"


def network_path(digest: str) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return folder() / f"{digest}.npz"


def keep_network(network: Network) -> str:
    """Writes the network beside its name at once or not at all. Returns its digest."""
    from lianyi.streets import network_bytes

    digest = network.fingerprint()
    if not network_path(digest).exists():
        write_whole(network_path(digest), network_bytes(network))
    return digest


def network_of(digest: str) -> Network:
    """Raises lianyi.streets.UnusableFile when the file is gone or damaged."""
    return _network(str(network_path(digest)))


def write_whole(target: Path, content: bytes) -> None:
    """A reader sees the old file or the new one, never a part."""
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, target)


def forget_networks(kept: Iterable[str]) -> None:
    """Deletes networks and layouts that no community uses any more."""
    wanted = set(kept)
    for path in folder().glob("*.npz"):
        if path.name[:64] not in wanted:
            path.unlink(missing_ok=True)


def save_arrays(target: Path, arrays: dict[str, Any]) -> None:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    write_whole(target, buffer.getvalue())


def load_arrays(source: Path) -> dict[str, Any] | None:
    """None when there is no such file, or it cannot be read."""
    try:
        with np.load(source, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except (OSError, ValueError, EOFError):
        return None


@lru_cache(maxsize=2)
def _network(path: str) -> Network:
    from lianyi.streets import load_network

    return load_network(Path(path))

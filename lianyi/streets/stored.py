"""A parsed network kept as one .npz, so that the extract is read once: reading it is nine tenths of a whole run.

The file holds plain arrays only; nothing in it is run when it is loaded. What has been changed or cut is refused,
because the fingerprint of the arrays no longer is the one stored with them.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from lianyi.engines.reach.network import Network, Plane
from lianyi.streets.findings import UnusableFile

FORMAT = "lianyi-network-1"
_ARRAYS = ("x", "y", "tail", "head", "length", "features", "name")
_OPTIONAL = ("climb", "ids")


def save_network(network: Network, target: Path) -> None:
    """Write the network; the same network gives the same bytes."""
    target.write_bytes(network_bytes(network))


def network_bytes(network: Network) -> bytes:
    """The network as the bytes of an .npz."""
    about = {
        "format": FORMAT,
        "fingerprint": network.fingerprint(),
        "plane": [network.plane.lon0, network.plane.lat0],
        "names": list(network.names),
    }
    arrays = {name: getattr(network, name) for name in _ARRAYS}
    arrays |= {name: value for name in _OPTIONAL if (value := getattr(network, name)) is not None}
    arrays["about"] = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def load_network(source: Path | bytes) -> Network:
    """The network as it was. Raises UnusableFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as container:
            # What is written here is not packed; what is packed could unpack to any size.
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in container.infolist()):
                raise UnusableFile("file_damaged")
        with np.load(io.BytesIO(source) if isinstance(source, bytes) else source, allow_pickle=False) as stored:
            about = json.loads(bytes(stored["about"]))
            arrays: dict[str, Any] = {name: stored[name] for name in (*_ARRAYS, *_OPTIONAL) if name in stored.files}
        if about["format"] != FORMAT:
            raise UnusableFile("other_version")
        lon0, lat0 = about["plane"]
        network = Network(
            **arrays,
            plane=Plane(lon0, lat0),
            names=tuple(about["names"]),
        )
        if network.fingerprint() != about["fingerprint"]:
            raise UnusableFile("file_damaged")
    except FileNotFoundError:
        raise UnusableFile("no_file") from None
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise UnusableFile("file_damaged") from error
    return network

"""The certificate beside a result: what was asked of which files, what came out, and the proof, as JSON.

``form`` of a node of ``tree``: ``{"group": i, "opened": node, "closed": node}`` for a decision, ``{"prices": [...]}``
or ``{"levels": [{"component", "scale", "members", "hub", "earlier"}]}`` for a leaf. See docs/engines/formation.md.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from lianyi.engines.formation.result import Branch, Certificate, Gap, Leaf, LevelBound, PriceBound, Tree
from lianyi.terminal.faults import Fault, FaultsError

FORMAT = "lianyi-formation-certificate-1"


def path_for(result: Path) -> Path:
    return result.with_suffix(".certificate.json")


def fingerprint(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise FaultsError([Fault("no_file", {"file": path.name})]) from None


def dump(certificate: Certificate) -> dict[str, Any]:
    gap = certificate.gap
    return {
        "components": certificate.components,
        "value": certificate.value,
        "gap": gap and {"component": gap.component, "value": gap.value, "bound": gap.bound},
        "tree": _dump(certificate.tree),
    }


def _dump(tree: Tree) -> dict[str, Any]:
    if isinstance(tree, Branch):
        return {"group": tree.group, "opened": _dump(tree.opened), "closed": _dump(tree.closed)}
    if tree.price is not None:
        return {"prices": tree.price.prices}
    keys = ("component", "scale", "members", "hub", "earlier")
    return {"levels": [{key: getattr(level, key) for key in keys} for level in tree.levels]}


def load(data: dict[str, Any]) -> Certificate:
    gap = data["gap"]
    return Certificate(tuple(data["components"]), tuple(data["value"]), _load(data["tree"]), gap and Gap(**gap))


def _load(tree: dict[str, Any]) -> Tree:
    if "group" in tree:
        return Branch(int(tree["group"]), _load(tree["opened"]), _load(tree["closed"]))
    if "prices" in tree:
        return Leaf(PriceBound(tuple(tuple(map(int, price)) for price in tree["prices"])))
    levels = (
        LevelBound(
            int(one["component"]),
            int(one["scale"]),
            tuple(map(int, one["members"])),
            int(one["hub"]),
            tuple(map(int, one["earlier"])),
        )
        for one in tree["levels"]
    )
    return Leaf(levels=tuple(levels))


def read(path: Path, result: Path) -> dict[str, Any]:
    """The certificate of a result. Raises FaultsError when there is none or it is something else."""
    try:
        data = json.loads(path.read_bytes())
    except OSError:
        raise FaultsError([Fault("no_certificate", {"file": result.name, "certificate": path.name})]) from None
    except ValueError:
        data = None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise FaultsError([Fault("bad_certificate", {"file": path.name})])
    return data

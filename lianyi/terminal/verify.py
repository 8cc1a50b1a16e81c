"""``lianyi verify``: does a result file keep every condition, and does its certificate prove it?"""

from pathlib import Path
from typing import Any

import numpy as np

from lianyi.engines.formation import Policy, Result, verify
from lianyi.terminal import certificates, results
from lianyi.terminal.faults import Fault, FaultsError
from lianyi.terminal.form import Options, ask


def check_files(
    result: Path, members: Path | None, groups: Path | None, chinese: bool
) -> tuple[dict[str, Any], list[str]]:
    """Read everything anew and check it. Returns a summary and what is wrong. Raises FaultsError.

    The input files are those the certificate names, as seen from it, unless given.
    """
    path = certificates.path_for(result)
    data = certificates.read(path, result)
    try:
        files, told = data["files"], data["options"]
        given = {"members": members, "groups": groups, "result": result}
        places = {name: given.get(name) or path.parent / one["path"] for name, one in files.items()}
        digests = {name: str(one["sha256"]) for name, one in files.items()}
        options = Options(Policy(told["policy"]), told["seed"], told["open"], places.get("previous"), told["keep"])
        certificate = certificates.load(data)
        opened = set(data["opened"])
    except (KeyError, TypeError, ValueError):
        raise FaultsError([Fault("bad_certificate", {"file": path.name})]) from None
    changed = [place.name for name, place in places.items() if certificates.fingerprint(place) != digests[name]]
    if changed:
        raise FaultsError([Fault("changed_file", {"file": name}) for name in changed])
    arrays = ask(places["members"], places["groups"], options, chinese).arrays
    group_of = results.read_groups_of(result, arrays, chinese)
    is_open = np.array([group.id in opened for group in arrays.groups], dtype=bool)
    levels = arrays.levels(np.arange(arrays.size), group_of)
    failures = verify(arrays, Result(arrays, group_of, levels, is_open, certificate))
    gap = certificate.gap
    summary = {
        "holds": not failures,
        "status": "gap" if gap else "optimal",
        "gap": gap and {"component": gap.component, "value": gap.value, "bound": gap.bound},
        "policy": str(options.policy),
        "objective": dict(zip(certificate.components, certificate.value, strict=True)),
        "failures": failures,
    }
    return summary, failures

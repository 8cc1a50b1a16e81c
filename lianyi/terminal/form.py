"""``lianyi form``: files in, result and certificate out."""

import dataclasses
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lianyi.engines.formation import (
    Explainer,
    Issue,
    Policy,
    ProblemArrays,
    ProblemError,
    Result,
    Severity,
    check,
    solve,
)
from lianyi.engines.formation.problem import Keep
from lianyi.terminal import certificates, results
from lianyi.terminal.faults import Fault, FaultsError
from lianyi.terminal.inputs import read_groups, read_members
from lianyi.terminal.tables import Table


@dataclass(frozen=True)
class Options:
    """What the user asked for besides the files."""

    policy: Policy
    seed: str
    open_per_bond: dict[str, int]
    previous: Path | None = None
    keep: Keep = "first"


@dataclass(frozen=True)
class Asked:
    """A problem with the table its rows came from, so that faults can name rows."""

    arrays: ProblemArrays
    table: Table

    def fault(self, issue: Issue) -> Fault:
        params: dict[str, Any] = {"file": self.table.file, "bond": "", **issue.params}
        if "row" in params:
            params["row"] = int(self.table.rows[params["row"]])
        return Fault(issue.code, params)


def parse_open(text: str) -> dict[str, int]:
    """``interest=9,trade=4``. Raises FaultsError."""
    out = {}
    for part in filter(None, re.split("[,,]", text)):
        name, _, number = part.partition("=")
        if not name.strip() or not re.fullmatch(r"\s*\d{1,6}\s*", number):
            raise FaultsError([Fault("bad_open", {"value": text})])
        out[name.strip()] = int(number)
    return out


def ask(members: Path, groups: Path, options: Options, chinese: bool) -> Asked:
    """The problem the files and options state. Raises FaultsError."""
    arrays, table = read_members(members, read_groups(groups, chinese), chinese)
    arrays = dataclasses.replace(
        arrays, policy=options.policy, seed=options.seed, open_per_bond=options.open_per_bond, keep=options.keep
    )
    if options.previous is not None:
        arrays = dataclasses.replace(arrays, previous=results.read_groups_of(options.previous, arrays, chinese))
    return Asked(arrays, table)


def form(
    members: Path, groups: Path, output: Path, options: Options, time_limit: float | None, chinese: bool
) -> tuple[dict[str, Any], list[Fault]]:
    """Solve and write. Returns the summary and the warnings. Raises FaultsError."""
    if output.suffix.lower() not in (".csv", ".xlsx"):
        raise FaultsError([Fault("bad_output", {"file": str(output)})])
    asked = ask(members, groups, options, chinese)
    errors = [issue for issue in check(asked.arrays) if issue.severity is Severity.ERROR]
    if errors:
        raise FaultsError([asked.fault(issue) for issue in errors])
    try:
        result = solve(asked.arrays, time_limit=time_limit)
    except ProblemError as error:
        raise FaultsError([asked.fault(issue) for issue in error.issues]) from None
    explainer = Explainer(asked.arrays, result)
    results.write(output, explainer, chinese)
    files = {"members": members, "groups": groups, "result": output}
    if options.previous is not None:
        files["previous"] = options.previous
    _write_certificate(output, files, options, result)
    return _summary(explainer, output), [asked.fault(issue) for issue in result.warnings]


def _write_certificate(output: Path, files: dict[str, Path], options: Options, result: Result) -> None:
    here = output.resolve().parent
    data = {
        "format": certificates.FORMAT,
        "files": {
            name: {"path": _relative(path, here), "sha256": certificates.fingerprint(path)}
            for name, path in files.items()
        },
        "options": {
            "policy": str(options.policy),
            "seed": options.seed,
            "open": options.open_per_bond,
            "keep": options.keep,
        },
        "opened": result.opened,
        **certificates.dump(result.certificate),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    certificates.path_for(output).write_text(text + "\n", encoding="utf-8")


def _relative(path: Path, base: Path) -> str:
    """As seen from the certificate, so that the files can move together."""
    return Path(os.path.relpath(path.resolve(), base)).as_posix()


def _summary(explainer: Explainer, output: Path) -> dict[str, Any]:
    result, summary = explainer.result, explainer.summary()
    gap = result.gap
    return {
        "status": result.status,
        "gap": gap and {"component": gap.component, "value": gap.value, "bound": gap.bound},
        "policy": str(result.arrays.policy),
        "seed": str(result.arrays.seed),
        "members": result.arrays.size,
        "choices": {_level(level): count for level, count in result.counts.items()},
        "opened": result.opened,
        "closed": result.closed,
        "opened_per_bond": dict(sorted(_bonds(result).items())),
        "bonds_at_their_number": summary.binding_bonds,
        "full": [group.group for group in summary.groups if group.state == "full"],
        "at_minimum": [group.group for group in summary.groups if group.state == "at_minimum"],
        "one_more_place": {group.group: _named(group.one_more) for group in summary.groups if group.one_more},
        "unplaced": list(_unplaced(result)),
        "result": output.name,
        "certificate": certificates.path_for(output).name,
    }


def _level(level: int) -> str:
    return {100: "fallback", 101: "any", 102: "none"}.get(level, str(level))


def _named(effect: Mapping[str, int]) -> dict[str, int]:
    return {_level(int(name)) if name.isdigit() else name: count for name, count in effect.items()}


def _bonds(result: Result) -> Counter[str]:
    pairs = zip(result.arrays.groups, result.is_open, strict=True)
    return Counter(group.bond for group, opens in pairs if opens)


def _unplaced(result: Result) -> Iterable[dict[str, Any]]:
    for one in result.unplaced:
        changes = [
            {"change": change.code, **({"group": change.group} if change.group else {})} for change in one.changes
        ]
        yield {"id": one.member, "reason": one.reason, "changes": changes}

"""The result as a table, and back."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lianyi.engines.formation import Explainer, Level, ProblemArrays
from lianyi.engines.formation.explain import CODES, Explanations
from lianyi.engines.formation.problem import IntArray
from lianyi.sheets import write_csv, write_xlsx
from lianyi.terminal.faults import Fault, FaultsError
from lianyi.terminal.tables import Table, plain, read
from lianyi.terminal.texts import REASONS, UNPLACED, choice_text, say

HEADINGS = ("id", "group", "choice", "reason")
_CHOICES = {int(Level.FALLBACK): "fallback", int(Level.ANY): "any", int(Level.UNPLACED): ""}


def write(path: Path, explainer: Explainer, chinese: bool) -> None:
    """id, group, choice (1..K, fallback, any, empty), reason; members in input order; nothing that a sheet
    would run.
    """
    rows = _rows(explainer, chinese)
    path.write_bytes(write_xlsx(HEADINGS, rows) if path.suffix.lower() == ".xlsx" else write_csv(HEADINGS, rows))


def _rows(explainer: Explainer, chinese: bool) -> Iterator[tuple[str, str, str, str]]:
    result = explainer.result
    names = [*(group.id for group in result.arrays.groups), ""]
    found = explainer.everybody()
    starts = np.searchsorted(found.row, np.arange(result.arrays.size + 1)).tolist()
    sentences = _sentences(explainer, found, chinese)
    levels, groups = result.level_of.tolist(), result.group_of.tolist()
    choices = {level: choice_text(level, chinese) for level in set(levels)}
    missing = {one.member: one for one in result.unplaced}
    for row, name in enumerate(result.arrays.ids):
        level = levels[row]
        parts = sentences[starts[row] : starts[row + 1]]
        if level == Level.UNPLACED:
            one = missing[name]
            change = one.changes[0]
            params = {"group": change.group}
            head = f"{UNPLACED[one.reason][chinese]}; {say(UNPLACED, change.code, chinese, params)}"
        else:
            head = choices[level]
        yield name, names[groups[row]], _CHOICES.get(level, str(level)), "; ".join([head, *parts])


def _sentences(explainer: Explainer, found: Explanations, chinese: bool) -> list[str]:
    """One sentence for each reason; members with the same group and the same answer share it."""
    groups = explainer.result.arrays.groups
    quota = explainer.result.arrays.open_per_bond
    cache: dict[tuple[int, int], str] = {}
    out = []
    for pair in zip(found.group.tolist(), found.why.tolist(), strict=True):
        if pair not in cache:
            group = groups[pair[0]]
            params = {
                "group": group.id,
                "size": int(explainer.sizes[pair[0]]),
                "minimum": group.minimum,
                "maximum": group.maximum,
                "named": int(explainer.named[pair[0]]),
                "bond": group.bond,
                "wanted": quota.get(group.bond, ""),
            }
            cache[pair] = say(REASONS, CODES[pair[1]], chinese, params)
        out.append(cache[pair])
    return out


def read_groups_of(path: Path, arrays: ProblemArrays, chinese: bool) -> IntArray:
    """The group index of every member in a result file (-1: none). Raises FaultsError."""
    table = read(path, _heading, HEADINGS[:2], chinese)
    group_of = np.full(arrays.size, -1, dtype=np.int32)
    members, groups = _guarded(arrays.row_of), _guarded(arrays.index_of) | {"": -1}
    faults = []
    for row, name, group in zip(
        table.rows.tolist(), table.frame["id"].tolist(), table.frame["group"].tolist(), strict=True
    ):
        if name not in members:
            faults.append(Fault("unknown_member", {"file": path.name, "row": row, "member": name}))
        elif group not in groups:
            faults.append(_unknown(table, row, group))
        else:
            group_of[members[name]] = groups[group]
    if faults:
        raise FaultsError(faults[:20])
    return group_of


def _unknown(table: Table, row: int, group: str) -> Fault:
    return Fault("unknown_group", {"file": table.file, "row": row, "column": "group", "group": group})


def _heading(heading: str) -> str | None:
    return plain(heading) if plain(heading) in HEADINGS else None


def _guarded(index: dict[str, int]) -> dict[str, int]:
    """Also under the name with the apostrophe that keeps a sheet from running it."""
    return index | {f"'{name}": at for name, at in index.items()}

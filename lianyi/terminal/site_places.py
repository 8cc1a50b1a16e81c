"""The places of a plan: candidates, the points that are there, and what is shut out."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lianyi.streets import Kind, Table
from lianyi.terminal.faults import Fault, FaultsError
from lianyi.terminal.reach_inputs import Inputs


def existing_points(inputs: Inputs, path: Path | None, category: str | None) -> Table | None:
    """The points that stay, of the one category that is planned. Raises FaultsError."""
    if path is None:
        return None
    table = inputs.read_table(path, Kind.POINTS)
    told = ", ".join(table.categories)
    if category is None:
        if len(table.categories) > 1:
            raise FaultsError([Fault("several_categories", {"file": path.name, "categories": told})])
        return table
    chosen = np.array([one == category for one in table.category], dtype=bool)
    if not chosen.any():
        params = {"category": category, "file": path.name, "categories": told}
        raise FaultsError([Fault("unknown_category", params)])
    return table.take(chosen)


def both(candidates: Table, existing: Table | None, file: str, other: str) -> Table:
    """Candidates first, then existing points. Raises FaultsError when an id is in both."""
    if existing is None:
        return candidates
    known = set(candidates.ids)
    if twice := [name for name in existing.ids if name in known]:
        raise FaultsError([Fault("same_id", {"name": name, "file": file, "other": other}) for name in twice[:20]])
    parts: dict[str, Any] = {}
    for each in fields(Table):
        one, two = getattr(candidates, each.name), getattr(existing, each.name)
        if isinstance(one, np.ndarray):
            parts[each.name] = np.concatenate((one, two))
        elif each.name != "kind":
            parts[each.name] = (*one, *two)
    return Table(kind=candidates.kind, **parts)


def shut(candidates: Table, told: str, file: str) -> NDArray[np.bool_]:
    """Which candidates are named in "c3,c7". Raises FaultsError for a name that none has."""
    names = [name.strip() for name in re.split("[,，;；]", told) if name.strip()]
    at = {name: number for number, name in enumerate(candidates.ids)}
    if strange := [name for name in names if name not in at]:
        raise FaultsError([Fault("unknown_candidate", {"name": name, "file": file}) for name in strange])
    out = np.zeros(len(candidates), dtype=bool)
    out[[at[name] for name in names]] = True
    return out

"""What the engine says about each group of a result, kept with the draft."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from lianyi.engines.formation import Result
from lianyi.engines.formation.explain import Explainer


def group_notes(result: Result) -> dict[str, Any]:
    """Group number -> state, what one more place (or one fewer needed) would gain."""
    summary = Explainer(result.arrays, result).summary()
    kept = ("state", "one_more", "one_less")
    rows = {group.group: asdict(group) for group in summary.groups}
    return {number: {key: _plain(row[key]) for key in kept} for number, row in rows.items()}


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else value

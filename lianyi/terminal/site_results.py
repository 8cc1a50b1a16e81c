"""The sites as a table, and what they change, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from lianyi.engines.reach import Profile
from lianyi.engines.siting import Objective, Problem, Result, compare, loss_if_closed
from lianyi.engines.siting.certify import certify
from lianyi.engines.siting.figures import Figures
from lianyi.sheets import write_csv, write_xlsx
from lianyi.streets import Table
from lianyi.terminal.reach_results import whole

HEADINGS = ("id", "state", "lon", "lat", "residents", "lost")


def sites_bytes(path: Path, problem: Problem, places: Table, result: Result, parts: int) -> bytes:
    """New points first, then those that were there: residents who go to each, and who would lose it if it closed."""
    rows = _rows(problem, places, result, parts)
    return write_xlsx(HEADINGS, rows) if path.suffix.lower() == ".xlsx" else write_csv(HEADINGS, rows)


def _rows(
    problem: Problem, places: Table, result: Result, parts: int
) -> Iterator[tuple[str, str, float, float, int | float, int | float]]:
    load = np.zeros(problem.places, dtype=np.int64)
    np.add.at(load, result.assignment.place, result.assignment.residents)
    lost = {loss.place: loss.unserved for loss in loss_if_closed(problem, result.open)}
    new = set(result.chosen.tolist())
    for at in sorted(result.open.tolist(), key=lambda place: (place not in new, -load[place], places.ids[place])):
        state = "new" if at in new else "existing"
        lon, lat = round(float(places.lon[at]), 7), round(float(places.lat[at]), 7)
        yield places.ids[at], state, lon, lat, whole(float(load[at] / parts)), whole(lost.get(at, 0) / parts)


def summary_of(problem: Problem, places: Table, result: Result, profile: Profile, parts: int) -> dict[str, Any]:
    """Objective and bound, the proof, and the ground before and after."""
    there = np.flatnonzero(problem.existing)
    change = compare(problem, there, result.open)
    # Where walks are to be short, those past the limit count among the walks, but never as inside.
    walks = compare(problem, there, result.open, result.objective)
    unit, divide = _unit(result.objective, profile, parts)
    return {
        "objective": str(result.objective),
        "unit": unit,
        "value": _number(result.value, divide),
        "bound": _number(result.bound, divide),
        "gap": round(result.gap, 6),
        "proven": result.proven,
        "certified": not certify(problem, result),
        "found_by": result.method,
        "k": result.k,
        "homes": problem.homes,
        "residents": whole(problem.everybody / parts),
        "candidates": int((~problem.existing).sum()),
        "existing": int(problem.existing.sum()),
        "chosen": [places.ids[at] for at in result.chosen],
        "before": _side(change.before, walks.before, profile, parts),
        "after": _side(change.after, walks.after, profile, parts),
        "residents_gained": whole(change.gained / parts),
        "residents_with_shorter_walk": whole(walks.nearer / parts),
    }


def _side(inside: Figures, walks: Figures, profile: Profile, parts: int) -> dict[str, Any]:
    speed = profile.metres_per_minute * 1000
    return {
        "points": len(inside.open),
        "residents_within": whole(inside.served / parts),
        "share_within": round(inside.share, 6),
        "residents_without": whole(inside.unserved / parts),
        "residents_no_place_could_serve": whole(inside.hopeless / parts),
        "mean_minutes": round(walks.mean / speed, 2) if walks.served else None,
        "median_minutes": round(walks.median / speed, 2) if walks.served else None,
    }


def _unit(objective: Objective, profile: Profile, parts: int) -> tuple[str, Fraction]:
    """What value and bound count, and by what the engine's whole numbers are divided."""
    if objective is Objective.SET_COVERING:
        return "points", Fraction(1)
    if objective is Objective.MAXIMAL_COVERING:
        return "residents", Fraction(parts)
    return "resident-minutes", parts * 1000 * Fraction(str(profile.metres_per_minute))


def _number(value: int, divide: Fraction) -> int | float:
    return whole(float(Fraction(value) / divide))

"""``lianyi reach``: for every home and category the walk to the nearest point, and whether it is inside the limit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lianyi.engines.reach import (
    UNREACHED,
    Layout,
    Network,
    Profile,
    ReachError,
    Snapped,
    lay_out,
    limit_of,
    nearest_of_categories,
    snap,
)
from lianyi.streets import Kind, StraightLines, Table, open_at, parse_moment
from lianyi.streets.straight import UNREACHED as NO_WAY
from lianyi.terminal.faults import Fault, FaultsError
from lianyi.terminal.reach_inputs import (
    Ask,
    Inputs,
    check_output,
    profile_of,
    summed_up,
    written,
)
from lianyi.terminal.reach_results import coverage, table_bytes

A_DAY = 1440.0  # minutes: a walk is searched this far, whatever the limit, so that the gap can be told
LONGEST = 600.0


@dataclass(frozen=True)
class Options:
    """What the user asks besides how to read the files. ``detour`` None: 1.3 where there is no network."""

    minutes: float
    profile: str = "adult"
    speed: float | None = None
    detour: float | None = None
    at: str | None = None
    accessible: bool = False
    categories: str = ""
    json: Path | None = None


@dataclass(frozen=True)
class Walks:
    """``cost (H, C)`` millimetres at the profile's speed, -1 where there is no way; ``point (H, C)`` rows of points.

    ``lost``: how many homes and points have no street near.
    """

    cost: NDArray[np.int64]
    point: NDArray[np.int64]
    lost: tuple[int, int] = (0, 0)


def reach(
    homes: Path, points: Path, output: Path, ask: Ask, options: Options, now: datetime, chinese: bool
) -> tuple[dict[str, Any], list[Fault]]:
    """Read, compute, write. Returns the summary and what to warn of. Raises FaultsError."""
    check_output(output)
    check_limits(options.minutes, options.detour, has_network=ask.network != "-")
    profile = profile_of(options.profile, options.speed)
    moment = moment_of(options.at, now)
    inputs = Inputs(ask, chinese)
    inputs.read_streets()
    people = inputs.read_table(homes, Kind.HOMES)
    services = of_categories(inputs.read_table(points, Kind.POINTS), options.categories, points.name)
    category, hours = _asked_for(services, moment, options.accessible)
    detour = 1.3 if options.detour is None else options.detour
    if inputs.network is None:
        walks = walk_straight(people, services, category, detour)
    else:
        walks = walk(inputs.network, profile, people, services, category, ask)
    limit = limit_of(profile, options.minutes)
    written(output, lambda path: path.write_bytes(table_bytes(path, people, services, walks, profile, limit)))
    warnings = inputs.warnings()
    if inputs.network is None:
        warnings.append(Fault("straight_lines", {"detour": f"{detour:g}"}))
    for lost, table, path in zip(walks.lost, (people, services), (homes, points), strict=True):
        if lost:
            warnings.append(Fault("not_reached_by_streets", {"count": lost, "all": len(table), "file": path.name}))
    answer = {
        "at": moment.isoformat(" ", "minutes") if moment else None,
        **coverage(people, services, category, walks.cost, profile, limit),
        "points_not_counted": hours,
        "homes_without_street": walks.lost[0],
        "points_without_street": walks.lost[1],
    }
    summary = summed_up(
        inputs,
        answer,
        profile=profile,
        minutes=options.minutes,
        detour=detour,
        warnings=warnings,
        output=output,
        json_to=options.json,
    )
    return summary, warnings


def walk(
    network: Network, profile: Profile, homes: Table, points: Table, category: NDArray[np.int32], ask: Ask
) -> Walks:
    """On the streets."""
    layout = laid_out(network, profile, ask)
    doors, sites = (on_streets(layout, table, ask) for table in (homes, points))
    kinds = len(points.categories)
    found = nearest_of_categories(layout, doors, sites, category, A_DAY, kinds)
    cost = np.where(found.cost == UNREACHED, -1, found.cost.astype(np.int64))
    lost = int((doors.chain < 0).sum()), int((sites.chain < 0).sum())
    return Walks(cost, found.point.astype(np.int64), lost)


def laid_out(network: Network, profile: Profile, ask: Ask) -> Layout:
    """The network made ready for who walks. Raises FaultsError for streets of a length that nobody walks."""
    try:
        return lay_out(network, profile)
    except ReachError as error:
        params = {"file": Path(ask.network).name, "detail": f"{error.code} {dict(error.params)}"}
        raise FaultsError([Fault("unusable_streets", params)]) from None


def on_streets(layout: Layout, table: Table, ask: Ask) -> Snapped:
    """The places of a table at their nearest street."""
    spots = table.spots(layout.network.plane)
    return snap(layout, spots, furthest_m=ask.furthest, island_m=ask.islands)


def walk_straight(homes: Table, points: Table, category: NDArray[np.int32], detour: float) -> Walks:
    """Without streets."""
    names = points.categories
    open_rows = np.flatnonzero(category >= 0)
    cost, point = StraightLines.about(homes, detour).nearest_of_categories(homes, points.take(open_rows), names)
    found = cost != NO_WAY
    return Walks(np.where(found, cost, -1), np.where(found, open_rows[point] if len(open_rows) else -1, -1))


def check_limits(minutes: float, detour: float | None, *, has_network: bool) -> None:
    """Raises FaultsError."""
    if not 0 < minutes <= LONGEST:
        raise FaultsError([Fault("bad_minutes", {"minutes": f"{minutes:g}"})])
    if detour is not None and has_network:
        raise FaultsError([Fault("detour_with_network")])
    if detour is not None and not 1 <= detour <= 10:
        raise FaultsError([Fault("bad_detour", {"detour": f"{detour:g}"})])


def moment_of(text: str | None, now: datetime) -> datetime | None:
    """Raises FaultsError."""
    if text is None:
        return None
    moment = parse_moment(text, now)
    if moment is None:
        raise FaultsError([Fault("bad_moment", {"at": text})])
    return moment


def of_categories(points: Table, told: str, file: str) -> Table:
    """Only the points of the categories named in "药店,菜场", in that order of categories; all when none is named.

    Raises FaultsError for a category that no point has.
    """
    names = [name.strip() for name in re.split("[,，;；、]", told) if name.strip()]
    if not names:
        return points
    if strange := [name for name in names if name not in points.categories]:
        known = ", ".join(points.categories[:50])
        raise FaultsError(
            [Fault("unknown_category", {"category": name, "file": file, "categories": known}) for name in strange]
        )
    rank = {name: at for at, name in enumerate(names)}
    chosen = [at for at, category in enumerate(points.category) if category in rank]
    return points.take(np.array(sorted(chosen, key=lambda at: rank[points.category[at]]), dtype=np.int64))


def _asked_for(points: Table, moment: datetime | None, accessible: bool) -> tuple[NDArray[np.int32], dict[str, int]]:
    """The category of each point as a number, -1 for what does not count; and how many do not, and why."""
    number = {name: at for at, name in enumerate(points.categories)}
    category = np.array([number[name] for name in points.category], dtype=np.int32)
    told: dict[str, int] = {}
    if moment is not None:
        state = open_at(points, moment)
        category[state == 0] = -1
        told |= {"closed": int((state == 0).sum()), "hours_not_told": int((state < 0).sum())}
    if accessible:
        out = points.accessible != 1
        told["not_accessible"] = int((out & (category >= 0)).sum())
        category[out] = -1
    return category, told

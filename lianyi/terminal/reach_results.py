"""The walks as a table, and what they mean for the residents together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lianyi.engines.reach import Profile
from lianyi.sheets import write_csv, write_xlsx
from lianyi.streets import Table
from lianyi.terminal.faults import Fault, FaultsError

if TYPE_CHECKING:
    from lianyi.terminal.reach import Walks

HEADINGS = ("id", "category", "minutes", "point", "within")
SHEET_ROWS = 1_048_575  # below the headings


def table_bytes(path: Path, homes: Table, points: Table, walks: Walks, profile: Profile, limit: int) -> bytes:
    """The result for a file of this name. Raises FaultsError when it has more rows than a sheet."""
    rows = len(homes) * len(points.categories)
    if path.suffix.lower() != ".xlsx":
        return write_csv(HEADINGS, _rows(homes, points, walks, profile, limit, as_text=True))
    if rows > SHEET_ROWS:
        raise FaultsError([Fault("too_many_rows", {"file": path.name, "rows": rows})])
    return write_xlsx(HEADINGS, _rows(homes, points, walks, profile, limit, as_text=False))


def _rows(
    homes: Table, points: Table, walks: Walks, profile: Profile, limit: int, *, as_text: bool
) -> Iterator[tuple[str, str, str | float | None, str, str]]:
    """Homes and categories in the order of their files; nothing in ``minutes`` where no way leads."""
    minutes = hundredths(walks.cost, profile) / 100
    names = points.categories
    for home, name in enumerate(homes.ids):
        for at, category in enumerate(names):
            cost = walks.cost[home, at]
            if cost < 0:
                yield name, category, "" if as_text else None, "", "no"
                continue
            walked = float(minutes[home, at])
            told = f"{walked:.2f}" if as_text else walked
            yield name, category, told, points.ids[walks.point[home, at]], "yes" if cost <= limit else "no"


def hundredths(cost: NDArray[np.int64], profile: Profile) -> NDArray[np.int64]:
    """Hundredths of a minute, rounded up: what is past the limit by a millimetre also reads so."""
    speed = Fraction(str(profile.metres_per_minute)) * 10  # millimetres in a hundredth of a minute
    return -((-cost * speed.denominator) // speed.numerator)


def coverage(
    homes: Table,
    points: Table,
    category: NDArray[np.int32],
    cost: NDArray[np.int64],
    profile: Profile,
    limit: int,
) -> dict[str, Any]:
    """How many residents have each category inside the limit, and all of them; weighted by residents throughout."""
    weight = homes.residents
    inside = (cost >= 0) & (cost <= limit)
    total = float(weight.sum())
    counts = np.bincount(category[category >= 0], minlength=len(points.categories))
    return {
        "homes": len(homes),
        "residents": whole(total),
        "points": int((category >= 0).sum()),
        "categories": [
            {
                "category": name,
                "points": int(counts[at]),
                "homes_within": int(inside[:, at].sum()),
                "residents_within": whole(float(weight[inside[:, at]].sum())),
                "share_within": share(float(weight[inside[:, at]].sum()), total),
                "residents_without_way": whole(float(weight[cost[:, at] < 0].sum())),
                "mean_minutes": _mean(cost[:, at], weight, profile),
                "median_minutes": _median(cost[:, at], weight, profile),
            }
            for at, name in enumerate(points.categories)
        ],
        "all_categories": {
            "homes_within": int(inside.all(axis=1).sum()),
            "residents_within": whole(float(weight[inside.all(axis=1)].sum())),
            "share_within": share(float(weight[inside.all(axis=1)].sum()), total),
        },
    }


def whole(value: float) -> int | float:
    """People as people are counted; with two decimals where a grid has parts of them."""
    rounded = round(value, 2)
    return int(rounded) if rounded.is_integer() else rounded


def share(part: float, total: float) -> float | None:
    return round(part / total, 6) if total > 0 else None


def _mean(cost: NDArray[np.int64], weight: NDArray[np.float64], profile: Profile) -> float | None:
    reached = cost >= 0
    people = float(weight[reached].sum())
    if not people:
        return None
    return round(float((cost[reached] * weight[reached]).sum()) / people / (profile.metres_per_minute * 1000), 2)


def _median(cost: NDArray[np.int64], weight: NDArray[np.float64], profile: Profile) -> float | None:
    """The least walk that half of the residents who reach a point do not exceed."""
    reached = (cost >= 0) & (weight > 0)
    if not reached.any():
        return None
    order = np.argsort(cost[reached], kind="stable")
    people = np.cumsum(weight[reached][order])
    middle = cost[reached][order][np.searchsorted(people, people[-1] / 2)]
    return round(float(middle) / (profile.metres_per_minute * 1000), 2)

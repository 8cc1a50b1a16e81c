"""Homes, service points and candidate sites, as they come out of a file: one table, whatever the file was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lianyi.streets.findings import Finding, Severity

if TYPE_CHECKING:
    from lianyi.engines.reach.network import Plane
    from lianyi.engines.reach.places import Spots

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
NOT_TOLD = -1


class Kind(StrEnum):
    HOMES = "homes"
    POINTS = "points"
    CANDIDATES = "candidates"


@dataclass(frozen=True)
class Table:
    """What can be used of a file; ``findings`` say what cannot, and what to look at.

    ``lon, lat (k,)`` degrees of WGS84. ``rows (k,)`` where each stands in its file, as a person counts. ``residents
    (k,)`` persons, 1 each where the file does not tell. ``category, name, hours`` texts, "" where not told; hours in
    the notation of OpenStreetMap. ``accessible (k,)`` 1 yes, 0 no, -1 not told. ``capacity (k,)`` persons, -1 not told.
    ``area (k,)`` square metres of floor of a building, NaN where not known.
    """

    kind: Kind
    ids: tuple[str, ...]
    lon: Floats
    lat: Floats
    rows: Integers
    residents: Floats
    category: tuple[str, ...]
    name: tuple[str, ...]
    hours: tuple[str, ...]
    accessible: NDArray[np.int8]
    capacity: Integers
    area: Floats
    findings: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def categories(self) -> tuple[str, ...]:
        """Every category once, in the order of the file."""
        return tuple(dict.fromkeys(self.category))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps rows from being used."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)

    def spots(self, plane: Plane) -> Spots:
        """The places in the plane of a network, for the engine."""
        from lianyi.engines.reach.places import Spots

        x, y = plane.to_metres(self.lon, self.lat)
        return Spots(self.ids, x, y)

    def take(self, chosen: NDArray[Any]) -> Table:
        """Only these rows (a mask or indices), with all findings."""
        at = np.arange(len(self))[chosen]
        parts: dict[str, Any] = {
            name: tuple(getattr(self, name)[i] for i in at) for name in ("ids", "category", "name", "hours")
        }
        parts |= {
            name: getattr(self, name)[at]
            for name in ("lon", "lat", "rows", "residents", "accessible", "capacity", "area")
        }
        return replace(self, **parts)

    def noting(self, findings: Sequence[Finding]) -> Table:
        """With these findings more."""
        return replace(self, findings=(*self.findings, *findings))


def share_out(table: Table, total: float) -> Table:
    """The table with ``total`` residents spread over its buildings by their floor area; equally where no area is known.

    An estimate, for quarters of which only the sum is known; say so wherever its figures are shown.
    """
    area = np.where(np.isfinite(table.area) & (table.area > 0), table.area, 0.0)
    weight = area if area.sum() > 0 else np.ones(len(table))
    return replace(table, residents=weight * (total / weight.sum()) if len(table) else table.residents)

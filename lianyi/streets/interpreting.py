"""From the columns of a file to a table of places; what cannot be used is told with its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lianyi.opening import notation
from lianyi.sheets.sheet import Cell
from lianyi.streets.cells import Cells
from lianyi.streets.coordinates import System, to_wgs84
from lianyi.streets.findings import Finding, Severity, about_rows
from lianyi.streets.measures import amount, degrees, is_nothing, pair, yes_or_no
from lianyi.streets.places import NOT_TOLD, Kind, Table

Mask = NDArray[np.bool_]
COARSE = 3  # decimals of a degree: a hundred metres
MOST_PEOPLE = 10_000_000  # at one spot; more is a slip of the keyboard


def interpret(cells: Cells, kind: Kind, system: System) -> Table:
    """The places of these columns. A row with an error is left out of the table, and told."""
    reading = _Reading(cells)
    ids = reading.ids()
    lon, lat = reading.places()
    residents = reading.residents(kind)
    category = reading.texts("category")
    if kind is Kind.POINTS and "category" in cells.columns:
        reading.refuse(np.array([not text for text in category], dtype=bool), "empty_category")
    hours = reading.hours()
    accessible = reading.answers()
    capacity = reading.amounts("capacity", float(NOT_TOLD))
    table = Table(
        kind=kind,
        ids=tuple(ids),
        lon=lon,
        lat=lat,
        rows=reading.rows,
        residents=residents,
        category=tuple(category),
        name=tuple(reading.texts("name")),
        hours=tuple(hours),
        accessible=accessible,
        capacity=capacity.astype(np.int64),
        area=reading.amounts("area", np.nan),
        findings=(*cells.findings, *reading.findings),
    ).take(~reading.refused)
    lon, lat = to_wgs84(table.lon, table.lat, system)
    object.__setattr__(table, "lon", lon)
    object.__setattr__(table, "lat", lat)
    if not len(table):
        table = table.noting([Finding("no_places", Severity.ERROR)])
    return table


class _Reading:
    """One pass over the columns: every method reads one of them and notes what it found."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.rows = np.array(cells.rows, dtype=np.int64)
        self.refused: Mask = np.zeros(len(self.rows), dtype=bool)
        self.findings: list[Finding] = []

    def column(self, name: str) -> Sequence[Cell]:
        return self.cells.columns.get(name) or [""] * len(self.rows)

    def texts(self, name: str) -> list[str]:
        if name not in self.cells.columns:
            return [""] * len(self.rows)
        return [_text(cell) for cell in self.column(name)]

    def refuse(self, wrong: Mask, code: str, **params: str) -> None:
        """These rows cannot be used."""
        self.findings += about_rows(code, Severity.ERROR, self.rows[wrong], **params)
        self.refused |= wrong

    def warn(self, odd: Mask, code: str, **params: str) -> None:
        """These rows are used, without what was told wrongly."""
        self.findings += about_rows(code, Severity.WARNING, self.rows[odd], **params)

    def ids(self) -> list[str]:
        ids = self.texts("id")
        if "id" not in self.cells.columns:
            ids = [str(row) for row in self.cells.rows]
        first: dict[str, int] = {}
        again = np.array([first.setdefault(name, at) != at for at, name in enumerate(ids)], dtype=bool)
        empty = np.array([not name for name in ids], dtype=bool)
        self.refuse(empty, "empty_id")
        self.refuse(again & ~empty, "duplicate_id")
        return ids

    def places(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        if "both" in self.cells.columns and not {"lon", "lat"} <= set(self.cells.columns):
            pairs = [pair(cell) for cell in self.column("both")]
            written = [self.column("both")]
            lon, lat = (np.array([one[i] if one else np.nan for one in pairs]) for i in (0, 1))
        else:
            written = [self.column("lon"), self.column("lat")]
            lon, lat = (np.array([_or_nan(degrees(cell)) for cell in cells], dtype=np.float64) for cells in written)
        lon, lat = lon.reshape(len(self.rows)), lat.reshape(len(self.rows))
        empty = np.zeros(len(self.rows), dtype=bool)
        for cells in written:
            empty |= np.array([is_nothing(cell) for cell in cells], dtype=bool)
        empty |= (lon == 0) & (lat == 0)  # what machines write for nothing
        bad = ~empty & ~np.isfinite(lon + lat)
        outside = ~empty & ~bad & ((np.abs(lon) > 180) | (np.abs(lat) > 90))
        self.refuse(empty, "no_coordinates")
        self.refuse(bad, "bad_coordinates")
        turned = outside & (np.abs(lon) <= 90) & (np.abs(lat) <= 180)
        if turned.sum() > (~empty & ~bad).sum() / 2:
            self.refuse(turned, "swapped_columns")
            outside &= ~turned
        self.refuse(outside, "out_of_range")
        self._note_coarse(lon, lat)
        return lon, lat

    def _note_coarse(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> None:
        good = ~self.refused
        scaled = np.concatenate((lon[good], lat[good])) * 10**COARSE
        if len(scaled) >= 10 and (np.abs(scaled - np.rint(scaled)) < 1e-6).mean() > 0.5:
            self.findings.append(Finding("coarse_coordinates", Severity.WARNING))

    def residents(self, kind: Kind) -> NDArray[np.float64]:
        if "residents" not in self.cells.columns:
            if kind is Kind.HOMES:
                self.findings.append(Finding("no_residents", Severity.NOTICE))
            return np.ones(len(self.rows))
        cells = self.column("residents")
        values = np.array([_or_nan(amount(cell)) for cell in cells], dtype=np.float64)
        empty = np.array([is_nothing(cell) for cell in cells], dtype=bool)
        self.warn(empty, "residents_missing")
        self.refuse(~empty & ~np.isfinite(values), "residents_not_a_number")
        self.refuse(values < 0, "residents_negative")
        self.refuse(values > MOST_PEOPLE, "residents_too_many")
        return np.where(np.isfinite(values), values, 0.0)

    def amounts(self, name: str, otherwise: float) -> NDArray[np.float64]:
        if name not in self.cells.columns:
            return np.full(len(self.rows), otherwise)
        cells = self.column(name)
        values = np.array([_or_nan(amount(cell)) for cell in cells], dtype=np.float64)
        empty = np.array([is_nothing(cell) for cell in cells], dtype=bool)
        odd = ~empty & ~(values >= 0)
        if name == "capacity":
            self.warn(odd, "bad_capacity")
        return np.where(values >= 0, np.minimum(values, 1e15), otherwise)

    def hours(self) -> list[str]:
        known = _each(self.texts("hours"), _hours)
        self.warn(np.array([one is None for one in known], dtype=bool), "bad_hours")
        return [one or "" for one in known]

    def answers(self) -> NDArray[np.int8]:
        told = _each(self.column("accessible"), yes_or_no)
        self.warn(np.array([one is None for one in told], dtype=bool), "bad_accessible")
        return np.array([NOT_TOLD if one is None else one for one in told], dtype=np.int8)


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value


def _hours(text: str) -> str | None:
    try:
        return notation(text)
    except ValueError:
        return None


def _each(cells: Sequence[Any], read: Callable[[Any], Any]) -> list[Any]:
    """Few distinct cells, each read once."""
    seen: dict[Any, Any] = {}
    out = []
    for cell in cells:
        key = (type(cell), cell)
        if key not in seen:
            seen[key] = read(cell)
        out.append(seen[key])
    return out

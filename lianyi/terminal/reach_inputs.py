"""What ``lianyi reach`` and ``lianyi site`` read: streets, and tables of places, checked against one another."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lianyi.engines.reach import PROFILES, Network, Profile
from lianyi.streets import (
    Finding,
    Ground,
    Kind,
    Severity,
    System,
    Table,
    UnusableFile,
    Walking,
    check_network,
    check_places,
    message,
    read_network,
    read_spots,
    save_network,
)
from lianyi.terminal.faults import Fault, FaultsError
from lianyi.terminal.texts import FAULTS, say

NO_NETWORK = "-"
FASTEST = 200.0  # metres a minute: who is faster does not walk


@dataclass(frozen=True)
class Ask:
    """How the files are to be read, as the user says it.

    ``network`` "-" when there is none. ``coordinates`` of the tables, ``street_coordinates`` of a file of lines, whose
    reference system ``crs`` replaces. ``furthest`` in metres from a door to a street, of which those that hang together
    for less than ``islands`` metres are passed over. ``leave_out``: go on without the rows that cannot be used.
    """

    network: str
    coordinates: str = "wgs84"
    street_coordinates: str = "wgs84"
    crs: str | None = None
    private: bool = False
    furthest: float = 500.0
    islands: float = 0.0
    leave_out: bool = False
    save_network: Path | None = None


@dataclass
class Inputs:
    """What was read. ``told`` pairs each finding with the file it is about."""

    ask: Ask
    chinese: bool
    network: Network | None = None
    told: list[tuple[str, Finding]] = field(default_factory=list)
    ground: Ground | None = None

    def read_streets(self) -> None:
        """The network and what is odd about it. Raises FaultsError."""
        if self.ask.network == NO_NETWORK:
            return
        path = Path(self.ask.network)
        walking = Walking(self.ask.private, ("name:zh", "name") if self.chinese else ("name", "name:zh"))
        system = System(self.ask.street_coordinates)
        try:
            self.network, findings = read_network(path, walking=walking, system=system, crs=self.ask.crs)
        except UnusableFile as error:
            raise FaultsError([self._fault(path.name, error)]) from None
        if self.ask.save_network is not None:
            written(self.ask.save_network, lambda target: save_network(self.network, target))
        self.ground = Ground(self.network)
        self.told += [(path.name, found) for found in (*findings, *check_network(self.ground))]

    def read_table(self, path: Path, kind: Kind) -> Table:
        """A table, checked against the streets. Raises FaultsError, for rows that cannot be used too unless they may
        be left out.
        """
        system = System(self.ask.coordinates)
        try:
            table = read_spots(path, kind, system=system)
        except UnusableFile as error:
            raise FaultsError([self._fault(path.name, error)]) from None
        if self.ground is not None:
            table = table.noting(check_places(self.ground, table, system, self.ask.furthest))
        whole = [found for found in table.errors if not found.rows or not self.ask.leave_out]
        if whole:
            raise FaultsError([self._fault(path.name, found) for found in whole])
        self.told += [(path.name, found) for found in table.findings]
        return table

    @property
    def left_out(self) -> int:
        """Rows that were not used."""
        return sum(found.count for _, found in self.told if found.severity is Severity.ERROR)

    def warnings(self) -> list[Fault]:
        """What somebody should look at."""
        return [self._fault(file, found) for file, found in self.told if found.severity is not Severity.NOTICE]

    def findings(self) -> list[dict[str, Any]]:
        """Everything that was found, for the summary."""
        language = "zh" if self.chinese else "en"
        return [
            {
                "file": file,
                "code": found.code,
                "severity": found.severity.value,
                "count": found.count,
                "rows": list(found.rows),
                "text": message(found, language),
            }
            for file, found in self.told
        ]

    def _fault(self, file: str, found: Finding | UnusableFile) -> Fault:
        return Fault("in_file", {"file": file, "detail": message(found, "zh" if self.chinese else "en")})


def profile_of(name: str, speed: float | None) -> Profile:
    """One of the known profiles, at another speed in metres a minute if one is given. Raises FaultsError."""
    known = PROFILES[name]
    if speed is None:
        return known
    if not 1 <= speed <= FASTEST:
        raise FaultsError([Fault("bad_speed", {"speed": f"{speed:g}"})])
    return Profile(known.code, speed, known.forbids, known.penalties, known.seconds_per_metre_climbed)


def summed_up(
    inputs: Inputs,
    answer: Mapping[str, Any],
    *,
    profile: Profile,
    minutes: float,
    detour: float,
    warnings: Sequence[Fault],
    output: Path,
    json_to: Path | None,
) -> dict[str, Any]:
    """The summary of a command: how it was computed, the answer, and what is odd about the files; written if asked for.

    Raises FaultsError when it cannot be written.
    """
    is_straight = inputs.network is None
    summary = {
        "method": "straight_line" if is_straight else "network",
        "detour": detour if is_straight else None,
        "profile": {"code": profile.code, "metres_per_minute": profile.metres_per_minute},
        "minutes": minutes,
        "coordinates": inputs.ask.coordinates,
        **answer,
        "rows_left_out": inputs.left_out,
        "network": about_network(inputs.network),
        "warnings": [say(FAULTS, one.code, inputs.chinese, one.params) for one in warnings],
        "findings": inputs.findings(),
        "result": output.name,
    }
    if json_to is not None:
        text = json.dumps(summary, ensure_ascii=False, indent=2) + "\n"
        written(json_to, lambda path: path.write_text(text, encoding="utf-8"))
    return summary


def about_network(network: Network | None) -> Mapping[str, Any] | None:
    """The network in numbers."""
    if network is None:
        return None
    kilometres = round(float(network.length.sum(dtype="int64")) / 1e6, 3)
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "kilometres": kilometres,
        "fingerprint": network.fingerprint(),
    }


def written(path: Path, write: Any) -> None:
    """Write a file. Raises FaultsError when it cannot be written."""
    try:
        write(path)
    except OSError as error:
        raise FaultsError([Fault("unwritable", {"file": path, "detail": error.strerror})]) from None


def check_output(path: Path, endings: Sequence[str] = (".csv", ".xlsx")) -> None:
    """A result is a table. Raises FaultsError."""
    if path.suffix.lower() not in endings:
        raise FaultsError([Fault("bad_output", {"file": str(path)})])

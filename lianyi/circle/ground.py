"""What is walked on: the streets of a community, or straight lines where there are none. One face for both.

Costs are whole millimetres at the profile's speed, as those of the engine; NOWHERE where there is none in an hour.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from lianyi.circle import store, walkers
from lianyi.circle.models import Candidate, Facility, Home, Network
from lianyi.circle.store import NOWHERE
from lianyi.engines.reach import Plane, Profile, Spots
from lianyi.scope import Refused
from lianyi.wording import rule

if TYPE_CHECKING:
    from lianyi.engines.reach import Layout, Polygon, Route, Snapped

FURTHEST = 60  # minutes: a walk is looked for that far, so that a gap can be told in minutes
FROM_STREET = 500.0  # metres from a door to its street; further away is no door of these streets
Costs = NDArray[np.int32]
Rows = NDArray[np.int64]
Pairs = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]


@dataclass(frozen=True)
class Places:
    """Buildings, points or sites: keys, names by which ties are decided, degrees of WGS84."""

    keys: Rows
    codes: tuple[str, ...]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]

    @classmethod
    def of(cls, rows: Iterable[Home | Facility | Candidate]) -> Places:
        found = list(rows)
        return cls(
            np.array([one.pk for one in found], dtype=np.int64),
            tuple(f"{one.code}\x1f{one.pk}" for one in found),
            np.array([one.lon for one in found], dtype=np.float64),
            np.array([one.lat for one in found], dtype=np.float64),
        )

    def __len__(self) -> int:
        return len(self.keys)

    def joined(self, other: Places) -> Places:
        return Places(
            np.concatenate((self.keys, other.keys)),
            self.codes + tuple(f"~{code}" for code in other.codes),
            np.concatenate((self.lon, other.lon)),
            np.concatenate((self.lat, other.lat)),
        )


class Ground(Protocol):
    """`key` names it for digests; `plane` is that of its metres."""

    key: str
    is_straight: bool
    profile: Profile
    plane: Plane

    def nearest(self, homes: Places, points: Places) -> tuple[Costs, Rows]:
        """Per home the cost to the nearest point and its row, -1 for none within an hour."""
        ...

    def pairs(self, homes: Places, places: Places, limit: int) -> Pairs:
        """All pairs within `limit` millimetres in compressed sparse rows: begins, columns, costs."""
        ...

    def far_from_streets(self, places: Places) -> NDArray[np.bool_]:
        """Which places have no street near that this profile may use."""
        ...


class Streets:
    """Walks on a street network."""

    is_straight = False

    def __init__(self, digest: str, profile: Profile) -> None:
        self.key, self.profile = f"streets {digest}", profile
        self.layout = layout_of(digest, profile)
        self.plane = self.layout.network.plane

    def nearest(self, homes: Places, points: Places) -> tuple[Costs, Rows]:
        from lianyi.engines.reach import nearest_of_categories

        if not len(points):
            return _nobody(len(homes))
        kinds = np.zeros(len(points), dtype=np.int32)
        found = nearest_of_categories(self.layout, self.snapped(homes), self.snapped(points), kinds, FURTHEST, 1)
        return found.cost[:, 0].astype(np.int32), found.point[:, 0].astype(np.int64)

    def pairs(self, homes: Places, places: Places, limit: int) -> Pairs:
        from fractions import Fraction

        from lianyi.engines.reach import within

        minutes = Fraction(limit, 1000) / Fraction(str(self.profile.metres_per_minute))
        found = within(self.layout, self.snapped(homes), self.snapped(places), minutes)
        inside = found.cost <= limit
        begins = np.concatenate(([0], np.cumsum(inside)))[found.first]
        return begins.astype(np.int64), found.point[inside].astype(np.int32), found.cost[inside].astype(np.int64)

    def far_from_streets(self, places: Places) -> NDArray[np.bool_]:
        return np.asarray(self.snapped(places).chain < 0)

    def way(self, homes: Places, home: int, places: Places, place: int) -> Route | None:
        """How one walks from a home to a place; None where one cannot."""
        from lianyi.engines.reach import route

        return route(self.layout, self.snapped(homes), home, self.snapped(places), place)

    def within(self, places: Places, minutes: int) -> list[Polygon]:
        """The ground from which the nearest of these places is that near, in metres of the plane."""
        from lianyi.engines.reach import isochrones

        if not len(places):
            return []
        return list(isochrones(self.layout, self.snapped(places), np.arange(len(places)), [minutes])[0])

    def snapped(self, places: Places) -> Snapped:
        from lianyi.engines.reach import snap

        x, y = self.plane.to_metres(places.lon, places.lat)
        return snap(self.layout, Spots(places.codes, x, y), furthest_m=FROM_STREET)


class Straight:
    """Straight lines, made longer by the factor of the rule pack. A makeshift, and called one wherever it is shown."""

    is_straight = True

    def __init__(self, homes: Places, profile: Profile) -> None:
        factor = rule("circle.detour_factor").share
        self.profile, self.detour = profile, float(factor)
        self.key = f"straight {factor}"
        middle = [(float(part.min()) + float(part.max())) / 2 if len(part) else 0.0 for part in (homes.lon, homes.lat)]
        self.plane = Plane(middle[0], middle[1])

    def nearest(self, homes: Places, points: Places) -> tuple[Costs, Rows]:
        if not len(points):
            return _nobody(len(homes))
        cost, point = self._lines.nearest(as_table(homes), as_table(points))
        furthest = FURTHEST * self.profile.metres_per_minute * 1000
        near = cost <= furthest
        return np.where(near, cost, NOWHERE).astype(np.int32), np.where(near, point, -1).astype(np.int64)

    def pairs(self, homes: Places, places: Places, limit: int) -> Pairs:
        return self._lines.matrix(as_table(homes), as_table(places), limit)

    def far_from_streets(self, places: Places) -> NDArray[np.bool_]:
        return np.zeros(len(places), dtype=bool)

    @property
    def _lines(self) -> Any:
        from lianyi.streets import StraightLines

        return StraightLines(self.plane, self.detour)


def ground_of(network: Network | None, homes: Places, profile: Profile) -> Ground:
    """The streets of a community, or straight lines. Raises Refused when the stored streets cannot be read any more."""
    if network is None:
        return Straight(homes, profile)
    from lianyi.streets import UnusableFile

    try:
        return Streets(network.digest, profile)
    except UnusableFile as fault:
        raise Refused(
            _("The stored street network cannot be read any more. Please bring the file in again.")
        ) from fault


def layout_of(digest: str, profile: Profile) -> Layout:
    """The network made ready for a profile: from memory, from the data folder, or made and kept there."""
    return _layout(digest, profile.code, repr(profile))


@lru_cache(maxsize=6)
def _layout(digest: str, code: str, exactly: str) -> Layout:
    from lianyi.engines.reach import Layout, lay_out

    network, profile = store.network_of(digest), walkers.profile(code)
    path = store.folder() / f"{digest}-{hashlib.sha256(exactly.encode()).hexdigest()[:16]}.npz"
    known = store.load_arrays(path)
    if known is not None:
        try:
            return Layout.from_arrays(known, network, profile)
        except KeyError:  # of an older version of this program
            path.unlink(missing_ok=True)
    made = lay_out(network, profile)
    store.save_arrays(path, made.arrays())
    return made


def _nobody(homes: int) -> tuple[Costs, Rows]:
    return np.full(homes, NOWHERE, dtype=np.int32), np.full(homes, -1, dtype=np.int64)


def as_table(places: Places) -> Any:
    """As what reads files knows them; of their names and numbers only where they are matters."""
    from lianyi.streets import Kind, Table

    size = len(places)
    nothing: Sequence[str] = ("",) * size
    return Table(
        kind=Kind.HOMES,
        ids=places.codes,
        lon=places.lon,
        lat=places.lat,
        rows=np.arange(size, dtype=np.int64),
        residents=np.zeros(size),
        category=tuple(nothing),
        name=tuple(nothing),
        hours=tuple(nothing),
        accessible=np.full(size, -1, dtype=np.int8),
        capacity=np.full(size, -1, dtype=np.int64),
        area=np.full(size, np.nan),
    )

"""What is asked: homes with residents, places where a point could stand, and what the walk between them costs.

Homes are rows, places (points that exist and candidates alike) are columns of one sparse matrix in CSR form. A pair
that is not in the matrix is out of reach. Costs are whole numbers of any unit (milliseconds, metres): sums are exact.
Neither row order nor column order decides anything; equal answers are told apart by the names of the places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lianyi.engines.issues import Issue, ProblemError

IntArray = NDArray[Any]
BoolArray = NDArray[np.bool_]
NO_LIMIT = -1  # a capacity


class Objective(StrEnum):
    """Three classic questions; the sources are in docs/engines/siting.md."""

    MAXIMAL_COVERING = "maximal-covering"  # k new points: most residents inside the limit
    SET_COVERING = "set-covering"  # fewest new points that cover a share of all who can be covered
    P_MEDIAN = "p-median"  # k new points: the shortest walks, summed over all residents


@dataclass(frozen=True)
class Problem:
    """H homes × P places. Arrays of any integer type; `Problem.of` takes lists and fills in what is not said.

    ``start`` (H+1), ``place`` (pairs), ``cost`` (pairs): the pairs of home h are ``start[h]:start[h+1]``, places
    ascending. ``residents`` (H). ``existing`` (P): open already, kept, not counted. ``excluded`` (P): never chosen.
    ``capacity`` (P), or None: residents a place can serve, NO_LIMIT for any number. ``limit``: a pair above it does not
    cover (None: every pair in the matrix does). ``beyond``: what a resident counts whom no open point serves, in the
    p-median (None: one more than the dearest pair). ``ids`` (P): names, by which ties are decided.
    """

    start: IntArray
    place: IntArray
    cost: IntArray
    residents: IntArray
    existing: BoolArray
    excluded: BoolArray
    capacity: IntArray | None = None
    limit: int | None = None
    beyond: int | None = None
    ids: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        start: ArrayLike,
        place: ArrayLike,
        cost: ArrayLike,
        *,
        places: int,
        residents: ArrayLike | None = None,
        existing: ArrayLike = (),
        excluded: ArrayLike = (),
        capacity: ArrayLike | None = None,
        limit: int | None = None,
        beyond: int | None = None,
        ids: Sequence[str] = (),
    ) -> "Problem":
        """From CSR arrays; ``existing`` and ``excluded`` as column numbers or masks. One resident a home if not said.

        Costs must be whole numbers already: rounding minutes would move people across the limit.
        """
        begins = np.asarray(start, dtype=np.int64)
        return cls(
            start=begins,
            place=np.asarray(place, dtype=np.int32),
            cost=_whole(cost),
            residents=np.ones(max(len(begins) - 1, 0), dtype=np.int64) if residents is None else _whole(residents),
            existing=_mask(existing, places),
            excluded=_mask(excluded, places),
            capacity=None if capacity is None else _whole(capacity),
            limit=limit,
            beyond=beyond,
            ids=tuple(ids),
        )

    @classmethod
    def dense(cls, cost: ArrayLike, **more: Any) -> "Problem":
        """From a full H×P matrix; negative entries are pairs out of reach."""
        matrix = _whole(cost)
        if matrix.ndim != 2:
            raise ProblemError([Issue("not_a_matrix", params={"dimensions": matrix.ndim})])
        home, place = np.nonzero(matrix >= 0)
        start = np.concatenate([[0], np.cumsum(np.bincount(home, minlength=len(matrix)))])
        return cls.of(start, place, matrix[home, place], places=matrix.shape[1], **more)

    @property
    def homes(self) -> int:
        return len(self.residents)

    @property
    def places(self) -> int:
        return len(self.existing)

    @property
    def pairs(self) -> int:
        return len(self.place)

    @cached_property
    def everybody(self) -> int:
        return int(self.residents.sum())

    @cached_property
    def unserved_cost(self) -> int:
        """``beyond``, or one more than the dearest pair: the least that a longer walk can cost in whole numbers."""
        if self.beyond is not None:
            return int(self.beyond)
        return int(self.cost.max(initial=0)) + 1

    @cached_property
    def limited(self) -> bool:
        """Does any place have a capacity?"""
        return self.capacity is not None and bool((self.capacity != NO_LIMIT).any())

    def inside(self) -> BoolArray:
        """(pairs) Which pairs count as covered: cost at most the limit, exactly."""
        return np.ones(self.pairs, dtype=bool) if self.limit is None else np.asarray(self.cost <= self.limit)

    def home_of_pair(self) -> IntArray:
        """(pairs) The row of each pair."""
        return np.repeat(np.arange(self.homes, dtype=np.int32), np.diff(self.start))

    def name(self, place: int) -> str:
        return self.ids[place] if self.ids else str(place)


def _mask(which: ArrayLike, places: int) -> BoolArray:
    given = np.asarray(which)
    if given.dtype == bool:
        return given
    out = np.zeros(places, dtype=bool)
    if given.size:
        numbers = given.astype(np.int64)
        if (bad := numbers[(numbers < 0) | (numbers >= places)]).size:
            raise ProblemError([Issue("unknown_place", params={"place": int(bad[0]), "places": places})])
        out[numbers] = True
    return out


def _whole(numbers: ArrayLike) -> IntArray:
    given = np.asarray(numbers)
    if given.size == 0:
        return given.astype(np.int64)
    if given.dtype.kind in "iub":
        return given if given.dtype in (np.int32, np.int64) else given.astype(np.int64)
    if given.dtype.kind != "f" or not np.isfinite(given).all() or (given != np.floor(given)).any():
        raise ProblemError([Issue("not_whole_numbers", params={"type": str(given.dtype)})])
    return given.astype(np.int64)

"""What is asked: members with ranked wishes, proposed groups, and how a good outcome is judged.

Levels. What a member gets is a *level*, smaller is better: ``1..K`` the wish of that rank, ``Level.FALLBACK`` the group
named for the case that no wish can be met, ``Level.ANY`` an open group the member did not name (only with
``accept_any``, or by a lock), ``Level.UNPLACED`` no group. A group that is both wish and fallback counts as the wish.

Members are rows, groups are columns of everything that follows; row order never decides anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from lianyi.engines.issues import ProblemError

IntArray = NDArray[Any]
MAX_WISHES = 99


class Policy(StrEnum):
    """How outcomes are compared, once as few members as possible are left without a group."""

    RANK_MAXIMAL = "rank-maximal"  # most first choices, then most second choices, ...
    LEAST_TOTAL_RANK = "least-total-rank"  # least sum of levels; fallback counts K+1, any K+2
    FAIREST = "fairest"  # worst level as good as possible, then as few there as possible, then the next worst, ...


class Level(IntEnum):
    """Levels beyond the wishes; the same numbers in every problem, so that drafts can be compared."""

    FALLBACK = 100
    ANY = 101
    UNPLACED = 102


@dataclass(frozen=True)
class Member:
    id: str
    wishes: tuple[str, ...] = ()
    fallback: str = ""
    accept_any: bool = True
    locked_to: str = ""  # this group and no other, whatever the wishes say


@dataclass(frozen=True)
class Group:
    id: str
    bond: str
    minimum: int
    maximum: int
    must_open: bool = False
    must_close: bool = False
    frozen: bool = False  # keeps exactly the members it has in ``previous``


Keep = Literal["first", "last"]


@dataclass(frozen=True)
class ProblemArrays:
    """The problem in columns, for any number of members. Groups are indices into ``groups``, -1 is none.

    ``wishes`` is N×K, best first; ``fallback``, ``accept_any``, ``locked`` and ``previous`` have length N.
    """

    ids: Sequence[str]
    wishes: IntArray
    fallback: IntArray
    accept_any: NDArray[np.bool_]
    locked: IntArray
    groups: tuple[Group, ...]
    policy: Policy = Policy.RANK_MAXIMAL
    seed: int | str = 1
    open_per_bond: Mapping[str, int] = field(default_factory=dict)
    previous: IntArray | None = None
    keep: Keep = "first"

    def __post_init__(self) -> None:
        size = len(self.ids)
        if self.wishes.ndim != 2 or self.wishes.shape[0] != size or self.wishes.shape[1] > MAX_WISHES:
            raise ValueError(f"wishes must be {size}×K with K at most {MAX_WISHES}, not {self.wishes.shape}")
        columns = (self.fallback, self.accept_any, self.locked, *([] if self.previous is None else [self.previous]))
        if any(column.shape != (size,) for column in columns):
            raise ValueError("fallback, accept_any, locked and previous must have one entry a member")

    @property
    def size(self) -> int:
        return len(self.ids)

    @property
    def depth(self) -> int:
        """K, the greatest number of wishes anybody could give."""
        return int(self.wishes.shape[1])

    @cached_property
    def row_of(self) -> dict[str, int]:
        return {member: row for row, member in enumerate(self.ids)}

    @cached_property
    def index_of(self) -> dict[str, int]:
        return {group.id: index for index, group in enumerate(self.groups)}

    @cached_property
    def binding(self) -> IntArray:
        """The group each member must be in, by a lock or because the group is frozen, else -1."""
        bound = np.asarray(self.locked, dtype=np.int32)
        frozen = np.array([group.frozen for group in self.groups], dtype=bool)
        if self.previous is None or not frozen.any():
            return bound
        stays = (self.previous >= 0) & frozen[self.previous]
        return np.where(stays & (bound < 0), self.previous, bound).astype(np.int32)

    def levels(self, rows: IntArray, groups: IntArray) -> IntArray:
        """The level at which each row would hold the group beside it (-1: no group); ANY even without accept_any."""
        out = np.full(len(rows), int(Level.ANY), dtype=np.int16)
        out[self.fallback[rows] == groups] = Level.FALLBACK
        for rank in range(self.depth, 0, -1):
            out[self.wishes[rows, rank - 1] == groups] = rank
        out[groups < 0] = Level.UNPLACED
        return out


@dataclass(frozen=True)
class Problem:
    """The problem in objects, for programmes that think in members. ``open_per_bond`` fixes how many of a bond open."""

    members: tuple[Member, ...]
    groups: tuple[Group, ...]
    policy: Policy = Policy.RANK_MAXIMAL
    seed: int | str = 1
    open_per_bond: Mapping[str, int] = field(default_factory=dict)
    previous: Mapping[str, str] | None = None
    keep: Keep = "first"

    @cached_property
    def arrays(self) -> ProblemArrays:
        """The same problem in columns. Raises ProblemError when a name is unknown or given twice."""
        from lianyi.engines.formation.check import name_issues  # checks need these classes

        if issues := name_issues(self):
            raise ProblemError(issues)
        index = {group.id: position for position, group in enumerate(self.groups)} | {"": -1}
        depth = max((len(member.wishes) for member in self.members), default=0)
        wishes = np.full((len(self.members), depth), -1, dtype=np.int32)
        for row, member in enumerate(self.members):
            wishes[row, : len(member.wishes)] = [index[wish] for wish in member.wishes]
        previous = None
        if self.previous is not None:
            known = [self.previous.get(member.id, "") for member in self.members]
            previous = np.array([index.get(group, -1) for group in known], dtype=np.int32)
        return ProblemArrays(
            ids=tuple(member.id for member in self.members),
            wishes=wishes,
            fallback=np.array([index[member.fallback] for member in self.members], dtype=np.int32),
            accept_any=np.array([member.accept_any for member in self.members], dtype=bool),
            locked=np.array([index[member.locked_to] for member in self.members], dtype=np.int32),
            groups=self.groups,
            policy=Policy(self.policy),
            seed=self.seed,
            open_per_bond=dict(self.open_per_bond),
            previous=previous,
            keep=self.keep,
        )


AnyProblem = Problem | ProblemArrays


def columns_of(problem: AnyProblem) -> ProblemArrays:
    """The columnar form of either form."""
    return problem if isinstance(problem, ProblemArrays) else problem.arrays

"""Members with equal lists form one class; the solver works on classes.

Nodes of the transport network: groups ``0..G-1`` in the order of their own lots (so that neither the row order nor the
column order of the input matters), ``G`` the hub through which a member enters any open group, ``G+1`` no group.
"""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.formation.draw import order
from lianyi.engines.formation.objective import vectors
from lianyi.engines.formation.problem import IntArray, ProblemArrays

_STEP = np.uint64(0x9E3779B97F4A7C15)


def mix(values: IntArray) -> IntArray:
    """SplitMix64's finaliser: well-spread uint64 for any uint64 (Steele, Lea and Flood, OOPSLA 2014)."""
    with np.errstate(over="ignore"):
        out = values.astype(np.uint64) + _STEP
        out = (out ^ (out >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        out = (out ^ (out >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return out ^ (out >> np.uint64(31))


def fingerprints(matrix: IntArray, salt: int = 0) -> IntArray:
    """One uint64 a row: the sum of a random word for each (column, value). Values are small and at least -1."""
    width = int(matrix.max(initial=-1)) + 2
    out = np.zeros(len(matrix), dtype=np.uint64)
    for column in range(matrix.shape[1]):
        keys = np.arange(width, dtype=np.uint64) + np.uint64((column + 1) * width) + np.uint64(salt << 48)
        with np.errstate(over="ignore"):
            out += mix(mix(keys))[matrix[:, column] + 1]
    return out


def distinct(matrix: IntArray) -> tuple[IntArray, IntArray]:
    """One row number for each distinct row, and for each row the position of its like. Exact: collisions are re-salted.

    The order depends on what the rows contain and not on where they stand.
    """
    for salt in range(64):
        keys = fingerprints(matrix, salt)
        by_key = np.argsort(keys)
        starts = np.ones(len(keys), dtype=bool)
        starts[1:] = keys[by_key[1:]] != keys[by_key[:-1]]
        first = by_key[starts]
        inverse = np.empty(len(keys), dtype=np.int64)
        inverse[by_key] = np.cumsum(starts) - 1
        if all(np.array_equal(column[first][inverse], column) for column in matrix.T):
            return first, inverse
    raise AssertionError("64 collisions of 64-bit fingerprints in a row")


@dataclass(frozen=True)
class Setting:
    """A problem made ready: classes, their arcs, and what is left of the groups once locks are honoured.

    ``nodes`` and ``codes`` are classes × arcs (node -1: no arc); the last two arcs are the hub and no group.
    ``canonical`` maps a node to the group's index in the input. ``low`` and ``high`` bound the members who come in
    addition to the ``held`` (locked) ones when a group opens; ``fixed`` is what the held ones add to the objective.
    """

    arrays: ProblemArrays
    canonical: IntArray
    vectors: IntArray
    nodes: IntArray
    codes: IntArray
    count: IntArray
    rows: IntArray
    class_of: IntArray
    held: IntArray
    low: IntArray
    high: IntArray
    fixed: IntArray

    @property
    def groups(self) -> int:
        return len(self.canonical)

    @property
    def hub(self) -> int:
        return len(self.canonical)

    @property
    def nowhere(self) -> int:
        return len(self.canonical) + 1


def prepare(arrays: ProblemArrays) -> Setting:
    """Form the classes. Groups that are frozen or must close offer no arc to anybody who is not held there."""
    groups = arrays.groups
    canonical = order(arrays.seed, [group.id for group in groups])
    node_of = np.full(len(groups) + 1, -1, dtype=np.int32)  # the last entry answers for index -1
    node_of[canonical] = np.arange(len(groups))
    binding = arrays.binding
    rows = np.flatnonzero(binding < 0) if (binding >= 0).any() else np.arange(arrays.size)
    table = _table(arrays, rows, node_of)
    first, class_of = distinct(table)
    nodes, codes = _arcs(arrays, table[first], node_of)
    held = np.bincount(binding[binding >= 0], minlength=len(groups))[canonical]
    frozen = np.array([groups[at].frozen for at in canonical], dtype=bool)
    low = np.array([groups[at].minimum for at in canonical], dtype=np.int64) - held
    high = np.array([groups[at].maximum for at in canonical], dtype=np.int64) - held
    return Setting(
        arrays=arrays,
        canonical=canonical,
        vectors=vectors(arrays),
        nodes=nodes,
        codes=codes,
        count=np.bincount(class_of, minlength=len(first)),
        rows=rows,
        class_of=class_of,
        held=held,
        low=np.where(frozen, 0, np.maximum(low, 0)),
        high=np.where(frozen, 0, high),
        fixed=_fixed(arrays, np.flatnonzero(binding >= 0)),
    )


def _table(arrays: ProblemArrays, rows: IntArray, node_of: IntArray) -> IntArray:
    """What distinguishes members: wishes, fallback, previous group as nodes, and whether any group will do."""
    wishes = node_of[arrays.wishes[rows]] if len(rows) < arrays.size else node_of[arrays.wishes]
    previous = np.full(len(rows), -1, dtype=np.int32)
    if arrays.previous is not None:
        previous = node_of[arrays.previous[rows]]
    parts = [wishes, node_of[arrays.fallback[rows]], previous, arrays.accept_any[rows].astype(np.int32)]
    return np.column_stack(parts)


def _arcs(arrays: ProblemArrays, table: IntArray, node_of: IntArray) -> tuple[IntArray, IntArray]:
    """Node and code of every arc of every class."""
    depth, size = arrays.depth, len(arrays.groups)
    shut = np.zeros(size + 1, dtype=bool)
    for index, group in enumerate(arrays.groups):
        shut[node_of[index]] = group.frozen or group.must_close
    named, previous, willing = table[:, : depth + 1], table[:, depth + 1], table[:, depth + 2] > 0
    nodes = np.full((len(table), depth + 4), -1, dtype=np.int32)
    nodes[:, : depth + 1] = named
    for column in range(1, depth + 1):  # a group named twice counts at its better level
        nodes[(named[:, :column] == named[:, column : column + 1]).any(axis=1), column] = -1
    stays = willing & (previous >= 0) & (named != previous[:, None]).all(axis=1)
    nodes[stays, depth + 1] = previous[stays]  # staying at "any" is no change
    nodes[shut[nodes] & (nodes >= 0)] = -1
    changed = (previous[:, None] >= 0) & (nodes != previous[:, None])
    nodes[willing, depth + 2] = size
    nodes[:, depth + 3] = size + 1
    level = np.array([*range(depth + 1), depth + 1, depth + 1, depth + 2])
    return nodes, (2 * level + changed).astype(np.int16)


def _fixed(arrays: ProblemArrays, rows: IntArray) -> IntArray:
    """What the held members add to the objective."""
    from lianyi.engines.formation.objective import position_of

    held = arrays.binding[rows]
    changed = np.zeros(len(rows), dtype=bool)
    if arrays.previous is not None:
        changed = (arrays.previous[rows] >= 0) & (arrays.previous[rows] != held)
    codes = 2 * position_of(arrays.levels(rows, held), arrays.depth) + changed
    total: IntArray = vectors(arrays)[codes].sum(axis=0)
    return total

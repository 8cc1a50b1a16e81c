"""Loops over pairs, compiled: which count, which rows are equal, rows turned into columns."""

import numpy as np

from lianyi.engines.siting.compiling import compiled
from lianyi.engines.siting.problem import BoolArray, IntArray


@compiled
def mixed(number: np.uint64) -> np.uint64:
    """SplitMix64's finaliser (Steele, Lea, Flood 2014): equal numbers stay equal, others scatter."""
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))


@compiled
def helped(
    start: IntArray, place: IntArray, cost: IntArray, column: IntArray, base: IntArray, out: IntArray
) -> tuple[IntArray, IntArray]:
    """Per home how many pairs save something, and a hash of those pairs.

    ``column`` (P): the number of a place in what follows, -1 if it plays no part. ``base`` (H): cost without new ones.
    ``out`` (H, filled): pairs that save. Returns it and the hashes (uint64).
    """
    hashes = np.zeros(len(base), dtype=np.uint64)
    for home in range(len(base)):
        count, total = 0, np.uint64(0)
        for at in range(start[home], start[home + 1]):
            to = column[place[at]]
            if to >= 0 and cost[at] < base[home]:
                count += 1
                saving = np.uint64(base[home] - cost[at])
                total += mixed(mixed(np.uint64(to) + np.uint64(0x9E3779B97F4A7C15)) + saving)
        out[home], hashes[home] = count, total
    return out, hashes


@compiled
def same_pairs(
    start: IntArray, place: IntArray, cost: IntArray, column: IntArray, base: IntArray, one: int, other: int
) -> bool:
    """Do two homes save the same at the same places? (A hash may lie.)"""
    left, right = start[one], start[other]
    while True:
        while left < start[one + 1] and (column[place[left]] < 0 or cost[left] >= base[one]):
            left += 1
        while right < start[other + 1] and (column[place[right]] < 0 or cost[right] >= base[other]):
            right += 1
        if left == start[one + 1] or right == start[other + 1]:
            return bool(left == start[one + 1] and right == start[other + 1])
        if place[left] != place[right] or base[one] - cost[left] != base[other] - cost[right]:
            return False
        left += 1
        right += 1


@compiled
def runs(
    order: IntArray,
    hashes: IntArray,
    start: IntArray,
    place: IntArray,
    cost: IntArray,
    column: IntArray,
    base: IntArray,
) -> IntArray:
    """(len(order)) True where a new class begins, for homes ordered by hash."""
    begins = np.ones(len(order), dtype=np.bool_)
    first = 0
    for at in range(1, len(order)):
        home = order[at]
        if hashes[home] == hashes[order[at - 1]] and same_pairs(start, place, cost, column, base, order[first], home):
            begins[at] = False
        else:
            first = at
    return begins


@compiled
def kept_pairs(
    homes: IntArray,
    row_start: IntArray,
    start: IntArray,
    place: IntArray,
    cost: IntArray,
    column: IntArray,
    base: IntArray,
) -> tuple[IntArray, IntArray]:
    """Columns and savings of the pairs that save, row after row."""
    columns = np.empty(row_start[-1], dtype=np.int32)
    savings = np.empty(row_start[-1], dtype=np.int64)
    for row in range(len(homes)):
        home, to = homes[row], row_start[row]
        for at in range(start[home], start[home + 1]):
            if column[place[at]] >= 0 and cost[at] < base[home]:
                columns[to] = column[place[at]]
                savings[to] = base[home] - cost[at]
                to += 1
    return columns, savings


@compiled
def in_order(row_start: IntArray, columns: IntArray, savings: IntArray) -> bool:
    """Is every row by saving, most first, then by column?"""
    for row in range(len(row_start) - 1):
        for at in range(row_start[row] + 1, row_start[row + 1]):
            if savings[at] > savings[at - 1] or (savings[at] == savings[at - 1] and columns[at] < columns[at - 1]):
                return False
    return True


@compiled
def by_column(
    row_start: IntArray, columns: IntArray, savings: IntArray, size: int
) -> tuple[IntArray, IntArray, IntArray]:
    """The transpose: (start of each column, rows, savings)."""
    start = np.zeros(size + 1, dtype=np.int64)
    for column in columns:
        start[column + 1] += 1
    for column in range(size):
        start[column + 1] += start[column]
    to = start[:-1].copy()
    rows, values = np.empty(len(columns), dtype=np.int32), np.empty(len(columns), dtype=np.int64)
    for row in range(len(row_start) - 1):
        for at in range(row_start[row], row_start[row + 1]):
            spot = to[columns[at]]
            rows[spot], values[spot] = row, savings[at]
            to[columns[at]] += 1
    return start, rows, values


@compiled
def cheapest_existing(
    start: IntArray, place: IntArray, cost: IntArray, existing: BoolArray, base: IntArray
) -> IntArray:
    """``base`` lowered in place to the cheapest existing point of each home."""
    for home in range(len(base)):
        for at in range(start[home], start[home + 1]):
            if existing[place[at]] and cost[at] < base[home]:
                base[home] = cost[at]
    return base

"""Greedy and swap, compiled. One state: for every class its best and second best open column.

A swap is judged as by Whitaker (1983) and Resende and Werneck (2007): what the newcomer saves, less what the leaver
saved, plus what both would have done twice; one look at the newcomer's column tells the best leaver.
"""

import numpy as np

from lianyi.engines.siting.compiling import compiled
from lianyi.engines.siting.problem import BoolArray, IntArray


@compiled
def greedy(
    row_start: IntArray,
    row_column: IntArray,
    row_saving: IntArray,
    column_start: IntArray,
    column_row: IntArray,
    column_saving: IntArray,
    weight: IntArray,
    k: int,
) -> IntArray:
    """At most k columns, each the one that adds most to those before it (Church, ReVelle 1974). Ends when none adds."""
    columns = len(column_start) - 1
    gain = np.zeros(columns, dtype=np.int64)
    for column in range(columns):
        for at in range(column_start[column], column_start[column + 1]):
            gain[column] += weight[column_row[at]] * column_saving[at]
    best = np.zeros(len(weight), dtype=np.int64)
    chosen = np.empty(min(k, columns), dtype=np.int32)
    count = 0
    while count < len(chosen):
        new = np.argmax(gain)
        if gain[new] <= 0:
            break
        chosen[count] = new
        count += 1
        for at in range(column_start[new], column_start[new + 1]):
            row, saving = column_row[at], column_saving[at]
            if saving <= best[row]:
                continue
            for pair in range(row_start[row], row_start[row + 1]):
                if row_saving[pair] <= best[row]:
                    break
                more = row_saving[pair] - best[row]
                gain[row_column[pair]] -= weight[row] * min(more, saving - best[row])
            best[row] = saving
    return chosen[:count]


@compiled
def two_best(
    row: int,
    row_start: IntArray,
    row_column: IntArray,
    row_saving: IntArray,
    is_open: BoolArray,
    first: IntArray,
    second: IntArray,
    saving: IntArray,
) -> None:
    """Write the best two open columns of a class; its pairs come best first. ``saving`` is G×2."""
    first[row], second[row] = -1, -1
    saving[row, 0], saving[row, 1] = 0, 0
    for pair in range(row_start[row], row_start[row + 1]):
        if is_open[row_column[pair]]:
            if first[row] < 0:
                first[row], saving[row, 0] = row_column[pair], row_saving[pair]
            else:
                second[row], saving[row, 1] = row_column[pair], row_saving[pair]
                return


@compiled
def take_stock(
    row_start: IntArray,
    row_column: IntArray,
    row_saving: IntArray,
    weight: IntArray,
    is_open: BoolArray,
    first: IntArray,
    second: IntArray,
    saving: IntArray,
    loss: IntArray,
) -> int:
    """Fill the whole state for a set of open columns; returns what they save. ``loss`` (C): what each alone saves."""
    loss[:] = 0
    total = 0
    for row in range(len(weight)):
        two_best(row, row_start, row_column, row_saving, is_open, first, second, saving)
        if first[row] >= 0:
            total += weight[row] * saving[row, 0]
            loss[first[row]] += weight[row] * (saving[row, 0] - saving[row, 1])
    return total


@compiled
def refresh(
    column: int,
    row_start: IntArray,
    row_column: IntArray,
    row_saving: IntArray,
    column_start: IntArray,
    column_row: IntArray,
    weight: IntArray,
    is_open: BoolArray,
    first: IntArray,
    second: IntArray,
    saving: IntArray,
    loss: IntArray,
) -> int:
    """Bring the state up to date after a column opened or shut; returns the change of what is saved."""
    change = 0
    for at in range(column_start[column], column_start[column + 1]):
        row = column_row[at]
        if first[row] >= 0:
            loss[first[row]] -= weight[row] * (saving[row, 0] - saving[row, 1])
        change -= weight[row] * saving[row, 0]
        two_best(row, row_start, row_column, row_saving, is_open, first, second, saving)
        change += weight[row] * saving[row, 0]
        if first[row] >= 0:
            loss[first[row]] += weight[row] * (saving[row, 0] - saving[row, 1])
    return change


@compiled
def best_leaver(
    new: int,
    opened: IntArray,
    column_start: IntArray,
    column_row: IntArray,
    column_saving: IntArray,
    weight: IntArray,
    first: IntArray,
    saving: IntArray,
    loss: IntArray,
    extra: IntArray,
) -> tuple[int, int]:
    """(change, position in ``opened``) of the best swap that brings ``new`` in. ``extra`` (C) is zero again after."""
    gain = 0
    for at in range(column_start[new], column_start[new + 1]):
        row, here = column_row[at], column_saving[at]
        if here > saving[row, 0]:
            gain += weight[row] * (here - saving[row, 0])
        if first[row] >= 0 and here > saving[row, 1]:
            extra[first[row]] += weight[row] * (min(here, saving[row, 0]) - saving[row, 1])
    best, where = -(2**62), -1
    for position in range(len(opened)):
        change = gain - loss[opened[position]] + extra[opened[position]]
        extra[opened[position]] = 0
        if change > best:
            best, where = change, position
    return int(best), where


@compiled
def improve(
    opened: IntArray,
    candidates: IntArray,
    row_start: IntArray,
    row_column: IntArray,
    row_saving: IntArray,
    column_start: IntArray,
    column_row: IntArray,
    column_saving: IntArray,
    weight: IntArray,
    is_open: BoolArray,
    first: IntArray,
    second: IntArray,
    saving: IntArray,
    loss: IntArray,
    extra: IntArray,
) -> int:
    """Swap until no single swap with a column of ``candidates`` helps (Teitz and Bart 1968). Returns the improvement.

    Takes the best leaver of each newcomer as it comes by; everything is changed in place.
    """
    total, since, at = 0, 0, 0
    while since < len(candidates):
        new = candidates[at]
        at = at + 1 if at + 1 < len(candidates) else 0
        since += 1
        if is_open[new]:
            continue
        change, where = best_leaver(
            new, opened, column_start, column_row, column_saving, weight, first, saving, loss, extra
        )
        if change <= 0 or where < 0:
            continue
        old = opened[where]
        opened[where] = new
        is_open[new], is_open[old] = True, False
        for column in (new, old):
            total += refresh(
                column,
                row_start,
                row_column,
                row_saving,
                column_start,
                column_row,
                weight,
                is_open,
                first,
                second,
                saving,
                loss,
            )
        since = 0
    return total

"""Greedy and swap, compiled. A swap is judged as by Whitaker (1983) and Resende and Werneck (2007)."""

import numpy as np

from lianyi.engines.siting.compiling import compiled
from lianyi.engines.siting.problem import IntArray
from lianyi.engines.siting.tables import Pairs, Standing


@compiled
def greedy(pairs: Pairs, k: int) -> IntArray:
    """At most k columns, each the one that adds most to those before it (Church, ReVelle 1974). Ends when none adds."""
    columns = len(pairs.column_start) - 1
    gain = np.zeros(columns, dtype=np.int64)
    for column in range(columns):
        for at in range(pairs.column_start[column], pairs.column_start[column + 1]):
            gain[column] += pairs.weight[pairs.column_row[at]] * pairs.column_saving[at]
    best = np.zeros(len(pairs.weight), dtype=np.int64)
    chosen = np.empty(min(k, columns), dtype=np.int32)
    count = 0
    while count < len(chosen):
        new = np.argmax(gain)
        if gain[new] <= 0:
            break
        chosen[count] = new
        count += 1
        for at in range(pairs.column_start[new], pairs.column_start[new + 1]):
            row, saving = pairs.column_row[at], pairs.column_saving[at]
            if saving <= best[row]:
                continue
            for pair in range(pairs.row_start[row], pairs.row_start[row + 1]):
                if pairs.row_saving[pair] <= best[row]:
                    break
                more = min(pairs.row_saving[pair], saving) - best[row]
                gain[pairs.row_column[pair]] -= pairs.weight[row] * more
            best[row] = saving
    return chosen[:count]


@compiled
def count_row(pairs: Pairs, now: Standing, row: int, sign: int) -> int:
    """Add (sign 1) or take away (-1) what a class means for every swap; returns sign × what it saves now."""
    weight = pairs.weight[row] * sign
    most, next_most = now.most[row, 0], now.most[row, 1]
    seat = now.seat[now.first[row]] if now.first[row] >= 0 else -1
    for pair in range(pairs.row_start[row], pairs.row_start[row + 1]):
        saving = pairs.row_saving[pair]
        if saving <= next_most:
            break
        column = pairs.row_column[pair]
        if saving > most:
            now.gain[column] += weight * (saving - most)
        if seat >= 0:
            now.extra[column, seat] += weight * (min(saving, most) - next_most)
    if seat >= 0:
        now.loss[seat] += weight * (most - next_most)
    return int(weight * most)


@compiled
def two_best(pairs: Pairs, now: Standing, row: int) -> None:
    """Find the best two open columns of a class; its pairs come best first."""
    now.first[row], now.second[row] = -1, -1
    now.most[row, 0], now.most[row, 1] = 0, 0
    for pair in range(pairs.row_start[row], pairs.row_start[row + 1]):
        column = pairs.row_column[pair]
        if now.is_open[column]:
            if now.first[row] < 0:
                now.first[row], now.most[row, 0] = column, pairs.row_saving[pair]
            else:
                now.second[row], now.most[row, 1] = column, pairs.row_saving[pair]
                return


@compiled
def take_stock(pairs: Pairs, now: Standing) -> int:
    """Fill everything for the columns in ``opened``; returns what they save."""
    now.is_open[:] = False
    now.gain[:] = 0
    now.loss[:] = 0
    now.extra[:] = 0
    for seat in range(len(now.opened)):
        now.is_open[now.opened[seat]] = True
        now.seat[now.opened[seat]] = seat
    total = 0
    for row in range(len(pairs.weight)):
        two_best(pairs, now, row)
        total += count_row(pairs, now, row, 1)
    return total


@compiled
def swap(pairs: Pairs, now: Standing, new: int, seat: int) -> int:
    """Put ``new`` in a seat, whatever it costs; returns the change of what is saved."""
    old = now.opened[seat]
    now.opened[seat] = new
    now.seat[new] = seat
    now.is_open[old], now.is_open[new] = False, True
    change = 0
    for at in range(pairs.column_start[new], pairs.column_start[new + 1]):
        row = pairs.column_row[at] + 0  # of the type that other loops count rows in: compiled once
        if pairs.column_saving[at] > now.most[row, 1] or now.second[row] < 0 or now.second[row] == old:
            change += count_row(pairs, now, row, -1)
            two_best(pairs, now, row)
            change += count_row(pairs, now, row, 1)
    for at in range(pairs.column_start[old], pairs.column_start[old + 1]):
        row = pairs.column_row[at] + 0
        if now.first[row] == old or now.second[row] == old:
            change += count_row(pairs, now, row, -1)
            two_best(pairs, now, row)
            change += count_row(pairs, now, row, 1)
    return change


@compiled
def steepest(pairs: Pairs, now: Standing, newcomers: IntArray) -> int:
    """The best swap that brings in one of ``newcomers``, again and again until none helps (Teitz and Bart 1968).

    Returns the improvement. The first of equal swaps is taken.
    """
    total = 0
    while True:
        best, chosen, where = 0, -1, -1
        for new in newcomers:
            if now.is_open[new]:
                continue
            for seat in range(len(now.opened)):
                change = now.gain[new] - now.loss[seat] + now.extra[new, seat]
                if change > best:
                    best, chosen, where = change, new, seat
        if where < 0:
            return total
        total += swap(pairs, now, chosen, where)

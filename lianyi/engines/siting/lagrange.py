"""Bounds by prices, compiled (Lagrangian relaxation of "everybody is served once"; Cornuejols, Fisher, Nemhauser 1977).

Charge class g a price u_g ≥ 0 a resident. Then no k columns save more than Σ w_g·u_g plus the k greatest of
v_j = Σ_g w_g·max(0, s_gj - u_g); with a room r_j, v_j serves the r_j residents who gain most. The prices that make this
least are sought by steps along the subgradient, w_g·(1 - how often g is served).
"""

import numpy as np

from lianyi.engines.siting.compiling import compiled
from lianyi.engines.siting.problem import IntArray

FREE, OPEN, SHUT = 0, 1, -1  # what is decided about a column


@compiled
def worth(
    column: int,
    column_start: IntArray,
    column_row: IntArray,
    column_saving: IntArray,
    weight: IntArray,
    price: IntArray,
    room: IntArray,
    served: IntArray,
) -> float:
    """v_j for a column with limited room; adds to ``served`` (G) the residents it would take, if that is not empty."""
    low, high = column_start[column], column_start[column + 1]
    margin = np.empty(high - low)
    for at in range(low, high):
        margin[at - low] = column_saving[at] - price[column_row[at]]
    left, total = float(room[column]), 0.0
    for at in np.argsort(-margin):
        if margin[at] <= 0 or left <= 0:
            break
        row = column_row[low + at]
        taken = min(left, float(weight[row]))
        total += taken * margin[at]
        left -= taken
        if len(served):
            served[row] += taken
    return total


@compiled
def worths(
    column_start: IntArray,
    column_row: IntArray,
    column_saving: IntArray,
    weight: IntArray,
    price: IntArray,
    room: IntArray,
    out: IntArray,
) -> None:
    """v of every column, into ``out`` (C). An empty ``room`` is room for all."""
    nobody = np.empty(0)
    for column in range(len(out)):
        if len(room):
            out[column] = worth(column, column_start, column_row, column_saving, weight, price, room, nobody)
        else:
            total = 0.0
            for at in range(column_start[column], column_start[column + 1]):
                margin = column_saving[at] - price[column_row[at]]
                if margin > 0:
                    total += weight[column_row[at]] * margin
            out[column] = total


@compiled
def pick(value: IntArray, state: IntArray, k: int, picked: IntArray) -> float:
    """Mark in ``picked`` (C) all OPEN and the k best FREE columns; returns what they are worth together."""
    total, count = 0.0, 0
    free = np.empty(len(value))
    for column in range(len(value)):
        picked[column] = state[column] == OPEN
        if state[column] == OPEN:
            total += value[column]
        elif state[column] == FREE:
            free[count] = value[column]
            count += 1
    k = min(k, count)
    if k <= 0:
        return total
    edge = np.partition(free[:count], count - k)[count - k]
    left = k
    for column in range(len(value)):
        if state[column] == FREE and value[column] > edge:
            picked[column] = True
            total += value[column]
            left -= 1
    for column in range(len(value)):
        if left and state[column] == FREE and value[column] == edge:
            picked[column] = True
            total += edge
            left -= 1
    return total


@compiled
def descend(
    row_start: IntArray,
    row_column: IntArray,
    row_saving: IntArray,
    column_start: IntArray,
    column_row: IntArray,
    column_saving: IntArray,
    weight: IntArray,
    room: IntArray,
    state: IntArray,
    k: int,
    price: IntArray,
    reached: float,
    goal: float,
    boldness: float,
    patience: int,
    rounds: int,
    often: IntArray,
) -> tuple[float, float, int]:
    """Improve ``price`` (G, in place: the best found). Returns (bound, boldness left, rounds done).

    ``k``: columns still free to open. ``reached``: what a known answer saves, for the length of steps. Ends when the
    bound is below ``goal``. ``boldness`` is halved after ``patience`` rounds without a better bound. ``often`` (C):
    decaying average of how often each column was picked.
    """
    rows, columns = len(weight), len(column_start) - 1
    value = np.empty(columns)
    worths(column_start, column_row, column_saving, weight, price, room, value)
    at_price = price.copy()
    picked = np.zeros(columns, dtype=np.bool_)
    served = np.zeros(rows)
    paid = 0.0
    for row in range(rows):
        paid += weight[row] * at_price[row]
    best, since, done = np.inf, 0, 0
    for done in range(1, rounds + 1):
        bound = paid + pick(value, state, k, picked)
        for column in range(columns):
            often[column] = 0.95 * often[column] + (0.05 if picked[column] else 0.0)
        if bound < best:
            if done == 1 or bound < best - 1e-3 * (best - reached):
                since = 0
            best = bound
            price[:] = at_price
            if best < goal:
                break
        else:
            since += 1
            if since >= patience:
                boldness, since = boldness / 2, 0
                if boldness < 1e-4:
                    break
        served[:] = 0.0
        for column in range(columns):
            if picked[column]:
                if len(room):
                    worth(column, column_start, column_row, column_saving, weight, at_price, room, served)
                else:
                    for at in range(column_start[column], column_start[column + 1]):
                        if column_saving[at] > at_price[column_row[at]]:
                            served[column_row[at]] += weight[column_row[at]]
        norm = 0.0
        for row in range(rows):
            slope = 1.0 - served[row] / weight[row]
            if slope < 0 or (slope > 0 and at_price[row] > 0):
                norm += weight[row] * slope * slope
        if norm <= 0:
            break
        step = boldness * max(bound - reached, 1e-6 * abs(bound)) / norm
        for row in range(rows):
            slope = 1.0 - served[row] / weight[row]
            old = at_price[row]
            if slope == 0 or (slope > 0 and old <= 0) or row_start[row] == row_start[row + 1]:
                continue
            new = min(max(old - step * slope, 0.0), float(row_saving[row_start[row]]))
            at_price[row] = new
            paid += weight[row] * (new - old)
            if len(room):
                continue
            lower = min(old, new)
            for pair in range(row_start[row], row_start[row + 1]):
                saving = row_saving[pair]
                if saving <= lower:
                    break
                value[row_column[pair]] += weight[row] * (max(saving - new, 0.0) - max(saving - old, 0.0))
        if len(room):
            worths(column_start, column_row, column_saving, weight, at_price, room, value)
    return best, boldness, done

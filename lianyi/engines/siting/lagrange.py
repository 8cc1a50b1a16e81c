"""Bounds by prices, compiled (Lagrangian relaxation of "everybody is served once"; Cornuejols, Fisher, Nemhauser 1977).

Charge class g a price u_g ≥ 0 a resident. Then no k columns save more than Σ w_g·u_g plus the k greatest of
v_j = Σ_g w_g·max(0, s_gj - u_g). The prices that make this least are sought with the volume algorithm (Barahona, Anbil,
Mathematical Programming 87, 2000): steps from the best prices along a running average of the subgradients
w_g·(1 - how often g is served). The same average of the columns picked comes near the linear programme's answer.
"""

import numpy as np

from lianyi.engines.siting.compiling import compiled
from lianyi.engines.siting.problem import IntArray
from lianyi.engines.siting.tables import Pairs

FREE, OPEN, SHUT = 0, 1, -1  # what is decided about a column
SHORT = 1e-4  # a step no longer worth taking


@compiled
def worths(pairs: Pairs, price: IntArray, out: IntArray) -> None:
    """v of every column, into ``out`` (C)."""
    for column in range(len(out)):
        total = 0.0
        for at in range(pairs.column_start[column], pairs.column_start[column + 1]):
            margin = pairs.column_saving[at] - price[pairs.column_row[at]]
            if margin > 0:
                total += pairs.weight[pairs.column_row[at]] * margin
        out[column] = total


@compiled
def whole_worths(pairs: Pairs, price: IntArray, scale: int, out: IntArray) -> None:
    """v of every column in whole 1/scale, exactly, into ``out`` (C, zero before)."""
    for column in range(len(out)):
        for at in range(pairs.column_start[column], pairs.column_start[column + 1]):
            margin = pairs.column_saving[at] * scale - price[pairs.column_row[at]]
            if margin > 0:
                out[column] += pairs.weight[pairs.column_row[at]] * margin


@compiled
def pick(value: IntArray, state: IntArray, k: int, picked: IntArray) -> float:
    """Mark in ``picked`` (C) all OPEN and the k best FREE columns, first of equals; returns their worth together."""
    total, count = 0.0, 0
    best = np.empty(max(k, 1), dtype=np.int32)  # the k best so far, greatest first
    for column in range(len(value)):
        picked[column] = state[column] == OPEN
        if state[column] == OPEN:
            total += value[column]
        if state[column] != FREE or k <= 0 or (count == k and value[column] <= value[best[k - 1]]):
            continue
        at = count if count < k else k - 1
        count = at + 1
        while at > 0 and value[best[at - 1]] < value[column]:
            best[at] = best[at - 1]
            at -= 1
        best[at] = column
    for at in range(count):
        picked[best[at]] = True
        total += value[best[at]]
    return total


@compiled
def reprice(pairs: Pairs, price: IntArray, to: IntArray, value: IntArray) -> float:
    """Change ``price`` into ``to`` and ``value`` with it, looking only at what changed; returns how Σ w·u changed."""
    paid = 0.0
    for row in range(len(price)):
        old, new = price[row], to[row]
        if old == new:
            continue
        price[row] = new
        paid += pairs.weight[row] * (new - old)
        lower = min(old, new)
        for pair in range(pairs.row_start[row], pairs.row_start[row + 1]):
            saving = pairs.row_saving[pair]
            if saving <= lower:
                break
            value[pairs.row_column[pair]] += pairs.weight[row] * (max(saving - new, 0.0) - max(saving - old, 0.0))
    return paid


@compiled
def descend(
    pairs: Pairs,
    state: IntArray,
    k: int,
    best_price: IntArray,
    reached: float,
    rounds: int,
    often: IntArray,
    course: IntArray,
    dials: IntArray,
) -> int:
    """Improve ``best_price`` (G, in place); returns the rounds done.

    ``k``: columns still free to open. ``reached``: what a known answer saves, for the length of steps. Ends when the
    bound says that nothing saves one more, or when steps have become short. Kept from call to call: ``often`` (C), the
    average of the columns picked; ``course`` (G), that of the subgradients; ``dials``: boldness, mixing, rounds so far,
    bound at the last look at the mixing, best bound.
    """
    rows, columns = len(pairs.weight), len(pairs.column_start) - 1
    value = np.empty(columns)
    price = best_price.copy()
    to = best_price.copy()
    picked = np.zeros(columns, dtype=np.bool_)
    slope = np.zeros(rows)
    ceiling = np.zeros(rows)
    boldness, mixing, before, checked, best = dials[0], dials[1], int(dials[2]), dials[3], dials[4]
    paid, poor, done = 0.0, 0, 0
    for row in range(rows):
        ceiling[row] = pairs.row_saving[pairs.row_start[row]]
    for done in range(1, rounds + 1):
        if done % 200 == 1:  # sums drift
            worths(pairs, price, value)
            paid = 0.0
            for row in range(rows):
                paid += pairs.weight[row] * price[row]
        bound = paid + pick(value, state, k, picked)
        slope[:] = 1.0
        for column in range(columns):
            if picked[column]:
                for at in range(pairs.column_start[column], pairs.column_start[column + 1]):
                    if pairs.column_saving[at] > price[pairs.column_row[at]]:
                        slope[pairs.column_row[at]] -= 1.0
        if done + before == 1:
            best = bound
            course[:] = slope
            often[:] = picked
        elif done > 1:
            along = 0.0
            for row in range(rows):
                along += pairs.weight[row] * slope[row] * course[row]
            if bound < best:
                if along > 0:
                    boldness = min(boldness * 1.1, 2.0)
                if bound < best - 1e-5 * max(best - reached, 0.0):
                    poor = 0
                best = bound
                best_price[:] = price
            else:
                poor += 1
                if poor >= 20:
                    boldness, poor = boldness * 0.66, 0
            across, own = 0.0, 0.0
            for row in range(rows):
                gap = slope[row] - course[row]
                across += pairs.weight[row] * gap * gap
                own -= pairs.weight[row] * gap * course[row]
            share = mixing
            if across > 0:
                share = min(mixing, max(mixing / 10, own / across))
            for row in range(rows):
                course[row] += share * (slope[row] - course[row])
            for column in range(columns):
                often[column] += share * ((1.0 if picked[column] else 0.0) - often[column])
            if (done + before) % 100 == 0:
                if checked - best < 0.01 * (best - reached) and mixing > 1e-4:
                    mixing /= 2
                checked = best
        if best < reached + 1 - 1e-6 or boldness < SHORT:
            break
        norm = 0.0
        for row in range(rows):
            if course[row] < 0 or best_price[row] > 0:
                norm += pairs.weight[row] * course[row] * course[row]
        if norm <= 1e-12:
            break
        step = boldness * max(best - reached, 1e-7 * abs(best)) / norm
        for row in range(rows):
            to[row] = min(max(best_price[row] - step * course[row], 0.0), ceiling[row])
        paid += reprice(pairs, price, to, value)
    dials[0], dials[1], dials[2], dials[3], dials[4] = boldness, mixing, before + done, checked, best
    return done

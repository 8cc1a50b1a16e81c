"""Bounds by prices where points have limited room: the same steps as in `lagrange`, v_j being a fractional knapsack."""

import numpy as np

from lianyi.engines.siting import lagrange
from lianyi.engines.siting.classes import FREE as ROOM_FOR_ALL
from lianyi.engines.siting.problem import IntArray
from lianyi.engines.siting.tables import Pairs


def within_room(column: IntArray, margin: IntArray, weight: IntArray, room: IntArray) -> IntArray:
    """(pairs, ordered by column) How many residents each column takes: those with the greatest margins first."""
    order = np.lexsort((-margin, column))
    begins = np.diff(column[order], prepend=-1) != 0
    ahead = np.cumsum(weight[order]) - weight[order]
    ahead -= np.repeat(ahead[begins], np.diff(np.append(np.flatnonzero(begins), len(order))))
    limit = room[column[order]]
    taken = np.empty_like(weight)
    taken[order] = np.where(limit == ROOM_FOR_ALL, weight[order], np.clip(limit - ahead, 0, weight[order]))
    return taken


def descend(
    pairs: Pairs,
    room: IntArray,
    state: IntArray,
    k: int,
    best_price: IntArray,
    reached: float,
    rounds: int,
    often: IntArray,
    course: IntArray,
    dials: IntArray,
) -> None:
    """Improve ``best_price`` in place; everything as in `lagrange.descend`, with ``room`` (C)."""
    columns = len(room)
    column = np.repeat(np.arange(columns), np.diff(pairs.column_start))
    row, weight = pairs.column_row, pairs.weight[pairs.column_row]
    ceiling = pairs.row_saving[pairs.row_start[:-1]]
    picked = np.zeros(columns, dtype=np.bool_)
    boldness, share, before, _, best = dials
    price, poor, done = best_price.copy(), 0, 0
    for done in range(1, rounds + 1):
        margin = np.maximum(pairs.column_saving - price[row], 0.0)
        taken = np.where(margin > 0, within_room(column, margin, weight, room), 0)
        value = np.bincount(column, taken * margin, columns)
        bound = float(pairs.weight @ price) + lagrange.pick(value, state, k, picked)
        slope = 1.0 - np.bincount(row, taken * picked[column], len(price)) / pairs.weight
        if done + before == 1:
            best = bound
            course[:], often[:] = slope, picked
        elif done > 1:
            if bound < best:
                if (pairs.weight * slope) @ course > 0:
                    boldness = min(boldness * 1.1, 2.0)
                best, poor = bound, 0
                best_price[:] = price
            else:
                poor += 1
                if poor >= 20:
                    boldness, poor = boldness * 0.66, 0
            course += share * (slope - course)
            often += share * (picked - often)
        if best < reached + 1 - 1e-6 or boldness < lagrange.SHORT:
            break
        moves = (course < 0) | (best_price > 0)
        norm = float((pairs.weight * course**2)[moves].sum())
        if norm <= 1e-12:
            break
        step = boldness * max(best - reached, 1e-7 * abs(best)) / norm
        price = np.clip(best_price - step * course, 0.0, ceiling)
    dials[0], dials[2], dials[4] = boldness, before + done, best

"""Where lines meet, against slow searches over every pair."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lianyi.streets.joining import merge_places, split_at_ends

places = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=14)


def groups(at: list[tuple[float, float]], tolerance: float) -> list[set[int]]:
    """By steps from place to place, one after another."""
    left, out = set(range(len(at))), []
    while left:
        waiting, group = [left.pop()], set()
        while waiting:
            one = waiting.pop()
            group.add(one)
            near = {other for other in left if math.dist(at[one], at[other]) <= tolerance}
            left -= near
            waiting += near
        out.append(group)
    return out


@given(places, st.sampled_from([0.0, 1.0, 2.5]))
def test_places_within_steps_of_the_tolerance_are_one(at: list[tuple[int, int]], tolerance: float) -> None:
    scaled = [(x / 2, y / 2) for x, y in at]
    x, y = np.array([one[0] for one in scaled]), np.array([one[1] for one in scaled])
    same = merge_places(x, y, tolerance)
    expected = groups(scaled, tolerance)
    assert sorted(sorted(group) for group in expected) == sorted(
        sorted(np.flatnonzero(same == leader).tolist()) for leader in set(same.tolist())
    )
    assert all(same[leader] == leader for leader in set(same.tolist()))


@given(places, st.data())
def test_every_piece_is_cut_where_ends_lie_on_it_and_keeps_its_ends(
    at: list[tuple[int, int]], data: st.DataObject
) -> None:
    unique = sorted(set(at))
    if len(unique) < 2:
        return
    x, y = np.array([float(one[0]) for one in unique]), np.array([float(one[1]) for one in unique])
    node = st.integers(0, len(unique) - 1)
    drawn = data.draw(st.lists(st.tuples(node, node).filter(lambda ends: ends[0] != ends[1]), min_size=1, max_size=8))
    tail, head = np.array([one for one, _ in drawn]), np.array([other for _, other in drawn])
    start, stop, piece = split_at_ends(x, y, tail, head, 1e-6)
    degree = np.bincount(np.concatenate((tail, head)), minlength=len(x))
    for number in range(len(drawn)):
        parts = np.flatnonzero(piece == number)
        assert start[parts[0]] == tail[number]
        assert stop[parts[-1]] == head[number]
        np.testing.assert_array_equal(stop[parts[:-1]], start[parts[1:]])
        a, b = np.array([x[tail[number]], y[tail[number]]]), np.array([x[head[number]], y[head[number]]])
        on = []
        for one in np.flatnonzero(degree == 1):
            p = np.array([x[one], y[one]])
            share = float(np.dot(p - a, b - a) / np.dot(b - a, b - a))
            aside = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
            if 0 < share < 1 and aside == 0:
                on.append((share, int(one)))
        assert start[parts[1:]].tolist() == [one for _, one in sorted(on)]

"""Against trying everything, and against the audit, on drawn tables."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from lianyi.engines.disclosure import Label, Table, audit, shown, suppress
from lianyi.engines.disclosure.tests import oracle

thresholds = st.integers(2, 12)
counts = st.one_of(st.just(0), st.integers(0, 14), st.integers(0, 300))


@st.composite
def tables(draw: st.DrawFn, most: int = 6) -> Table:
    width, height = draw(st.integers(1, most)), draw(st.integers(0, most))
    if not height:
        return Table.one_way({column: draw(counts) for column in range(width)})
    return Table.two_way({(row, column): draw(counts) for row in range(height) for column in range(width)})


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(2, 4))
@settings(max_examples=40)
def test_one_way_nothing_hides_less(cells: list[int], threshold: int) -> None:
    table = Table.one_way(dict(enumerate(cells)))
    found = suppress(table, threshold)
    assert (found.withheld, len(found.hidden)) == oracle.cheapest(table, threshold)
    assert found.is_smallest


@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.integers(2, 3))
@settings(max_examples=40)
def test_two_way_nothing_hides_less(cells: list[int], threshold: int) -> None:
    table = Table.two_way({divmod(place, 2): value for place, value in enumerate(cells)})
    found = suppress(table, threshold)
    assert (found.withheld, len(found.hidden)) == oracle.cheapest(table, threshold)
    assert found.is_smallest


@pytest.mark.parametrize("seed", range(12))
def test_three_rows_nothing_hides_less(seed: int) -> None:
    chance = Random(seed)
    table = Table.two_way({(row, column): chance.choice([1, 2, 3, 4, 5, 6]) for row in range(3) for column in range(2)})
    found = suppress(table, 2)
    assert (found.withheld, len(found.hidden)) == oracle.cheapest(table, 2)


@given(tables(), thresholds, st.sampled_from([1, 5]))
@settings(max_examples=40)
def test_whatever_is_published_stands_the_audit(table: Table, threshold: int, step: int) -> None:
    found = suppress(table, threshold)
    event(f"extra cells: {min(len(found.extra), 5)}, proven: {found.is_smallest}")
    assert audit(table, shown(table, found, step=step), threshold, step=step).faults == ()


@given(tables(), thresholds)
@settings(max_examples=40)
def test_paths_alone_stand_the_audit_and_hide_no_less_than_the_smallest(table: Table, threshold: int) -> None:
    quick, exact = suppress(table, threshold, exact_up_to=0), suppress(table, threshold)
    assert audit(table, shown(table, quick), threshold).faults == ()
    if exact.is_smallest:
        assert (exact.withheld, len(exact.extra)) <= (quick.withheld, len(quick.extra))


@given(tables(), thresholds, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_the_rows_plays_no_part(table: Table, threshold: int, chance: Random) -> None:
    cells = oracle.inner(table)
    chance.shuffle(cells)
    again = (
        Table.one_way({key[0]: table.values[key] for key in cells})
        if len(cells[0]) == 1
        else Table.two_way({(key[0], key[1]): table.values[key] for key in cells})
    )
    assert suppress(again, threshold) == suppress(table, threshold)


@given(tables(4), thresholds)
@settings(max_examples=40)
def test_the_audit_is_right_about_every_table_that_agrees(table: Table, threshold: int) -> None:
    """Whatever is hidden, the true table is within the bounds."""
    found = audit(table, shown(table, suppress(table, threshold)), threshold)
    for key, interval in found.intervals.items():
        assert interval.low <= table.values[key]
        assert interval.high is None or table.values[key] <= interval.high


@pytest.mark.parametrize("seed", range(6))
def test_the_bounds_are_those_of_all_tables(seed: int) -> None:
    chance = Random(seed)
    cells: dict[tuple[Label, Label], int] = {(r, c): chance.randint(1, 3) for r in range(2) for c in range(2)}
    table = Table.two_way(cells)
    hidden = {key for key in oracle.inner(table) if chance.random() < 0.8}
    possible = list(oracle.agreeing(table, hidden, 6))
    given_away = {key: None if key in hidden else value for key, value in table.values.items()}
    for key, interval in audit(table, given_away, 2).intervals.items():
        values = [full[key] for full in possible]
        assert (interval.low, interval.high) == (min(values), max(values))


def test_a_large_table_is_protected_by_paths() -> None:
    chance = Random(7)
    cells: dict[tuple[Label, Label], int] = {
        (row, column): chance.choice([0, 1, 3, 7, 9, 20, 60]) for row in range(25) for column in range(8)
    }
    table = Table.two_way(cells)
    found = suppress(table, 5)
    assert found.extra or found.small
    assert audit(table, shown(table, found), 5).faults == ()

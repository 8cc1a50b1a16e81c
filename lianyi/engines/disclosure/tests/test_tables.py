"""Small tables, known answers: what is withheld, why, and that nothing more is."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lianyi.engines.disclosure import TOTAL, Label, Table, audit, rounded, shown, suppress
from lianyi.engines.disclosure.publish import known_from

ALL = (TOTAL,)


def test_nothing_small_nothing_withheld() -> None:
    found = suppress(Table.one_way({"a": 5, "b": 0, "c": 40}), 5)
    assert (found.hidden, found.withheld, found.is_smallest) == (frozenset(), 0, True)


def test_one_small_cell_takes_the_next_smallest_with_it() -> None:
    found = suppress(Table.one_way({"a": 3, "b": 40, "c": 12, "d": 0}), 5)
    assert (found.small, found.extra, found.withheld) == ((("a",),), (("c",),), 15)


def test_small_cells_protect_one_another_where_together_they_are_enough() -> None:
    """4 and 4 of 8: each could be 7. 2 and 3 of 5: each is at most 4, and that is known to be below 5."""
    assert suppress(Table.one_way({"a": 4, "b": 4, "c": 30}), 5).extra == ()
    assert suppress(Table.one_way({"a": 2, "b": 3, "c": 30}), 5).extra == (("c",),)


def test_a_total_of_too_few_is_withheld_with_its_parts() -> None:
    found = suppress(Table.one_way({"a": 2, "b": 2, "c": 0}), 5)
    assert found.hidden == {("a",), ("b",), ALL}


def test_the_only_large_cell_gives_a_small_one_away_so_it_goes_too() -> None:
    assert suppress(Table.one_way({"a": 1, "b": 50}), 10).hidden == {("a",), ("b",)}
    assert suppress(Table.one_way({"a": 3}), 10).hidden == {("a",), ALL}


CROSSED: dict[tuple[Label, Label], int] = {
    ("north", "met"): 2,
    ("north", "unmet"): 20,
    ("south", "met"): 30,
    ("south", "unmet"): 25,
    ("west", "met"): 11,
    ("west", "unmet"): 14,
}


def test_in_two_directions_a_rectangle_is_withheld() -> None:
    found = suppress(Table.two_way(CROSSED), 5)
    assert found.small == (("north", "met"),)
    assert found.extra == (("north", "unmet"), ("west", "met"), ("west", "unmet"))
    assert found.is_smallest


def test_the_audit_finds_what_a_reader_finds() -> None:
    table = Table.two_way(CROSSED)
    careless = {**table.values, ("north", "met"): None}
    found = audit(table, careless, 5)
    assert (found.intervals["north", "met"].low, found.intervals["north", "met"].high) == (2, 2)
    assert [fault.code for fault in found.faults] == ["worked_out", "known_small"]
    whole = audit(table, table.values, 5)
    assert [(fault.code, fault.key) for fault in whole.faults] == [("small_shown", ("north", "met"))]
    wrong = audit(Table.one_way({"a": 9, "b": 9}), {("a",): 8, ("b",): 10, ALL: 18}, 5)
    assert [fault.code for fault in wrong.faults] == ["false", "false"]


def test_the_audit_says_where_a_bound_is_missing() -> None:
    table = Table.one_way({"a": 3})
    found = audit(table, shown(table, suppress(table, 10)), 10)
    assert found.faults == ()
    assert found.intervals[("a",)].high is None


def test_two_small_ones_that_can_only_be_small_are_found() -> None:
    table = Table.one_way({"a": 1, "b": 1, "c": 30})
    found = audit(table, {("a",): None, ("b",): None, ("c",): 30, ALL: 32}, 10)
    assert {fault.code for fault in found.faults} == {"worked_out", "known_small"}


def test_what_contradicts_itself_is_refused() -> None:
    table = Table.one_way({"a": 9, "b": 9})
    with pytest.raises(ValueError, match="no table agrees"):
        audit(table, {("a",): None, ("b",): 9, ALL: 4}, 5)


def test_rounding_is_to_the_nearest_and_always_the_same() -> None:
    assert [rounded(value, 5) for value in (0, 2, 3, 7, 8, 12, 13)] == [0, 0, 5, 5, 10, 10, 15]
    assert [rounded(value, 4) for value in (1, 2, 5, 6)] == [0, 4, 4, 8]
    for step in (1, 4, 5, 10):
        for value in range(60):
            low, high = known_from(rounded(value, step), step)
            assert low <= value <= high
            assert {rounded(one, step) for one in range(low, high + 1)} == {rounded(value, step)}


def test_rounded_numbers_are_shown_beside_what_is_withheld() -> None:
    table = Table.one_way({"a": 3, "b": 42, "c": 11})
    given = shown(table, suppress(table, 5), step=5)
    assert given == {("a",): None, ("b",): 40, ("c",): None, ALL: 55}
    assert audit(table, given, 5, step=5).faults == ()


@pytest.mark.parametrize("cells", [{"a": -1}, {"a": 1.5}, {"a": True}, {TOTAL: 4}])
def test_what_is_no_table_is_refused(cells: dict[Label, int]) -> None:
    with pytest.raises(ValueError, match=r"no count|label of totals"):
        Table.one_way(cells)


def test_no_solver_is_loaded_before_it_is_needed() -> None:
    told = "import sys; from lianyi.engines.disclosure import *; guard_rates({1: Rate(1, 2), 2: Rate(5, 9)}, 5);"
    told += "suppress(Table.one_way({1: 30, 2: 4, 3: 4}), 5); assert not {'numpy', 'scipy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", told], check=True)


def test_an_empty_table_is_its_total() -> None:
    assert suppress(Table.one_way({}), 5).hidden == frozenset()

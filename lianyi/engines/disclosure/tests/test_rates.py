"""Rates: which rows are withheld, and that neither a denominator nor a rate can be worked out."""

from __future__ import annotations

from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianyi.engines.disclosure import TOTAL, GuardedRates, Label, Rate, audit_rates, guard_rates
from lianyi.engines.disclosure.tests import oracle


def rates(**rows: tuple[int, int]) -> dict[Label, Rate]:
    return {label: Rate(*row) for label, row in rows.items()}


@st.composite
def lists(draw: st.DrawFn, most: int = 40) -> dict[Label, Rate]:
    found: dict[Label, Rate] = {}
    for label in range(draw(st.integers(1, 6))):
        denominator = draw(st.one_of(st.integers(0, 12), st.integers(0, most)))
        found[label] = Rate(draw(st.sampled_from([0, denominator, denominator // 2])), denominator)
    return found


def test_large_denominators_are_shown_even_with_few_missing() -> None:
    found = guard_rates(rates(a=(48, 50), b=(0, 30), c=(0, 0)), 10)
    assert found == GuardedRates(rates(a=(48, 50), b=(0, 30), c=(0, 0)), Rate(48, 80), (), (), False)


def test_one_small_row_takes_the_next_smallest_with_it() -> None:
    found = guard_rates(rates(a=(2, 3), b=(30, 40), c=(9, 12)), 10)
    assert (found.small, found.extra, found.total) == (("a",), ("c",), Rate(41, 55))
    assert found.rows == {"a": None, "b": Rate(30, 40), "c": None}


def test_small_rows_together_may_be_enough() -> None:
    assert guard_rates(rates(a=(3, 6), b=(2, 6), c=(20, 40)), 10).extra == ()
    assert guard_rates(rates(a=(3, 5), b=(2, 5), c=(20, 40)), 10).extra == ("c",)


def test_a_row_is_added_that_keeps_the_rate_unknown() -> None:
    """Were "b" added to "a", everybody could see that all of both were met: "c" is larger, but says nothing of "a"."""
    found = guard_rates(rates(a=(3, 3), b=(12, 12), c=(15, 30)), 10)
    assert found.extra == ("c",)


def test_what_holds_of_all_holds_of_each() -> None:
    found = guard_rates(rates(a=(3, 3), b=(12, 12)), 10)
    assert found.is_uniform
    assert found.rows == {"a": None, "b": None}


def test_a_total_of_too_few_is_withheld_with_all_rows() -> None:
    found = guard_rates(rates(a=(1, 3), b=(2, 2), c=(0, 0)), 10)
    assert (found.total, found.rows) == (None, {"a": None, "b": None, "c": Rate(0, 0)})


def test_small_rows_alone_that_add_up_to_hardly_enough_take_the_total_with_them() -> None:
    """Of 10 in two rows each could be 9 at most, and there is no other row."""
    found = guard_rates(rates(a=(1, 3), b=(3, 7), c=(0, 0)), 10)
    assert (found.total, found.rows) == (None, {"a": None, "b": None, "c": Rate(0, 0)})
    assert guard_rates(rates(a=(1, 3), b=(3, 8)), 10).total == Rate(4, 11)


def test_no_rows_no_rates() -> None:
    assert guard_rates({}, 10) == GuardedRates({}, Rate(0, 0), (), (), False)


@pytest.mark.parametrize("row", [(3, 2), (-1, 2)])
def test_what_is_no_rate_is_refused(row: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no rate"):
        Rate(*row)


def test_the_audit_finds_what_a_reader_finds() -> None:
    rows = rates(a=(2, 3), b=(30, 40), c=(9, 12))
    total = Rate(41, 55)
    alone = GuardedRates({**rows, "a": None}, total, ("a",), (), False)
    assert [fault.code for fault in audit_rates(rows, alone, 10).faults] == ["known_small", "worked_out"]
    open_ = GuardedRates(rows, total, (), (), False)
    assert [(fault.code, fault.key) for fault in audit_rates(rows, open_, 10).faults] == [("small_shown", ("a", TOTAL))]
    plain = rates(a=(3, 3), b=(12, 12), c=(15, 30))
    same = GuardedRates({**plain, "a": None, "b": None}, Rate(30, 45), ("a",), ("b",), False)
    assert {fault.code for fault in audit_rates(plain, same, 10).faults} == {"worked_out"}


@given(lists(), st.integers(2, 12))
@settings(max_examples=80)
def test_whatever_is_published_stands_the_audit(rows: dict[Label, Rate], threshold: int) -> None:
    assert audit_rates(rows, guard_rates(rows, threshold), threshold).faults == ()


@given(lists(), st.integers(2, 12), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_plays_no_part(rows: dict[Label, Rate], threshold: int, chance: Random) -> None:
    labels = list(rows)
    chance.shuffle(labels)
    assert guard_rates({label: rows[label] for label in labels}, threshold) == guard_rates(rows, threshold)


@pytest.mark.parametrize("threshold", [3, 4])
def test_nothing_withholds_less(threshold: int) -> None:
    """All lists of three bodies with denominators up to 5, each with nobody, some, or everybody met."""
    kinds = sorted({(part, size) for size in range(6) for part in (0, size // 2, size)})
    for drawn in product(kinds[::2], kinds, kinds[1::2]):
        rows: dict[Label, Rate] = {label: Rate(*row) for label, row in enumerate(drawn)}
        found = guard_rates(rows, threshold)
        hidden = [label for label, rate in found.rows.items() if rate is None]
        assert found.total is None or oracle.rates_are_safe(rows, hidden, threshold), rows
        worth = sum(rows[label].denominator for label in hidden)
        there = [label for label, rate in rows.items() if rate.denominator]
        for size in range(len(there) + 1):
            for other in combinations(there, size):
                if found.total is None or sum(rows[label].denominator for label in other) < worth:
                    assert not oracle.rates_are_safe(rows, other, threshold), (rows, other)

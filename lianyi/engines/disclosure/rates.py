"""Rates of several bodies with a total: which rows are not shown.

A row is withheld as a whole, its numerator with its denominator, when its denominator is below the threshold. Where the
total would give withheld rows away, one more row is withheld, the smallest that helps; where there is none, the total
is withheld, as is always so with a total of fewer than the threshold.

What is not withheld: a numerator, or what is missing to the denominator, that is itself below the threshold, as in 48
of 50. It tells of two in a group of 50, and not which two; to withhold it would withhold just the rates near 0 and 100
per cent, for which rates are published. Who wants that too puts both parts into `Table.two_way` and asks `suppress`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianyi.engines.disclosure.audit import Audit, Fault, ranges
from lianyi.engines.disclosure.problem import TOTAL, Key, Label, Table, in_order, is_small

if TYPE_CHECKING:
    from lianyi.engines.disclosure.bounds import Interval


@dataclass(frozen=True)
class Rate:
    """So many of so many."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator:
            raise ValueError(f"{self.numerator} of {self.denominator} is no rate")

    @property
    def missing(self) -> int:
        return self.denominator - self.numerator

    @property
    def is_plain(self) -> bool:
        """Whether it is nobody or everybody: 0 or 100 per cent."""
        return not (self.numerator and self.missing)


@dataclass(frozen=True)
class GuardedRates:
    """Each row as it is shown, None where it is withheld, and the total likewise.

    `small` rows are withheld for themselves, `extra` ones to protect those. `is_uniform`: the total is shown and is 0
    or 100 per cent, which says the same of every row, withheld or not.
    """

    rows: Mapping[Label, Rate | None]
    total: Rate | None
    small: tuple[Label, ...]
    extra: tuple[Label, ...]
    is_uniform: bool


def guard_rates(rows: Mapping[Label, Rate], threshold: int) -> GuardedRates:
    """What is shown of rates, by the rules above. The total is the sum of the rows.

    The withheld rows together must be such that no denominator among them can be told to be below the threshold, each
    of them being at least 1, and, unless the total is uniform, that not all of them are known to be 0 or 100 per cent.
    One extra row is enough, and the smallest withholds least: any row that is not small does for the first, and for the
    second one must be taken that has what the others lack. Among rows of a size the one with the first label is taken.
    """
    total = _sum(rows.values())
    small = tuple(label for label in in_order(rows) if is_small(rows[label].denominator, threshold))
    is_uniform = total.denominator > 0 and total.is_plain
    extra = _extra(rows, small, threshold, is_uniform) if small else ()
    hidden = {*small, *(extra or ())}
    shown = {label: None if label in hidden else rate for label, rate in rows.items()}
    if extra is None:
        return GuardedRates(shown, None, small, (), False)
    return GuardedRates(shown, total, small, extra, is_uniform)


def audit_rates(rows: Mapping[Label, Rate], guarded: GuardedRates, threshold: int) -> Audit:
    """Tries to work out what is withheld, by linear programmes over numerators, the missing, and denominators.

    Keys are (label, TOTAL), for the denominator of a row. Faults: ``small_shown``, ``false`` and ``known_small`` as in
    `audit`; ``worked_out``: a withheld denominator can only be one number, or a withheld rate only one though the total
    is not uniform.
    """
    from lianyi.engines.disclosure.bounds import SLACK, Outlook  # it loads SciPy, which takes a while

    table = _table(rows)
    given: dict[Label, Rate | None] = {**guarded.rows, TOTAL: guarded.total}
    outlook = Outlook(table.sums, {key: _known(key, given[key[0]]) for key in table.values})
    intervals: dict[Key, Interval] = {}
    faults: list[Fault] = []
    for label, rate in {**rows, TOTAL: _sum(rows.values())}.items():
        key, seen = (label, TOTAL), given[label]
        small = is_small(rate.denominator, threshold)
        if seen is not None:
            faults += [Fault("small_shown", key)] if small else []
            faults += [Fault("false", key)] if seen != rate else []
            continue
        found = intervals[key] = outlook.interval(key)
        share = rate.numerator / rate.denominator if rate.denominator else 0.0
        low, high = outlook.extremes({(label, "met"): 1.0, key: -share})
        if small and found.high is not None and found.high < threshold:
            faults.append(Fault("known_small", key))
        if found.low == found.high or (high - low < SLACK and not guarded.is_uniform):
            faults.append(Fault("worked_out", key))
    return Audit(intervals, tuple(faults))


def _extra(
    rows: Mapping[Label, Rate], small: Sequence[Label], threshold: int, is_uniform: bool
) -> tuple[Label, ...] | None:
    """The row to withhold besides the small ones, if one is needed; None where there is none: then the total goes."""
    hidden = _sum(rows[label] for label in small)
    most = hidden.denominator - (len(small) - 1)  # what one of them can be, the others being 1
    is_plain = hidden.is_plain and not is_uniform
    if len(small) > 1 and most >= threshold and not is_plain:
        return ()
    large = (label for label in in_order(rows) if rows[label].denominator >= threshold)
    helpful = [label for label in large if not is_plain or not _sum([hidden, rows[label]]).is_plain]
    return (min(helpful, key=lambda label: rows[label].denominator),) if helpful else None


def _known(key: Key, rate: Rate | None) -> tuple[int, int | None]:
    if rate is None:
        return ranges(None, 1) if key[1] == TOTAL else (0, None)
    number = {"met": rate.numerator, "unmet": rate.missing, TOTAL: rate.denominator}[str(key[1])]
    return number, number


def _table(rows: Mapping[Label, Rate]) -> Table:
    cells: dict[tuple[Label, Label], int] = {}
    for label, rate in rows.items():
        cells |= {(label, "met"): rate.numerator, (label, "unmet"): rate.missing}
    return Table.two_way(cells)


def _sum(rates: Iterable[Rate]) -> Rate:
    found = list(rates)
    return Rate(sum(rate.numerator for rate in found), sum(rate.denominator for rate in found))

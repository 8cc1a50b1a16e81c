"""An independent check of what is to be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianyi.engines.disclosure.problem import Key, Table, is_small
from lianyi.engines.disclosure.publish import known_from, rounded

if TYPE_CHECKING:
    from lianyi.engines.disclosure.bounds import Interval


@dataclass(frozen=True)
class Fault:
    """A code and the cell it is about, see `audit` and `audit_rates`."""

    code: str
    key: Key


@dataclass(frozen=True)
class Audit:
    """What can be worked out about each cell that is withheld, and what is wrong with that; no faults: all is well."""

    intervals: Mapping[Key, Interval]
    faults: tuple[Fault, ...]


def audit(table: Table, shown: Mapping[Key, int | None], threshold: int, *, step: int = 1) -> Audit:
    """Tries to work out every cell that is withheld, from what is shown and from the sums alone.

    Faults: ``small_shown``: a small count is shown; ``false``: something else is shown than the table says;
    ``known_small``: it can be shown that a withheld small count is below the threshold; ``worked_out``: a withheld
    count can only be one number. The intervals come from linear programmes (Willenborg & de Waal 2001); since
    the sums form a network their ends are whole numbers, so nothing more can be worked out in whole numbers either.

    Raises:
        ValueError: no table at all agrees with what is shown.
    """
    from lianyi.engines.disclosure.bounds import Outlook  # it loads SciPy, which takes a while

    outlook = Outlook(table.sums, {key: ranges(number, step) for key, number in shown.items()})
    intervals = {key: outlook.interval(key) for key, number in shown.items() if number is None}
    return Audit(intervals, (*_shown_faults(table, shown, threshold, step), *_faults(table, intervals, threshold)))


def ranges(number: int | None, step: int) -> tuple[int, int | None]:
    """What is known of a cell by itself."""
    return (1, None) if number is None else known_from(number, step)


def _shown_faults(table: Table, shown: Mapping[Key, int | None], threshold: int, step: int) -> Iterator[Fault]:
    for key, value in table.values.items():
        number = shown[key]
        if number is not None and is_small(value, threshold):
            yield Fault("small_shown", key)
        if number is not None and number != rounded(value, step):
            yield Fault("false", key)


def _faults(table: Table, intervals: Mapping[Key, Interval], threshold: int) -> Iterator[Fault]:
    for key, found in intervals.items():
        if found.low == found.high:
            yield Fault("worked_out", key)
        if is_small(table.values[key], threshold) and found.high is not None and found.high < threshold:
            yield Fault("known_small", key)

"""Tables of counts with their totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

Label = int | str
Key = tuple[Label, ...]

TOTAL: Final = "Σ"  # the label of a total in a key: ("north", TOTAL) is a row total, (TOTAL,) that of a one-way table


@dataclass(frozen=True)
class Sum:
    """That a total is the sum of its parts."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Table:
    """Counts by key, totals among them, and the sums that everybody knows to hold.

    Made by `one_way` and `two_way`. The order of the cells is that of their labels, numbers first, so that the same
    table is treated in the same way however it was put together.

    Raises:
        ValueError: a count is negative or no whole number, or a label is that of totals.
    """

    values: Mapping[Key, int]
    sums: tuple[Sum, ...]

    @classmethod
    def one_way(cls, cells: Mapping[Label, int]) -> Table:
        """One row of counts and its total."""
        labels = in_order(cells)
        values: dict[Key, int] = {(label,): _count(cells[label]) for label in labels}
        total = Sum((TOTAL,), tuple(values))
        return cls({**values, total.total: sum(values.values())}, (total,))

    @classmethod
    def two_way(cls, cells: Mapping[tuple[Label, Label], int]) -> Table:
        """Rows and columns with totals of each and of all. What is not given is 0."""
        rows, columns = in_order({row for row, _ in cells}), in_order({column for _, column in cells})
        values: dict[Key, int] = {}
        for row in rows:
            values |= {(row, column): _count(cells.get((row, column), 0)) for column in columns}
            values[row, TOTAL] = sum(values[row, column] for column in columns)
        values |= {(TOTAL, column): sum(values[row, column] for row in rows) for column in [*columns, TOTAL]}
        across = (Sum((row, TOTAL), tuple((row, column) for column in columns)) for row in [*rows, TOTAL])
        down = (Sum((TOTAL, column), tuple((row, column) for row in rows)) for column in [*columns, TOTAL])
        return cls(values, (*across, *down))


def is_small(value: int, threshold: int) -> bool:
    """Whether a count covers somebody, but fewer than the threshold."""
    return 0 < value < threshold


def in_order(labels: Iterable[Label]) -> list[Label]:
    """Numbers first, then words."""
    found = sorted(labels, key=lambda label: (isinstance(label, str), label))
    if TOTAL in found:
        raise ValueError(f"{TOTAL} is the label of totals")
    return found


def _count(value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is no count")
    return value

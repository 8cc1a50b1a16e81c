"""A table as it is shown."""

from __future__ import annotations

from collections.abc import Mapping

from lianyi.engines.disclosure.problem import Key, Table
from lianyi.engines.disclosure.suppress import Suppression


def shown(table: Table, suppression: Suppression, *, step: int = 1) -> Mapping[Key, int | None]:
    """What is shown of each cell, None where it is withheld; rounded to multiples of `step`, each cell by itself.

    Rounded numbers need not add up to rounded totals. Rounding comes after withholding: it takes further knowledge
    away and never gives any.
    """
    return {key: None if key in suppression.hidden else rounded(value, step) for key, value in table.values.items()}


def rounded(value: int, step: int) -> int:
    """The nearest multiple, halves upward. Always the same for the same value, unlike random rounding."""
    return (2 * value + step) // (2 * step) * step


def known_from(number: int, step: int) -> tuple[int, int]:
    """The smallest and the largest count that is shown as this number."""
    return max(0, number - step // 2), number + (step - 1) // 2

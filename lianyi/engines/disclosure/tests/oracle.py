"""The same questions answered by trying everything: all tables that agree with what is shown, all choices of cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations, product

from lianyi.engines.disclosure import TOTAL, Key, Label, Rate, Table


def inner(table: Table) -> list[Key]:
    return [key for key in table.values if TOTAL not in key]


def agreeing(table: Table, hidden: Collection[Key], most: int) -> Iterator[Mapping[Key, int]]:
    """Every table with the shown cells as they are, the hidden ones from 1, inner cells up to `most` above theirs."""
    cells = inner(table)
    choices = [range(1, table.values[key] + most + 1) if key in hidden else [table.values[key]] for key in cells]
    for drawn in product(*choices):
        values = dict(zip(cells, drawn, strict=True))
        full = (
            Table.one_way({key[0]: value for key, value in values.items()})
            if len(cells[0]) == 1
            else Table.two_way({(key[0], key[1]): value for key, value in values.items()})
        ).values
        if all(full[key] >= 1 if key in hidden else full[key] == table.values[key] for key in table.values):
            yield full


def protects(table: Table, hidden: Collection[Key], threshold: int) -> bool:
    """Whether every small cell can be as large as the threshold."""
    small = {key for key, value in table.values.items() if 0 < value < threshold}
    if not small <= set(hidden):
        return False
    for full in agreeing(table, hidden, threshold):
        small -= {key for key in small if full[key] >= threshold}
        if not small:
            return True
    return not small


def cheapest(table: Table, threshold: int) -> tuple[int, int]:
    """The smallest sum of counts, and number of cells, that any choice must hide."""
    small = [key for key, value in table.values.items() if 0 < value < threshold]
    others = [key for key, value in table.values.items() if value >= threshold]
    choices = [chosen for size in range(len(others) + 1) for chosen in combinations(others, size)]
    worth = {chosen: sum(table.values[key] for key in (*small, *chosen)) for chosen in choices}
    for chosen in sorted(choices, key=lambda chosen: (worth[chosen], len(chosen))):
        if protects(table, {*small, *chosen}, threshold):
            return worth[chosen], len(small) + len(chosen)
    raise AssertionError("something always protects")


def agreeing_rates(rows: Mapping[Label, Rate], hidden: Collection[Label]) -> Iterator[Mapping[Label, Rate]]:
    """Every list of rates with the same total and the same shown rows, no withheld denominator being 0."""
    labels = list(hidden)
    met = sum(rows[label].numerator for label in labels)
    unmet = sum(rows[label].missing for label in labels)
    for one, two in product(_divided(met, len(labels)), _divided(unmet, len(labels))):
        if all(a + b for a, b in zip(one, two, strict=True)):
            yield {label: Rate(a, a + b) for label, a, b in zip(labels, one, two, strict=True)}


def _divided(count: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts <= 1:
        yield (count,) * parts
        return
    for first in range(count + 1):
        yield from ((first, *rest) for rest in _divided(count - first, parts - 1))


def rates_are_safe(rows: Mapping[Label, Rate], hidden: Collection[Label], threshold: int) -> bool:
    """Whether small denominators can reach the threshold, and no withheld rate is known where the total is mixed."""
    total = Rate(sum(rate.numerator for rate in rows.values()), sum(rate.denominator for rate in rows.values()))
    if not {label for label, rate in rows.items() if 0 < rate.denominator < threshold} <= set(hidden):
        return False
    possible = list(agreeing_rates(rows, hidden))
    for label in hidden:
        sizes = {one[label].denominator for one in possible}
        shares = {one[label].numerator / one[label].denominator for one in possible}
        if len(sizes) == 1 or (rows[label].denominator < threshold and max(sizes) < threshold):
            return False
        if len(shares) == 1 and not total.is_plain:
            return False
    return True

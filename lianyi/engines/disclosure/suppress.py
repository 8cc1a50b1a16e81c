"""Which cells of a table are not shown, so that no small one can be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lianyi.engines.disclosure.network import Network
from lianyi.engines.disclosure.problem import Key, Table, is_small

EXACT_UP_TO = 1500  # cells not 0 × small cells that others must protect: a few seconds; beyond it only paths


@dataclass(frozen=True)
class Suppression:
    """The cells that are not shown: `small` ones, and `extra` ones that keep those from being worked out.

    `is_smallest`: it was proven that no other choice withholds less: first by the counts that are not shown, added up
    (totals count as cells), then by their number.
    """

    small: tuple[Key, ...]
    extra: tuple[Key, ...]
    withheld: int
    is_smallest: bool

    @property
    def hidden(self) -> frozenset[Key]:
        return frozenset(self.small) | frozenset(self.extra)


def suppress(table: Table, threshold: int, *, exact_up_to: int = EXACT_UP_TO) -> Suppression:
    """Cell suppression (Fischetti & Salazar 1999): hides the counts from 1 to `threshold` - 1, totals too, and as
    little besides as protects them.

    A small cell is protected when a table with the same sums and the same shown cells exists in which it reaches the
    threshold, hidden cells being at least 1 there: who looks at it cannot say that it is small, nor what it is. That
    can always be had: where every cell that is not 0 is hidden, all of them may be twice as large. The smallest choice
    is found by a mixed-integer programme (`programme`); for tables beyond `exact_up_to` by cheap paths, one small cell
    after the other, with what turns out not to be needed shown again (after Kelly, Golden & Assad 1992), unproven.
    """
    network = Network(table)
    small = tuple(key for key, value in table.values.items() if is_small(value, threshold))
    needs = {key: threshold - table.values[key] for key in small}
    unmet = {key: need for key, need in needs.items() if network.witness(key, need, frozenset(small)) is None}
    extra = _by_paths(network, frozenset(small), unmet)
    is_smallest = not unmet
    if unmet and len(unmet) * len(network.values) <= exact_up_to:
        from lianyi.engines.disclosure.programme import smallest  # it loads SciPy, which takes a while

        if proven := smallest(table, frozenset(small), unmet, extra):
            extra, is_smallest = proven, True
    chosen = tuple(key for key in table.values if key in extra)
    return Suppression(small, chosen, sum(table.values[key] for key in (*small, *chosen)), is_smallest)


def _by_paths(network: Network, small: frozenset[Key], needs: Mapping[Key, int]) -> frozenset[Key]:
    extra: set[Key] = set()
    witnesses: dict[Key, frozenset[Key]] = {}
    for key in sorted(needs, key=lambda key: -needs[key]):
        changes = network.witness(key, needs[key], small | extra, others=True)
        if changes is None:
            raise AssertionError(f"{key} cannot be protected")
        witnesses[key] = frozenset(changes)
        extra |= witnesses[key] - small
    for key in sorted(extra, key=lambda key: -network.values[key]):
        found = _without(network, key, small | extra, needs, (one for one in witnesses if key in witnesses[one]))
        if found is not None:
            extra.remove(key)
            witnesses |= found
    return frozenset(extra)


def _without(
    network: Network, key: Key, hidden: frozenset[Key], needs: Mapping[Key, int], resting: Iterable[Key]
) -> dict[Key, frozenset[Key]] | None:
    """Other witnesses for the small cells that rest on a hidden one; None where one of them has no other."""
    found = {}
    for one in resting:
        changes = network.witness(one, needs[one], hidden - {key})
        if changes is None:
            return None
        found[one] = frozenset(changes)
    return found

"""What comes out: where the new points stand, who goes where, and the proof."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lianyi.engines.issues import Issue
from lianyi.engines.siting.problem import IntArray, Objective


@dataclass(frozen=True)
class Prices:
    """Proves a bound by weak duality. ``prices`` (classes): what one resident is charged, in 1/scale of a cost."""

    prices: IntArray


@dataclass(frozen=True)
class Fixing:
    """``prices`` prove that each place in ``shut`` cannot be opened and each in ``opened`` not stay shut in anything
    better than the bound; ``rest`` proves the bound with these decisions taken."""

    prices: IntArray
    opened: tuple[int, ...]
    shut: tuple[int, ...]
    rest: "Node"


@dataclass(frozen=True)
class Branch:
    """Either a point stands at ``place`` or not."""

    place: int
    opened: "Node"
    shut: "Node"


Node = Prices | Fixing | Branch


@dataclass(frozen=True)
class Certificate:
    """No ``k`` new points save more than ``saving`` against what stands already.

    What is saved: residents newly inside the limit, or their cost. ``class_of`` (H): which entry of the prices is a
    home's, -1 for homes no new point could help. For set covering, ``k`` is one fewer than the bound and ``saving``
    is short of what the share asks for; where it asks for everybody, ``weight`` (classes) may stand for the residents,
    because who covers every class covers all of any weights.
    """

    k: int
    scale: int
    class_of: IntArray
    saving: int
    root: Node
    weight: IntArray | None = None

    @property
    def leaves(self) -> int:
        waiting, count = [self.root], 0
        while waiting:
            node = waiting.pop()
            if isinstance(node, Branch):
                waiting += [node.opened, node.shut]
            elif isinstance(node, Fixing):
                waiting.append(node.rest)
            else:
                count += 1
        return count


@dataclass(frozen=True)
class Assignment:
    """Who goes where: ``residents`` of ``home`` go to ``place``. Without capacities one row a home that is served (to
    the nearest open point); with capacities a home may be split, and may be served in part."""

    home: IntArray
    place: IntArray
    residents: IntArray
    cost: IntArray

    def of_homes(self, homes: int) -> IntArray:
        """(H) The place of each home, -1 where nobody is served; of a split home the place that takes most."""
        out = np.full(homes, -1, dtype=np.int32)
        order = np.lexsort((-self.place, self.residents))  # the last written wins: most residents, then first place
        out[self.home[order]] = self.place[order]
        return out


@dataclass(frozen=True)
class Result:
    """``chosen``: the new points, ascending columns; ``open``: with the existing ones. ``value`` and ``bound`` in the
    objective's own unit: residents inside the limit (bound above), number of new points (bound below), or residents ×
    cost with everybody who is not served counting ``beyond`` (bound below).
    """

    objective: Objective
    k: int
    chosen: IntArray
    open: IntArray
    value: int
    bound: int
    method: str  # how the chosen points were found last: "greedy", "swap", "iterated", "flow", "branching"
    assignment: Assignment
    certificate: Certificate | None  # None where nothing needs a proof
    share: float = 1.0  # set covering: what was asked for
    target: int = 0  # set covering: residents that the share asks for
    warnings: tuple[Issue, ...] = ()

    @property
    def proven(self) -> bool:
        """Optimal, by a proof that `certify` accepts."""
        return self.value == self.bound

    @property
    def gap(self) -> float:
        """How far the value can be from the best, relative to the bound (to the value where the bound is below)."""
        apart = abs(self.bound - self.value)
        return apart / max(self.bound, self.value, 1)

    @cached_property
    def served(self) -> int:
        """Residents who reach an open point (inside the limit, for the coverings)."""
        return int(self.assignment.residents.sum())

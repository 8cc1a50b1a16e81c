"""The smallest choice of cells to hide, by mixed-integer programming (HiGHS through SciPy).

Cells i with values a_i > 0, small cells P (hidden anyway), needs n_p for p in P. Choose x_i ∈ {0, 1} for the other
cells, and for each p changes d_i to another table:
    minimise Σ a_i·x_i, then Σ x_i, then Σ (place of i)·x_i
    subject to, for each p,
    M·d = 0  (every sum holds),  d_p = n_p,
    -min(a_i - 1, n_p)·x_i ≤ d_i ≤ n_p·x_i    (x_i = 1 for i in P)
This is the compact form of Fischetti & Salazar (1999) with upper protection only. That no change need be larger than
n_p follows from the network (`network`): a circulation falls apart into cycles, and those through p suffice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import coo_array

from lianyi.engines.disclosure.network import Network
from lianyi.engines.disclosure.problem import Key, Table

NODES = 20_000  # of the search tree: a bound that, unlike time, gives the same answer on every machine


def smallest(
    table: Table, small: frozenset[Key], needs: Mapping[Key, int], known: Collection[Key]
) -> frozenset[Key] | None:
    """The cells to hide besides the small ones; None where the search did not come to an end.

    `known` is any choice that protects them: no dearer one is looked for.
    """
    model = _Model(table, small, needs)
    count = len(model.choices)
    goals = (model.worth, np.ones(count), np.arange(count, dtype=float))
    limits: list[tuple[np.ndarray, float]] = [(model.worth, float(sum(table.values[key] for key in known)))]
    found: frozenset[Key] | None = None
    for goal in goals:
        answer = model.solve(goal, limits)
        if answer.status != 0:
            return None
        taken = np.round(answer.x[:count])
        limits.append((goal, float(goal @ taken)))
        found = frozenset(key for key, is_taken in zip(model.choices, taken, strict=True) if is_taken)
    return found if found is not None and _protects(table, small | found, needs) else None


def _protects(table: Table, hidden: frozenset[Key], needs: Mapping[Key, int]) -> bool:
    """Looked at again in whole numbers, since a solver works with rounded ones."""
    network = Network(table)
    return all(network.witness(key, need, hidden) is not None for key, need in needs.items())


class _Model:
    """The constraints, as triplets; the variables are x for the choices, then d for each need and cell."""

    def __init__(self, table: Table, small: frozenset[Key], needs: Mapping[Key, int]) -> None:
        self.cells = [key for key, value in table.values.items() if value]
        self.choices = [key for key in self.cells if key not in small]
        self.worth = np.array([table.values[key] for key in self.choices], dtype=float)
        self.size = len(self.choices) + len(needs) * len(self.cells)
        self._rows: list[tuple[float, float]] = []
        self._entries: list[tuple[int, int, float]] = []
        self.low, self.high = np.zeros(self.size), np.ones(self.size)
        place = {key: index for index, key in enumerate(self.cells)}
        choice = {key: index for index, key in enumerate(self.choices)}
        for number, (key, need) in enumerate(needs.items()):
            first = len(self.choices) + number * len(self.cells)
            for one, index in place.items():
                down = min(table.values[one] - 1, need)
                self.low[first + index], self.high[first + index] = (need, need) if one == key else (-down, need)
                if one in choice:
                    self._row([(first + index, 1.0), (choice[one], -float(need))], -np.inf, 0)
                    self._row([(first + index, 1.0), (choice[one], float(down))], 0, np.inf)
            for one_sum in table.sums:
                parts = [(first + place[part], 1.0) for part in one_sum.parts if part in place]
                if one_sum.total in place:
                    self._row([*parts, (first + place[one_sum.total], -1.0)], 0, 0)

    def solve(self, goal: np.ndarray, limits: Sequence[tuple[np.ndarray, float]]) -> OptimizeResult:
        rows = [LinearConstraint(self._matrix(), *np.array(self._rows).T)]
        rest = self.size - len(self.choices)
        rows += [LinearConstraint(np.append(cost, np.zeros(rest)), -np.inf, most + 0.5) for cost, most in limits]
        return milp(
            np.append(goal, np.zeros(rest)),
            integrality=np.append(np.ones(len(self.choices)), np.zeros(rest)),
            bounds=Bounds(self.low, self.high),
            constraints=rows,
            options={"node_limit": NODES, "mip_rel_gap": 0.0},
        )

    def _row(self, entries: Sequence[tuple[int, float]], low: float, high: float) -> None:
        self._entries += [(len(self._rows), column, value) for column, value in entries]
        self._rows.append((low, high))

    def _matrix(self) -> coo_array:
        rows, columns, values = zip(*self._entries, strict=True)
        return coo_array((values, (rows, columns)), shape=(len(self._rows), self.size)).tocsr()

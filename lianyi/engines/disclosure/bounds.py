"""What somebody can work out from a published table: bounds by linear programming (HiGHS through SciPy).

This shares no code with the choice of what is withheld. It knows the sums, what is shown, and that a count that is
withheld is not 0, since those are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from lianyi.engines.disclosure.problem import Key, Sum

SLACK = 1e-6


@dataclass(frozen=True)
class Interval:
    """The whole numbers a count can be, as far as can be worked out; `high` is None where there is no bound."""

    low: int
    high: int | None


class Outlook:
    """All tables that agree with what is known: each cell within its range, every sum holding."""

    def __init__(self, sums: Sequence[Sum], ranges: Mapping[Key, tuple[int, int | None]]) -> None:
        self._place = {key: place for place, key in enumerate(ranges)}
        self._ranges = list(ranges.values())
        self._sums = np.zeros((len(sums), len(ranges)))
        for row, one in enumerate(sums):
            self._sums[row, self._place[one.total]] = -1.0
            for part in one.parts:
                self._sums[row, self._place[part]] = 1.0

    def interval(self, key: Key) -> Interval:
        low, high = self.extremes({key: 1.0})
        return Interval(int(np.ceil(low - SLACK)), None if np.isinf(high) else int(np.floor(high + SLACK)))

    def extremes(self, weights: Mapping[Key, float]) -> tuple[float, float]:
        """The least and the greatest that a weighted sum of cells can be."""
        return self._least(weights), -self._least({key: -weight for key, weight in weights.items()})

    def _least(self, weights: Mapping[Key, float]) -> float:
        goal = np.zeros(len(self._ranges))
        for key, weight in weights.items():
            goal[self._place[key]] = weight
        answer = linprog(goal, A_eq=self._sums, b_eq=np.zeros(len(self._sums)), bounds=self._ranges)
        if answer.status == 3:
            return -np.inf
        if answer.status != 0:
            raise ValueError(f"no table agrees with what is shown: {answer.message}")
        return float(answer.fun)

"""The three questions, from a problem to a result with its proof.

All three stop early and well: ``time_limit`` seconds; ``progress(done, 1000)`` with true progress, from which an
exception passes through; ``cancel()`` true means: stop with the best found and proven so far.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lianyi.engines.siting.check import insist
from lianyi.engines.siting.problem import Objective, Problem
from lianyi.engines.siting.watch import Progress, Watch

if TYPE_CHECKING:
    from lianyi.engines.siting.result import Result

Cancel = Callable[[], bool]


def maximal_covering(
    problem: Problem,
    k: int,
    *,
    time_limit: float | None = 60.0,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Result:
    """Where at most k new points bring most residents inside the limit (Church and ReVelle 1974).

    Raises ProblemError when the input makes no sense.
    """
    from lianyi.engines.siting.answer import most_saved  # behind it is numba

    warnings = insist(problem, Objective.MAXIMAL_COVERING, k=k)
    watch = Watch(time_limit, progress, cancel)
    return most_saved(problem, Objective.MAXIMAL_COVERING, k, watch, warnings)


def p_median(
    problem: Problem,
    k: int,
    *,
    time_limit: float | None = 60.0,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Result:
    """Where at most k new points make all walks together shortest (Hakimi 1964, ReVelle and Swain 1970).

    Every pair of the matrix counts, whatever the limit; whom no open point serves counts ``problem.unserved_cost``.
    Raises ProblemError when the input makes no sense.
    """
    from lianyi.engines.siting.answer import most_saved

    warnings = insist(problem, Objective.P_MEDIAN, k=k)
    return most_saved(problem, Objective.P_MEDIAN, k, Watch(time_limit, progress, cancel), warnings)


def set_covering(
    problem: Problem,
    share: float = 1.0,
    *,
    time_limit: float | None = 60.0,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Result:
    """How few new points bring ``share`` of all residents who can be covered inside the limit (Toregas et al. 1971).

    Raises ProblemError when the input makes no sense, or has capacities.
    """
    from lianyi.engines.siting.fewest import fewest

    warnings = insist(problem, Objective.SET_COVERING, share=share)
    return fewest(problem, share, Watch(time_limit, progress, cancel), warnings)

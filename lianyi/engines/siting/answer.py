"""k new points: search, bound, branch while there is time, and hand over the result with its certificate."""

import numpy as np

from lianyi.engines.issues import Issue
from lianyi.engines.siting.classes import Core, core_of
from lianyi.engines.siting.figures import assign
from lianyi.engines.siting.hunt import Found, hunt
from lianyi.engines.siting.problem import IntArray, Objective, Problem
from lianyi.engines.siting.result import Certificate, Result
from lianyi.engines.siting.watch import Watch


def most_saved(
    problem: Problem, objective: Objective, k: int, watch: Watch, warnings: tuple[Issue, ...] = ()
) -> Result:
    """Maximal covering and p-median."""
    watch.stage(50)
    core = core_of(problem, objective)
    watch.stage(950)
    found = hunt(core, k, watch)
    result = hand_over(problem, objective, k, core, found, warnings)
    watch.finish()
    return result


def hand_over(
    problem: Problem, objective: Objective, k: int, core: Core, found: Found, warnings: tuple[Issue, ...]
) -> Result:
    """In the words of the problem."""
    chosen = np.sort(core.place[found.opened]).astype(np.int32)
    opened = np.union1d(np.flatnonzero(problem.existing), chosen).astype(np.int32)
    base = without_new(problem, objective)
    value, bound = base + found.saving, base + found.bound
    if objective is Objective.P_MEDIAN:
        value, bound = base - found.saving, base - found.bound
    certificate = Certificate(k, core.scale, core.class_of, found.bound, found.proof)
    return Result(
        objective=objective,
        k=k,
        chosen=chosen,
        open=opened,
        value=value,
        bound=bound,
        method=found.method,
        assignment=assign(problem, opened, objective),
        certificate=certificate,
        warnings=warnings,
    )


def without_new(problem: Problem, objective: Objective) -> int:
    """What the existing points reach already, in the unit of the objective. With capacities they are columns of the
    core, and this is what nobody's point reaches."""
    existing: IntArray = np.flatnonzero(problem.existing)
    unserved = problem.unserved_cost if objective is Objective.P_MEDIAN else 0
    if problem.limited or not len(existing):
        return problem.everybody * unserved
    now = assign(problem, existing, objective)
    served = int(now.residents.sum())
    if objective is Objective.P_MEDIAN:
        return (problem.everybody - served) * unserved + int((now.residents * now.cost).sum())
    return served

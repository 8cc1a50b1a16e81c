"""From a problem to a placement with its proof."""

from collections.abc import Callable

import numpy as np

from lianyi.engines.formation.bound import SCALE, Multipliers
from lianyi.engines.formation.check import check
from lianyi.engines.formation.classes import Setting, prepare
from lianyi.engines.formation.objective import component_names
from lianyi.engines.formation.opening import Node, Opening, decide
from lianyi.engines.formation.place import place
from lianyi.engines.formation.problem import AnyProblem, IntArray, ProblemArrays, columns_of
from lianyi.engines.formation.result import Branch, Certificate, Gap, Leaf, LevelBound, PriceBound, Result, Tree
from lianyi.engines.formation.transport import Limits
from lianyi.engines.issues import ProblemError, Severity


def solve(
    problem: AnyProblem, *, time_limit: float | None = None, progress: Callable[[int, int], None] | None = None
) -> Result:
    """Decide which groups open and place everybody; optimal, or with the gap proven within ``time_limit`` seconds.

    ``progress(done, known)`` counts settled and known parts of the open/close decisions. Raises ProblemError when the
    input makes no sense or no set of open groups satisfies the limits.
    """
    issues = check(problem)
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise ProblemError([issue for issue in issues if issue.severity is Severity.ERROR])
    arrays = columns_of(problem)
    setting = prepare(arrays)
    opening = decide(setting, time_limit, progress)
    group_of = place(setting, Limits(opening.low, setting.high, opening.is_open), opening.optimum.prices)
    is_open = np.zeros(len(arrays.groups), dtype=bool)
    is_open[setting.canonical] = opening.is_open
    is_open &= _counts_as_open(arrays, group_of)
    return Result(
        arrays=arrays,
        group_of=group_of,
        level_of=arrays.levels(np.arange(arrays.size), group_of),
        is_open=is_open,
        certificate=_certificate(setting, opening),
        warnings=tuple(issues),
    )


def _counts_as_open(arrays: ProblemArrays, group_of: IntArray) -> IntArray:
    """A group without minimum that nobody is in counts as open only if somebody said it must open."""
    used = np.bincount(group_of[group_of >= 0], minlength=len(arrays.groups)) > 0
    told = [group.must_open or group.bond in arrays.open_per_bond for group in arrays.groups]
    return used | np.array(told, dtype=bool)


def _certificate(setting: Setting, opening: Opening) -> Certificate:
    names = component_names(setting.arrays)
    value = opening.optimum.value + setting.fixed
    gap = None
    if opening.unproven:
        component, bound = min(node.reached or (0, 0) for node in opening.unproven)
        gap = Gap(names[component], int(value[component]), int(bound + setting.fixed[component]))
    return Certificate(
        names, tuple(int(part) for part in value), _tree(setting, opening.root, _numbering(setting)), gap
    )


def _numbering(setting: Setting) -> IntArray:
    """Classes in the order in which their first members stand in the input."""
    first = np.full(len(setting.count), len(setting.class_of), dtype=np.int64)
    np.minimum.at(first, setting.class_of, np.arange(len(setting.class_of)))
    return np.argsort(first)


def _tree(setting: Setting, node: Node, numbering: IntArray) -> Tree:
    if node.children:
        opened, closed = (_tree(setting, child, numbering) for child in node.children)
        return Branch(int(setting.canonical[node.branch]), opened, closed)
    if node.prices is not None:
        by_group = np.empty((setting.groups, node.prices.shape[1]), dtype=np.int64)
        by_group[setting.canonical] = node.prices[: setting.groups]
        return Leaf(PriceBound(tuple(tuple(row) for row in by_group.tolist())))
    levels = [*node.levels]
    if node.reached and node.partial and len(levels) == node.reached[0]:
        levels.append((node.reached[0], node.partial))
    return Leaf(levels=tuple(_level(component, one, numbering) for component, one in levels))


def _level(component: int, multipliers: Multipliers, numbering: IntArray) -> LevelBound:
    members = tuple(multipliers.members[numbering].tolist())
    return LevelBound(component, SCALE, members, multipliers.hub, tuple(multipliers.earlier.tolist()))

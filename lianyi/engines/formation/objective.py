"""The objective as a vector of integers, compared lexicographically, least first.

Inside the solver a level is a position ``0..K+2``: wishes 1..K, fallback, any, unplaced. A *code* is
``2 * position + changed``, where changed says that the member had another group before. ``vectors(arrays)[code]`` is
what one member at that code adds to the objective:

======================  =============================================================================
policy                  components after the number of unplaced members (and changes, with keep="first")
======================  =============================================================================
rank-maximal            -(first choices), -(second choices), ..., -(at their fallback)
least-total-rank        sum of positions + 1 over the placed members
fairest                 members at "any", at their fallback, at wish K, ..., at wish 2
======================  =============================================================================

The missing last count follows from the others, because all members together are as many as they are.
Rank-maximal matchings: Irving, Kavitha, Mehlhorn, Michail and Paluch, ACM Trans. Algorithms 2(4), 2006.
"""

import numpy as np

from lianyi.engines.formation.problem import IntArray, Level, Policy, ProblemArrays


def positions(depth: int) -> IntArray:
    """The level number of every position."""
    return np.array([*range(1, depth + 1), Level.FALLBACK, Level.ANY, Level.UNPLACED], dtype=np.int16)


def position_of(levels: IntArray, depth: int) -> IntArray:
    """The position of every level number."""
    return np.where(levels <= depth, levels - 1, depth + levels - int(Level.FALLBACK)).astype(np.int64)


def component_names(arrays: ProblemArrays) -> tuple[str, ...]:
    """What each component counts, for certificates and explanations: ``level:3``, ``total``, ``changes``,
    ``unplaced``.
    """
    numbers = [int(number) for number in positions(arrays.depth)[:-1]]
    by_policy = {
        Policy.RANK_MAXIMAL: [f"-level:{number}" for number in numbers[:-1]],
        Policy.LEAST_TOTAL_RANK: ["total"],
        Policy.FAIREST: [f"level:{number}" for number in numbers[:0:-1]],
    }
    names = by_policy[Policy(arrays.policy)]
    if arrays.previous is None:
        return ("unplaced", *names)
    return ("unplaced", "changes", *names) if arrays.keep == "first" else ("unplaced", *names, "changes")


def vectors(arrays: ProblemArrays) -> IntArray:
    """codes × components, int64."""
    numbers = np.repeat(positions(arrays.depth), 2)
    changed = np.tile([0, 1], len(numbers) // 2)
    ranks = np.where(numbers == Level.UNPLACED, 0, np.arange(len(numbers)) // 2 + 1)
    columns = []
    for name in component_names(arrays):
        if name == "unplaced":
            columns.append(numbers == Level.UNPLACED)
        elif name == "changes":
            columns.append(changed)
        elif name == "total":
            columns.append(ranks)
        else:
            sign, level = (-1, name[7:]) if name.startswith("-") else (1, name[6:])
            columns.append(sign * (numbers == int(level)))
    return np.stack(columns, axis=1).astype(np.int64)

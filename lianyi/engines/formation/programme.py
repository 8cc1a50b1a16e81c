"""The linear programme behind the bounds, solved by HiGHS through SciPy.

Variables x_ia (members of class i on arc a to group g), a_i (into the hub), w_i (no group), h_g (out of the hub), y_g ∈
[0,1] for undecided groups. Minimise Σ c·x subject to
    Σ_a x_ia + a_i + w_i = n_i            Σ_i a_i = Σ_g h_g
    l_g·y_g ≤ Σ x + h_g + s_g, Σ x + h_g ≤ u_g·y_g        x_ia ≤ min(n_i, u_g)·y_g  (strong linking)
    Σ_{g in bond} y_g = prescribed        Σ c_j·x ≤ v_j + t_j for the components j already settled
with penalised slacks s, t so that it always has a solution (and bounded duals). Group indices are nodes.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lianyi.engines.formation.bound import SCALE, Bonds, Multipliers, Part
from lianyi.engines.formation.classes import Setting
from lianyi.engines.formation.problem import IntArray

if TYPE_CHECKING:
    from scipy.sparse import coo_array

PENALTY = 64.0


@dataclass(frozen=True)
class Relaxation:
    """``opening`` is y by node (decided groups 0 or 1), ``multipliers`` the rounded duals.

    ``overrun`` is the first earlier component that could not be held at its value, if any.
    """

    opening: IntArray
    multipliers: Multipliers
    overrun: int | None


class _Rows:
    """Triplets of one block of constraints."""

    def __init__(self) -> None:
        self.rows: list[IntArray] = []
        self.columns: list[IntArray] = []
        self.values: list[IntArray] = []

    def add(self, rows: IntArray, columns: IntArray, values: IntArray | float) -> None:
        columns = np.asarray(columns)
        self.rows.append(np.broadcast_to(rows, columns.shape))
        self.columns.append(columns)
        self.values.append(np.broadcast_to(values, columns.shape))

    def matrix(self, height: int, width: int) -> "coo_array":
        from scipy.sparse import coo_array

        entries = (np.concatenate(self.rows), np.concatenate(self.columns))
        return coo_array((np.concatenate(self.values).astype(float), entries), shape=(height, width))


def relax(
    setting: Setting,
    bonds: Bonds,
    part: Part,
    component: int,
    value: IntArray,
    useless: IntArray,
    seconds: float | None,
) -> Relaxation | None:
    """Solve the relaxation for one component; None when HiGHS gives no answer (in time).

    ``useless`` arcs (classes × arcs) are left out.
    """
    groups, classes = setting.groups, len(setting.count)
    sure, free = part.masks(groups)
    usable = np.append(sure | free, [True, True, False])
    row, arc = np.nonzero(usable[setting.nodes] & ~useless)
    node, code = setting.nodes[row, arc], setting.codes[row, arc]
    arcs = len(row)
    opening, out, short, over = arcs, arcs + groups, arcs + 2 * groups, arcs + 3 * groups
    width = over + component
    each = np.arange(groups)
    to_group = np.flatnonzero(node < groups)
    at_hub = np.flatnonzero(node == groups)

    equal = _Rows()
    equal.add(row, np.arange(arcs), 1.0)
    equal.add(np.full(len(at_hub), classes), at_hub, 1.0)
    equal.add(np.full(groups, classes), out + each, -1.0)
    prescribed = np.flatnonzero(bonds.quota >= 0)
    for at, bond in enumerate(prescribed):
        equal.add(np.full((bonds.of == bond).sum(), classes + 1 + at), opening + np.flatnonzero(bonds.of == bond), 1.0)
    right = np.concatenate([setting.count, [0], bonds.quota[prescribed]]).astype(float)

    most = _Rows()
    most.add(node[to_group], to_group, 1.0)
    most.add(each, out + each, 1.0)
    most.add(each, opening + each, -setting.high.astype(float))
    least = _Rows()
    least.add(node[to_group], to_group, -1.0)
    least.add(each, out + each, -1.0)
    least.add(each, short + each, -1.0)
    least.add(each, opening + each, setting.low.astype(float))
    link = _Rows()
    linked = to_group[free[node[to_group]]]
    cap = np.minimum(setting.count[row[linked]], setting.high[node[linked]])
    link.add(np.arange(len(linked)), linked, 1.0)
    link.add(np.arange(len(linked)), opening + node[linked], -cap.astype(float))
    earlier = _Rows()
    vectors = setting.vectors
    for before in range(component):
        touched = np.flatnonzero(vectors[code, before])
        earlier.add(np.full(len(touched), before), touched, vectors[code[touched], before].astype(float))
        earlier.add(np.array([before]), np.array([over + before]), -1.0)
    blocks = [most.matrix(groups, width), least.matrix(groups, width), link.matrix(len(linked), width)]
    if component:
        blocks.append(earlier.matrix(component, width))
    limit = np.concatenate([np.zeros(2 * groups + len(linked)), value[:component].astype(float)])
    cost = np.zeros(width)
    cost[:arcs] = vectors[code, component]
    cost[short:] = PENALTY
    lower, upper = np.zeros(width), np.full(width, np.inf)
    lower[opening:out], upper[opening:out] = sure, sure | free
    upper[out:short] = np.where(sure | free, setting.high, 0)
    # SciPy is a third of the time the site takes to start, and only the worker needs it.
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    answer = linprog(
        cost,
        A_ub=vstack(blocks, format="csr"),
        b_ub=limit,
        A_eq=equal.matrix(len(right), width).tocsr(),
        b_eq=right,
        bounds=np.column_stack([lower, upper]),
        method="highs",
        options={} if seconds is None else {"time_limit": max(seconds, 0.1)},
    )
    if answer.status != 0:
        return None
    overrun = np.flatnonzero(answer.x[over:] > 1e-6)
    duals = answer.eqlin.marginals
    weights = -answer.ineqlin.marginals[len(limit) - component :] if component else np.zeros(0)
    return Relaxation(
        answer.x[opening:out],
        Multipliers(
            np.rint(duals[:classes] * SCALE).astype(np.int64),
            int(np.rint(-duals[classes] * SCALE)),
            np.maximum(np.rint(weights * SCALE), 0).astype(np.int64),
        ),
        int(overrun[0]) if len(overrun) else None,
    )

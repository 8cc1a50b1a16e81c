"""Lower bounds for a part of the open/close decisions, in exact integers.

Relax "everybody gets exactly one place" with a charge u_i per class, and "who enters the hub comes out in a group"
with q. What remains falls apart by group: a group that opens takes the arcs of least reduced cost, all negative ones
up to its maximum, at least its minimum. Then each bond opens its prescribed number of cheapest groups, or every group
that pays. The bound equals the linear programme with strong linking rows x_ia ≤ n_i·y_g (Geoffrion, Math. Prog. Study
2, 1974: the group problems are integral), so rounded duals of that programme lose next to nothing.
"""

from dataclasses import dataclass

import numpy as np

from lianyi.engines.formation.classes import Setting
from lianyi.engines.formation.problem import IntArray

SCALE = 1 << 20


@dataclass(frozen=True)
class Part:
    """A part of the decisions, over nodes: these groups open, those do not, the rest is undecided."""

    opened: frozenset[int]
    closed: frozenset[int]

    def masks(self, groups: int) -> tuple[IntArray, IntArray]:
        """Open for certain, and undecided."""
        sure, free = np.zeros(groups, dtype=bool), np.ones(groups, dtype=bool)
        sure[list(self.opened)] = True
        free[list(self.opened | self.closed)] = False
        return sure, free


@dataclass(frozen=True)
class Bonds:
    """``of`` numbers the bond of every node, ``quota[b]`` how many of it open, -1 for any number."""

    of: IntArray
    quota: IntArray

    def fits(self, part: Part) -> bool:
        """Can the prescribed numbers still be met?"""
        sure, free = part.masks(len(self.of))
        has = np.bincount(self.of[sure], minlength=len(self.quota))
        most = has + np.bincount(self.of[free], minlength=len(self.quota))
        return bool(((self.quota < 0) | ((has <= self.quota) & (self.quota <= most))).all())


def bonds_of(setting: Setting) -> Bonds:
    groups = setting.arrays.groups
    names = sorted({group.bond for group in groups})
    number = {name: at for at, name in enumerate(names)}
    quota = setting.arrays.open_per_bond
    return Bonds(
        np.array([number[groups[at].bond] for at in setting.canonical], dtype=np.int64),
        np.array([quota.get(name, -1) for name in names], dtype=np.int64),
    )


@dataclass(frozen=True)
class Multipliers:
    """Integers in units of 1/SCALE: a charge a class, one for the hub, weights on earlier components."""

    members: IntArray
    hub: int
    earlier: IntArray


def level_bound(
    setting: Setting, bonds: Bonds, part: Part, component: int, multipliers: Multipliers, value: IntArray
) -> int | None:
    """Least value of ``component`` (held members apart) in this part while earlier ones are at most ``value``.

    None when the part has no solution at all.
    """
    relaxed = _relaxed(setting, bonds, part, component, multipliers, value)
    return None if relaxed is None else -(-relaxed[0] // SCALE)


def hopeless_arcs(
    setting: Setting, bonds: Bonds, part: Part, component: int, multipliers: Multipliers, value: IntArray
) -> IntArray:
    """Arcs (classes × arcs, bool) that nobody can use in this part without making ``component`` worse than ``value``.

    One member on an arc costs at least its reduced cost more, less what the dearest member costs who is in the group
    only to fill its minimum.
    """
    relaxed = _relaxed(setting, bonds, part, component, multipliers, value)
    if relaxed is None:
        return np.zeros(setting.nodes.shape, dtype=bool)
    total, cost, dearest = relaxed
    slack = int(value[component]) * SCALE - total
    fill = np.append(dearest, [0, 0, 0])[setting.nodes]
    return (setting.nodes >= 0) & (cost - fill > slack)


def fits(setting: Setting, multipliers: Multipliers) -> bool:
    """Do all sums of a bound with these multipliers stay within 64 bits?"""
    most = int(np.abs(setting.vectors).max()) + 1
    weights = SCALE + int(multipliers.earlier.sum())
    charges = max(int(np.abs(multipliers.members).max(initial=0)), abs(multipliers.hub))
    return (most * weights + 2 * charges) * max(1, int(setting.count.sum())) < 1 << 61


def _relaxed(
    setting: Setting, bonds: Bonds, part: Part, component: int, multipliers: Multipliers, value: IntArray
) -> tuple[int, IntArray, IntArray] | None:
    """The bound in units of 1/SCALE, the reduced costs, and what the dearest member costs who only fills a minimum."""
    sure, free = part.masks(setting.groups)
    weights = np.zeros(setting.vectors.shape[1], dtype=np.int64)
    weights[component] = SCALE
    weights[:component] = multipliers.earlier
    cost = (setting.vectors @ weights)[setting.codes] - multipliers.members[:, None]
    count = setting.count
    total = int(count @ multipliers.members) - int(multipliers.earlier @ value[:component])
    total += int(count @ np.minimum(cost[:, -1], 0))
    willing = setting.nodes[:, -2] >= 0
    cost[:, -2] += multipliers.hub
    total += int(count[willing] @ np.minimum(cost[willing, -2], 0))
    hub = -multipliers.hub if willing.any() else None
    worth, possible, dearest = _groups(setting, cost[:, :-2], sure | free, hub)
    if (sure & ~possible).any():
        return None
    total += int(worth[sure].sum())
    for bond, quota in enumerate(bonds.quota):
        here = free & (bonds.of == bond)
        if quota < 0:
            total += int(np.minimum(worth[here & possible], 0).sum())
            continue
        more = int(quota - (sure & (bonds.of == bond)).sum())
        choice = np.sort(worth[here & possible])
        if more < 0 or more > len(choice):
            return None
        total += int(choice[:more].sum())
    return total, cost, dearest


def _groups(setting: Setting, cost: IntArray, usable: IntArray, hub: int | None) -> tuple[IntArray, IntArray, IntArray]:
    """Per group: least total reduced cost when it opens, whether it can reach its minimum at all, dearest filler."""
    row, arc = np.nonzero(setting.nodes[:, :-2] >= 0)
    node, reduced, size = setting.nodes[row, arc], cost[row, arc], setting.count[row]
    if hub is not None:
        everyone = int(setting.count.sum())
        node = np.concatenate([node, np.arange(setting.groups)])
        reduced = np.concatenate([reduced, np.full(setting.groups, hub)])
        size = np.concatenate([size, np.full(setting.groups, everyone)])
    keep = usable[node]
    node, reduced, size = node[keep], reduced[keep], size[keep]
    by_price = np.lexsort((reduced, node))
    node, reduced, size = node[by_price], reduced[by_price], size[by_price]
    before = np.cumsum(size) - size
    start = np.searchsorted(node, np.arange(setting.groups))
    base = np.append(before, size.sum())[start]
    before = before - base[node]
    limit = np.where(reduced < 0, setting.high[node], setting.low[node])
    taken = np.clip(limit - before, 0, size)
    worth = np.zeros(setting.groups, dtype=np.int64)
    np.add.at(worth, node, taken * reduced)
    reachable = np.zeros(setting.groups, dtype=np.int64)
    np.add.at(reachable, node, size)
    dearest = np.zeros(setting.groups, dtype=np.int64)
    np.maximum.at(dearest, node, np.where(taken > 0, reduced, 0))
    return worth, reachable >= setting.low, dearest

"""From prices to persons: the placement is drawn among all optimal ones with the published seed.

With optimal prices a placement is optimal if and only if everybody sits where level plus price is least for them and
every priced group is at the limit its price names (complementary slackness). Members for whom the same places are
equally good are equals. Between kinds of equals the draw gives every place a random cost; among equals the smaller
lot goes first.
"""

import numpy as np

from lianyi.engines.formation.classes import Setting, distinct, fingerprints, mix
from lianyi.engines.formation.draw import order
from lianyi.engines.formation.network import Flow, cheapest_flow
from lianyi.engines.formation.problem import IntArray
from lianyi.engines.formation.residual import with_deficit
from lianyi.engines.formation.transport import NONE, Limits, narrow, open_rows, place_ranks

NOISE = np.uint64(1023)


def place(setting: Setting, limits: Limits, prices: IntArray) -> IntArray:
    """The input group index of every member (-1: none) in an optimal placement for the open groups of ``limits``."""
    groups = setting.groups
    rows = open_rows(setting, limits.is_open)
    table = place_ranks(prices, with_deficit(setting.vectors), limits.is_open)
    standing = table[rows.codes, rows.nodes]
    tight = np.where(standing == standing.min(axis=1, keepdims=True), rows.nodes, -1)
    node_of_class = tight.max(axis=1)
    choosing = np.flatnonzero(((tight >= 0).sum(axis=1) > 1) | (node_of_class == setting.hub))
    member_node = node_of_class[setting.class_of]
    kinds = np.sort(tight[choosing], axis=1)
    first, kind_of_class = distinct(kinds)
    kinds = kinds[first]
    count = np.bincount(kind_of_class, weights=rows.count[choosing], minlength=len(first)).astype(np.int64)
    settled = np.ones(len(rows.count), dtype=bool)
    settled[choosing] = False
    taken = np.bincount(node_of_class[settled], weights=rows.count[settled], minlength=groups + 2)[:groups]
    cheapest = np.where(limits.is_open, table[0, :groups], NONE)
    reach = limits.is_open & (cheapest == cheapest.min())
    held = narrow(limits, prices)
    low, high = held.low - taken.astype(np.int64), held.high - taken.astype(np.int64)
    flow = cheapest_flow(kinds, _noise(kinds), count, np.maximum(low, 0), high, limits.is_open, reach, None)
    if flow is None:
        raise AssertionError("prices without a placement")
    kind_of = np.full(len(rows.count), -1, dtype=np.int64)
    kind_of[choosing] = kind_of_class
    _spread(setting, member_node, kind_of[setting.class_of], kinds, flow)
    out: IntArray = setting.arrays.binding.copy()
    out[setting.rows] = np.append(setting.canonical, [-1, -1])[member_node]
    return out


def _noise(kinds: IntArray) -> IntArray:
    """A random cost for each kind and place; nodes are numbered by the seed's draw, so the seed decides it."""
    with np.errstate(over="ignore"):
        keys = fingerprints(kinds)[:, None] + mix((kinds + 1).astype(np.uint64))
    return (mix(keys) & NOISE).astype(np.int64)


def _spread(setting: Setting, member_node: IntArray, kind: IntArray, kinds: IntArray, flow: Flow) -> None:
    """Give the members of every kind their places, by lot; then those in the hub the groups of the hub, by lot."""
    at_kind, at_arc = np.nonzero(flow.rows)
    places = np.repeat(kinds[at_kind, at_arc], flow.rows[at_kind, at_arc])
    owner = np.repeat(at_kind, flow.rows[at_kind, at_arc])
    used = np.bincount(at_kind, minlength=len(kinds))
    simple = used[owner] == 1
    node_of_kind = np.full(len(kinds), -1, dtype=np.int64)
    node_of_kind[owner[simple]] = places[simple]
    members = np.flatnonzero(kind >= 0)
    member_node[members] = node_of_kind[kind[members]]
    drawn = members[used[kind[members]] > 1]
    drawn = drawn[_by_lot(setting, drawn)]
    drawn = drawn[np.argsort(kind[drawn], kind="stable")]
    member_node[drawn] = places[~simple]
    anywhere = np.flatnonzero(member_node == setting.hub)
    member_node[anywhere[_by_lot(setting, anywhere)]] = np.repeat(np.arange(setting.groups), flow.hub)


def _by_lot(setting: Setting, members: IntArray) -> IntArray:
    ids = setting.arrays.ids
    return order(setting.arrays.seed, [ids[row] for row in setting.rows[members].tolist()])

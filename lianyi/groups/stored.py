"""A stored draft as the engine knows it: its result again, for explaining it and for checking its proof anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lianyi.engines.formation import Certificate, Gap, Result
from lianyi.engines.formation.result import Branch, Leaf, LevelBound, PriceBound, Tree
from lianyi.groups.figures import Placed
from lianyi.groups.models import Draft
from lianyi.groups.problem import problem_of
from lianyi.groups.queries.drafts import placed as placed_in

NO_PROOF = Certificate((), (), Leaf())


def result_of(draft: Draft, placed: Placed | None = None) -> Result:
    """The draft's result; one without a proof where the draft has none (any more). `placed` saves reading it again."""
    arrays = problem_of(draft).arrays
    where = placed_in(draft) if placed is None else placed
    index = {group.id: position for position, group in enumerate(arrays.groups)}
    numbers = (where.get(int(member)) for member in arrays.ids)
    group_of = np.array([-1 if number is None else index[str(number)] for number in numbers], dtype=np.int32)
    is_open = np.zeros(len(arrays.groups), dtype=bool)
    is_open[group_of[group_of >= 0]] = True
    for group in draft.certificate.get("opened", ()):
        is_open[index[group]] = True
    level_of = arrays.levels(np.arange(arrays.size), group_of)
    proof = certificate_from(draft.certificate) if draft.has_proof else NO_PROOF
    return Result(arrays, group_of, level_of, is_open, proof)


def certificate_as_json(result: Result) -> dict[str, Any]:
    """The certificate as plain JSON, with the groups that opened."""
    certificate = result.certificate
    gap = certificate.gap
    return {
        "components": list(certificate.components),
        "value": list(certificate.value),
        "tree": _tree_as_json(certificate.tree),
        "gap": None if gap is None else {"component": gap.component, "value": gap.value, "bound": gap.bound},
        "opened": list(result.opened),
    }


def certificate_from(stored: Mapping[str, Any]) -> Certificate:
    gap = Gap(**stored["gap"]) if stored["gap"] else None
    return Certificate(tuple(stored["components"]), tuple(stored["value"]), _tree_from(stored["tree"]), gap)


def _tree_as_json(tree: Tree) -> dict[str, Any]:
    if isinstance(tree, Branch):
        return {"group": tree.group, "opened": _tree_as_json(tree.opened), "closed": _tree_as_json(tree.closed)}
    levels = [
        {
            "component": bound.component,
            "scale": bound.scale,
            "members": list(bound.members),
            "hub": bound.hub,
            "earlier": list(bound.earlier),
        }
        for bound in tree.levels
    ]
    return {"prices": [list(row) for row in tree.price.prices] if tree.price else None, "levels": levels}


def _tree_from(stored: Mapping[str, Any]) -> Tree:
    if "group" in stored:
        return Branch(stored["group"], _tree_from(stored["opened"]), _tree_from(stored["closed"]))
    prices = stored["prices"]
    price = PriceBound(tuple(tuple(row) for row in prices)) if prices is not None else None
    levels = (
        LevelBound(one["component"], one["scale"], tuple(one["members"]), one["hub"], tuple(one["earlier"]))
        for one in stored["levels"]
    )
    return Leaf(price, tuple(levels))

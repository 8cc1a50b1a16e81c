"""The checker's own view of the ground, and its walk through a certificate's decisions. See `certify`."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from lianyi.engines.siting.problem import NO_LIMIT, BoolArray, IntArray, Objective, Problem
from lianyi.engines.siting.result import Branch, Certificate, Fixing, Node, Prices

SAFE = 2**62


class Ground:
    """Pairs that save something: ``home``, ``place``, ``saving``, and who may be opened.

    ``already``: what the existing points reach, in the unit of the objective. With capacities the existing points stay
    in the question as ``forced`` places, and ``already`` is what holds without any point.
    """

    def __init__(self, problem: Problem, objective: Objective) -> None:
        self.problem = problem
        covers = objective is not Objective.P_MEDIAN
        cost = np.where(problem.inside(), 0, 1) if covers else problem.cost.astype(np.int64)
        unserved = 1 if covers else problem.unserved_cost
        base = np.full(problem.homes, unserved, dtype=np.int64)
        home, place = problem.home_of_pair(), problem.place
        self.forced: BoolArray = problem.existing & problem.limited
        if not problem.limited:
            stands = problem.existing[place]
            np.minimum.at(base, home[stands], cost[stands])
        total = int((base * problem.residents).sum())
        self.already = problem.everybody - total if covers else total
        self.free: BoolArray = ~problem.existing & ~problem.excluded
        helps = (cost < base[home]) & (self.free | self.forced)[place]
        self.home, self.place = home[helps], place[helps]
        self.saving: IntArray = (base[self.home] - cost[helps]).astype(np.int64)
        reached = np.zeros(problem.homes, dtype=bool)
        reached[self.home] = True
        self.coverable = self.already + int(problem.residents[reached].sum())

    def asked(self, share: float) -> int:
        """Residents that a share of the coverable asks for."""
        exact = Fraction(str(share)) * self.coverable
        return -int(-exact // 1)


class Proof:
    """A certificate on a ground, with homes of one class taken together once it is clear that they are alike."""

    def __init__(self, ground: Ground, certificate: Certificate) -> None:
        self.ground, self.certificate = ground, certificate

    def failures(self) -> Iterator[str]:
        if failure := self._classes():
            yield failure
            return
        waiting: list[tuple[Node, BoolArray, BoolArray]] = [
            (self.certificate.root, self.ground.forced, self.ground.free)
        ]
        while waiting:
            node, opened, free = waiting.pop()
            if isinstance(node, Branch):
                if not 0 <= node.place < len(free) or not free[node.place]:
                    yield f"branch_on_a_decided_place: {node.place}"
                    return
                one = np.arange(len(free)) == node.place
                waiting += [(node.opened, opened | one, free & ~one), (node.shut, opened, free & ~one)]
                continue
            if failure := self._refused(node.prices):
                yield failure
                return
            if isinstance(node, Prices):
                if (most := self._most(node.prices, opened, free)) > self.certificate.saving:
                    yield f"bound_not_proven: a leaf allows {most}, not {self.certificate.saving}"
                    return
                continue
            if failure := self._fixed(node, opened, free):
                yield failure
                return
            fixed = np.zeros((2, len(free)), dtype=bool)
            fixed[0, list(node.opened)], fixed[1, list(node.shut)] = True, True
            waiting.append((node.rest, opened | fixed[0], free & ~fixed[0] & ~fixed[1]))

    def _classes(self) -> str:
        """Are homes of one class alike, and all homes that a new point helps in one? Then take them together."""
        class_of, ground = np.asarray(self.certificate.class_of), self.ground
        residents = ground.problem.residents
        if len(class_of) != len(residents):
            return "wrong_shape: class_of"
        pairs = np.bincount(ground.home, minlength=len(residents))
        if (class_of[(pairs > 0) & (residents > 0)] < 0).any():
            return "home_without_price: "
        size = int(class_of.max(initial=-1)) + 1
        member = np.full(size, -1, dtype=np.int64)
        inside = np.flatnonzero(class_of >= 0)
        member[class_of[inside][::-1]] = inside[::-1]
        if (member < 0).any():
            return "wrong_shape: a class without a home"
        begin = np.cumsum(pairs) - pairs
        if (pairs[inside] != pairs[member[class_of[inside]]]).any():
            return "class_of_unlike_homes: "
        mine = class_of[ground.home] >= 0
        at = np.flatnonzero(mine)
        home = ground.home[at]
        alike = begin[member[class_of[home]]] + (at - begin[home])
        if (ground.place[at] != ground.place[alike]).any() or (ground.saving[at] != ground.saving[alike]).any():
            return "class_of_unlike_homes: "
        self.weight = np.zeros(size, dtype=np.int64)
        np.add.at(self.weight, class_of[inside], residents[inside])
        if self.certificate.weight is not None:
            if self.certificate.weight.shape != (size,) or self.certificate.weight.min(initial=0) < 0:
                return "wrong_shape: weight"
            self.weight = self.certificate.weight.astype(np.int64)
        first = at[member[class_of[home]] == home]
        self.row, self.place, self.saving = class_of[ground.home[first]], ground.place[first], ground.saving[first]
        return ""

    def _refused(self, prices: IntArray) -> str:
        """Prices that are not prices, or too large to be summed in 64 bits."""
        if prices.shape != self.weight.shape or prices.dtype.kind != "i" or self.certificate.scale < 1:
            return "wrong_shape: prices"
        if len(prices) and prices.min() < 0:
            return "negative_price: "
        most = max(int(prices.max(initial=0)), int(self.saving.max(initial=0)) * self.certificate.scale)
        return "numbers_too_large: prices" if most * max(1, int(self.weight.sum())) >= SAFE else ""

    def _values(self, prices: IntArray) -> IntArray:
        """(P) v_j, in 1/scale."""
        margin = np.maximum(self.saving * self.certificate.scale - prices[self.row], 0)
        taken = self.weight[self.row]
        capacity = self.ground.problem.capacity
        if capacity is not None:
            order = np.lexsort((-margin, self.place))
            place, amount = self.place[order], taken[order]
            sums = np.cumsum(amount)
            before = np.zeros(len(capacity), dtype=np.int64)  # of all places that come earlier
            ends = np.flatnonzero(np.diff(place, append=-1))
            before[place[ends[1:]]] = sums[ends[:-1]]
            room = np.where(capacity == NO_LIMIT, sums[-1] if len(sums) else 0, capacity)[place]
            taken = np.empty_like(amount)
            taken[order] = np.clip(room - (sums - amount - before[place]), 0, amount)
        out = np.zeros(len(self.ground.free), dtype=np.int64)
        np.add.at(out, self.place, taken * margin)
        return out

    def _parts(self, prices: IntArray, opened: BoolArray, free: BoolArray) -> tuple[int, IntArray, IntArray, int]:
        """(what is certain, v, v of the free places greatest first, how many of them may open), in 1/scale."""
        value = self._values(prices)
        left = self.certificate.k - int((opened & ~self.ground.forced).sum())
        certain = sum((self.weight * prices).tolist()) + sum(value[opened].tolist())
        return certain, value, np.sort(value[free])[::-1], left

    def _most(self, prices: IntArray, opened: BoolArray, free: BoolArray) -> int:
        """The greatest saving that the prices leave possible; with more points open than allowed, none."""
        certain, _, best, left = self._parts(prices, opened, free)
        return -1 if left < 0 else (certain + sum(best[:left].tolist())) // self.certificate.scale

    def _fixed(self, node: Fixing, opened: BoolArray, free: BoolArray) -> str:
        """Is every decision of a fixing forced by its prices?"""
        places = np.array([*node.opened, *node.shut], dtype=np.int64)
        if len(places) and not (places.min() >= 0 and places.max() < len(free) and free[places].all()):
            return "fixing_of_a_decided_place: "
        if len(np.unique(places)) != len(places):
            return "fixing_of_a_decided_place: twice"
        certain, value, best, left = self._parts(node.prices, opened, free)
        if left < 0:
            return ""
        target = self.certificate.saving
        scale, total = self.certificate.scale, certain + sum(best[:left].tolist())
        last = int(best[left - 1]) if 0 < left <= len(best) else 0  # gives way to a place that must open
        following = int(best[left]) if left < len(best) else 0  # takes the place of one that must stay shut
        for place in node.shut:
            if left and (total - last + min(last, int(value[place]))) // scale > target:
                return f"fixing_not_proven: {place} may open"
        for place in node.opened:
            gone = int(value[place]) if left and int(value[place]) >= last else 0
            if (total - max(0, gone - following)) // scale > target:
                return f"fixing_not_proven: {place} may stay shut"
        return ""

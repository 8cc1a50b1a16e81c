"""Which groups open: branch and bound over open/close decisions, exact for lexicographic objectives.

A part of the decisions is done with when nothing in it beats the best placement found, shown in one of two ways: prices
of one transport problem bound it at once (always so when every group of the part is decided), or component after
component is bounded from below with the earlier ones held at the best found values. Every bound is computed in exact
integers and kept as a leaf of the certificate; floating point only proposes.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from lianyi.engines.formation.bound import SCALE, Multipliers, Part, bonds_of, fits, hopeless_arcs, level_bound
from lianyi.engines.formation.classes import Setting
from lianyi.engines.formation.problem import IntArray
from lianyi.engines.formation.programme import relax
from lianyi.engines.formation.transport import Optimum, optimise
from lianyi.engines.issues import Issue, ProblemError

Progress = Callable[[int, int], None]
WEIGHTS = (0, 1, 4, 16, 64)
LARGE = 10_000  # arcs from which on it pays to leave some out


@dataclass
class Node:
    """A part of the decisions in the growing tree. Either ``branch`` and two children, or a proof (perhaps partial)."""

    part: Part
    branch: int = -1
    children: "tuple[Node, Node] | None" = None
    prices: IntArray | None = None
    levels: list[tuple[int, Multipliers]] = field(default_factory=list)
    reached: tuple[int, int] | None = None  # component and bound at which an unfinished proof stands
    partial: Multipliers | None = None  # what proves ``reached``


@dataclass(frozen=True)
class Opening:
    """``value`` is the best objective (held members apart), reached with ``is_open``; ``open_nodes`` are
    unproven parts.
    """

    is_open: IntArray
    optimum: Optimum
    root: Node
    unproven: tuple[Node, ...]
    low: IntArray


def decide(setting: Setting, seconds: float | None = None, progress: Progress | None = None) -> Opening:
    """Choose the open groups. Raises ProblemError when no choice satisfies the limits."""
    return _Search(setting, seconds, progress).run()


class _Search:
    """The state of one branch and bound; lives only inside ``decide``."""

    def __init__(self, setting: Setting, seconds: float | None, progress: Progress | None) -> None:
        self.setting = setting
        self.bonds = bonds_of(setting)
        self.deadline = None if seconds is None else monotonic() + seconds
        self.progress = progress
        self.known: dict[frozenset[int], Optimum] = {}
        self.best: tuple[tuple[int, ...], frozenset[int]] | None = None
        self.undecided: list[Node] = []
        self.prices: IntArray | None = None

    def run(self) -> Opening:
        root = Node(self._start())
        if (easy := self._all_open(root)) is not None:
            return easy
        self._explore(root)
        if self.best is None:
            raise ProblemError([self._why_nothing_fits()])
        chosen = self.best[1]
        is_open = self._mask(chosen)
        return Opening(is_open, self.known[chosen], root, tuple(self.undecided), self.setting.low)

    def _start(self) -> Part:
        """Decisions that are none: prescribed, held, or harmless (no minimum and no prescribed number)."""
        opened, closed = set(), set()
        for node, index in enumerate(self.setting.canonical):
            group = self.setting.arrays.groups[index]
            held = self.setting.held[node] > 0
            if group.must_close or (group.frozen and not held):
                closed.add(node)
            elif group.must_open or held or (group.minimum == 0 and self.bonds.quota[self.bonds.of[node]] < 0):
                opened.add(node)
        return Part(frozenset(opened), frozenset(closed))

    def _mask(self, opened: frozenset[int]) -> IntArray:
        mask = np.zeros(self.setting.groups, dtype=bool)
        mask[list(opened)] = True
        return mask

    def _all_open(self, root: Node) -> Opening | None:
        """Ignore the minimum of undecided groups. If what comes out keeps it, nothing can be better."""
        sure, free = root.part.masks(self.setting.groups)
        low = np.where(sure, self.setting.low, 0)
        optimum = optimise(self.setting, sure | free, low)
        self.prices = None if optimum.missing else optimum.prices
        if optimum.missing:
            if not free.any():
                raise ProblemError([self._why_nothing_fits()])
            self._guess(root.part, optimum)
            return None
        used = sure | (optimum.sizes > 0)
        count = np.bincount(self.bonds.of[used], minlength=len(self.bonds.quota))
        keeps = (~used | (optimum.sizes >= self.setting.low)).all()
        if not keeps or ((self.bonds.quota >= 0) & (count != self.bonds.quota)).any():
            self._guess(root.part, optimum)
            return None
        root.prices = optimum.prices
        return Opening(used, optimum, root, (), self.setting.low)

    def _guess(self, part: Part, optimum: Optimum) -> None:
        """A first placement: open what filled itself, then give up the emptiest until the minima are met."""
        low = np.maximum(self.setting.low, 1)
        chosen = self._rounded(part, optimum.sizes / low)
        while True:
            optimum = self._try(chosen)
            spare = [node for node in chosen - part.opened if self.bonds.quota[self.bonds.of[node]] < 0]
            if not optimum.missing or not spare:
                break
            chosen -= {min(spare, key=lambda node: (optimum.sizes[node] / low[node], node))}
        if self.best is None:
            self._try(self._rounded(part, -self.setting.low.astype(float)))

    # -- the tree

    def _explore(self, root: Node) -> None:
        """Least bound first, then deepest, so that the proven gap shrinks whenever time runs out."""
        queue: list[tuple[tuple[int, int], int, int, Node]] = [((0, 0), 0, 0, root)]
        number = 0
        while queue:
            node = heapq.heappop(queue)[-1]
            if number and self._late():
                self.undecided.append(node)
                continue
            self._prove(node)
            for child in node.children or ():
                number += 1
                depth = len(child.part.opened) + len(child.part.closed)
                heapq.heappush(queue, (child.reached or (0, 0), -depth, number, child))
            if self.progress:
                self.progress(number + 1 - len(queue), number + 1)

    def _late(self) -> bool:
        return self.deadline is not None and monotonic() > self.deadline

    def _prove(self, node: Node) -> None:
        """Prove that nothing in the node beats the best, or give it children."""
        _, free = node.part.masks(self.setting.groups)
        if not self.bonds.fits(node.part):
            node.levels = []
        elif not free.any():
            node.prices = self._try(node.part.opened).prices
        elif not self._inherited(node):
            while len(node.levels) < self.setting.vectors.shape[1] and self._bound(node, len(node.levels)):
                pass

    def _inherited(self, node: Node) -> bool:
        """Do the bounds of the parent, which hold here too, already settle the part? Keeps those that still help."""
        value = self._value()
        levels, node.levels = node.levels, []
        for component, multipliers in levels:
            bound = level_bound(self.setting, self.bonds, node.part, component, multipliers, value)
            if bound is not None and bound < value[component]:
                return False
            node.levels.append((component, multipliers))
            if bound is None or bound > value[component]:
                return True
        return False

    def _value(self) -> IntArray:
        """The value to beat; before anything is found, nobody placed is beaten by everything."""
        if self.best is None:
            worst = self.setting.vectors.max(axis=0) * self.setting.count.sum()
            return worst + 1
        return np.array(self.best[0], dtype=np.int64)

    def _bound(self, node: Node, component: int) -> bool:
        """Bound one more component. True while there is more to prove in this node."""
        value = self._value()
        bound, multipliers = self._best(
            node, component, [self._nothing(component), *self._from_prices(component)], value
        )
        if bound is not None and bound < value[component]:
            opening = self._even(node.part)
            for useless in self._useless(node, value):
                if bound is None or bound >= value[component]:
                    break
                relaxed = relax(self.setting, self.bonds, node.part, component, value, useless, self._left())
                if relaxed is None:
                    continue
                opening = relaxed.opening
                bound, multipliers = self._best(node, component, [multipliers, relaxed.multipliers], value)
                if relaxed.overrun is not None and self._earlier_settles(node, relaxed.overrun, value):
                    return False
                if self._try_rounded(node.part, opening):
                    return not self._inherited(node)
            if bound is not None and bound < value[component]:
                node.reached, node.partial = (component, bound), multipliers
                self._split(node, opening)
                return False
        node.levels.append((component, multipliers))
        return bound is not None and bound == value[component]

    def _earlier_settles(self, node: Node, component: int, value: IntArray) -> bool:
        """An earlier component cannot be kept here: try to prove just that."""
        none = np.zeros(self.setting.nodes.shape, dtype=bool)
        relaxed = relax(self.setting, self.bonds, node.part, component, value, none, self._left())
        if relaxed is None:
            return False
        bound = level_bound(self.setting, self.bonds, node.part, component, relaxed.multipliers, value)
        if bound is not None and bound <= value[component]:
            return False
        node.levels = [*node.levels[:component], (component, relaxed.multipliers)]
        return True

    def _best(
        self, node: Node, component: int, candidates: list[Multipliers], value: IntArray
    ) -> tuple[int | None, Multipliers]:
        """The best bound of some multipliers, alone or on top of a multiple of what proved the component before.

        Leaving out an arc of positive reduced cost is the same as weighing the earlier proof heavily.
        """
        chosen: tuple[int | None, Multipliers] | None = None
        for candidate in candidates:
            for weight in WEIGHTS if node.levels and component else WEIGHTS[:1]:
                one = _on_top(candidate, node.levels[-1][1], weight) if weight else candidate
                if not fits(self.setting, one):
                    continue
                bound = level_bound(self.setting, self.bonds, node.part, component, one, value)
                if chosen is None or bound is None or (chosen[0] is not None and bound > chosen[0]):
                    chosen = bound, one
                if bound is None or bound >= value[component]:
                    return bound, one
        assert chosen is not None
        return chosen

    def _nothing(self, component: int) -> Multipliers:
        """No charges at all."""
        return Multipliers(np.zeros(len(self.setting.count), dtype=np.int64), 0, np.zeros(component, dtype=np.int64))

    def _from_prices(self, component: int) -> list[Multipliers]:
        """Charges from the prices that places have when every group may open and minima are ignored."""
        if self.prices is None:
            return []
        weights = np.zeros(self.setting.vectors.shape[1], dtype=np.int64)
        for back in range(min(component, 3) + 1):
            weights[component - back] = 8**back
        price = np.append(self.prices[:, 1:] @ weights, 0)
        price[self.setting.hub] = price[: self.setting.groups].min()
        arcs = (self.setting.vectors @ weights)[self.setting.codes] + price[self.setting.nodes]
        least = np.where(self.setting.nodes >= 0, arcs, arcs.max(initial=0)).min(axis=1)
        return [Multipliers(least * SCALE, int(price[self.setting.hub]) * SCALE, weights[:component] * SCALE)]

    def _useless(self, node: Node, value: IntArray) -> Iterator[IntArray]:
        """Arcs to leave out: in large problems first those that the components proven so far rule out, then none.

        The smaller programme is quicker, but its duals say nothing about what was left out, so that it may prove less.
        """
        none = np.zeros(self.setting.nodes.shape, dtype=bool)
        if none.size > LARGE and node.levels:
            out = none.copy()
            for component, multipliers in node.levels:
                out |= hopeless_arcs(self.setting, self.bonds, node.part, component, multipliers, value)
            if out.any():
                yield out
        yield none

    def _even(self, part: Part) -> IntArray:
        sure, free = part.masks(self.setting.groups)
        return np.where(free, 0.5, sure)

    def _left(self) -> float | None:
        return None if self.deadline is None else self.deadline - monotonic()

    def _split(self, node: Node, opening: IntArray) -> None:
        _, free = node.part.masks(self.setting.groups)
        group = int(np.argmin(np.where(free, np.abs(opening - 0.5), 2.0)))
        part = node.part
        node.branch = group
        parts = (Part(part.opened | {group}, part.closed), Part(part.opened, part.closed | {group}))
        opened, closed = (Node(one, levels=[*node.levels], reached=node.reached, partial=node.partial) for one in parts)
        node.children = (opened, closed)

    # -- placements

    def _try(self, opened: frozenset[int]) -> Optimum:
        """Evaluate one set of open groups and keep it if it is the best so far."""
        if opened not in self.known:
            optimum = optimise(self.setting, self._mask(opened))
            self.known[opened] = optimum
            value = tuple(int(part) for part in optimum.value)
            whole = Part(opened, frozenset(range(self.setting.groups)) - opened)
            allowed = not optimum.missing and self.bonds.fits(whole)
            if allowed and (self.best is None or value < self.best[0]):
                self.best = (value, opened)
        return self.known[opened]

    def _try_rounded(self, part: Part, opening: IntArray) -> bool:
        """Round the relaxation and look around. Has the best improved?"""
        before = self.best
        self._try(self._rounded(part, opening))
        return self.best is not before

    def _rounded(self, part: Part, opening: IntArray) -> frozenset[int]:
        sure, free = part.masks(self.setting.groups)
        chosen = set(part.opened)
        for bond, quota in enumerate(self.bonds.quota):
            here = np.flatnonzero(free & (self.bonds.of == bond))
            if quota < 0:
                chosen.update(int(node) for node in here if opening[node] >= 0.5)
                continue
            more = int(quota - (sure & (self.bonds.of == bond)).sum())
            likely = here[np.argsort(-opening[here], kind="stable")][: max(more, 0)]
            chosen.update(int(node) for node in likely)
        return frozenset(chosen)

    def _why_nothing_fits(self) -> Issue:
        return Issue("no_opening_fits", params={"members": int(self.setting.count.sum())})


def _on_top(candidate: Multipliers, proven: Multipliers, weight: int) -> Multipliers:
    """The candidate with the proof of the component before added ``weight`` times."""
    return Multipliers(
        candidate.members + weight * proven.members,
        candidate.hub + weight * proven.hub,
        candidate.earlier + weight * np.append(proven.earlier, SCALE),
    )

"""Branch and bound on "a point stands here or not", with prices as bounds and the decisions kept as a proof."""

import heapq
from dataclasses import dataclass, field

import numpy as np

from lianyi.engines.siting import lagrange, roomy
from lianyi.engines.siting.classes import Core
from lianyi.engines.siting.prices import Bounded, Descent, decisions, whole
from lianyi.engines.siting.problem import IntArray
from lianyi.engines.siting.result import Branch, Fixing, Node, Prices
from lianyi.engines.siting.search import State, filled, iterate
from lianyi.engines.siting.watch import Watch

MOST_NUMBERS = 2**25  # prices kept in a proof, 256 MiB
ROUNDS = 60  # of the descent in a part
KICKS = 10  # rounds of iterated search for each try
TRIED = 4  # every so many parts the columns that the prices favour are tried as an answer


@dataclass
class Part:
    """What some decisions leave open. ``children``: one after a fixing, two (opened, shut) after a branch."""

    state: IntArray
    k: int
    price: IntArray
    often: IntArray
    bounded: Bounded
    opened: IntArray | None = None  # by a fixing
    shut: IntArray | None = None
    column: int = -1
    children: list["Part"] = field(default_factory=list)


@dataclass(frozen=True)
class Branched:
    """The proof, its bound, and better columns if any were found, with what they save."""

    proof: Node
    bound: int
    opened: IntArray | None
    saving: int


class Tree:
    """``reached``: what a known answer saves, or below what an answer is of no use. ``core`` is a reduced one: the
    proof speaks of places of the problem and of the classes of the core before."""

    def __init__(self, core: Core, k: int, reached: int, watch: Watch) -> None:
        self.core, self.total, self.reached, self.watch = core, k, reached, watch
        self.opened: IntArray | None = None
        self.parts: list[Part] = []
        self.heap: list[tuple[int, int]] = []
        self.settled = -1  # the greatest bound of parts that cannot be branched any more

    def grow(self, state: IntArray, price: IntArray, often: IntArray, boldness: float) -> Branched:
        """Branch until nothing better is possible, or time or memory is over."""
        k = self.total - int(((state == lagrange.OPEN) & ~self.core.forced).sum())
        self._add(state, k, price, often, boldness)
        first, count = self._top, 0
        while self._top > self.reached and not self.watch.over:
            if len(self.parts) * max(1, self.core.rows) > MOST_NUMBERS:
                break
            self.watch.tell((first - self._top) / max(1, first - self.reached))
            part = self.parts[heapq.heappop(self.heap)[1]]
            count += 1
            if count % TRIED == 1:
                self._try(part, count)
            self._branch(part)
        bound = max(self.reached, self._top, self.settled)
        return Branched(self._proof(), bound, self.opened, self.reached)

    @property
    def _top(self) -> int:
        return -self.heap[0][0] if self.heap else -1

    def _add(self, state: IntArray, k: int, price: IntArray, often: IntArray, boldness: float) -> Part:
        """Bound a part, fix what its prices decide, and keep it if something better may be in it."""
        descent = Descent.begin(self.core, price, boldness)
        descent.go(state, k, self.reached, ROUNDS)
        seen = descent.often if self.parts else often
        part = self._part(state, k, descent.price, seen)
        if not self._hopeful(part):
            return part
        must, never = decisions(self.core, part.bounded, state, k, self.reached)
        if len(must) + len(never):
            part.opened, part.shut = must, never
            inner = state.copy()
            inner[must], inner[never] = lagrange.OPEN, lagrange.SHUT
            left = self._part(inner, k - len(must), part.price, seen)
            part.children.append(left)
        else:
            left = part
        if self._hopeful(left):
            heapq.heappush(self.heap, (-left.bounded.saving, len(self.parts) - 1))
        return part

    def _part(self, state: IntArray, k: int, price: IntArray, often: IntArray) -> Part:
        part = Part(state, k, price, often, whole(self.core, price, state, k))
        self.parts.append(part)
        return part

    def _hopeful(self, part: Part) -> bool:
        """May something better be in it that is not decided yet?"""
        if part.k < 0 or part.bounded.saving <= self.reached:
            return False
        if part.k and (part.state == lagrange.FREE).any():
            return True
        self._settle(part)
        return False

    def _settle(self, part: Part) -> None:
        """Everything is decided: what one resident more would save is the price that proves what this answer saves."""
        part.state = np.where(part.state == lagrange.FREE, lagrange.SHUT, part.state)
        opened = np.flatnonzero((part.state == lagrange.OPEN) & ~self.core.forced).astype(np.int32)
        if self.core.room is None:
            state = State.of(self.core, opened)
            part.bounded = whole(self.core, state.now.most[:, 0], part.state, 0)
            self._take(opened, state.value)
        else:
            weighed = roomy.weigh(self.core, opened)
            part.bounded = whole(self.core, weighed.price, part.state, 0)
            self._take(opened, weighed.saving)
        self.settled = max(self.settled, part.bounded.saving)

    def _branch(self, part: Part) -> None:
        free = np.flatnonzero(part.state == lagrange.FREE)
        doubt = np.minimum(part.often[free], 1 - part.often[free])
        part.column = int(free[np.lexsort((-part.bounded.value[free], -np.round(doubt, 3)))[0]])
        for decision, k in ((lagrange.OPEN, part.k - 1), (lagrange.SHUT, part.k)):
            state = part.state.copy()
            state[part.column] = decision
            part.children.append(self._add(state, k, part.price, part.often, 0.05))

    def _try(self, part: Part, count: int) -> None:
        """Are the columns that the prices favour a better answer, after swaps and kicks? Or the last answer, kicked?"""
        if self.core.room is not None:
            return
        liked = np.argsort(-part.often - (part.state == lagrange.OPEN), kind="stable").astype(np.int32)
        if self.opened is not None and count % 2:
            liked = self.opened
        state = State.of(self.core, filled(self.core, liked, self.total))
        everything = np.arange(self.core.columns, dtype=np.int32)
        state.improve(everything)
        iterate(state, everything, KICKS, self.watch, tell=False, seed=count)
        self._take(state.opened, state.value)

    def _take(self, opened: IntArray, saving: int) -> None:
        if saving > self.reached:
            self.reached, self.opened = saving, opened

    def _proof(self) -> Node:
        """Children come after their parents, so from the last to the first every part finds its proof ready."""
        ready: dict[int, Node] = {}
        for part in reversed(self.parts):
            if part.column >= 0:
                opened, shut = (ready[id(child)] for child in part.children)
                ready[id(part)] = Branch(int(self.core.place[part.column]), opened, shut)
            elif part.opened is not None and part.shut is not None:
                must, never = self._places(part.opened), self._places(part.shut)
                ready[id(part)] = Fixing(self._widened(part), must, never, ready[id(part.children[0])])
            else:
                ready[id(part)] = Prices(self._widened(part))
        return ready[id(self.parts[0])]

    def _places(self, columns: IntArray) -> tuple[int, ...]:
        return tuple(self.core.place[columns].tolist())

    def _widened(self, part: Part) -> IntArray:
        before = self.core.class_of
        out = np.zeros(len(before), dtype=np.int64)
        out[before >= 0] = part.bounded.price[before[before >= 0]]
        return out

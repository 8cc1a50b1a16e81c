"""How one cell of a table can grow while others give way: paths in a network.

A table with totals is a circulation: each row and each column is a node, each cell an arc from its row to its column,
and a row or column total runs the other way, by the node of the totals (Cox 1987). Another table with the same sums
differs from it by a circulation, and where one cell shall grow by n, the others must carry n from its head to its tail.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from heapq import heappop, heappush

from lianyi.engines.disclosure.problem import TOTAL, Key, Table

Node = tuple[str, int | str]
Arc = tuple[Key, Node, int]  # a cell, where it leads, and +1 or -1: it grows or gives way


class Network:
    """The cells of a table that may be hidden: those that are not 0, since everybody sees a 0.

    Whoever looks at a hidden cell therefore knows that it is at least 1.
    """

    def __init__(self, table: Table) -> None:
        self.values = {key: value for key, value in table.values.items() if value}
        self._place = {key: place for place, key in enumerate(self.values)}
        self._arcs: dict[Node, list[Arc]] = {}
        for key in self.values:
            tail, head = ends(key)
            self._arcs.setdefault(tail, []).append((key, head, 1))
            self._arcs.setdefault(head, []).append((key, tail, -1))

    def witness(self, key: Key, need: int, hidden: Container[Key], others: bool = False) -> Mapping[Key, int] | None:
        """Changes of cells by which `key` grows by `need`: only of hidden cells, or, with `others`, of any.

        Where others are allowed, each path is taken that hides least anew. None where it cannot be.
        """
        changes: dict[Key, int] = {}
        tail, head = ends(key)
        while (grown := changes.get(key, 0)) < need:
            path = self._path(head, tail, key, changes, hidden, others)
            if path is None:
                return None
            room = [self.values[one] - 1 + changes.get(one, 0) for one, sign in path if sign < 0]
            step = min([need - grown, *room])
            for one, sign in [*path, (key, 1)]:
                changes[one] = changes.get(one, 0) + sign * step
        return {one: change for one, change in changes.items() if change}

    def _path(
        self, start: Node, goal: Node, key: Key, changes: Mapping[Key, int], hidden: Container[Key], others: bool
    ) -> list[tuple[Key, int]] | None:
        """The path that hides the smallest counts anew, then the fewest cells (Dijkstra's algorithm)."""
        queue: list[tuple[int, int, int, Node]] = [(0, 0, 0, start)]
        best: dict[Node, tuple[int, int]] = {start: (0, 0)}
        back: dict[Node, tuple[Node, Key, int]] = {}
        while queue:
            price, cells, _place, node = heappop(queue)
            if node == goal:
                return list(_back(back, start, goal))
            if (price, cells) > best[node]:
                continue
            for one, to, sign in self._arcs[node]:
                is_free = one in hidden or one in changes
                if one == key or not (is_free or others):
                    continue
                if sign < 0 and self.values[one] - 1 + changes.get(one, 0) <= 0:
                    continue
                reached = (price, cells) if is_free else (price + self.values[one], cells + 1)
                if to not in best or reached < best[to]:
                    best[to], back[to] = reached, (node, one, sign)
                    heappush(queue, (*reached, self._place[one], to))
        return None


def ends(key: Key) -> tuple[Node, Node]:
    """The nodes between which the arc of a cell runs."""
    row, column = key if len(key) == 2 else ("", TOTAL if key[0] == TOTAL else "")
    if (row == TOTAL) == (column == TOTAL):
        return ("row", row), ("column", column)
    if len(key) == 1:
        return ("column", ""), ("row", "")
    return ("column", column), ("row", row)


def _back(back: Mapping[Node, tuple[Node, Key, int]], start: Node, node: Node) -> Iterator[tuple[Key, int]]:
    while node != start:
        node, key, sign = back[node]
        yield key, sign

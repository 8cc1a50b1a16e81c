"""The directory at a glance: a tree by line, and a matrix of lines and areas whose totals are those of the lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lianyi.organisations.models import Organisation
from lianyi.organisations.queries.bodies import NONE, areas_on, lines_on, organisations
from lianyi.places.models import Place
from lianyi.scope import Actor


@dataclass
class Node:
    """An organisation in the tree. `below` counts all organisations under it."""

    organisation: Organisation
    depth: int
    areas: list[Place] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def is_of_one_community(self) -> bool:
        is_public = self.organisation.kind == Organisation.Kind.PUBLIC
        return is_public and len(self.areas) == 1 and self.areas[0].kind == Place.Kind.COMMUNITY

    @property
    def below(self) -> int:
        return sum(1 + child.below for child in self.children)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Tree:
    """`single` counts the organisations without a line to which nobody reports, by kind."""

    roots: list[Node]
    single: dict[str, int]
    total: int

    @property
    def levels(self) -> int:
        """How many levels of public bodies there are from the top down to those of single communities."""
        return max((node.depth for root in self.roots for node in root.walk() if node.is_of_one_community), default=0)


def tree(*, for_: Actor, on: date, kind: str = "") -> Tree:
    """The lines of a day, every body under the one it reports to, in the order of their names."""
    found = list(organisations(for_=for_, on=on, kind=kind))
    lines = lines_on(on, [one.pk for one in found])
    areas = areas_on(on, [one.pk for one in found])
    seen = {one.pk for one in found}
    children: dict[int, list[Organisation]] = {}
    roots = []
    for one in found:
        above = lines.get(one.pk)
        if above is not None and above.pk in seen:
            children.setdefault(above.pk, []).append(one)
        else:
            roots.append(one)
    single = [one for one in roots if one.pk not in children]
    nodes = [_node(one, 1, children, areas) for one in roots if one.pk in children]
    return Tree(nodes, dict(Counter(one.kind for one in single)), len(found))


@dataclass(frozen=True)
class Row:
    """A line of the matrix: its cells as (area, count) in the order of the areas, and how many it has in all."""

    key: int
    name: str
    cells: list[tuple[int, int]]
    total: int


@dataclass(frozen=True)
class Matrix:
    """Lines × areas. A body that serves two areas stands in both columns and once in the totals.

    The last column, and the last row, with the key NONE, are those without an area or a line.
    """

    areas: list[Place]
    rows: list[Row]
    column_totals: list[tuple[int, int]]
    total: int


def matrix(*, for_: Actor, on: date, kind: str = "") -> Matrix:
    found = [one.pk for one in organisations(for_=for_, on=on, kind=kind)]
    lines, areas = lines_on(on, found), areas_on(on, found)
    columns = sorted({area for served in areas.values() for area in served}, key=_order)
    cells: Counter[tuple[int, int]] = Counter()
    rows: Counter[int] = Counter()
    sums: Counter[int] = Counter()
    for pk in found:
        line = lines[pk].pk if pk in lines else NONE
        served = [area.pk for area in areas.get(pk, [])] or [NONE]
        rows[line] += 1
        for area in served:
            cells[line, area] += 1
            sums[area] += 1
    keys = [area.pk for area in columns] + [NONE]
    heads = sorted({line.pk: line for line in lines.values()}.values(), key=lambda line: (line.sort_key, line.pk))
    named = [(line.pk, line.name) for line in heads] + ([(NONE, "")] if rows[NONE] else [])
    made = [Row(key, name, [(area, cells[key, area]) for area in keys], rows[key]) for key, name in named]
    return Matrix(columns, made, [(area, sums[area]) for area in keys], len(found))


def _node(
    one: Organisation, depth: int, children: dict[int, list[Organisation]], areas: dict[int, list[Place]]
) -> Node:
    below = [_node(child, depth + 1, children, areas) for child in children.get(one.pk, [])]
    return Node(one, depth, areas.get(one.pk, []), below)


def _order(area: Place) -> tuple[int, str, int]:
    return (len(area.ancestor_ids), area.sort_key, area.pk)

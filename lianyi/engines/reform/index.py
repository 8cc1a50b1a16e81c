"""The rows that count on a day or later, found by body, area and subject without searching."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from lianyi.engines.reform.history import Body, History, Holding, Kind, OpenMatter, Role, Target
from lianyi.engines.reform.steps import Item, Table

Identity = tuple[Kind, int, Target, str]


class Index:
    """Made in one pass over a history; what concerns one body is arranged when first asked for."""

    def __init__(self, history: History, day: date) -> None:
        self.history = history
        self._of: dict[int, list[Holding]] = defaultdict(list)
        self._to: dict[int, list[Holding]] = defaultdict(list)
        self._at: dict[Target, list[Holding]] = defaultdict(list)
        self._matters: dict[int, list[OpenMatter]] = defaultdict(list)
        self._alike: dict[int, dict[Identity, list[Holding]]] = {}
        self._leads: dict[int, list[Holding]] = {}
        self._areas: dict[int, list[Holding]] = {}
        self._shared: dict[int, list[Holding]] = {}
        for row in history.holdings.values():
            if row.span.lasts_beyond(day):
                self._of[row.holder].append(row)
                if row.kind is Kind.LINE and isinstance(row.target, int):
                    self._to[row.target].append(row)
                elif row.kind is Kind.AREA:
                    self._at[row.target].append(row)
        for matter in history.matters.values():
            self._matters[matter.owner].append(matter)

    def body(self, key: int) -> Body | None:
        return self.history.bodies.get(key)

    def owner(self, item: Item) -> int:
        """The body that has a holding or a matter, both known to exist."""
        if item.table is Table.MATTER:
            return self.history.matters[item.key].owner
        return self.history.holdings[item.key].holder

    def held_by(self, body: int) -> list[Holding]:
        return self._of.get(body, [])

    def lines_to(self, body: int) -> list[Holding]:
        return self._to.get(body, [])

    def serving(self, area: Target) -> list[Holding]:
        return self._at.get(area, [])

    def matters_of(self, body: int) -> list[OpenMatter]:
        return self._matters.get(body, [])

    def alike(self, identity: Identity) -> list[Holding]:
        """The rows of which only one may hold on a day."""
        holder = identity[1]
        if holder not in self._alike:
            self._alike[holder] = by_identity(self.held_by(holder))
        return self._alike[holder].get(identity, [])

    def lines_of(self, body: int) -> list[Holding]:
        return self.alike((Kind.LINE, body, "", ""))

    def areas_of(self, body: int) -> list[Holding]:
        if body not in self._areas:
            self._areas[body] = [row for row in self.held_by(body) if row.kind is Kind.AREA]
        return self._areas[body]

    def shared_areas_of(self, body: int) -> list[Holding]:
        """Those of its areas that another row serves too."""
        if body not in self._shared:
            self._shared[body] = [row for row in self.areas_of(body) if len(self.serving(row.target)) > 1]
        return self._shared[body]

    def leads_of(self, body: int) -> list[Holding]:
        """The subjects it leads."""
        if body not in self._leads:
            self._leads[body] = [row for row in self.held_by(body) if leads(row)]
        return self._leads[body]

    def line_on(self, body: int, day: date) -> Holding | None:
        """The row by which it reports to another on this day."""
        return next((row for row in self.lines_of(body) if row.span.holds_on(day)), None)


def leads(row: Holding) -> bool:
    """Whether this row makes its holder the leading body of a subject."""
    return row.kind is Kind.DUTY and row.role == Role.LEAD


def by_identity(rows: Iterable[Holding]) -> dict[Identity, list[Holding]]:
    """Rows under what may hold only once."""
    found: dict[Identity, list[Holding]] = defaultdict(list)
    for row in rows:
        found[row.identity].append(row)
    return found

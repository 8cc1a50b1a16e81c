"""The way a matter takes through the structure of one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from lianyi.engines.reform.history import History, Kind, Role, Target
from lianyi.engines.reform.leading import Around
from lianyi.engines.reform.reasons import RefusedError
from lianyi.engines.reform.tree import tree_on


@dataclass(frozen=True)
class Route:
    """``bodies`` from where the resident enters to the leading body; ``levels`` of the tree the way touches.

    ``visits`` are the bodies the resident has to go to.
    """

    bodies: tuple[int, ...]
    levels: int
    visits: tuple[int, ...]

    @property
    def hand_offs(self) -> int:
        return len(self.bodies) - 1


class Map:
    """The structure of one day, arranged for finding ways; each way is worked out once."""

    def __init__(self, history: History, around: Around, day: date, entries: Set[int] | None = None) -> None:
        """``entries`` are the bodies to which residents go first; without it, all."""
        self.entries = entries
        self.around = around
        self.tree = tree_on(history, day)
        self.serving: dict[Target, set[int]] = defaultdict(set)
        self.areas: dict[int, set[Target]] = defaultdict(set)
        self.leading: dict[Target, set[int]] = defaultdict(set)
        self.parts: set[tuple[int, Target]] = set()
        for row in history.holdings.values():
            if not row.span.holds_on(day) or row.holder not in self.tree.parents:
                continue
            if row.kind is Kind.AREA:
                self.serving[row.target].add(row.holder)
                self.areas[row.holder].add(row.target)
            elif row.kind is Kind.DUTY and row.role != Role.NOT_OURS:
                self.parts.add((row.holder, row.target))
                if row.role == Role.LEAD:
                    self.leading[row.target].add(row.holder)
        self._known: dict[tuple[Target, Target], Route | str] = {}

    def route(self, area: Target, subject: Target) -> Route | str:
        """The way, or the code why there is none: ``no_entry``, ``no_leader``, ``no_way``."""
        if (area, subject) not in self._known:
            self._known[area, subject] = self._route(area, subject)
        return self._known[area, subject]

    def _route(self, area: Target, subject: Target) -> Route | str:
        rings = (area, *self.around.get(area, ()))
        entry = next((min(here, key=self._locality) for ring in rings if (here := self._entries(ring))), None)
        if entry is None:
            return "no_entry"
        leaders = self._leaders(rings, subject)
        if not leaders:
            return "no_leader"
        ways = [way for body in sorted(leaders) if (way := self._way(entry, body))]
        if not ways:
            return "no_way"
        way = min(ways, key=len)
        visits = (way[0], *(body for body in way[1:] if (body, subject) in self.parts))
        return Route(way, len({len(self.tree.path(body)) for body in way}), visits)

    def _entries(self, ring: Target) -> set[int]:
        here = self.serving.get(ring, set())
        return here if self.entries is None else here & self.entries

    def _locality(self, body: int) -> tuple[int, int, int]:
        """The most local first: who serves the fewest areas, then who stands deepest, then by key."""
        try:
            depth = len(self.tree.path(body))
        except RefusedError:
            depth = 0
        return (len(self.areas[body]), -depth, body)

    def _leaders(self, rings: tuple[Target, ...], subject: Target) -> set[int]:
        """Those for the smallest area; else those that serve no area at all, and so everybody who is sent to them."""
        leading = self.leading.get(subject, set())
        for ring in rings:
            if here := leading & self.serving.get(ring, set()):
                return here
        return {body for body in leading if not self.areas.get(body)}

    def _way(self, start: int, end: int) -> tuple[int, ...] | None:
        """Up to the first body above both, then down."""
        try:
            up, down = self.tree.path(start), self.tree.path(end)
        except RefusedError:  # lines that run in a circle lead nowhere
            return None
        place = {body: at for at, body in enumerate(down)}
        for at, body in enumerate(up):
            if body in place:
                return (*up[:at], *reversed(down[: place[body] + 1]))
        return None

"""Carrying a reform out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lianyi.engines.reform.carry import carried_out
from lianyi.engines.reform.diff import (
    Carrier,
    Change,
    CloseBody,
    CloseHolding,
    CloseMatter,
    Diff,
    MoveMatter,
    OpenBody,
    OpenHolding,
)
from lianyi.engines.reform.history import Body, History, Holding, Kind, Target
from lianyi.engines.reform.index import Identity, Index, by_identity
from lianyi.engines.reform.leading import doubly_led, no_longer_led
from lianyi.engines.reform.plan import Plan, read
from lianyi.engines.reform.reasons import Reason, RefusedError
from lianyi.engines.reform.sound import unsound
from lianyi.engines.reform.spans import Span, gaps
from lianyi.engines.reform.steps import Reform, Table
from lianyi.engines.reform.touch import Fate, Touch, touches_of, unasked


@dataclass(frozen=True)
class Applied:
    """The history after the reform, what changed in it, and every touched row with its reason."""

    history: History
    diff: Diff
    touches: tuple[Touch, ...]


def apply(history: History, reform: Reform, around: Mapping[Target, Sequence[Target]] | None = None) -> Applied:
    """Carry a reform out, on a history that is sound by `check`.

    New rows get the keys below all keys there are, negative ones, until `Diff.rekeyed` gives them those of a database.
    ``around`` is, for each area, the areas around it, smallest first; without it each area stands for itself.

    Raises:
        RefusedError: the steps or answers are wrong (codes in `plan.read`, and ``answer_unasked``), a touched row is
            ``unanswered`` (table, key, body, reason), or the result would not be sound (codes in `sound.unsound` and
            `leading`).
    """
    plan = read(history, reform)
    before = Index(history, reform.day)
    touches = tuple(touches_of(plan, before)) if not plan.faults else ()
    _refuse([*plan.faults, *(unasked(plan, touches) if not plan.faults else ()), *_unanswered(touches)])
    diff = Diff(reform.day, _Writer(plan, before).write(touches))
    after = carried_out(history, diff)
    index = Index(after, reform.day)
    opened = [change.holding for change in diff.changes if isinstance(change, OpenHolding)]
    closed = [change for change in diff.changes if isinstance(change, CloseHolding)]
    _refuse(
        [
            *unsound(index, opened, reform.day),
            *doubly_led(index, opened),
            *no_longer_led(before, index, closed, around or {}),
        ]
    )
    return Applied(after, diff, touches)


def _refuse(faults: Iterable[Reason]) -> None:
    if found := tuple(faults):
        raise RefusedError(found)


def _unanswered(touches: Iterable[Touch]) -> Iterable[Reason]:
    for one in touches:
        if one.fate is Fate.OPEN:
            item = one.item
            about: dict[str, int | str] = {"table": item.table, "key": item.key, "body": one.body, "reason": one.reason}
            yield Reason("unanswered", about)


class _Writer:
    """Turns settled touches into changes: all closings first, since a row may take the days another gives up."""

    def __init__(self, plan: Plan, index: Index) -> None:
        self.plan = plan
        self.index = index
        self.next_key = min(0, min(index.history.holdings, default=0)) - 1
        self.ends: dict[int, Holding] = {}
        self.opened: list[OpenHolding] = []
        self.held: dict[int, dict[Identity, list[Holding]]] = {}

    def write(self, touches: Sequence[Touch]) -> tuple[Change, ...]:
        gone = [one for one in touches if one.fate is not Fate.STAYS]
        rows = [one for one in gone if one.item.table is Table.HOLDING]
        for one in rows:
            row = self._row(one)
            self.ends[row.key] = replace(row, span=row.span.ended(self.plan.day))
        born = [OpenBody(self._body(key)) for key in self.plan.created]
        self._new_lines_and_areas()
        closings = [self._close(one) for one in rows]
        self._entrusted()
        matters = [self._matter(one) for one in gone if one.item.table is Table.MATTER]
        return (*born, *closings, *self.opened, *matters, *self._endings(closings, matters))

    def _row(self, touch: Touch) -> Holding:
        return self.index.history.holdings[touch.item.key]

    def _body(self, key: int) -> Body:
        create = self.plan.created[key]
        return Body(key, create.name, Span(self.plan.day), create.predecessor)

    def _close(self, touch: Touch) -> CloseHolding:
        row = self._row(touch)
        carriers: tuple[Carrier, ...] = ()
        if touch.to is not None:
            is_line = row.kind is Kind.LINE
            wanted = replace(row, target=touch.to) if is_line else replace(row, holder=touch.to)
            span = Span(max(self.plan.day, row.span.low), row.span.end)
            carriers = self._carry(replace(wanted, span=span), row.key)
        return CloseHolding(row, self.ends[row.key].span.high, touch.reason, touch.to, carriers, touch.source)

    def _new_lines_and_areas(self) -> None:
        since = Span(self.plan.day)
        lines = {key: create.line for key, create in self.plan.created.items()}
        lines |= {key: move.line for key, move in self.plan.moves.items() if not self._has_line(key)}
        for key, line in lines.items():
            if line is not None:
                self._carry(Holding(0, Kind.LINE, key, line, "", since))
        areas = {key: create.areas for key, create in self.plan.created.items()}
        areas |= {key: serve.areas for key, serve in self.plan.serves.items()}
        for key, places in areas.items():
            for place in dict.fromkeys(places):
                self._carry(Holding(0, Kind.AREA, key, place, "", since))

    def _has_line(self, key: int) -> bool:
        return self.index.line_on(key, self.plan.day) is not None

    def _entrusted(self) -> None:
        for one in self.plan.entrusts:
            self._carry(Holding(0, one.kind, one.holder, one.target, one.role, Span(self.plan.day)))

    def _carry(self, wanted: Holding, after: int | None = None) -> tuple[Carrier, ...]:
        """Open what the holder does not have already; the rows that carry ``wanted``, in order of days."""
        if wanted.holder not in self.held:
            rows = (self.ends.get(row.key, row) for row in self.index.held_by(wanted.holder))
            self.held[wanted.holder] = by_identity(rows)
        alike = self.held[wanted.holder][wanted.identity]
        for gap in gaps(wanted.span, [row.span for row in alike]):
            row = replace(wanted, key=self.next_key, span=gap)
            self.next_key -= 1
            self.opened.append(OpenHolding(row, after))
            alike.append(row)
        carrying = sorted((row for row in alike if row.span.cut(wanted.span)), key=lambda row: row.span.low)
        return tuple(Carrier(row.key, row.span.start) for row in carrying)

    def _matter(self, touch: Touch) -> MoveMatter | CloseMatter:
        matter = self.index.history.matters[touch.item.key]
        return CloseMatter(matter, touch.source) if touch.to is None else MoveMatter(matter, touch.to)

    def _endings(
        self, closings: Sequence[CloseHolding], matters: Sequence[MoveMatter | CloseMatter]
    ) -> Iterable[CloseBody]:
        took: dict[int, set[int]] = {}
        for change in closings:
            if change.to is not None and change.holding.kind is not Kind.LINE:
                took.setdefault(change.holding.holder, set()).add(change.to)
        for moved in matters:
            if isinstance(moved, MoveMatter):
                took.setdefault(moved.matter.owner, set()).add(moved.to)
        for key, into in self.plan.endings.items():
            yield CloseBody(self.index.history.bodies[key], self.plan.day, into or tuple(sorted(took.get(key, ()))))

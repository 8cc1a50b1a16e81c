"""A draft of the way back, years later: "in 2020 the street offices were founded again"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from lianyi.engines.reform.diff import (
    CloseBody,
    CloseHolding,
    CloseMatter,
    Diff,
    MoveMatter,
    OpenBody,
    OpenHolding,
)
from lianyi.engines.reform.history import History, Holding, Kind, Role, Target
from lianyi.engines.reform.index import Index
from lianyi.engines.reform.reasons import Reason, RefusedError
from lianyi.engines.reform.steps import Abolish, Create, Entrust, HandOver, Item, Move, Reform, Serve, Step, Table


@dataclass(frozen=True)
class Draft:
    """A reform to complete with answers (ask `touched`), and what it does not bring back.

    Codes in ``left``, with params (table: "body", "holding" or "matter"; key of the row): ``moved_on``: no longer where
    the reform put it; ``dropped``: the reform ended it by a text; ``post_ended``: to be filled anew; ``lapsed``: over
    by now; ``new_duty``: the reform began it and no text ends it; ``matter_closed``; and of bodies ``body_ended``:
    founded by the reform, ended since.
    """

    reform: Reform
    left: tuple[Reason, ...]


def reverse(history: History, diff: Diff, day: date) -> Draft:
    """Draft the reform that takes another back on a later day, as far as what it did is still in place.

    Abolished bodies are founded anew, under the next free negative keys, with their old name and areas and the old one
    as predecessor; what was handed over goes back; what was founded is abolished.

    Raises:
        RefusedError: ``day_before`` (day): the reform has not happened by then.
    """
    if day <= diff.day:
        raise RefusedError([Reason("day_before", {"day": diff.day.isoformat()})])
    return _Drafter(history, diff, day).draft()


class _Drafter:
    def __init__(self, history: History, diff: Diff, day: date) -> None:
        self.history = history
        self.diff = diff
        self.day = day
        ended = [change.body for change in diff.changes if isinstance(change, CloseBody)]
        free = min(0, min(history.bodies, default=0)) - 1
        self.created = {body.key: Create(free - at, body.name, predecessor=body.key) for at, body in enumerate(ended)}
        self.born = {change.body.key for change in diff.changes if isinstance(change, OpenBody)}
        self.opened = {change.holding.key for change in diff.changes if isinstance(change, OpenHolding)}
        self.fresh = {create.key for create in self.created.values()}
        self.index = Index(history, day)
        self.moved: set[int] = set()
        self.steps: list[Step] = []
        self.serves: dict[int, dict[Target, None]] = {}
        self.left: list[Reason] = []

    def draft(self) -> Draft:
        for change in self.diff.changes:
            match change:
                case OpenBody():
                    self._abolish(change.body.key)
                case CloseHolding():
                    self._hand_back(change)
                case OpenHolding(holding=row, after=None) if row.holder not in self.born:
                    self._begun(row)
                case MoveMatter():
                    self._matter(change)
                case CloseMatter():
                    self._leave("dropped", change.matter.key, Table.MATTER)
        serves = [Serve(body, tuple(areas)) for body, areas in self.serves.items()]
        return Draft(Reform(self.day, (*self.created.values(), *serves, *self.steps)), tuple(self.left))

    def _abolish(self, body: int) -> None:
        if self._is_there(body):
            self.steps.append(Abolish(body))
        else:
            self._leave("body_ended", body, "body")

    def _hand_back(self, change: CloseHolding) -> None:
        row = change.holding
        if row.kind is Kind.LINE:
            self._line(change)
        elif not row.span.lasts_beyond(self.day):
            self._leave("lapsed", row.key)
        elif change.source and row.kind is Kind.AREA and row.holder in self.created:
            self._serve(row)  # without its area the body would come back and serve nobody
        elif change.source:
            self._leave("dropped", row.key)
        elif change.to is not None:
            self._from(change, change.to)
        elif row.kind is Kind.AREA:
            self._serve(row)
        elif row.kind is Kind.DUTY and row.role == Role.NOT_OURS and self._can_take(row.holder):
            self.steps.append(Entrust(self._back(row.holder), row.kind, row.target, row.role))
        else:
            self._leave("post_ended", row.key)

    def _from(self, change: CloseHolding, to: int) -> None:
        row = change.holding
        now = next((found for one in change.carriers if (found := self._still(one.key, to))), None)
        if now is None or not self._can_take(row.holder):
            self._leave("moved_on", row.key)
        elif now.key in self.opened:
            self.opened.discard(now.key)  # two bodies' duties may have become one row: only one of them takes it back
            self.steps.append(HandOver(Item.holding(now.key), self._back(row.holder)))
        elif row.kind is Kind.AREA:
            self._serve(row)
        else:
            self.steps.append(Entrust(self._back(row.holder), row.kind, row.target, row.role))

    def _line(self, change: CloseHolding) -> None:
        row = change.holding
        above = self._back(row.target) if isinstance(row.target, int) else None
        gone = above is None or not (above in self.fresh or self._is_there(above))
        if row.holder in self.created:
            if gone:
                self._leave("moved_on", row.key)
            elif row.span.holds_on(self.diff.day):
                self.created[row.holder] = replace(self.created[row.holder], line=above)
            return
        now = self.index.line_on(row.holder, self.day)
        stayed = now.key in {one.key for one in change.carriers} if now else change.to is None
        if gone or not stayed or row.holder in self.moved or not self._is_there(row.holder):
            self._leave("moved_on", row.key)
        elif row.span.lasts_beyond(self.day):
            self.moved.add(row.holder)
            self.steps.append(Move(row.holder, above))

    def _serve(self, row: Holding) -> None:
        """Let the old holder serve the area again, beside those it serves now."""
        if row.holder in self.created:
            create = self.created[row.holder]
            self.created[row.holder] = replace(create, areas=(*create.areas, row.target))
        elif self._is_there(row.holder):
            self._areas(row.holder)[row.target] = None
        else:
            self._leave("moved_on", row.key)

    def _begun(self, row: Holding) -> None:
        if row.kind is Kind.LINE or not self._still(row.key, row.holder):
            return
        if row.kind is Kind.AREA:
            self._areas(row.holder).pop(row.target, None)
        else:
            self._leave("new_duty", row.key)

    def _matter(self, change: MoveMatter) -> None:
        now = self.history.matters.get(change.matter.key)
        if now is None:
            self._leave("matter_closed", change.matter.key, Table.MATTER)
        elif now.owner != change.to or not self._can_take(change.matter.owner):
            self._leave("moved_on", change.matter.key, Table.MATTER)
        else:
            self.steps.append(HandOver(Item.matter(now.key), self._back(change.matter.owner)))

    def _areas(self, body: int) -> dict[Target, None]:
        if body not in self.serves:
            now = self.index.areas_of(body)
            self.serves[body] = {row.target: None for row in now if row.span.holds_on(self.day)}
        return self.serves[body]

    def _still(self, key: int, holder: int) -> Holding | None:
        row = self.history.holdings.get(key)
        return row if row and row.holder == holder and row.span.lasts_beyond(self.day) else None

    def _can_take(self, body: int) -> bool:
        return body in self.created or self._is_there(body)

    def _is_there(self, key: int) -> bool:
        body = self.history.bodies.get(key)
        return body is not None and body.span.holds_on(self.day)

    def _back(self, body: int) -> int:
        return self.created[body].key if body in self.created else body

    def _leave(self, code: str, key: int, table: str = Table.HOLDING) -> None:
        self.left.append(Reason(code, {"table": table, "key": key}))

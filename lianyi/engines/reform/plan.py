"""Reading the steps: what each asks for, sorted by what it is about, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from lianyi.engines.reform.history import History, Kind, Role
from lianyi.engines.reform.reasons import Reason
from lianyi.engines.reform.steps import (
    Abolish,
    Answer,
    Create,
    Entrust,
    HandOver,
    Item,
    Merge,
    Move,
    Reform,
    Release,
    Serve,
    Split,
    Step,
    Table,
)


@dataclass
class Plan:
    """The steps by what they are about. ``endings`` and ``kept``: body → those it goes into; merges have ``heirs``."""

    day: date
    created: dict[int, Create] = field(default_factory=dict)
    endings: dict[int, tuple[int, ...]] = field(default_factory=dict)
    heirs: dict[int, int] = field(default_factory=dict)
    kept: dict[int, tuple[int, ...]] = field(default_factory=dict)
    moves: dict[int, Move] = field(default_factory=dict)
    serves: dict[int, Serve] = field(default_factory=dict)
    passing: dict[Item, Answer] = field(default_factory=dict)
    entrusts: list[Entrust] = field(default_factory=list)
    answers: dict[Item, Answer] = field(default_factory=dict)
    faults: list[Reason] = field(default_factory=list)


def read(history: History, reform: Reform) -> Plan:
    """Sort the steps and find what is wrong with them, before anything is worked out.

    Fault codes, with params: ``unknown_body``, ``ended_body``, ``body_not_begun`` (body, step): not there on the day;
    ``ends_here`` (body, step): it ends by this reform; ``already_ending`` (body, end): its end is decided already;
    ``key_taken`` (body); ``step_twice`` (step, key); ``answered_twice``, ``source_missing``, ``unknown_holding``,
    ``ended_holding``, ``unknown_matter``, ``same_owner``, ``wrong_kind``, ``unknown_role`` (table or kind, key);
    ``into_itself``, ``into_nothing`` (body, step).
    """
    reader = _Reader(history, Plan(reform.day))
    # Steps may name what other steps create or end, wherever they stand: creations first, then endings, then the rest.
    for kinds in ((Create,), (Abolish, Merge, Split), (Move, Serve, HandOver, Entrust, Release)):
        for step in reform.steps:
            if isinstance(step, kinds):
                reader.read(step)
    reader.check_targets(reform.steps)
    for answer in reform.answers:
        reader.answer(answer)
    return reader.plan


class _Reader:
    def __init__(self, history: History, plan: Plan) -> None:
        self.history = history
        self.plan = plan
        self._seen: set[Hashable] = set()

    def read(self, step: Step) -> None:
        plan = self.plan
        match step:
            case Create():
                if self._first("create", step.key):
                    if step.key in self.history.bodies:
                        self._fault("key_taken", body=step.key)
                    plan.created[step.key] = step
            case Abolish():
                self._end(step.body, (), "abolish")
            case Merge():
                self._merge(step)
            case Split():
                self._split(step)
            case Move():
                if self._first("move", step.body) and self._lasting(step.body, "move"):
                    if step.body in plan.created:
                        self._fault("step_twice", step="move", key=step.body)
                    plan.moves[step.body] = step
            case Serve():
                if self._first("serve", step.body) and self._lasting(step.body, "serve"):
                    if step.body in plan.created:
                        self._fault("step_twice", step="serve", key=step.body)
                    plan.serves[step.body] = step
            case HandOver():
                self._pass(Answer(step.item, step.to), "hand_over")
            case Release():
                self._pass(Answer(Item.holding(step.holding), None, step.source), "release")
            case Entrust():
                self._entrust(step)

    def check_targets(self, steps: tuple[Step, ...]) -> None:
        """What receives must be there on the day and stay; known only when all endings have been read."""
        for step in steps:
            match step:
                case Create():
                    if step.line is not None:
                        self._lasting(step.line, "create")
                    if step.predecessor is not None and step.predecessor not in self.history.bodies:
                        self._fault("unknown_body", body=step.predecessor, step="create")
                case Merge():
                    self._staying(step.into, "merge")
                case Split():
                    for key in step.into:
                        self._staying(key, "split")
                case Move():
                    if step.line is not None:
                        self._lasting(step.line, "move")

    def answer(self, answer: Answer) -> None:
        if answer.item in self.plan.answers:
            self._fault("answered_twice", table=answer.item.table, key=answer.item.key)
        elif self._can_go(answer.item) and self._leads_somewhere(answer, "answer"):
            self.plan.answers[answer.item] = answer

    def _merge(self, step: Merge) -> None:
        others = tuple(key for key in dict.fromkeys(step.bodies) if key != step.into)
        if not others:
            self._fault("into_itself" if step.bodies else "into_nothing", body=step.into, step="merge")
        for key in others:
            self._end(key, (step.into,), "merge")
            self.plan.heirs[key] = step.into

    def _split(self, step: Split) -> None:
        if not step.into:
            self._fault("into_nothing", body=step.body, step="split")
        if step.body in step.into:
            self._fault("into_itself", body=step.body, step="split")
        if not step.kept:
            self._end(step.body, step.into, "split")
        elif self._first("end", step.body) and self._there(step.body, "split"):
            self.plan.kept[step.body] = step.into

    def _end(self, key: int, into: tuple[int, ...], step: str) -> None:
        if not self._first("end", key) or not self._there(key, step):
            return
        if key in self.plan.created:
            self._fault("ends_here", body=key, step="create")
        else:
            self._endless(key)
        self.plan.endings[key] = into

    def _pass(self, answer: Answer, step: str) -> None:
        item = answer.item
        if not self._first("pass", item) or not self._can_go(item) or not self._leads_somewhere(answer, step):
            return
        if item.table is Table.HOLDING and self.history.holdings[item.key].kind is Kind.LINE:
            self._fault("wrong_kind", kind=Kind.LINE, key=item.key)
        if answer.to == self._owner(item):
            self._fault("same_owner", table=item.table, key=item.key)
        self.plan.passing[item] = answer

    def _entrust(self, step: Entrust) -> None:
        if not self._first("entrust", step) or not self._lasting(step.holder, "entrust"):
            return
        if step.kind in (Kind.LINE, Kind.AREA):
            self._fault("wrong_kind", kind=step.kind, key=step.holder)
        if step.kind is Kind.DUTY and step.role not in set(Role):
            self._fault("unknown_role", kind=step.kind, key=step.holder)
        self.plan.entrusts.append(step)

    def _can_go(self, item: Item) -> bool:
        if item.table is Table.MATTER:
            known = item.key in self.history.matters
            return known or self._fault("unknown_matter", table=item.table, key=item.key)
        row = self.history.holdings.get(item.key)
        if row is None:
            return self._fault("unknown_holding", table=item.table, key=item.key)
        lasts = row.span.lasts_beyond(self.plan.day)
        return lasts or self._fault("ended_holding", table=item.table, key=item.key)

    def _leads_somewhere(self, answer: Answer, step: str) -> bool:
        if answer.to is not None:
            is_matter = answer.item.table is Table.MATTER
            return self._staying(answer.to, step) if is_matter else self._lasting(answer.to, step)
        named = bool(answer.source.strip())
        return named or self._fault("source_missing", table=answer.item.table, key=answer.item.key)

    def _owner(self, item: Item) -> int:
        rows = self.history
        return rows.matters[item.key].owner if item.table is Table.MATTER else rows.holdings[item.key].holder

    def _lasting(self, key: int, step: str) -> bool:
        if not self._there(key, step):
            return False
        return key not in self.plan.endings or self._fault("ends_here", body=key, step=step)

    def _staying(self, key: int, step: str) -> bool:
        return self._lasting(key, step) and (key in self.plan.created or self._endless(key))

    def _endless(self, key: int) -> bool:
        end = self.history.bodies[key].span.end
        return end is None or self._fault("already_ending", body=key, end=end.isoformat())

    def _there(self, key: int, step: str) -> bool:
        if key in self.plan.created:
            return True
        body = self.history.bodies.get(key)
        if body is None:
            return self._fault("unknown_body", body=key, step=step)
        if not body.span.lasts_beyond(self.plan.day):
            return self._fault("ended_body", body=key, step=step)
        begun = body.span.holds_on(self.plan.day)
        return begun or self._fault("body_not_begun", body=key, step=step)

    def _first(self, step: str, key: Hashable) -> bool:
        first = (step, key) not in self._seen
        self._seen.add((step, key))
        if not first:
            self._fault("step_twice", step=step, key=_key_of(key))
        return first

    def _fault(self, code: str, **params: int | str) -> bool:
        """Notes what is wrong; False, so that a check can end with it."""
        self.plan.faults.append(Reason(code, params))
        return False


def _key_of(about: Hashable) -> int:
    match about:
        case Item():
            return about.key
        case Entrust():
            return about.holder
    return about if isinstance(about, int) else 0

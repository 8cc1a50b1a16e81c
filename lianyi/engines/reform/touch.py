"""What a reform touches: each row with the reason, where it goes, and what nobody has answered yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lianyi.engines.reform.history import History, Holding, Kind, OpenMatter, Role
from lianyi.engines.reform.index import Index, leads
from lianyi.engines.reform.plan import Plan, read
from lianyi.engines.reform.reasons import Reason
from lianyi.engines.reform.steps import Answer, Item, Reform


class Fate(StrEnum):
    """What becomes of a row."""

    PASSES = "passes"  # another body has it, or is reported to
    DROPPED = "dropped"  # no longer needed, by a text
    ENDS = "ends"  # with its body, or because the body gives it up
    STAYS = "stays"
    OPEN = "open"  # nobody has answered


@dataclass(frozen=True)
class Touch:
    """One row that the reform touches.

    ``body`` is the body by which it is touched. ``reason``: ``holder_ends`` (what an ended body holds), ``line_ends``
    (who reports to one), ``own_line`` (its own line), ``post``, ``not_ours``, ``owner_ends`` (an open matter),
    ``split_kept``, ``moved`` (a line), ``area_given_up``, ``handed_over``, ``released``. ``to`` and ``source`` belong
    to the fate. ``proposal`` is a body that could have it, while the fate is OPEN; None when none is obvious.
    """

    item: Item
    body: int
    reason: str
    fate: Fate
    to: int | None = None
    source: str = ""
    proposal: int | None = None


@dataclass(frozen=True)
class Touched:
    """All of them, and what is wrong with the steps and answers (codes in `plan.read`, and ``answer_unasked``)."""

    touches: tuple[Touch, ...]
    faults: tuple[Reason, ...]

    @property
    def unanswered(self) -> tuple[Touch, ...]:
        return tuple(one for one in self.touches if one.fate is Fate.OPEN)


def touched(history: History, reform: Reform) -> Touched:
    """Everything a reform touches; it can be asked at any time, however unfinished the reform is."""
    plan = read(history, reform)
    found = tuple(touches_of(plan, Index(history, reform.day)))
    return Touched(found, (*plan.faults, *unasked(plan, found)))


def proposed_answers(found: Touched) -> tuple[Answer, ...]:
    """The proposals for what is unanswered, as answers that a person may accept or change."""
    return tuple(Answer(one.item, one.proposal) for one in found.unanswered if one.proposal is not None)


def unasked(plan: Plan, touches: tuple[Touch, ...]) -> Iterator[Reason]:
    """Answers to what nobody asked, since it is not touched or a step has settled it."""
    closed = {"own_line", "not_ours", "moved", "area_given_up", "handed_over", "released"}
    asked = {one.item for one in touches if one.reason not in closed}
    for item in plan.answers:
        if item not in asked:
            yield Reason("answer_unasked", {"table": item.table, "key": item.key})


def touches_of(plan: Plan, index: Index) -> Iterator[Touch]:
    """In the order of the steps, each row once."""
    finder = _Finder(plan, index)
    seen: set[Item] = set()
    for one in finder.all():
        if one.item not in seen:
            seen.add(one.item)
            yield one


class _Finder:
    def __init__(self, plan: Plan, index: Index) -> None:
        self.plan = plan
        self.index = index

    def all(self) -> Iterator[Touch]:
        yield from self._by_step()
        for body in self.plan.endings:
            if self.index.body(body):
                yield from self._ending(body)
        for body in self.plan.kept:
            for row in self.index.held_by(body):
                if row.kind is not Kind.LINE:
                    yield self._answered(Item.holding(row.key), body, "split_kept", Fate.STAYS)

    def _by_step(self) -> Iterator[Touch]:
        for item, answer in self.plan.passing.items():
            reason = "released" if answer.to is None else "handed_over"
            yield _settled(item, self.index.owner(item), reason, answer)
        for body, move in self.plan.moves.items():
            row = self.index.line_on(body, self.plan.day)
            if row and row.target != move.line:
                fate = Fate.ENDS if move.line is None else Fate.PASSES
                yield Touch(Item.holding(row.key), body, "moved", fate, move.line)
        for body, serve in self.plan.serves.items():
            for row in self.index.areas_of(body):
                if row.span.holds_on(self.plan.day) and row.target not in serve.areas:
                    yield Touch(Item.holding(row.key), body, "area_given_up", Fate.ENDS)

    def _ending(self, body: int) -> Iterator[Touch]:
        for row in self.index.held_by(body):
            item = Item.holding(row.key)
            if row.kind is Kind.LINE:
                yield Touch(item, body, "own_line", Fate.ENDS)
            elif row.kind is Kind.DUTY and row.role == Role.NOT_OURS:
                yield Touch(item, body, "not_ours", Fate.ENDS)
            elif row.kind is Kind.POST:
                # An office is filled by appointment or election: a reform does not appoint anybody by silence.
                yield self._answered(item, body, "post", Fate.ENDS)
            else:
                yield self._needed(item, body, "holder_ends", self._proposal(body, row))
        for row in self.index.lines_to(body):
            if row.holder not in self.plan.endings:
                yield self._needed(Item.holding(row.key), body, "line_ends", self._proposal(body, row), row.holder)
        for matter in self.index.matters_of(body):
            yield self._needed(Item.matter(matter.key), body, "owner_ends", self._of_matter(body, matter))

    def _needed(self, item: Item, body: int, reason: str, proposal: int | None, child: int | None = None) -> Touch:
        heir = self.plan.heirs.get(body)
        # Where a body is merged into one that reports to it, its line cannot lead to itself: that needs an answer.
        if item in self.plan.answers or heir is None or heir == child:
            proposal = self._above(body) if proposal == child else proposal
            return self._answered(item, body, reason, Fate.OPEN, proposal)
        return Touch(item, body, reason, Fate.PASSES, heir)

    def _answered(self, item: Item, body: int, reason: str, otherwise: Fate, proposal: int | None = None) -> Touch:
        if answer := self.plan.answers.get(item):
            return _settled(item, body, reason, answer)
        return Touch(item, body, reason, otherwise, proposal=proposal)

    def _proposal(self, body: int, row: Holding) -> int | None:
        into = self.plan.endings[body]
        if not into:
            return self._above(body)
        if len(into) == 1:
            return into[0]
        if row.kind is Kind.AREA:
            serving = [key for key in into if self._will_serve(key, row)]
            return serving[0] if len(serving) == 1 else None
        return None

    def _of_matter(self, body: int, matter: OpenMatter) -> int | None:
        """Where the subject goes, if that is settled; a matter follows its duty."""
        for row in self.index.held_by(body):
            if leads(row) and row.target == matter.subject:
                item = Item.holding(row.key)
                answer = self.plan.passing.get(item) or self.plan.answers.get(item)
                if answer and answer.to is not None:
                    return answer.to
        into = self.plan.endings[body]
        return self._above(body) if not into else into[0] if len(into) == 1 else None

    def _will_serve(self, key: int, row: Holding) -> bool:
        planned = self.plan.created.get(key) or self.plan.serves.get(key)
        if planned:
            return row.target in planned.areas
        return any(one.target == row.target for one in self.index.areas_of(key))

    def _above(self, body: int) -> int | None:
        """The nearest body up the line that stays."""
        seen: set[int] = set()
        while body not in seen and (row := self.index.line_on(body, self.plan.day)) and isinstance(row.target, int):
            seen.add(body)
            body = row.target
            if body not in self.plan.endings:
                return body
        return None


def _settled(item: Item, body: int, reason: str, answer: Answer) -> Touch:
    if answer.to == body:
        return Touch(item, body, reason, Fate.STAYS)
    fate = Fate.DROPPED if answer.to is None else Fate.PASSES
    return Touch(item, body, reason, fate, answer.to, answer.source)

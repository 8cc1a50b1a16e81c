"""The one door to reforms. That one is planned is known to those who keep the registers; it is decided elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianyi.engines import reform as engine
from lianyi.engines.reform import Fate, Item, RefusedError, Touch, Trails
from lianyi.reforms.actions import created_names, plan_of
from lianyi.reforms.models import Reform
from lianyi.reforms.planning import as_it_is_now
from lianyi.reforms.rows import Snapshot, snapshot
from lianyi.reforms.touching import TouchLine, counts_of, lines_of
from lianyi.reforms.wording import Names
from lianyi.scope import Actor, OutOfScope, Role

HIGHEST = 3  # bodies that are named as examples of how many levels there are


@dataclass(frozen=True)
class Preview:
    """What a draft would do. `counts` is how much of each kind it touches, `steps` are sentences with their numbers,
    `faults` are what keeps it from being carried out, in words.
    """

    counts: list[tuple[str, int]]
    steps: list[tuple[int, str]]
    unanswered: list[TouchLine]
    settled: list[TouchLine]
    asked_again: list[TouchLine]
    faults: list[str]
    levels: list[tuple[str, int, int]]
    left: list[str]

    @property
    def open_count(self) -> int:
        return sum(len(line.touches) for line in self.unanswered)

    @property
    def is_ready(self) -> bool:
        return bool(self.steps) and not self.faults and not self.unanswered


def reforms(*, for_: Actor) -> QuerySet[Reform]:
    if not for_.is_(Role.STAFF, Role.ADMIN, Role.SYSTEM):
        raise OutOfScope
    return Reform.objects.all()


def reform(pk: int, *, for_: Actor) -> Reform:
    found = reforms(for_=for_).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def preview(found: Reform, *, asking: str = "") -> Preview:
    """Everything a draft touches, what is still open, and how many levels there would be; nothing is written.

    `asking` is the token of a settled line that somebody wants to answer otherwise (`asked_again`).
    """
    now = snapshot()
    plan = as_it_is_now(plan_of(found), now.history)
    names = Names(created_names(plan))
    touched = engine.touched(now.history, plan)
    lines = lines_of(touched.touches, plan, now.history, names)
    faults = names.faults(touched.faults, now.history)
    after = None
    if plan.steps and not faults and not touched.unanswered:
        try:
            after = engine.apply(now.history, plan, now.around).history
        except RefusedError as fault:
            faults = names.faults(fault.faults, now.history)
    return Preview(
        counts_of(touched.touches, now.history),
        names.steps(plan.steps, now.history.holdings),
        [line for line in lines if line.touch.fate is Fate.OPEN],
        [line for line in lines if line.touch.fate is not Fate.OPEN],
        [line for line in lines if line.token == asking and line.can_be_answered],
        faults,
        _levels(now, after, plan, names, touched.touches) if after else [],
        _left(found, now, names),
    )


def items_of_lines(found: Reform) -> dict[str, tuple[Item, ...]]:
    """What each line of a draft's page stands for, by its token."""
    history = snapshot().history
    plan = as_it_is_now(plan_of(found), history)
    lines = lines_of(engine.touched(history, plan).touches, plan, history, Names(created_names(plan)))
    return {line.token: line.items for line in lines}


def told(found: Reform) -> list[str]:
    """What a reform that was carried out did, in words."""
    plan = plan_of(found)
    names = Names(created_names(plan))
    return [text for _number, text in names.steps(plan.steps, snapshot().history.holdings)]


def matters_of(found: Reform) -> int | None:
    """How many open matters a reform that was carried out moved or closed; None while its day lies ahead."""
    return len(found.passed) if found.matters_at else None


def trails() -> Trails:
    """What all reforms that were carried out passed on."""
    diffs = Reform.objects.filter(state=Reform.State.APPLIED).order_by("day", "pk").values_list("diff", flat=True)
    return Trails([engine.diff_from_json(diff) for diff in diffs])


def days_of_change() -> list[date]:
    """The days on which a reform was carried out, in order: the marks of a time slider."""
    return sorted(set(Reform.objects.filter(state=Reform.State.APPLIED).values_list("day", flat=True)))


def _left(found: Reform, now: Snapshot, names: Names) -> list[str]:
    """What the way back from another reform does not bring back."""
    if found.reverses is None or found.reverses.diff is None:
        return []
    draft = engine.reverse(now.history, engine.diff_from_json(found.reverses.diff), found.day)
    return names.left(draft.left, now.history.holdings)


def _levels(
    now: Snapshot, after: engine.History, plan: engine.Reform, names: Names, touches: Sequence[Touch]
) -> list[tuple[str, int, int]]:
    """How many levels up some of the bodies have that the reform moves, before and after."""
    moved: Sequence[int] = [
        now.history.holdings[one.item.key].holder for one in touches if one.reason in ("line_ends", "moved")
    ]
    found = []
    for body in list(dict.fromkeys(moved))[:HIGHEST]:
        before = engine.levels(now.history, plan.day, body)
        found.append((names.body(body), before, engine.levels(after, plan.day, body)))
    return found

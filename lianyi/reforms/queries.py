"""The one door to reforms. That one is planned is known to those who keep the registers; it is decided elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianyi.engines import reform as engine
from lianyi.engines.reform import Fate, RefusedError, Touch, Trails
from lianyi.reforms.actions import created_names, plan_of
from lianyi.reforms.models import Reform
from lianyi.reforms.rows import Snapshot, snapshot
from lianyi.reforms.wording import FATES, Names
from lianyi.scope import Actor, OutOfScope, Role

HIGHEST = 3  # bodies that are named as examples of how many levels there are


@dataclass(frozen=True)
class TouchLine:
    """A touched row in words. `proposal` is a body that could have it, while nobody has answered."""

    touch: Touch
    body: str
    what: str
    fate: str
    to: str
    proposal: str

    @property
    def is_answer(self) -> bool:
        """Whether it was answered on this page, and not by a step."""
        return self.touch.reason in ("holder_ends", "line_ends", "owner_ends", "post", "split_kept")

    @property
    def token(self) -> str:
        """What the form calls it."""
        return f"{self.touch.item.table}-{self.touch.item.key}"


@dataclass(frozen=True)
class Preview:
    """What a draft would do. `faults` are what keeps it from being carried out, in words."""

    steps: list[str]
    unanswered: list[TouchLine]
    settled: list[TouchLine]
    faults: list[str]
    levels: list[tuple[str, int, int]]
    left: list[str]

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


def preview(found: Reform) -> Preview:
    """Everything a draft touches, what is still open, and how many levels there would be; nothing is written."""
    now, plan = snapshot(), plan_of(found)
    names = Names(created_names(plan))
    touched = engine.touched(now.history, plan)
    lines = [_line(one, now, names) for one in touched.touches]
    faults = [names.fault(reason, now.history.holdings) for reason in touched.faults]
    after = None
    if plan.steps and not faults and not touched.unanswered:
        try:
            after = engine.apply(now.history, plan, now.around).history
        except RefusedError as fault:
            faults = [names.fault(reason, now.history.holdings) for reason in fault.faults]
    return Preview(
        [names.step(step, now.history.holdings) for step in plan.steps],
        [line for line in lines if line.touch.fate is Fate.OPEN],
        [line for line in lines if line.touch.fate is not Fate.OPEN],
        faults,
        _levels(now, after, plan, names) if after else [],
        _left(found, now, names),
    )


def told(found: Reform) -> list[str]:
    """What a reform that was carried out did, in words."""
    plan = plan_of(found)
    names = Names(created_names(plan))
    holdings = snapshot().history.holdings
    return [names.step(step, holdings) for step in plan.steps]


def trails() -> Trails:
    """What all reforms that were carried out passed on."""
    diffs = Reform.objects.filter(state=Reform.State.APPLIED).order_by("day", "pk").values_list("diff", flat=True)
    return Trails([engine.diff_from_json(diff) for diff in diffs])


def days_of_change() -> list[date]:
    """The days on which a reform was carried out, in order: the marks of a time slider."""
    return sorted(set(Reform.objects.filter(state=Reform.State.APPLIED).values_list("day", flat=True)))


def _line(one: Touch, now: Snapshot, names: Names) -> TouchLine:
    row = now.history.holdings.get(one.item.key)
    return TouchLine(
        one,
        names.body(row.holder if row else one.body),
        names.holding(row) if row else "—",
        str(FATES[one.fate]),
        names.body(one.to) if one.to is not None else one.source,
        names.body(one.proposal) if one.proposal is not None else "",
    )


def _left(found: Reform, now: Snapshot, names: Names) -> list[str]:
    """What the way back from another reform does not bring back."""
    if found.reverses is None or found.reverses.diff is None:
        return []
    draft = engine.reverse(now.history, engine.diff_from_json(found.reverses.diff), found.day)
    return [names.left(reason, now.history.holdings) for reason in draft.left]


def _levels(now: Snapshot, after: engine.History, plan: engine.Reform, names: Names) -> list[tuple[str, int, int]]:
    """How many levels up some of the bodies have that the reform moves, before and after."""
    moved: Sequence[int] = [
        now.history.holdings[one.item.key].holder
        for one in engine.touched(now.history, plan).touches
        if one.reason in ("line_ends", "moved")
    ]
    found = []
    for body in list(dict.fromkeys(moved))[:HIGHEST]:
        before = engine.levels(now.history, plan.day, body)
        found.append((names.body(body), before, engine.levels(after, plan.day, body)))
    return found

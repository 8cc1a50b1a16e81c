"""A plan beside matters that come and go while it is being thought about. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lianyi.engines.reform import (
    Abolish,
    CloseMatter,
    Diff,
    HandOver,
    History,
    Item,
    MoveMatter,
    Reform,
    Split,
    Step,
    proposed_answers,
    touched,
)
from lianyi.engines.reform.steps import Table

PAST = ("unknown_matter", "answer_unasked", "same_owner")


def as_it_is_now(plan: Reform, history: History) -> Reform:
    """The plan without what it says of matters that are closed or elsewhere by now."""
    speaks = any(_is_matter(one.item) for one in plan.answers) or any(handed(step) for step in plan.steps)
    if not speaks:
        return plan
    faults = touched(history, plan).faults
    gone = {one.params["key"] for one in faults if one.code in PAST and one.params.get("table") == Table.MATTER}
    steps = tuple(step for step in plan.steps if not ((item := handed(step)) and item.key in gone))
    answers = tuple(one for one in plan.answers if not (_is_matter(one.item) and one.item.key in gone))
    return replace(plan, steps=steps, answers=answers)


def with_new_matters(plan: Reform, history: History) -> Reform:
    """The plan with an answer to every matter nobody has answered: what came in since goes where it is proposed to."""
    if not any(isinstance(step, Abolish | Split) for step in plan.steps):
        return plan  # a merger says itself where they go
    proposed = proposed_answers(touched(history, plan))
    return replace(plan, answers=(*plan.answers, *(one for one in proposed if _is_matter(one.item))))


def without_matters(diff: Diff) -> Diff:
    """What a reform did in the registers alone."""
    return Diff(diff.day, tuple(one for one in diff.changes if not isinstance(one, MoveMatter | CloseMatter)))


def handed(step: Step) -> Item | None:
    """The matter that a step hands over, if it does."""
    return step.item if isinstance(step, HandOver) and _is_matter(step.item) else None


def same_hand(one: Step) -> Callable[[Step], bool]:
    """Whether a step hands a matter to the same body as this one."""
    if not isinstance(one, HandOver) or not handed(one):
        return lambda _step: False
    return lambda step: isinstance(step, HandOver) and handed(step) is not None and step.to == one.to


def _is_matter(item: Item) -> bool:
    return item.table is Table.MATTER

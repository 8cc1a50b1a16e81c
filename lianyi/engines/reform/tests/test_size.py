"""A reform over a thousand bodies takes work in proportion to the rows, counted in calls and not by the clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any

import pytest

from lianyi.engines.reform import Body, History, Holding, Kind, Merge, OpenMatter, Reform, Role, apply, reverse, undo

DAY = date(2010, 3, 1)
TOP = 1


def county(bodies: int) -> History:
    rows: list[tuple[Kind, int, int | str, str]] = []
    for body in range(2, bodies + 2):
        rows.append((Kind.LINE, body, TOP, ""))
        rows += [(Kind.AREA, body, body * 10 + at, "") for at in range(2)]
        rows += [(Kind.DUTY, body, f"subject {at}", Role.LEAD) for at in range(5)]
    holdings = [Holding(key, kind, holder, target, role) for key, (kind, holder, target, role) in enumerate(rows)]
    matters = [OpenMatter(body, body, "subject 1") for body in range(2, bodies + 2)]
    return History.of([Body(key, str(key)) for key in range(1, bodies + 2)], holdings, matters)


def lines_run(work: Callable[[], object]) -> int:
    """Executed lines, the turns of loops and comprehensions included."""
    count = 0

    def tracer(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def into_one(bodies: int) -> Reform:
    return Reform(DAY, (Merge(tuple(range(2, bodies + 2)), TOP),))


def into_many(bodies: int) -> Reform:
    every_tenth = range(2, bodies + 2, 10)
    return Reform(DAY, tuple(Merge(tuple(range(first, first + 10)), first) for first in every_tenth))


@pytest.mark.parametrize("reform", [into_one, into_many])
def test_work_grows_with_the_rows(reform: Callable[[int], Reform]) -> None:
    small, large = county(250), county(1000)
    few, many = lines_run(lambda: apply(small, reform(250))), lines_run(lambda: apply(large, reform(1000)))
    assert many < 5 * few


def test_a_thousand_bodies_there_and_back() -> None:
    before = county(1000)
    applied = apply(before, into_one(1000))
    assert len(applied.touches) == 9000
    assert undo(applied.history, applied.diff) == before
    draft = reverse(applied.history, applied.diff, date(2020, 1, 1))
    again = apply(applied.history, draft.reform)
    assert sum(body.span.holds_on(date(2020, 1, 1)) for body in again.history.bodies.values()) == 1001

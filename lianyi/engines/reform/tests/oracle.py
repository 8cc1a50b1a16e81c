"""The same questions answered the long way, one row after another, by somebody who never saw the engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from lianyi.engines.reform import Body, History, Holding, Kind, Span


def there(row: Body | Holding, day: date) -> bool:
    start, end = row.span.start, row.span.end
    return not (start and day < start) and not (end and day >= end)


def parents_on(history: History, day: date) -> dict[int, int | None]:
    alive = [key for key, body in history.bodies.items() if there(body, day)]
    parents: dict[int, int | None] = {}
    for body in alive:
        rows = [row for row in history.holdings.values() if row.kind == Kind.LINE and row.holder == body]
        lines = [row.target for row in rows if there(row, day) and row.target in alive]
        assert len(lines) <= 1
        parents[body] = int(lines[0]) if lines else None
    return parents


def depth(parents: dict[int, int | None], body: int) -> int:
    above = parents[body]
    return 1 if above is None else 1 + depth(parents, above)


def held_on(history: History, day: date) -> set[tuple[str, int, int | str, str]]:
    """Everything held that day; twice the same is an error."""
    rows = [row for row in history.holdings.values() if there(row, day)]
    found = [(row.kind.value, row.holder, row.target, row.role) for row in rows]
    assert len(found) == len(set(found))
    return set(found)


def leaders_on(history: History, day: date) -> dict[tuple[int | str, int | str], set[int]]:
    """Area and subject → the bodies that serve the one and lead the other."""
    held = held_on(history, day)
    found: dict[tuple[int | str, int | str], set[int]] = {}
    for kind, body, area, _ in held:
        for other, leader, subject, role in held if kind == "area" else ():
            if (other, leader, role) == ("duty", body, "lead"):
                found.setdefault((area, subject), set()).add(body)
    return found


def days_that_matter(*histories: History) -> list[date]:
    """Every day on which something begins or ends, with the day before and the day after."""
    days: set[date] = {date(1990, 1, 1)}
    for history in histories:
        for span in spans(history):
            days.update(day for day in (span.start, span.end) if day)
    return sorted({near for day in days for near in _near(day)})


def spans(history: History) -> list[Span]:
    return [row.span for row in history.bodies.values()] + [row.span for row in history.holdings.values()]


def _near(day: date) -> Iterator[date]:
    yield from (day - timedelta(1), day, day + timedelta(1))


def sound(history: History) -> None:
    """Assert what must hold on each day, day by day."""
    for span in spans(history):
        assert not (span.start and span.end) or span.start <= span.end
    for matter in history.matters.values():
        assert history.bodies[matter.owner].span.end is None
    for day in days_that_matter(history):
        parents = parents_on(history, day)
        for body in parents:
            assert depth(parents, body) <= len(parents)  # a cycle would never come to an end
        for _, holder, _, _ in held_on(history, day):
            assert holder in parents
        for row in history.holdings.values():
            assert row.kind != Kind.LINE or not there(row, day) or row.target in parents

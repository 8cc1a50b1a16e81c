"""An independent checker: what must hold of any history, worked out from the rows alone.

It shares no code with the carrying out of reforms beyond the rows themselves, and is slower.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from lianyi.engines.reform.history import History, Holding, Kind
from lianyi.engines.reform.reasons import Reason

Days = tuple[date, date]


def check(history: History) -> tuple[Reason, ...]:
    """What is wrong with a history; empty if it is sound.

    Codes, with params: ``reversed_days`` (table, key); ``holder_not_there``, ``line_not_there`` (holding, body): not on
    all days of the row; ``overlap`` (holding, other): two lines of one body, or the same thing held twice;
    ``duty_contradicts`` (body, subject): "not ours" beside another role; ``cycle`` (body, day): the first of each;
    ``no_owner`` (matter, body): an open matter whose owner does not exist or has ended for good;
    ``unknown_predecessor`` (body).
    """
    return (
        *_bodies(history),
        *_days(history),
        *_overlaps(history),
        *_contradictions(history),
        *_cycles(history),
        *_owners(history),
    )


def check_past(before: History, after: History, day: date) -> tuple[Reason, ...]:
    """What is not as it was on the days before ``day``: ``past_body`` (body), ``past_holding`` (body).

    Rows may be cut or joined, as long as on each of those days the same bodies are there and hold the same.
    """
    was, now = _past_bodies(before, day), _past_bodies(after, day)
    bodies = (
        Reason("past_body", {"body": key}) for key in sorted(was.keys() | now.keys()) if was.get(key) != now.get(key)
    )
    held, holds = _past_holdings(before, day), _past_holdings(after, day)
    changed = sorted({int(str(key[1])) for key in held.keys() | holds.keys() if held.get(key) != holds.get(key)})
    return (*bodies, *(Reason("past_holding", {"body": key}) for key in changed))


def _days_of(row: Holding) -> Days:
    return row.span.start or date.min, row.span.end or date.max


def _bodies(history: History) -> Iterator[Reason]:
    for body in history.bodies.values():
        if body.span.start and body.span.end and body.span.end < body.span.start:
            yield Reason("reversed_days", {"table": "body", "key": body.key})
        if body.predecessor is not None and body.predecessor not in history.bodies:
            yield Reason("unknown_predecessor", {"body": body.key})


def _days(history: History) -> Iterator[Reason]:
    for row in history.holdings.values():
        start, end = _days_of(row)
        if end < start:
            yield Reason("reversed_days", {"table": "holding", "key": row.key})
        if end <= start:
            continue
        if not _covers(history, row.holder, start, end):
            yield Reason("holder_not_there", {"holding": row.key, "body": row.holder})
        if row.kind is Kind.LINE and not _covers(history, row.target, start, end):
            yield Reason("line_not_there", {"holding": row.key, "body": row.target})


def _covers(history: History, key: int | str, start: date, end: date) -> bool:
    body = history.bodies.get(key) if isinstance(key, int) else None
    return body is not None and (body.span.start or date.min) <= start and end <= (body.span.end or date.max)


def _overlaps(history: History) -> Iterator[Reason]:
    groups: dict[tuple[object, ...], list[Holding]] = defaultdict(list)
    for row in history.holdings.values():
        what = () if row.kind is Kind.LINE else (row.target, row.role)
        groups[(row.kind, row.holder, *what)].append(row)
    for rows in groups.values():
        yield from (Reason("overlap", {"holding": one.key, "other": two.key}) for one, two in _meeting(rows))


def _meeting(rows: Iterable[Holding]) -> Iterator[tuple[Holding, Holding]]:
    """Each row with the one before it that lasts longest, if they share a day."""
    last: Holding | None = None
    real = (row for row in rows if _days_of(row)[0] < _days_of(row)[1])
    for row in sorted(real, key=lambda row: (*_days_of(row), row.key)):
        if last and _days_of(row)[0] < _days_of(last)[1]:
            yield last, row
        if last is None or _days_of(row)[1] > _days_of(last)[1]:
            last = row


def _contradictions(history: History) -> Iterator[Reason]:
    parts: dict[tuple[int, int | str], tuple[list[Holding], list[Holding]]] = defaultdict(lambda: ([], []))
    for row in history.holdings.values():
        if row.kind is Kind.DUTY:
            parts[row.holder, row.target][row.role == "not_ours"].append(row)
    for (body, subject), (ours, others) in parts.items():
        if any(a.span.cut(b.span) for a in ours for b in others):
            yield Reason("duty_contradicts", {"body": body, "subject": subject})


def _cycles(history: History) -> Iterator[Reason]:
    """A cycle is there on the day the last of its lines begins: walking up each line on its first day finds all."""
    lines: dict[int, list[Holding]] = defaultdict(list)
    for row in history.holdings.values():
        if row.kind is Kind.LINE:
            lines[row.holder].append(row)
    for rows in lines.values():
        for row in rows:
            day, _ = _days_of(row)
            if _comes_round(lines, row.holder, day):
                yield Reason("cycle", {"body": row.holder, "day": day.isoformat()})


def _comes_round(lines: dict[int, list[Holding]], body: int, day: date) -> bool:
    at, walked = body, {body}
    while True:
        above = [row.target for row in lines.get(at, ()) if _days_of(row)[0] <= day < _days_of(row)[1]]
        if not above or not isinstance(above[0], int):
            return False
        at = above[0]
        if at in walked:
            return at == body
        walked.add(at)


def _owners(history: History) -> Iterator[Reason]:
    for matter in history.matters.values():
        owner = history.bodies.get(matter.owner)
        if owner is None or owner.span.end is not None:
            yield Reason("no_owner", {"matter": matter.key, "body": matter.owner})


def _past_bodies(history: History, day: date) -> dict[int, Days]:
    found = {}
    for key, body in history.bodies.items():
        start, end = body.span.start or date.min, min(body.span.end or date.max, day)
        if start < end:
            found[key] = (start, end)
    return found


def _past_holdings(history: History, day: date) -> dict[tuple[object, ...], list[Days]]:
    """Who held what before the day, as joined stretches of days."""
    found: dict[tuple[object, ...], list[Days]] = defaultdict(list)
    for row in sorted(history.holdings.values(), key=_days_of):
        start, end = _days_of(row)
        end = min(end, day)
        if start >= end:
            continue
        stretches = found[row.kind, row.holder, row.target, row.role]
        if stretches and stretches[-1][1] >= start:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return found

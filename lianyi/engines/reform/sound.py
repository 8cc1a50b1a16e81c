"""Whether rows that were just opened, or opened again, can stand among the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lianyi.engines.reform.history import Holding, Kind, Role
from lianyi.engines.reform.index import Index
from lianyi.engines.reform.reasons import Reason


def unsound(index: Index, rows: Sequence[Holding], day: date) -> Iterator[Reason]:
    """What is wrong with these rows of a history from this day on; only what they take part in is looked at.

    Fault codes, with params: ``holder_not_there``, ``line_not_there`` (holding, body); ``overlap`` (holding, other);
    ``two_lines`` (body, line, other); ``duty_contradicts`` (body, subject); ``cycle`` (body, day).
    """
    for row in rows:
        yield from _there(index, row)
        yield from _alone(index, row)
    yield from _cycles(index, [row for row in rows if row.kind is Kind.LINE], day)


def _there(index: Index, row: Holding) -> Iterator[Reason]:
    holder = index.body(row.holder)
    if holder is None or not holder.span.contains(row.span):
        yield Reason("holder_not_there", {"holding": row.key, "body": row.holder})
    if row.kind is Kind.LINE:
        line = index.body(row.target) if isinstance(row.target, int) else None
        if line is None or not line.span.contains(row.span):
            yield Reason("line_not_there", {"holding": row.key, "body": row.target})


def _alone(index: Index, row: Holding) -> Iterator[Reason]:
    for other in index.alike(row.identity):
        if other.key != row.key and other.span.cut(row.span):
            if row.kind is Kind.LINE:
                yield Reason("two_lines", {"body": row.holder, "line": row.target, "other": other.target})
            else:
                yield Reason("overlap", {"holding": row.key, "other": other.key})
    if row.kind is Kind.DUTY:
        against = (Role.LEAD, Role.ASSIST) if row.role == Role.NOT_OURS else (Role.NOT_OURS,)
        for role in against:
            if any(one.span.cut(row.span) for one in index.alike((row.kind, row.holder, row.target, role))):
                yield Reason("duty_contradicts", {"body": row.holder, "subject": row.target})


def _cycles(index: Index, rows: Iterable[Holding], day: date) -> Iterator[Reason]:
    """A new cycle runs through a new row and closes on the day the last of its rows begins: the days to look at."""
    opened = list(rows)
    if not opened:
        return
    history = index.history
    starts = {row.span.start for row in history.holdings.values() if row.kind is Kind.LINE and not row.span.is_empty}
    for at in sorted({day, *(start for start in starts if start is not None and start > day)}):
        clear: set[int] = set()
        for row in opened:
            if row.span.holds_on(at) and (body := _loop(index, row.holder, at, clear)) is not None:
                yield Reason("cycle", {"body": body, "day": at.isoformat()})
                return


def _loop(index: Index, body: int, day: date, clear: set[int]) -> int | None:
    """The body at which walking up comes round again; ``clear`` are those known to lead to the top, and grows."""
    walked: set[int] = set()
    at: int | None = body
    while at is not None and at not in clear:
        if at in walked:
            return at
        walked.add(at)
        row = index.line_on(at, day)
        at = row.target if row and isinstance(row.target, int) else None
    clear |= walked
    return None

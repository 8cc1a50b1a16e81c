"""Whom to ask today for what an old body did: the chain of reforms, followed to its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianyi.engines.reform.diff import CloseBody, CloseHolding, Diff, OpenHolding
from lianyi.engines.reform.history import Holding, Kind, Role, Target


@dataclass(frozen=True)
class Hop:
    """On ``day`` it left ``body``: for ``to``, or, that being None, for nobody, by the text ``source``."""

    day: date
    body: int
    to: int | None
    source: str = ""


@dataclass(frozen=True)
class Trail:
    """The hops in order. Either ``body`` has it today, or it is None and ``source`` says why nobody needs it.

    Both are empty only for a part that ended with its body, as "not ours" does.
    """

    hops: tuple[Hop, ...]
    body: int | None
    source: str = ""


class Trails:
    """What some reforms passed on; made once, asked often. Reforms that were undone are left out by the caller."""

    def __init__(self, diffs: Iterable[Diff]) -> None:
        self._closed: dict[int, list[CloseHolding]] = defaultdict(list)
        self._opened: dict[int, OpenHolding] = {}
        self._rows: dict[tuple[int, Target, str], dict[int, Holding]] = defaultdict(dict)
        self._ended: dict[int, CloseBody] = {}
        for diff in diffs:
            for change in diff.changes:
                self._note(change)

    def successor(self, body: int, subject: Target, day: date, role: str = Role.LEAD) -> Trail:
        """Who has on ``day`` the part that a body had, or has, in a subject.

        The trail of a body that never gave the part away ends at the body itself.
        """
        rows = self._rows.get((body, subject, role), {})
        given = [change for key in rows if (change := self._last(key, day))]
        if not given or any(row.span.holds_on(day) and not self._last(row.key, day) for row in rows.values()):
            return Trail((), body)
        return self._follow(max(given, key=lambda change: change.end), body, day)

    def successors(self, body: int, day: date) -> dict[tuple[Target, str], Trail]:
        """The same for every subject and role that the body gave away by ``day``, in order of subject and role."""
        gave = [key for key, rows in self._rows.items() if key[0] == body and any(self._last(row, day) for row in rows)]
        return {key[1:]: self.successor(*key[:2], day, key[2]) for key in sorted(gave, key=str)}

    def heirs(self, body: int, day: date) -> tuple[int, ...]:
        """The bodies there on ``day`` that an ended body went into, itself if it has not ended; by key."""
        found: set[int] = set()
        seen: set[int] = set()
        left = [body]
        while left:
            at = left.pop()
            if at in seen:
                continue
            seen.add(at)
            ended = self._ended.get(at)
            if ended and ended.end <= day:
                left.extend(ended.into)
            else:
                found.add(at)
        return tuple(sorted(found))

    def _note(self, change: object) -> None:
        match change:
            case CloseBody():
                self._ended[change.body.key] = change
            case CloseHolding(holding=row) if row.kind is Kind.DUTY:
                self._closed[row.key].append(change)
                self._rows[row.holder, row.target, row.role].setdefault(row.key, row)
            case OpenHolding(holding=row) if row.kind is Kind.DUTY:
                self._opened[row.key] = change
                self._rows[row.holder, row.target, row.role][row.key] = row

    def _last(self, key: int, day: date) -> CloseHolding | None:
        """Where a row has gone by a day: its last closing by then, or that of a row whose days it took over.

        A reform may be carried out before a day on which another has passed the row on already. What it opens then
        lasts until that day, and goes on from there as the first row did.
        """
        by_day = [change for change in self._closed.get(key, ()) if change.end <= day]
        opened = self._opened.get(key)
        end = opened.holding.span.end if opened else None
        if end is not None and end <= day and (passed := self._passed_on(key, end)):
            by_day.append(passed)
        return max(by_day, key=lambda change: change.end, default=None)

    def _passed_on(self, key: int, end: date) -> CloseHolding | None:
        """The closing at this end, of the row or of one it carries on."""
        at: int | None = key
        while at is not None:
            for change in self._closed.get(at, ()):
                if change.end == end:
                    return change
            opened = self._opened.get(at)
            at = opened.after if opened else None
        return None

    def _follow(self, change: CloseHolding | None, body: int, day: date) -> Trail:
        hops: list[Hop] = []
        seen: set[tuple[int, date]] = set()
        # Each hop leads to a row that covers later days; `seen` keeps a log put together by hand from going in circles.
        while change is not None and (change.holding.key, change.end) not in seen:
            seen.add((change.holding.key, change.end))
            hops.append(Hop(change.end, body, change.to, change.source))
            if change.to is None:
                return Trail(tuple(hops), None, change.source)
            body = change.to
            carriers = [one for one in change.carriers if one.start is None or one.start <= day]
            change = self._last(carriers[-1].key, day) if carriers else None
        return Trail(tuple(hops), body)

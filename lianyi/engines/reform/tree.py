"""Who reports to whom on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lianyi.engines.reform.history import History, Kind
from lianyi.engines.reform.reasons import Reason, RefusedError


@dataclass(frozen=True)
class Tree:
    """``parents``: every body of the day with the one it reports to, None at the top."""

    parents: Mapping[int, int | None]

    def path(self, body: int) -> tuple[int, ...]:
        """The bodies from this one to the top, both included.

        Raises:
            RefusedError: ``unknown_body`` (body) on that day, ``cycle`` (body).
        """
        if body not in self.parents:
            raise RefusedError([Reason("unknown_body", {"body": body})])
        seen: dict[int, None] = {}
        at: int | None = body
        while at is not None:
            if at in seen:
                raise RefusedError([Reason("cycle", {"body": at})])
            seen[at] = None
            at = self.parents[at]
        return tuple(seen)


def tree_on(history: History, day: date) -> Tree:
    """The tree of a day, past or planned. A line to a body that is not there that day leads nowhere."""
    parents: dict[int, int | None] = {key: None for key, body in history.bodies.items() if body.span.holds_on(day)}
    for row in history.holdings.values():
        if row.kind is Kind.LINE and row.holder in parents and row.target in parents and row.span.holds_on(day):
            parents[row.holder] = int(row.target)
    return Tree(parents)


def levels(history: History, day: date, body: int) -> int:
    """How many bodies stand from this one to the top: 1 for the top itself, 4 for city, district, street, community.

    Raises:
        RefusedError: ``unknown_body`` (body) on that day, ``cycle`` (body).
    """
    return len(tree_on(history, day).path(body))

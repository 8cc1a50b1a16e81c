"""Taking a reform back as if it had never been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lianyi.engines.reform.carry import taken_back
from lianyi.engines.reform.diff import (
    CloseBody,
    CloseHolding,
    CloseMatter,
    Diff,
    MoveMatter,
    OpenBody,
    OpenHolding,
)
from lianyi.engines.reform.history import History, Kind
from lianyi.engines.reform.index import Index
from lianyi.engines.reform.leading import doubly_led
from lianyi.engines.reform.reasons import Reason, RefusedError
from lianyi.engines.reform.sound import unsound


def undo(history: History, diff: Diff, others: Iterable[Diff] = ()) -> History:
    """The history as it was before the reform, row by row; what happened since elsewhere stays.

    ``others`` are the other reforms that stand: what one of them handed to a body may go on in a row this one opened,
    and only the diffs tell.

    Raises:
        RefusedError: something stands in the way. ``body_changed``, ``holding_changed``, ``matter_changed`` (key): the
            row is not as the reform left it; ``used_since`` (body, table, key): a row has come to a body the reform
            founded; ``relied_on`` (holding, day): another reform handed something on to a row that this one
            opened; ``owner_ended`` (matter, body): a matter would go back to a body that ends; or the rows as they
            were cannot stand beside what came since (codes in `sound` and `leading`).
    """
    if faults := (*_in_the_way(history, diff), *_relied_on(diff, others)):
        raise RefusedError(faults)
    before = taken_back(history, diff)
    index = Index(before, diff.day)
    again = [change.holding for change in diff.changes if isinstance(change, CloseHolding)]
    again = [row for row in again if row.span.lasts_beyond(diff.day)]
    if faults := (*_ownerless(before, diff), *unsound(index, again, diff.day), *doubly_led(index, again)):
        raise RefusedError(faults)
    return before


def _in_the_way(history: History, diff: Diff) -> Iterator[Reason]:
    born: set[int] = set()
    opened: set[int] = set()
    moved: set[int] = set()
    for change in diff.changes:
        match change:
            case OpenBody():
                born.add(change.body.key)
                if history.bodies.get(change.body.key) != change.body:
                    yield Reason("body_changed", {"key": change.body.key})
            case CloseBody():
                if history.bodies.get(change.body.key) != change.closed:
                    yield Reason("body_changed", {"key": change.body.key})
            case OpenHolding():
                opened.add(change.holding.key)
                if history.holdings.get(change.holding.key) != change.holding:
                    yield Reason("holding_changed", {"key": change.holding.key})
            case CloseHolding():
                if history.holdings.get(change.holding.key) != change.closed:
                    yield Reason("holding_changed", {"key": change.holding.key})
            case MoveMatter():
                moved.add(change.matter.key)
                if history.matters.get(change.matter.key) != change.moved:
                    yield Reason("matter_changed", {"key": change.matter.key})
            case CloseMatter():
                if change.matter.key in history.matters:
                    yield Reason("matter_changed", {"key": change.matter.key})
    if born:
        yield from _used_since(history, born, opened, moved)


def _relied_on(diff: Diff, others: Iterable[Diff]) -> Iterator[Reason]:
    opened = {change.holding.key for change in diff.changes if isinstance(change, OpenHolding)}
    for other in others:
        if other == diff:
            continue
        for change in other.changes:
            if isinstance(change, CloseHolding):
                for key in sorted(opened.intersection(carrier.key for carrier in change.carriers)):
                    yield Reason("relied_on", {"holding": key, "day": other.day.isoformat()})


def _ownerless(before: History, diff: Diff) -> Iterator[Reason]:
    for change in diff.changes:
        if isinstance(change, MoveMatter | CloseMatter):
            owner = before.bodies.get(change.matter.owner)
            if owner is None or owner.span.end is not None:
                yield Reason("owner_ended", {"matter": change.matter.key, "body": change.matter.owner})


def _used_since(history: History, born: set[int], opened: set[int], moved: set[int]) -> Iterator[Reason]:
    for body in history.bodies.values():
        if body.predecessor in born:
            yield Reason("used_since", {"body": body.predecessor or 0, "table": "body", "key": body.key})
    for row in history.holdings.values():
        if row.key not in opened:
            used = {row.holder, row.target} if row.kind is Kind.LINE else {row.holder}
            for founded in sorted(used & born, key=str):
                yield Reason("used_since", {"body": founded, "table": "holding", "key": row.key})
    for matter in history.matters.values():
        if matter.key not in moved and matter.owner in born:
            yield Reason("used_since", {"body": matter.owner, "table": "matter", "key": matter.key})

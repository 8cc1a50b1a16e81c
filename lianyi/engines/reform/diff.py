"""What a reform does, row by row, so that a database can carry it out, keep it and take it back.

The changes stand in the order in which they can be carried out: bodies open, holdings close, holdings open, matters go,
bodies close. A row that changes is told as it was before, so that nothing else is needed to undo it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lianyi.engines.reform.history import Body, Holding, OpenMatter


@dataclass(frozen=True)
class OpenBody:
    """A body that begins."""

    body: Body


@dataclass(frozen=True)
class CloseBody:
    """A body that ends. ``into`` are those it was merged or split into, else those that took over what it held."""

    body: Body
    end: date
    into: tuple[int, ...]

    @property
    def closed(self) -> Body:
        return replace(self.body, span=self.body.span.ended(self.end))


@dataclass(frozen=True)
class Carrier:
    """A row that carries on what another held, from ``start`` (None: always did)."""

    key: int
    start: date | None


@dataclass(frozen=True)
class CloseHolding:
    """A row that ends, or that was planned and will not come (then it ends on the day it would have begun).

    ``reason`` is a reason of `Touch`. ``to`` is the body that carries it on (for a line: that is reported to), by the
    rows ``carriers``. ``source`` is the text by which it is no longer needed. Neither: it ends with its body.
    """

    holding: Holding
    end: date
    reason: str
    to: int | None = None
    carriers: tuple[Carrier, ...] = ()
    source: str = ""

    @property
    def closed(self) -> Holding:
        return replace(self.holding, span=self.holding.span.ended(self.end))


@dataclass(frozen=True)
class OpenHolding:
    """A row that begins. ``after`` is the row it carries on, None if it is new."""

    holding: Holding
    after: int | None = None


@dataclass(frozen=True)
class MoveMatter:
    """An open matter that gets another owner."""

    matter: OpenMatter
    to: int

    @property
    def moved(self) -> OpenMatter:
        return replace(self.matter, owner=self.to)


@dataclass(frozen=True)
class CloseMatter:
    """An open matter that nobody needs to see to any longer, by the text ``source``."""

    matter: OpenMatter
    source: str


Change = OpenBody | CloseBody | CloseHolding | OpenHolding | MoveMatter | CloseMatter


@dataclass(frozen=True)
class Diff:
    """All changes of one reform, on its day."""

    day: date
    changes: tuple[Change, ...]

    def rekeyed(self, bodies: Mapping[int, int], holdings: Mapping[int, int]) -> Diff:
        """The same with the keys a database gave, temporary key → real key; keys not named stay."""
        return Diff(self.day, tuple(_rekeyed(change, bodies, holdings) for change in self.changes))


def _rekeyed(change: Change, bodies: Mapping[int, int], holdings: Mapping[int, int]) -> Change:
    def body(key: int) -> int:
        return bodies.get(key, key)

    def holding(key: int) -> int:
        return holdings.get(key, key)

    def row(one: Holding) -> Holding:
        target = body(one.target) if one.kind == "line" and isinstance(one.target, int) else one.target
        return replace(one, key=holding(one.key), holder=body(one.holder), target=target)

    match change:
        case OpenBody():
            return OpenBody(replace(change.body, key=body(change.body.key)))
        case CloseBody():
            return replace(change, into=tuple(body(key) for key in change.into))
        case CloseHolding():
            to = None if change.to is None else body(change.to)
            carriers = tuple(replace(one, key=holding(one.key)) for one in change.carriers)
            return replace(change, holding=row(change.holding), to=to, carriers=carriers)
        case OpenHolding():
            return OpenHolding(row(change.holding), change.after)
        case MoveMatter():
            return replace(change, to=body(change.to))
        case CloseMatter():
            return change

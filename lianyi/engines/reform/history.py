"""What there is: bodies, what they hold, and the matters that are open. A reform changes none of it, it makes anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from lianyi.engines.reform.reasons import Reason, RefusedError
from lianyi.engines.reform.spans import ALWAYS, Span

Target = int | str


class Kind(StrEnum):
    """What a body can hold. ``target`` of the row says of what."""

    LINE = "line"  # reports to the body `target`
    AREA = "area"  # serves the place `target`
    DUTY = "duty"  # has a part, its `role`, in the subject `target`
    POINT = "point"  # runs the service point `target`
    POST = "post"  # has the office `target`, which somebody fills
    GRANT = "grant"  # carries the permission `target`
    MEMBER = "member"  # has the member `target`


class Role(StrEnum):
    """The part a body has in a subject."""

    LEAD = "lead"
    ASSIST = "assist"
    NOT_OURS = "not_ours"  # often asked here, and wrongly


@dataclass(frozen=True)
class Body:
    """A public body. ``predecessor`` is the ended body it was recreated from, if any."""

    key: int
    name: str
    span: Span = ALWAYS
    predecessor: int | None = None


@dataclass(frozen=True)
class Holding:
    """A dated row: ``holder`` is a body; ``role`` is a Role for a DUTY and free for the other kinds.

    Keys are unique among all holdings, whatever their kind.
    """

    key: int
    kind: Kind
    holder: int
    target: Target
    role: str = ""
    span: Span = ALWAYS

    @property
    def identity(self) -> tuple[Kind, int, Target, str]:
        """What may hold only once on any day: a body has one line, and everything else once per target and role."""
        if self.kind is Kind.LINE:
            return (self.kind, self.holder, "", "")
        return (self.kind, self.holder, self.target, self.role)


@dataclass(frozen=True)
class OpenMatter:
    """A matter somebody raised and nobody has closed; exactly one body owns it."""

    key: int
    owner: int
    subject: Target


class _Keyed(Protocol):
    @property
    def key(self) -> int: ...


Row = TypeVar("Row", bound=_Keyed)


@dataclass(frozen=True)
class History:
    """All rows by key, past, present and planned."""

    bodies: Mapping[int, Body]
    holdings: Mapping[int, Holding]
    matters: Mapping[int, OpenMatter]

    @classmethod
    def of(
        cls, bodies: Iterable[Body], holdings: Iterable[Holding] = (), matters: Iterable[OpenMatter] = ()
    ) -> History:
        """From rows in any order.

        Raises:
            RefusedError: ``key_twice`` (table, key).
        """
        return cls(_by_key("body", bodies), _by_key("holding", holdings), _by_key("matter", matters))


def _by_key(table: str, rows: Iterable[Row]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for row in rows:
        if row.key in found:
            raise RefusedError([Reason("key_twice", {"table": table, "key": row.key})])
        found[row.key] = row
    return found

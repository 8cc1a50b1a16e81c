"""What a reform is: its day, its steps, and the answers to what the steps leave open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianyi.engines.reform.history import Kind, Target


class Table(StrEnum):
    """Where a row lies that can go from body to body."""

    HOLDING = "holding"
    MATTER = "matter"


@dataclass(frozen=True)
class Item:
    """A holding or an open matter, by its key."""

    table: Table
    key: int

    @classmethod
    def holding(cls, key: int) -> Item:
        return cls(Table.HOLDING, key)

    @classmethod
    def matter(cls, key: int) -> Item:
        return cls(Table.MATTER, key)


@dataclass(frozen=True)
class Create:
    """Found a body. ``key`` is one that no body has, negative by custom, until the database gives its own.

    ``line`` is the body it reports to, None: nobody. ``predecessor`` is the ended body it takes up again, if any.
    """

    key: int
    name: str
    line: int | None = None
    areas: tuple[Target, ...] = ()
    predecessor: int | None = None


@dataclass(frozen=True)
class Abolish:
    """End a body. Whatever it holds, and whoever reports to it, needs an answer."""

    body: int


@dataclass(frozen=True)
class Merge:
    """End these bodies; what has no other answer goes to ``into``, which may be one of them and then stays."""

    bodies: tuple[int, ...]
    into: int


@dataclass(frozen=True)
class Split:
    """Divide a body among others. Unless it is ``kept`` it ends, and whatever it holds needs an answer."""

    body: int
    into: tuple[int, ...]
    kept: bool = False


@dataclass(frozen=True)
class Move:
    """Let a body report to another, or to nobody (None). A change of line planned for later stays planned."""

    body: int
    line: int | None


@dataclass(frozen=True)
class Serve:
    """Let a body serve exactly these areas. Areas planned for later stay planned."""

    body: int
    areas: tuple[Target, ...]


@dataclass(frozen=True)
class HandOver:
    """Give a holding (not a line) or a matter to another body."""

    item: Item
    to: int


@dataclass(frozen=True)
class Entrust:
    """Give a body something new: any kind but a line or an area."""

    holder: int
    kind: Kind
    target: Target
    role: str = ""


@dataclass(frozen=True)
class Release:
    """End a holding (not a line) that nobody needs any longer, with the text that says so."""

    holding: int
    source: str


Step = Create | Abolish | Merge | Split | Move | Serve | HandOver | Entrust | Release


@dataclass(frozen=True)
class Answer:
    """Where an item goes: to a body, or, ``to`` being None, nowhere, by the text named in ``source``.

    The answer for somebody's line to an ended body is the body it reports to from then on.
    """

    item: Item
    to: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Reform:
    """Steps that happen together on one day. Their order plays no part."""

    day: date
    steps: tuple[Step, ...]
    answers: tuple[Answer, ...] = ()

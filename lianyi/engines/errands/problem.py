"""What is asked: the papers there are, the counters that issue them, and what one person has, wants and can do.

All keys are strings of the caller's. Days are whole days, fees are cents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Way(StrEnum):
    """How a paper may be applied for, or collected. At a counter one stands oneself or sends a helper."""

    IN_PERSON = "in_person"
    PROXY = "proxy"
    POST = "post"
    ONLINE = "online"


AT_COUNTER = frozenset({Way.IN_PERSON, Way.PROXY})  # somebody has to go


@dataclass(frozen=True)
class Counter:
    """Where papers are issued. ``place`` and ``opening`` are carried along for whoever prints the plan."""

    key: str
    city: str
    place: str = ""
    opening: str = ""


@dataclass(frozen=True)
class Issuer:
    """A counter that issues a paper, and the ways to apply for it there.

    ``collect`` are the ways of a second appearance (no ONLINE; POST: it is sent back on request); None: those of
    ``ways``. What was applied for by post or online comes by itself.
    """

    counter: str
    ways: frozenset[Way] = frozenset({Way.IN_PERSON})
    collect: frozenset[Way] | None = None

    @property
    def collecting(self) -> frozenset[Way]:
        """The ways in which a paper that is not handed over at once is had back."""
        return self.ways - {Way.ONLINE} if self.collect is None else self.collect


@dataclass(frozen=True)
class Paper:
    """A paper. Whoever applies shows all of ``needs`` and one of each group in ``one_of``.

    ``days`` from the application until it is issued, 0: while one waits. ``is_collected``: then it takes a second
    appearance, otherwise it comes by itself. ``valid_for`` days after it was issued it is still good, the day after it
    is not; None: for ever. ``is_void``: nobody may demand it.
    """

    key: str
    issuers: tuple[Issuer, ...] = ()
    needs: frozenset[str] = frozenset()
    one_of: tuple[frozenset[str], ...] = ()
    fee: int = 0
    days: int = 0
    is_collected: bool = False
    valid_for: int | None = None
    is_void: bool = False


@dataclass(frozen=True)
class Held:
    """A paper in hand, good today and ``days_left`` more days; None: for ever."""

    paper: str
    days_left: int | None = None


@dataclass(frozen=True)
class Person:
    """Who needs the papers. ``goes_to``: cities they can go to, None: any. ``proxy_in``: cities with a helper who holds
    a mandate. ``post`` and ``online``: whether they can use them."""

    home: str
    holds: tuple[Held, ...] = ()
    goes_to: frozenset[str] | None = None
    proxy_in: frozenset[str] = frozenset()
    post: bool = True
    online: bool = False

    def goes(self, city: str) -> bool:
        """Whether they can go to a counter in this city themselves."""
        return self.goes_to is None or city in self.goes_to


@dataclass(frozen=True)
class Problem:
    """``goals`` are wanted together: on the last day all are in hand and good. ``post_days``: days one letter takes."""

    papers: tuple[Paper, ...]
    counters: tuple[Counter, ...]
    person: Person
    goals: frozenset[str]
    post_days: int = 0

    def paper(self, key: str) -> Paper:
        """The paper of this key. Raises KeyError."""
        return self._papers[key]

    def counter(self, key: str) -> Counter:
        """The counter of this key. Raises KeyError."""
        return self._counters[key]

    _papers: dict[str, Paper] = field(init=False, repr=False, compare=False)
    _counters: dict[str, Counter] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_papers", {paper.key: paper for paper in self.papers})
        object.__setattr__(self, "_counters", {counter.key: counter for counter in self.counters})

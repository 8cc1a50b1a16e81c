"""Days from and until, and what is left of them when others are taken away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """Half-open days: ``start`` is the first that counts, ``end`` the first that no longer does.

    None means: always was, still is. A span that ends on the day it starts is empty: it was planned and never came.
    """

    start: date | None = None
    end: date | None = None

    @property
    def low(self) -> date:
        return self.start or date.min

    @property
    def high(self) -> date:
        return self.end or date.max

    @property
    def is_empty(self) -> bool:
        return self.high <= self.low

    @property
    def is_reversed(self) -> bool:
        return self.high < self.low

    def holds_on(self, day: date) -> bool:
        """Whether this day counts."""
        return self.low <= day < self.high

    def lasts_beyond(self, day: date) -> bool:
        """Whether this day or a later one counts."""
        return self.high > day and not self.is_empty

    def contains(self, other: Span) -> bool:
        """Whether every day of the other counts here too."""
        return other.is_empty or (self.low <= other.low and other.high <= self.high)

    def cut(self, other: Span) -> Span | None:
        """The days that count in both; None if there are none."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return _span(low, high) if low < high else None

    def ended(self, day: date) -> Span:
        """The same until this day; empty if it had not begun by then, never reversed."""
        return Span(self.start, max(day, self.low))


ALWAYS = Span()


def gaps(span: Span, taken: Iterable[Span]) -> list[Span]:
    """The parts of a span that none of the others takes, in order of days."""
    left, low = [], span.low
    for other in sorted((one for one in taken if not one.is_empty), key=lambda one: one.low):
        if other.low >= span.high:
            break
        if other.low > low:
            left.append(_span(low, other.low))
        low = max(low, other.high)
    if low < span.high:
        left.append(_span(low, span.high))
    return left


def _span(low: date, high: date) -> Span:
    return Span(None if low == date.min else low, None if high == date.max else high)

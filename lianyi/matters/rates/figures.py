"""The three rates of a period, as they were known on a day: each with what stands above and below the line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from lianyi.matters.models import Tally
from lianyi.matters.rates.events import What


@dataclass(frozen=True)
class Period:
    """Matters received from the month of `first` to that of `last`, as known on the evening of `known_on`."""

    first: date
    last: date
    known_on: date


@dataclass(frozen=True)
class Rate:
    """A share: `above` of `below`."""

    above: int
    below: int

    @property
    def percent(self) -> int | None:
        """In whole per cent, rounded half up: a reader can check it with the two numbers beside it."""
        return (200 * self.above + self.below) // (2 * self.below) if self.below else None


@dataclass(frozen=True)
class Figures:
    """What is counted of one body, one subject, or all of them. `key` 0 is none, None is the total."""

    key: int | None
    counts: Mapping[What, int]

    def of(self, what: What) -> int:
        return self.counts.get(what, 0)

    @property
    def received(self) -> int:
        return self.of(What.RECEIVED)

    @property
    def left_out(self) -> int:
        return self.of(What.LEFT_OUT)

    @property
    def not_due(self) -> int:
        """Received, and the day of the first response has not come."""
        return self.received - self.of(What.DUE)

    @property
    def silent(self) -> int:
        """Closed, and nobody said how it went."""
        return max(self.of(What.CLOSED) - self.of(What.SAID), 0)

    @property
    def responded(self) -> Rate:
        """响应率: contacted in time, of those whose day has come and that count."""
        return Rate(self.of(What.IN_TIME), self.of(What.DUE) - self.left_out)

    @property
    def solved(self) -> Rate:
        """解决率: solved, of those whose asker said so or not."""
        return Rate(self.of(What.SOLVED), self.of(What.SAID))

    @property
    def satisfied(self) -> Rate:
        """满意率: satisfied, of those who said."""
        return Rate(self.of(What.SATISFIED), self.of(What.RATED))


def figures(communities: Iterable[int], period: Period, *, by: str = "body_key") -> list[Figures]:
    """A row for each body (or `by="subject_key"`: each subject) that anything is counted of, the total last."""
    rows = Tally.objects.filter(
        community__in=list(communities),
        month__gte=period.first.replace(day=1),
        month__lte=period.last.replace(day=1),
        known_on__lte=period.known_on,
    )
    found: dict[int, dict[What, int]] = defaultdict(dict)
    total: dict[What, int] = defaultdict(int)
    for key, event, times in rows.order_by().values_list(by, "event").annotate(times=Sum("count")):
        found[key][What(event)] = times
        total[What(event)] += times
    parts = [Figures(key, counts) for key, counts in sorted(found.items()) if any(counts.values())]
    return [*parts, Figures(None, total)]

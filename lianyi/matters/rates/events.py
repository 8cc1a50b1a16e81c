"""What the rates count. Pure.

An event becomes known on a day. What concerns a deadline becomes known on the day of the deadline, so that a rate of
any past day leaves out what was not due yet. A later word of the same asker takes the earlier one back (`times` -1),
and a matter that goes to another body takes with it what is counted of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class What(StrEnum):
    RECEIVED = "received"
    DUE = "due"  # the day by which whoever raised it had to be contacted has come
    IN_TIME = "in_time"  # they were contacted by then
    LEFT_OUT = "left_out"  # it does not count, for a reason shown beside the figures
    CLOSED = "closed"
    SAID = "said"  # whoever raised it said whether it is solved
    SOLVED = "solved"
    PARTLY = "partly"
    RATED = "rated"  # ... and whether they are satisfied
    SATISFIED = "satisfied"
    FAIR = "fair"


@dataclass(frozen=True)
class Event:
    """`times` is 1, or -1 for what is taken back. The keys say of which body and subject it counts; 0 is of none."""

    what: What
    known_on: date
    times: int = 1
    body_key: int = -1
    subject_key: int = -1

    def of(self, body_key: int, subject_key: int) -> Event:
        """The same, counted of these where it does not say of which."""
        if self.body_key >= 0 and self.subject_key >= 0:
            return self
        body = body_key if self.body_key < 0 else self.body_key
        return replace(self, body_key=body, subject_key=subject_key if self.subject_key < 0 else self.subject_key)

    def as_fact(self) -> list[object]:
        """As the journal keeps it."""
        return [str(self.what), self.known_on.isoformat(), self.times, self.body_key, self.subject_key]

    @classmethod
    def from_fact(cls, fact: list[object]) -> Event:
        what, day, *numbers = fact
        return cls(What(str(what)), date.fromisoformat(str(day)), *(int(str(number)) for number in numbers))


def moved(events: Iterable[Event], today: date, old: tuple[int, int], new: tuple[int, int]) -> tuple[Event, ...]:
    """What is counted of a matter goes from one (body, subject) to another: from today on, never in the past."""
    found: list[Event] = []
    for event in events:
        known = max(event.known_on, today)
        found.append(Event(event.what, known, -event.times, *old))
        found.append(Event(event.what, known, event.times, *new))
    return tuple(found)


def summed(events: Iterable[Event]) -> list[Event]:
    """The same events, each told once with how often it happened; what cancels out is left out."""
    times: Counter[tuple[What, date, int, int]] = Counter()
    for event in events:
        times[event.what, event.known_on, event.body_key, event.subject_key] += event.times
    return [Event(what, day, count, body, subject) for (what, day, body, subject), count in times.items() if count]

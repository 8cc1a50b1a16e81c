"""What is counted of a matter at present."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone

from lianyi.matters.models import Feedback, Matter
from lianyi.matters.rates.events import Event, What

SOLVED = {Feedback.Solved.YES: What.SOLVED, Feedback.Solved.PARTLY: What.PARTLY}
SATISFIED = {Feedback.Satisfied.YES: What.SATISFIED, Feedback.Satisfied.FAIR: What.FAIR}


def received_on(matter: Matter) -> date:
    return timezone.localtime(matter.opened_at).date()


def was_in_time(matter: Matter) -> bool:
    """Whether whoever raised it was spoken to by the day that the rule sets."""
    return matter.responded_at is not None and timezone.localtime(matter.responded_at).date() <= matter.respond_by


def of_open(matter: Matter) -> tuple[Event, ...]:
    """What is counted of a matter that is not closed."""
    return of_many_open([matter])[matter.pk]


def of_many_open(matters: Sequence[Matter]) -> dict[int, tuple[Event, ...]]:
    """The same of many, by their keys."""
    said = {
        word.matter_id: of_word(word.solved, word.satisfied, timezone.localtime(word.at).date())
        for word in Feedback.objects.filter(matter__in=[one.pk for one in matters]).order_by("at", "pk")
    }
    return {one.pk: (*_received(one), *said.get(one.pk, ())) for one in matters}


def _received(matter: Matter) -> Iterator[Event]:
    yield Event(What.RECEIVED, received_on(matter))
    yield Event(What.DUE, matter.respond_by)
    if was_in_time(matter):
        yield Event(What.IN_TIME, matter.respond_by)


def of_word(solved: str, satisfied: str, on: date, times: int = 1) -> tuple[Event, ...]:
    """What a word of whoever raised a matter counts as."""
    whats = [What.SAID, SOLVED.get(Feedback.Solved(solved)), What.RATED if satisfied else None]
    whats.append(SATISFIED.get(Feedback.Satisfied(satisfied)) if satisfied else None)
    return tuple(Event(what, on, times) for what in whats if what)

"""Which subjects of the list a topic may be about."""

from __future__ import annotations

from lianyi.dated import today
from lianyi.matters import words
from lianyi.organisations.models.naming import split_names
from lianyi.responsibilities.models import Subject
from lianyi.responsibilities.queries import subjects

MOST = 5
SURE = 0.99
LIKELY = 0.5


def likely_subjects(topic: str, typed: str = "") -> list[tuple[Subject, bool]]:
    """The subjects that were typed for, else those whose name stands in the topic; with whether it is surely that one.

    A name stands in a topic as far as its grams do; the best of a subject's names counts.
    """
    if typed.strip():
        found = list(subjects(words=typed, on=today())[: MOST + 1])
        if found:
            return [(one, len(found) == 1) for one in found[:MOST]]
    said = words.grams(f"{typed} {topic}")
    ranked = [(_likeness(said, one), one) for one in subjects(on=today())] if said else []
    ranked = [pair for pair in ranked if pair[0] >= LIKELY]
    ranked.sort(key=lambda pair: (-pair[0], pair[1].sort_key))
    is_clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[1][0] < SURE)
    return [(one, is_clear and likeness >= SURE) for likeness, one in ranked[:MOST]]


def _likeness(said: frozenset[str], subject: Subject) -> float:
    named = [words.grams(name) for name in (subject.name, subject.name_en, *split_names(subject.asked_as))]
    return max((len(said & grams) / len(grams) for grams in named if grams), default=0.0)

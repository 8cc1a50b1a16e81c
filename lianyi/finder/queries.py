"""From a question to subjects and bodies, and the questions that led nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lianyi.finder.models import Question
from lianyi.finder.ranking import Ranked, rank
from lianyi.organisations.models import Organisation
from lianyi.organisations.models.naming import split_names
from lianyi.places.models import Place
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor, OutOfScope, Role
from lianyi.search import matching

BODIES = (Organisation.Kind.PUBLIC, Organisation.Kind.INSTITUTION)
MOST = 8


@dataclass(frozen=True)
class Found:
    """What a question may mean. `sure` is the subject or body that it means without doubt."""

    subjects: tuple[Subject, ...] = ()
    bodies: tuple[Organisation, ...] = ()
    sure: Subject | Organisation | None = None

    def __bool__(self) -> bool:
        return bool(self.subjects or self.bodies)


def find(question: str) -> Found:
    """Subjects and bodies, abolished ones too, by plain language in either language, by older names, by pinyin."""
    subjects = {("subject", one.pk): one for one in Subject.objects.all()}
    bodies = {("body", one.pk): one for one in Organisation.objects.filter(kind__in=BODIES)}
    names = {
        key: [one.name, one.name_en, *split_names(one.asked_as), one.shown_answer] for key, one in subjects.items()
    }
    names |= {key: [one.name, *split_names(one.also_called)] for key, one in bodies.items()}
    ranked = rank(question, names, most=MOST) or _by_key(question)
    everything: dict[tuple[str, int], Subject | Organisation] = {**subjects, **bodies}
    found = [everything[one.key] for one in ranked if one.key in everything]
    is_clear = bool(ranked) and ranked[0].is_sure and (len(ranked) == 1 or ranked[0].score - ranked[1].score > 0.08)
    return Found(
        tuple(one for one in found if isinstance(one, Subject)),
        tuple(one for one in found if isinstance(one, Organisation)),
        found[0] if found and is_clear else None,
    )


def _by_key(question: str) -> list[Ranked[tuple[str, int]]]:
    """By pinyin, initials or a part of a name."""
    words = question.strip()
    if not words:
        return []
    subjects = Subject.objects.filter(matching(words)).values_list("pk", flat=True)[:MOST]
    bodies = Organisation.objects.filter(matching(words), kind__in=BODIES).values_list("pk", flat=True)[:MOST]
    keys = [("subject", pk) for pk in subjects] + [("body", pk) for pk in bodies]
    return [Ranked(key, 1.0 if len(keys) == 1 else 0.5) for key in keys[:MOST]]


def often_asked(on: date) -> QuerySet[Subject]:
    """The subjects that can be chosen without typing."""
    return Subject.objects.on(on).order_by("sort_key")


def body(pk: int) -> Organisation:
    """A body that the public may ask for, of today or of earlier days."""
    found = Organisation.objects.filter(pk=pk, kind__in=BODIES).first()
    if found is None:
        raise OutOfScope
    return found


def communities_on(day: date) -> QuerySet[Place]:
    """Where somebody may live: for the choice on public pages."""
    return Place.objects.on(day).filter(kind=Place.Kind.COMMUNITY).order_by("sort_key", "pk")


def open_questions(*, for_: Actor) -> QuerySet[Question]:
    """The gaps of this actor's communities, and those of no community."""
    found = Question.objects.filter(state=Question.State.OPEN).select_related("community")
    if for_.is_(Role.ADMIN, Role.SYSTEM):
        return found
    return found.filter(Q(community=None) | Q(community__in=for_.community_ids))


def question(pk: int, *, for_: Actor) -> Question:
    found = Question.objects.filter(pk=pk).select_related("community").first()
    if found is None or (
        found.community_id and not for_.is_(Role.ADMIN, Role.SYSTEM) and not for_.works_for(found.community_id)
    ):
        raise OutOfScope
    return found

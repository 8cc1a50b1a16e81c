"""What happens to questions nobody could answer."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.finder.models import Question
from lianyi.finder.ranking import one_line
from lianyi.journal.actions import Change, record
from lianyi.places.models import Place
from lianyi.responsibilities.actions import also_ask
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor, OutOfScope, Refused, Role

LONGEST = 120


@transaction.atomic
def leave_question(text: str, *, community: Place | None) -> Question:
    """Puts a question on the list of gaps; asked again it counts up, and one put aside or answered opens again."""
    words = one_line(text)[:LONGEST].strip()
    if not words:
        raise Refused(_("Please write what you are looking for."))
    question, is_new = Question.objects.get_or_create(
        text=words, community=community, defaults={"first_on": today(), "last_on": today()}
    )
    if not is_new:
        Question.objects.filter(pk=question.pk).update(times=F("times") + 1, last_on=today(), state=Question.State.OPEN)
    return question


@transaction.atomic
def answer_question(question: Question, subject: Subject, *, by: Actor) -> None:
    """The question means a subject: it is found by these words from now on."""
    _require(question, by)
    also_ask(subject, question.text.replace(";", " ").replace("；", " "), by=by)
    _settle(question, Question.State.ANSWERED, by, subject)


@transaction.atomic
def put_aside(question: Question, *, by: Actor) -> None:
    """Nothing to be found: no question at all, or nobody's business."""
    _require(question, by)
    _settle(question, Question.State.CLOSED, by)


def _settle(question: Question, state: str, by: Actor, subject: Subject | None = None) -> None:
    before, question.state, question.subject = question.state, state, subject
    question.save(update_fields=["state", "subject"])
    record(
        "question.settled",
        by=by,
        changes=[Change({"state": before}, {"state": state, "subject": subject.name if subject else None})],
        subject=("question", question.pk),
        community_id=question.community_id,
    )


def _require(question: Question, by: Actor) -> None:
    if not by.is_(Role.STAFF, Role.ADMIN, Role.SYSTEM):
        raise OutOfScope
    if question.community_id and by.is_(Role.STAFF) and not by.works_for(question.community_id):
        raise OutOfScope

"""Asking that a record be corrected, and answering it. The correction itself is `correct_person` and its like."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.people.models import CorrectionRequest, Person
from lianyi.people.queries import correction
from lianyi.people.queries import person as find
from lianyi.scope import Actor, Refused

AT_ONCE = 5  # requests of one person that may wait at the same time


@transaction.atomic
def ask_for_correction(person_id: int, text: str, *, by: Actor) -> CorrectionRequest:
    """Notes what is wrong and what is right: said by the person, or entered by the office for the person."""
    person = find(person_id, for_=by)
    if not text.strip():
        raise Refused(_("Please say what is wrong, and what is right."))
    waiting = CorrectionRequest.objects.filter(person=person, state=CorrectionRequest.State.WAITING)
    if waiting.count() >= AT_ONCE:
        raise Refused(_("Some requests are still waiting for an answer. Please wait for it, or ring the office."))
    asked = CorrectionRequest.objects.create(person=person, text=text.strip())
    _record("correction.asked", person, {}, {"text": asked.text}, by)
    return asked


@transaction.atomic
def answer_correction(pk: int, *, state: str, answer: str, by: Actor) -> None:
    """Says that it was done, or why not. An answer stays."""
    asked = correction(pk, for_=by)
    by.require_community(asked.person.community_id)
    waiting = CorrectionRequest.State.WAITING
    if state not in (CorrectionRequest.State.DONE, CorrectionRequest.State.DECLINED):
        raise Refused(_("Please say whether it was corrected."))
    if not answer.strip():
        raise Refused(_("Please write an answer. The person reads it."))
    changed = CorrectionRequest.objects.filter(pk=pk, state=waiting).update(state=state, answer=answer.strip())
    if not changed:
        raise Refused(_("This request has been answered already."))
    after = {"state": state, "answer": answer.strip()}
    _record("correction.answered", asked.person, {"state": waiting}, after, by)


def _record(code: str, person: Person, before: Mapping[str, str], after: Mapping[str, str], by: Actor) -> None:
    record(
        code,
        by=by,
        changes=[Change(before, after, person.pk)],
        subject=("person", person.pk),
        community_id=person.community_id,
        purpose="asked",
    )

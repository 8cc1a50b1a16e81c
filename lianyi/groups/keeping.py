"""How long answers are kept, who is told of them, and how they are forgotten."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianyi.dated import today
from lianyi.groups import codes
from lianyi.groups.actions.answers import content_of
from lianyi.groups.models import Answer, AnswerSheet, Draft, Formation, Placement, Wish, WishForm
from lianyi.jobs.chores import chore
from lianyi.journal.actions import Change, record
from lianyi.people import dossier, erasure
from lianyi.people.dossier import Line, Section
from lianyi.people.models import Person
from lianyi.scope import Actor
from lianyi.wording import term

FREE_TEXTS = ("trade", "area", "hobby", "remark", "late_reason")


@dossier.register
def wish_forms(person_id: int, for_: Actor) -> Section | None:
    """Every version of every form somebody sent, in words."""
    answers = Answer.objects.filter(form__person=person_id).select_related("form__formation").order_by("-at")
    lines = tuple(Line(f"{answer.form.formation.title} ({answer.version})", _said(answer)) for answer in answers)
    return Section("wish_forms", term("wish_form", 2), lines) if lines else None


@erasure.register
def forget_forms(person_id: int) -> None:
    """Takes away wishes and texts, and closes the personal link. The row stays, so that counts stay true."""
    _forget(Answer.objects.filter(form__person=person_id))
    # Who stands in a file cannot be told before it is read, so all that lie there go.
    community_id = Person.objects.values_list("community_id", flat=True).get(pk=person_id)
    AnswerSheet.objects.filter(formation__community=community_id).delete()
    for form in WishForm.objects.filter(person=person_id):
        form.nonce, form.code_digest = "", codes.digest_of(secrets.token_hex(16))
        form.save(update_fields=["nonce", "code_digest"])


@chore
def forget_what_was_kept_long_enough() -> None:
    """Erases the wishes and texts of rounds whose day has come, as every form and receipt has promised.

    The trial runs were asked with these wishes, so they forget them too.
    """
    for formation in Formation.objects.filter(keep_until__lt=today()):
        with transaction.atomic():
            forms = _forget(Answer.objects.filter(form__formation=formation))
            drafts = _forget_drafts(formation)
            if forms or drafts:
                record(
                    "formation.answers_forgotten",
                    by=Actor.system("chores"),
                    changes=[Change(after={"forms": forms, "drafts": drafts})],
                    subject=("formation", formation.pk),
                    community_id=formation.community_id,
                )


def _forget(answers: QuerySet[Answer]) -> int:
    """Returns how many answers still said something."""
    wishes = Wish.objects.filter(answer__in=answers)
    told = answers.exclude(**dict.fromkeys(FREE_TEXTS, "")) | answers.filter(wishes__in=wishes)
    count = told.distinct().count()
    wishes.delete()
    answers.update(**dict.fromkeys(FREE_TEXTS, ""))
    return count


def _forget_drafts(formation: Formation) -> int:
    """Leaves of each trial run who is where, and the counts. Which wish somebody got would tell what they wished."""
    drafts = list(formation.drafts.exclude(state=Draft.State.FORGOTTEN))
    for draft in drafts:
        draft.state, draft.asked, draft.problems, draft.input_hash = Draft.State.FORGOTTEN, {}, [], ""
        draft.certificate = {"gap": draft.certificate["gap"]} if draft.certificate else {}
        draft.save(update_fields=["state", "asked", "problems", "input_hash", "certificate"])
    Placement.objects.filter(draft__in=drafts).update(level=0)
    return len(drafts)


def _said(answer: Answer) -> str:
    content = content_of(answer)
    names = dict(answer.wishes.values_list("proposed__number", "proposed__name"))
    wishes = [f"{number} {names[number]}" for number in content.wishes]
    if not content.takes_part:
        wishes = [_("does not take part")]
    texts = [text for text in (content.trade, content.area, content.hobby, content.remark) if text]
    when = answer.at.astimezone().strftime("%Y-%m-%d")
    clauses = [when, answer.get_channel_display(), *(wishes or [_("any group")]), *texts]
    return pgettext("between clauses", ", ").join(clauses)

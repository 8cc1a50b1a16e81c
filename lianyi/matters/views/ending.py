"""The end of a matter: the answer, the word of whoever raised it, and opening it again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianyi.matters.actions import closing
from lianyi.matters.forms.acts import ActForm, ReasonForm
from lianyi.matters.forms.ending import AnswerForm, JoinForm, WordForm
from lianyi.matters.models import Matter
from lianyi.matters.views.acts import Act
from lianyi.matters.views.checklists import where_lessons_are_asked
from lianyi.request import Request


def answer(request: Request, matter: Matter, form: ActForm) -> str | None:
    given = form.cleaned_data
    closing.answer_matter(matter, given["text"], outcome=given["outcome"], by=request.actor)
    return where_lessons_are_asked(matter)


def word(request: Request, matter: Matter, form: ActForm) -> None:
    assert isinstance(form, WordForm)
    closing.say(matter, form.word(), by=request.actor)


def withdraw(request: Request, matter: Matter, _form: ActForm) -> None:
    closing.withdraw_matter(matter, by=request.actor, by_asker=False)


def join(request: Request, matter: Matter, form: ActForm) -> None:
    closing.join_matter(matter, form.cleaned_data["to"], by=request.actor)


def reopen(request: Request, matter: Matter, form: ActForm) -> None:
    closing.reopen_matter(matter, reason=form.cleaned_data["reason"], by=request.actor, by_asker=False)


ACTS = (
    Act(
        "answer", _("Answer"), answer, lambda at: at.holds and at.is_open, AnswerForm, done=_("Answered."), icon="check"
    ),
    Act(
        "word",
        _("Write down their word"),
        word,
        lambda at: at.writes and not at.is_open and not at.was_left_out,
        WordForm,
        lead=_("As they said it, on the telephone or on paper. It cannot be changed afterwards, by nobody."),
        icon="edit",
    ),
    Act(
        "withdraw",
        _("They do not need it any more"),
        withdraw,
        lambda at: at.writes and at.is_going,
        lead=_("Whoever raised it said so. The matter ends, and counts in no rate."),
        icon="close",
    ),
    Act(
        "join",
        _("It is the same as another"),
        join,
        lambda at: at.holds and at.is_going,
        JoinForm,
        lead=_("The other goes on. Whoever raised this one stands behind it and follows it with their own code."),
        done=_("Joined."),
        icon="groups",
    ),
    Act(
        "reopen",
        _("Open it again"),
        reopen,
        lambda at: at.holds and not at.is_open and not at.goes_on_elsewhere,
        ReasonForm,
        done=_("It is open again."),
        icon="arrow-right",
    ),
)

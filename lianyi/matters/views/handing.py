"""From hand to hand: the subject, handing over, returning, what the next level decides."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianyi.matters.actions import handing
from lianyi.matters.forms.acts import ActForm
from lianyi.matters.forms.handing import ArbitrateForm, HandForm, ReturnForm, SubjectForm
from lianyi.matters.models import Matter
from lianyi.matters.views.acts import Act, Standing
from lianyi.request import Request
from lianyi.scope import OutOfScope


def subject(request: Request, matter: Matter, form: ActForm) -> None:
    handing.choose_subject(matter, form.cleaned_data["subject"], by=request.actor)


def hand(request: Request, matter: Matter, form: ActForm) -> None:
    handing.hand_over_matter(matter, to=form.cleaned_data["to"], reason=form.cleaned_data["reason"], by=request.actor)


def give_back(request: Request, matter: Matter, form: ActForm) -> None:
    given = form.cleaned_data
    handing.return_matter(matter, reason=given["reason"], dispute=given["dispute"], by=request.actor)


def arbitrate(request: Request, matter: Matter, form: ActForm) -> None:
    dispute = Standing(matter, request.actor).dispute
    if dispute is None:
        raise OutOfScope
    dispute.matter = matter
    handing.arbitrate(dispute, to=form.cleaned_data["to"], ground=form.cleaned_data["ground"], by=request.actor)


def _may_move(at: Standing) -> bool:
    return at.holds and at.is_going and at.is_service and at.dispute is None


ACTS = (
    Act(
        "subject",
        _("Choose what it is about"),
        subject,
        lambda at: at.holds and at.is_going,
        SubjectForm,
        icon="search",
    ),
    Act("hand", _("Hand it over"), hand, _may_move, HandForm, done=_("Handed over."), icon="arrow-right"),
    Act(
        "return",
        _("Return it"),
        give_back,
        lambda at: _may_move(at) and at.matter.body_id is not None,
        ReturnForm,
        lead=_(
            "It goes to whoever leads its subject by the list, else to where it came from. What is yours by the list "
            "is not returned; the next level can be asked."
        ),
        icon="drag",
    ),
    Act(
        "arbitrate",
        _("Decide who has it"),
        arbitrate,
        lambda at: at.decides and at.is_going,
        ArbitrateForm,
        done=_("Decided."),
        icon="check",
    ),
)

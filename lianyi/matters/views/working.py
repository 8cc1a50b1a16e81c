"""Working on a matter: taking it on, writing down what was done, help, and what it waits for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianyi.matters.actions import claiming, pausing, steps
from lianyi.matters.forms.acts import ActForm, ReasonForm
from lianyi.matters.forms.working import EndHelpForm, EntrustForm, HelpForm, PauseForm, ResumeForm, StepForm
from lianyi.matters.models import Matter
from lianyi.matters.views.acts import Act
from lianyi.request import Request


def claim(request: Request, matter: Matter, _form: ActForm) -> None:
    claiming.claim_matter(matter, by=request.actor)


def entrust(request: Request, matter: Matter, form: ActForm) -> None:
    claiming.entrust_matter(matter, form.cleaned_data["user"], by=request.actor)


def release(request: Request, matter: Matter, form: ActForm) -> None:
    claiming.release_matter(matter, reason=form.cleaned_data["reason"], by=request.actor)


def step(request: Request, matter: Matter, form: ActForm) -> None:
    assert isinstance(form, StepForm)
    steps.add_step(matter, form.step(), by=request.actor, way=form.way())


def ask_help(request: Request, matter: Matter, form: ActForm) -> None:
    given = form.cleaned_data
    claiming.ask_help(
        matter, by=request.actor, organisation=given.get("organisation"), user=given["user"], task=given["task"]
    )


def end_help(request: Request, _matter: Matter, form: ActForm) -> None:
    claiming.end_help(form.cleaned_data["helping"], by=request.actor)


def pause(request: Request, matter: Matter, form: ActForm) -> None:
    pausing.pause_matter(matter, form.cleaned_data["cause"], note=form.cleaned_data["note"], by=request.actor)


def resume(request: Request, matter: Matter, form: ActForm) -> None:
    pausing.resume_matter(matter, note=form.cleaned_data["note"], by=request.actor)


ACTS = (
    Act(
        "claim",
        _("Take it on"),
        claim,
        lambda at: at.holds and at.is_going and at.matter.owner_id is None,
        done=_("You answer for this now."),
        icon="check",
        is_plain=True,
    ),
    Act("step", _("Add what was done"), step, lambda at: at.writes and at.is_going, StepForm, icon="plus"),
    Act(
        "pause",
        _("It waits for something"),
        pause,
        lambda at: at.writes and at.is_open and at.pause is None,
        PauseForm,
        lead=_("The day on which it is due stays. The time it waits is shown apart from the time in our hands."),
        icon="calendar",
    ),
    Act(
        "resume",
        _("It goes on"),
        resume,
        lambda at: at.writes and at.pause is not None,
        ResumeForm,
        icon="arrow-right",
    ),
    Act(
        "entrust",
        _("Give it to a colleague"),
        entrust,
        lambda at: at.holds and at.is_going,
        EntrustForm,
        icon="person",
    ),
    Act(
        "release",
        _("I cannot do it: let others take it on"),
        release,
        lambda at: at.holds and at.is_going and at.matter.owner_id is not None,
        ReasonForm,
        icon="close",
    ),
    Act("help", _("Ask for help"), ask_help, lambda at: at.holds and at.is_going, HelpForm, icon="people"),
    Act(
        "end-help",
        _("The help is over"),
        end_help,
        lambda at: at.holds and at.is_going and bool(at.helpings),
        EndHelpForm,
        icon="close",
    ),
)

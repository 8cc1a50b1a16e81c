"""What is filled in while a matter is worked on: steps, who answers for it, who helps, what it waits for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lianyi.accounts.models import User
from lianyi.dated import today
from lianyi.matters.actions.steps import Done, Way
from lianyi.matters.forms.acts import SHORT, ActForm
from lianyi.matters.models import Helping, Pause, Step, Trip
from lianyi.matters.queries.hands import bodies_around, colleagues
from lianyi.offering import choices_of, name_rows, rows_of
from lianyi.organisations.models import Organisation
from lianyi.places.forms import DayField

NEEDED = "needed"


class StepForm(ActForm):
    """What was done, and whether somebody had to go somewhere for it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("what was done"),
        choices=[(kind.value, kind.label) for kind in Step.OF_HANDS],
        widget=forms.RadioSelect,
        initial=Step.Kind.VISIT,
    )
    on = DayField(label=gettext_lazy("day"), initial=today)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("at which body"), required=False, empty_label="—"
    )
    office = forms.CharField(label=gettext_lazy("or where, with whom"), max_length=80, required=False)
    text = forms.CharField(
        label=gettext_lazy("what was said or done"), max_length=1000, widget=forms.Textarea(attrs=SHORT)
    )
    next_step = forms.CharField(label=gettext_lazy("what comes next"), max_length=200, required=False)
    reached = forms.BooleanField(label=gettext_lazy("Whoever raised it was spoken to"), required=False)
    is_shown = forms.BooleanField(label=gettext_lazy("Whoever raised it sees this"), required=False, initial=True)
    trip = forms.ChoiceField(label=gettext_lazy("the way there"), required=False)
    traveller = forms.ChoiceField(
        label=gettext_lazy("who went"), choices=Trip.Traveller.choices, required=False, initial=Trip.Traveller.WORKER
    )
    asked = ("traveller",)

    def fill(self) -> None:
        rows_of(self, "organisation").queryset = bodies_around(self.matter)
        wasted = [(value, _("in vain: %(cause)s") % {"cause": label}) for value, label in Trip.Cause.choices]
        ways = [("", _("nobody had to go anywhere")), (NEEDED, _("it was needed")), *wasted]
        choices_of(self, "trip").choices = ways

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("trip") and not (data.get("organisation") or data.get("office")):
            self.add_error("office", _("Please write where the way led."))
        return data

    def step(self) -> Done:
        given = self.cleaned_data
        names = ("kind", "text", "on", "organisation", "office", "next_step", "is_shown", "reached")
        return Done(**{name: given[name] for name in names})

    def way(self) -> Way | None:
        given = self.cleaned_data
        if not given["trip"]:
            return None
        where = given["office"] or given["organisation"].name
        cause = "" if given["trip"] == NEEDED else given["trip"]
        return Way(where[:80], given["traveller"] or Trip.Traveller.WORKER, cause=cause)


class EntrustForm(ActForm):
    user = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("who answers for it from now on"))

    def fill(self) -> None:
        field = self.fields["user"]
        field.queryset = colleagues(self.matter).exclude(pk=self.matter.owner_id or 0)  # type: ignore[attr-defined]
        field.label_from_instance = lambda user: user.get_full_name()  # type: ignore[attr-defined]


class HelpForm(ActForm):
    """Who is asked to help: a body, or a colleague."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("a body"), required=False, empty_label="—"
    )
    user = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("or a colleague"), required=False, empty_label="—"
    )
    task = forms.CharField(label=gettext_lazy("with what"), max_length=120, required=False)

    def fill(self) -> None:
        bodies = bodies_around(self.matter).exclude(pk=self.matter.body_id or 0)
        rows_of(self, "organisation").queryset = bodies
        rows_of(self, "user").queryset = colleagues(self.matter).exclude(pk=self.matter.owner_id or 0)
        name_rows(self, "user", lambda user: user.get_full_name())
        if self.matter.workspace == self.matter.Workspace.SELF:
            del self.fields["organisation"]  # a body reads it only when it was handed to the public services


class EndHelpForm(ActForm):
    helping = forms.ModelChoiceField(
        Helping.objects.none(), label=gettext_lazy("whose help"), widget=forms.RadioSelect, empty_label=None
    )

    def fill(self) -> None:
        helping = self.matter.helpings.filter(ended_at__isnull=True).select_related("organisation", "user")
        rows_of(self, "helping").queryset = helping
        name_rows(self, "helping", named)


class PauseForm(ActForm):
    cause = forms.ChoiceField(
        label=gettext_lazy("what it waits for"), choices=Pause.Cause.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("what exactly is missing"),
        max_length=200,
        widget=forms.Textarea(attrs=SHORT),
        help_text=gettext_lazy("Whoever raised it reads this."),
    )


class ResumeForm(ActForm):
    note = forms.CharField(label=pgettext_lazy("resume", "what came"), max_length=200, required=False)


def named(helping: Helping) -> str:
    """Who helps, and with what."""
    name = helping.organisation.name if helping.organisation else helping.user.get_full_name() if helping.user else ""
    return f"{name} · {helping.task}" if helping.task else name

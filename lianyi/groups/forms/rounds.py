"""The settings of a round."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianyi.dated import today
from lianyi.groups.actions.rounds import draw_number
from lianyi.groups.models import Formation
from lianyi.organisations.queries import bonds
from lianyi.places.models import Place
from lianyi.places.queries import communities
from lianyi.scope import Actor
from lianyi.wording import rule

OPENS = "opens_"
KEPT_AFTER = timedelta(days=365)


def end_of(day: date) -> datetime:
    """The last moment of a day where the community is."""
    return timezone.make_aware(datetime.combine(day, time.max))


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


class FormationForm(forms.ModelForm):
    """Settings of a round; `settings` gives them as the actions take them, once the form is valid."""

    deadline_day = day_field(_("Forms are due by"), _("Answers count until the end of this day."), required=False)
    starts_on = day_field(_("Groups begin on"), required=False)
    keep_until = day_field(
        _("Forms are kept until"), _("Printed on the form and on the receipt: afterwards the wishes are erased.")
    )

    class Meta:
        model = Formation
        fields = [
            "title",
            "max_wishes",
            "policy",
            "seed",
            "residence_is_fallback",
            "starts_on",
            "contact",
            "keep_until",
        ]
        widgets = {"policy": forms.RadioSelect}
        help_texts = {
            "seed": _("Decides by lot between equals. It is shown on every form, so that anybody can check the draw."),
            "contact": _("For example: service station, Huayuan Road 3, 023-1234 5678. Printed on every form."),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reachable = communities(actor, today())
        most = rule("forming.maximum_wishes").value
        given = self.instance.max_wishes if self.instance.pk else most
        counts = sorted({*range(1, int(str(most)) + 1), int(str(given))})
        self.fields["max_wishes"] = forms.TypedChoiceField(
            label=_("Wishes per form"), coerce=int, choices=[(count, str(count)) for count in counts], initial=given
        )
        if not self.instance.pk:
            self._propose()
        elif self.instance.deadline:
            self.initial["deadline_day"] = timezone.localdate(self.instance.deadline)
        self._add_counts()
        if not self.instance.pk and len(self.reachable) != 1:
            self.fields["community"] = forms.ModelChoiceField(self.reachable, label=Place.Kind.COMMUNITY.label)

    def _propose(self) -> None:
        days = rule("forming.answer_days").value
        deadline = today() + timedelta(days=int(str(days)))
        proposed = {"seed": draw_number(), "deadline_day": deadline, "keep_until": deadline + KEPT_AFTER}
        self.initial = {**self.initial, **proposed}

    def _add_counts(self) -> None:
        """How many groups of each bond open; empty where wishes decide."""
        for bond in bonds():
            self.fields[OPENS + bond.code] = forms.IntegerField(
                label=bond.name,
                required=False,
                min_value=0,
                max_value=999,
                initial=self.instance.open_per_bond.get(bond.code),
            )

    @property
    def counts(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(OPENS)]

    @property
    def community_id(self) -> int:
        chosen = self.cleaned_data.get("community") or self.reachable[0]
        return int(chosen.pk)

    @property
    def settings(self) -> dict[str, Any]:
        day = self.cleaned_data.get("deadline_day")
        counts = {name.removeprefix(OPENS): self.cleaned_data[name] for name in self.fields if name.startswith(OPENS)}
        return self.cleaned_data | {
            "deadline": end_of(day) if day else None,
            "open_per_bond": {bond: count for bond, count in counts.items() if count is not None},
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        due, begin, kept = cleaned.get("deadline_day"), cleaned.get("starts_on"), cleaned.get("keep_until")
        if due and begin and begin <= due:
            self.add_error("starts_on", _("The groups begin after the deadline of the forms."))
        if due and kept and kept <= due:
            self.add_error("keep_until", _("The forms are still needed after the deadline."))
        return cleaned


class DeadlineForm(forms.Form):
    """A new deadline for a round that is open or closed."""

    deadline_day = day_field(_("New deadline"), _("Answers count until the end of this day."))

    def clean_deadline_day(self) -> date:
        day: date = self.cleaned_data["deadline_day"]
        if day < today():
            raise forms.ValidationError(_("This day has passed."))
        return day

"""What an organiser says when publishing, and what is said for and against a placement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.groups import codes
from lianyi.groups.actions.publishing import Consent
from lianyi.groups.checking import Obstacles
from lianyi.groups.models import Objection


class PublishForm(forms.Form):
    """Asks only what this draft needs: a reason, a word about each person without a group, a confirmation."""

    def __init__(self, found: Obstacles, names: dict[int, str], data: Any = None) -> None:
        super().__init__(data)
        self.found = found
        if found.needs_reason:
            self.fields["override_reason"] = forms.CharField(
                label=_("Why is it published all the same?"), max_length=300, widget=forms.Textarea
            )
        for serial in found.unplaced:
            label = _("Why does %(name)s stay without a group?") % {"name": names.get(serial, str(serial))}
            self.fields[f"unplaced_{serial}"] = forms.CharField(label=label, max_length=200)
        if found.outdated:
            self.fields["outdated_confirmed"] = forms.BooleanField(
                label=_("Publish it as it is, without the forms that have changed since.")
            )

    def consent(self) -> Consent:
        cleaned = self.cleaned_data
        return Consent(
            override_reason=cleaned.get("override_reason", ""),
            unplaced={serial: cleaned[f"unplaced_{serial}"] for serial in self.found.unplaced},
            outdated_confirmed=cleaned.get("outdated_confirmed", False),
        )


class ObjectionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What is the matter?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("In your own words. Somebody of the community office reads it and answers."),
    )


class TakeObjectionForm(forms.Form):
    """For staff who take an objection down from a paper or a call."""

    number = forms.CharField(
        label=gettext_lazy("Number of the form"), max_length=12, help_text=gettext_lazy("As it stands on the paper.")
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Came in by"),
        choices=[choice for choice in Objection.Channel.choices if choice[0] != Objection.Channel.WEB],
    )
    text = forms.CharField(
        label=gettext_lazy("What the person says"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_number(self) -> int:
        serial = codes.serial_of(self.cleaned_data["number"])
        if serial is None:
            raise forms.ValidationError(_("This is not the number of a form. Please compare it with the paper."))
        return serial


class AnswerObjectionForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("accepted", gettext_lazy("Accepted")), ("declined", gettext_lazy("Not accepted"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Answer to the person"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

"""What is filled in when a matter goes from hand to hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lianyi.matters.forms.acts import SHORT, ActForm, ReasonForm
from lianyi.matters.forms.seeking import SubjectField
from lianyi.matters.queries.hands import bodies_around
from lianyi.offering import choices_of, rows_of
from lianyi.organisations.models import Organisation


class SubjectForm(ActForm):
    subject = SubjectField(
        label=gettext_lazy("what it is about"), help_text=gettext_lazy("By name or pinyin, from the list of subjects.")
    )

    def fill(self) -> None:
        self.fields["subject"].initial = self.matter.subject


class HandForm(ReasonForm):
    """To another body, or back to the office of the community."""

    to = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("to whom"))
    field_order = ("seen", "to", "reason")

    def fill(self) -> None:
        field = rows_of(self, "to")
        field.queryset = bodies_around(self.matter).exclude(pk=self.matter.body_id or 0)
        if self.matter.body_id is not None:
            field.required = False
            field.empty_label = _("Office of the community")


class ReturnForm(ReasonForm):
    dispute = forms.BooleanField(
        label=gettext_lazy("By the list it is ours, but we see it otherwise: the next level shall decide"),
        required=False,
    )


class ArbitrateForm(ActForm):
    to = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("who has it"))
    ground = forms.CharField(
        label=gettext_lazy("on what the decision rests"),
        max_length=300,
        widget=forms.Textarea(attrs=SHORT),
        help_text=gettext_lazy("The law, list or decision by which it is so, with its article."),
    )

    def fill(self) -> None:
        rows_of(self, "to").queryset = bodies_around(self.matter)
        self.fields["to"].initial = self.matter.body_id


class BehindForm(ActForm):
    """Somebody else who has the same matter."""

    name = forms.CharField(label=pgettext_lazy("person", "name"), max_length=60, required=False)
    phone = forms.CharField(label=gettext_lazy("telephone"), max_length=40, required=False)
    channel = forms.ChoiceField(label=gettext_lazy("how it came"), widget=forms.RadioSelect)

    def fill(self) -> None:
        channels = self.matter.Channel
        chosen = [(one.value, one.label) for one in (channels.TELEPHONE, channels.COUNTER, channels.PAPER)]
        choices_of(self, "channel").choices = chosen
        self.fields["channel"].initial = channels.TELEPHONE

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("name") or data.get("phone")):
            self.add_error("name", _("Please write a name or a telephone number."))
        return data

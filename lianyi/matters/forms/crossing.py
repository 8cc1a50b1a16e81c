"""What is filled in when a matter goes to the other workspace."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from lianyi.matters.actions.crossing import Passage
from lianyi.matters.forms.acts import ReasonForm
from lianyi.matters.models import Asker, Matter
from lianyi.matters.purposes import PURPOSES
from lianyi.offering import choices_of


class CrossForm(ReasonForm):
    """For which purpose, and what goes along: the topic alone unless it is ticked."""

    purpose = forms.ChoiceField(label=gettext_lazy("purpose"), widget=forms.RadioSelect)
    with_text = forms.BooleanField(label=gettext_lazy("With what was written about it"), required=False)
    with_contact = forms.BooleanField(label=gettext_lazy("With name and telephone"), required=False)
    has_consent = forms.BooleanField(
        label=gettext_lazy("Whoever raised it was asked and agrees that name and telephone go along"), required=False
    )
    field_order = ("seen", "purpose", "reason", "with_text", "with_contact", "has_consent")

    def fill(self) -> None:
        spaces = Matter.Workspace
        there = spaces.SELF if self.matter.workspace == spaces.SERVICE else spaces.SERVICE
        choices_of(self, "purpose").choices = list(PURPOSES[there].items())
        if not Asker.objects.filter(matter=self.matter).exists():
            del self.fields["with_contact"], self.fields["has_consent"]

    def passage(self) -> Passage:
        given = self.cleaned_data
        return Passage(**{name: given.get(name, False) for name in Passage.__dataclass_fields__})

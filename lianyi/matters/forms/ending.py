"""What is filled in when a matter ends: the answer, and the word of whoever raised it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.matters.actions.closing import Word
from lianyi.matters.forms.acts import SHORT, ActForm
from lianyi.matters.models import Feedback, Matter
from lianyi.matters.queries import matter_by_number, similar
from lianyi.offering import rows_of

TOLD = (Matter.Channel.TELEPHONE, Matter.Channel.COUNTER, Matter.Channel.PAPER)


class AnswerForm(ActForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("how it stands"),
        choices=[(one.value, one.label) for one in (Matter.Outcome.SOLVED, Matter.Outcome.EXPLAINED)],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("the answer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Whoever raised it reads this. If it cannot be solved, please say why."),
    )


class WordForm(ActForm):
    """What they said, written down for them as they said it."""

    channel = forms.ChoiceField(
        label=gettext_lazy("how it came"),
        choices=[(one.value, one.label) for one in TOLD],
        widget=forms.RadioSelect,
        initial=Matter.Channel.TELEPHONE,
    )
    solved = forms.ChoiceField(
        label=gettext_lazy("Is it solved?"), choices=Feedback.Solved.choices, widget=forms.RadioSelect
    )
    satisfied = forms.ChoiceField(
        label=gettext_lazy("Are you satisfied with how it was handled?"),
        choices=[*Feedback.Satisfied.choices, ("", gettext_lazy("Did not say"))],
        widget=forms.RadioSelect,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("in their own words"), max_length=1000, required=False, widget=forms.Textarea(attrs=SHORT)
    )
    may_publish = forms.BooleanField(
        label=gettext_lazy("They agree that these words may be shown publicly, without their name"), required=False
    )

    def word(self) -> Word:
        return Word(**{name: self.cleaned_data[name] for name in Word.__dataclass_fields__})


class JoinForm(ActForm):
    """Which matter it is the same as: one of those proposed, or by its number."""

    proposed = forms.ModelChoiceField(
        Matter.objects.none(),
        label=gettext_lazy("open matters that are like it"),
        required=False,
        widget=forms.RadioSelect,
        empty_label=None,
    )
    number = forms.CharField(label=gettext_lazy("or its number"), max_length=20, required=False)

    def fill(self) -> None:
        here = self.matter
        alike = similar(here.topic, community=here.community, place=here.place, for_=self.actor)
        keys = [one.pk for one in alike if one.pk != here.pk and one.workspace == here.workspace]
        rows_of(self, "proposed").queryset = Matter.objects.filter(pk__in=keys)
        if not keys:
            del self.fields["proposed"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        typed = data.get("number", "")
        found = matter_by_number(typed, for_=self.actor) if typed else data.get("proposed")
        if found is None:
            self.add_error("number", _("Please choose a matter, or type its number."))
        return {**data, "to": found}

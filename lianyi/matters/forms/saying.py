"""What whoever raised a matter says on its page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianyi.matters.actions.closing import Word
from lianyi.matters.forms.raising import Words
from lianyi.matters.models import Feedback, Matter


class SayForm(forms.Form):
    """The closing question, in the words of whoever raised it."""

    solved = forms.ChoiceField(
        label=_("Is it solved?"),
        choices=Feedback.Solved.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say whether it is solved.")},
    )
    satisfied = forms.ChoiceField(
        label=_("Are you satisfied with how it was handled?"),
        choices=Feedback.Satisfied.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    words = Words(label=_("In your own words"), max_length=1000, required=False, widget=forms.Textarea({"rows": 4}))
    may_publish = forms.BooleanField(label=_("These words may be shown publicly, without my name"), required=False)

    @property
    def word(self) -> Word:
        told: dict[str, Any] = self.cleaned_data
        return Word(Matter.Channel.WEB, told["solved"], told["satisfied"], told["words"], told["may_publish"])


class AddForm(forms.Form):
    """Something that whoever raised it still wants to say. Pictures come beside it."""

    text = Words(
        label=_("What do you want to add?"), max_length=1000, required=False, widget=forms.Textarea({"rows": 4})
    )

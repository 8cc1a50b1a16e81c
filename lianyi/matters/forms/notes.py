"""What is filled in when something was heard at an activity: three inputs."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.matters.actions.intake import Whose
from lianyi.matters.forms.taking_in import DeskForm

PHONE = re.compile(r"[+＋]?[0-9][0-9 \-]{5,18}[0-9]")


class NoteForm(DeskForm):
    """What was heard, where, and who it concerns if they agree to be named."""

    heard = forms.CharField(
        label=gettext_lazy("what was heard"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What it is about, without names. The first line becomes the topic."),
    )
    occasion = forms.CharField(label=gettext_lazy("at which activity"), max_length=80)
    has_consent = forms.BooleanField(
        label=gettext_lazy("They agree that we write down who they are, and tell them how it goes"), required=False
    )
    named = forms.CharField(
        label=gettext_lazy("their name, and a telephone number if they like"),
        max_length=90,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, with_groups=True, **kwargs)
        if self.at.group is not None:
            self.fields["occasion"].initial = self.at.group.name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("named") and not data.get("has_consent"):
            self.add_error("has_consent", _("Please tick that they agree, or leave the name empty."))
        elif data.get("has_consent") and not data.get("named"):
            self.add_error("named", _("Please write their name, or take the tick away."))
        return data

    def whose(self) -> Whose:
        """Name and number as they stand in one line: "王敏 139 0000 1234"."""
        text = self.cleaned_data["named"].strip()
        number = PHONE.search(text)
        if number is None:
            return Whose(text[:60])
        name = " ".join((text[: number.start()] + " " + text[number.end() :]).split())
        return Whose(name.strip(" ,，、;；:：")[:60], number.group().replace(" ", "").replace("-", ""))

"""The base of the forms by which something is done with a matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianyi.matters.models import Matter
from lianyi.scope import Actor

SHORT = {"rows": 3}


class ActForm(forms.Form):
    """`seen` is the state in which the page showed the matter: whoever acts on an older one is told first."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def __init__(self, *args: Any, matter: Matter, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter, self.actor = matter, actor
        self.fill()

    def fill(self) -> None:
        """Offers what this matter can be given."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to fill in."""
        return len(self.fields) == 1


class ReasonForm(ActForm):
    reason = forms.CharField(
        label=_("why"), max_length=200, widget=forms.Textarea(attrs=SHORT), help_text=_("Whoever raised it reads this.")
    )

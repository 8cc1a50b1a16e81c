"""What the desk fills in about gaps and letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianyi.dated import today
from lianyi.offering import rows_of
from lianyi.organisations.models import Organisation
from lianyi.organisations.queries import organisations
from lianyi.places.models import Place
from lianyi.places.queries import communities
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor


class SettleForm(forms.Form):
    """What a question meant: one of those proposed, or one chosen from the whole list."""

    proposed = forms.ModelChoiceField(Subject.objects.all(), required=False)
    chosen = forms.ModelChoiceField(
        Subject.objects.all(), label=_("what was meant"), required=False, empty_label=_("choose …")
    )

    def meant(self) -> Subject | None:
        return self.cleaned_data.get("proposed") or self.cleaned_data.get("chosen")


class LetterForm(forms.Form):
    """Who asked for what, and in whose name it is answered."""

    community = forms.ModelChoiceField(Place.objects.none(), label=_("for which community"), empty_label=None)
    ours = forms.ModelChoiceField(Organisation.objects.none(), label=_("who answers"))
    asker = forms.CharField(label=_("who asked"), max_length=120)
    subject = forms.ModelChoiceField(Subject.objects.all(), label=_("for what"))
    reference = forms.CharField(
        label=_("their letter"), max_length=120, required=False, help_text=_("Number or date, if there was one.")
    )

    def __init__(self, *args: Any, for_: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_of(self, "community").queryset = communities(for_, today())
        bodies = organisations(for_=for_, on=today()).exclude(kind=Organisation.Kind.BUSINESS)
        rows_of(self, "ours").queryset = bodies

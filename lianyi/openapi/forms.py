"""Forms about keys of other systems."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianyi.dated import today
from lianyi.offering import rows_of
from lianyi.openapi.actions import KeyFacts
from lianyi.places.forms import DayField
from lianyi.places.models import Place
from lianyi.places.queries import communities
from lianyi.scope import Actor


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("which system"),
        max_length=60,
        help_text=_("The desk reads it beside each matter that comes with this key."),
    )
    community = forms.ModelChoiceField(
        Place.objects.none(),
        label=_("community"),
        required=False,
        empty_label=_("Every community"),
        help_text=_("What comes with this key and says no place goes there; for other communities it is refused."),
    )
    is_public = forms.BooleanField(
        label=_("What it sends is public there anyway: neighbours may see it here too"), required=False
    )
    ends_on = DayField(label=_("until"), required=False, help_text=_("The first day without it. Empty: no end known."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_of(self, "community").queryset = communities(actor, today())

    def facts(self) -> KeyFacts:
        return KeyFacts(**self.cleaned_data)

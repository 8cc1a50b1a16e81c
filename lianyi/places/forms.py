"""Forms about places."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianyi.offering import choices_of
from lianyi.places.actions.single import ORDER
from lianyi.places.models import Place


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class DayField(forms.DateField):
    widget = DayInput


class AddPlaceForm(forms.Form):
    kind = forms.ChoiceField(label=_("kind"))
    name = forms.CharField(label=_("name"), max_length=80)
    code = forms.CharField(
        label=_("code"),
        max_length=30,
        required=False,
        help_text=_("For a region or a community the 12-digit statistical code; for others whatever you use."),
    )
    starts_on = DayField(label=_("from"), required=False)

    def __init__(self, *args: Any, parent: Place | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parent is None or parent.kind == Place.Kind.REGION:
            lower = [Place.Kind.COMMUNITY, Place.Kind.REGION]
        else:
            lower = ORDER[ORDER.index(Place.Kind(parent.kind)) + 1 :] or [Place.Kind.UNIT]
        choices_of(self, "kind").choices = [(kind.value, kind.label) for kind in lower]


class RenamePlaceForm(forms.Form):
    name = forms.CharField(label=_("name"), max_length=80)
    code = forms.CharField(
        label=_("code"),
        max_length=30,
        required=False,
        help_text=_("For a region or a community the 12-digit statistical code; for others whatever you use."),
    )


class ClosePlaceForm(forms.Form):
    on = DayField(label=_("the first day on which it is no more"))

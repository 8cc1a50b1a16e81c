"""A group that people may wish for, and suggestions for several."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from lianyi.dated import today
from lianyi.groups.actions.proposals import MINIMUM_RULE, Proposal, size_objections
from lianyi.groups.models import Formation, ProposedGroup
from lianyi.offering import choices_of
from lianyi.organisations.queries import bonds
from lianyi.places.models import Place
from lianyi.places.queries import addresses, places_below
from lianyi.wording import rule, term

BY_NAME = (Place.Kind.COMPOUND, Place.Kind.BUILDING, Place.Kind.ENTRANCE)


class PlaceField(forms.ModelChoiceField):
    """Places by their addresses: there is a house no. 3 in every compound."""

    def label_from_instance(self, obj: Any) -> str:
        return self.texts[obj.pk]

    @cached_property
    def texts(self) -> dict[int, str]:
        assert self.queryset is not None
        return addresses(self.queryset.values_list("pk", flat=True))


class ProposedForm(forms.ModelForm):
    """One proposed group; `proposal` gives it as the actions take it, once the form is valid."""

    class Meta:
        model = ProposedGroup
        fields = [
            "number", "bond", "name", "minimum", "maximum", "size_reason",
            "place", "meets_at", "meets_when", "description",
        ]  # fmt: skip
        help_texts = {
            "number": _("What people write on the paper form. Empty: the next free one."),
            "size_reason": _("Only needed when a size goes beyond the rule."),
        }

    def __init__(self, *args: Any, formation: Formation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formation = formation
        smallest = int(str(rule(MINIMUM_RULE).value))
        self.fields["bond"] = forms.ChoiceField(label=_("Bond"), choices=[(bond.code, bond.name) for bond in bonds()])
        self.fields["number"].required = False
        places = places_below(formation.community, on=today()).filter(kind__in=BY_NAME)
        self.fields["place"] = PlaceField(
            places,
            required=False,
            label=_("For people of"),
            help_text=_("The compound or building whose people it is for. Empty: the whole community."),
        )
        if not self.instance.pk:
            self.initial = {"minimum": smallest, "maximum": 30, **self.initial}

    def as_joint(self) -> None:
        """Takes up the offer of a joint group: the rule's smallest size, and a name that says so."""
        data = dict(self.data.items())
        data["minimum"] = str(rule(MINIMUM_RULE).value)
        data["maximum"] = str(max(int(data["minimum"]), int(data.get("maximum") or 0)))
        if term("joint_group") not in data["name"]:
            data["name"] = f"{data['name']} ({term('joint_group')})"
        self.data = data

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"minimum", "maximum"} <= cleaned.keys():
            objections = size_objections(cleaned["minimum"], cleaned["maximum"], cleaned.get("size_reason", ""))
            for name, text in objections.items():
                self.add_error(name, text)
        return cleaned

    @property
    def proposal(self) -> Proposal:
        values = dict(self.cleaned_data)
        place = values.pop("place")
        number = values.pop("number") or (self.instance.number if self.instance.pk else 0) or 0
        return Proposal(**values, number=number, place_id=place.pk if place else None)

    def _post_clean(self) -> None:
        """The actions write; the form leaves its instance as it is."""


class SuggestionsForm(forms.Form):
    """Which suggestions to take over, and with which sizes."""

    minimum = forms.IntegerField(label=_("Smallest size"), min_value=1, max_value=100_000)
    maximum = forms.IntegerField(label=_("Largest size"), min_value=1, max_value=100_000)
    taken = forms.MultipleChoiceField(
        label=_("Suggestions"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one suggestion.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "taken").choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"minimum", "maximum"} <= cleaned.keys():
            for name, text in size_objections(cleaned["minimum"], cleaned["maximum"], "").items():
                self.add_error(name, text)
        return cleaned

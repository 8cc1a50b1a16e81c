"""Forms about organisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianyi.dated import today
from lianyi.offering import rows_of
from lianyi.organisations.actions.bodies import Facts
from lianyi.organisations.credit_codes import checked_code
from lianyi.organisations.models import Contact, Organisation
from lianyi.organisations.queries import organisations
from lianyi.places.forms import DayField
from lianyi.places.models import Place
from lianyi.places.queries import places
from lianyi.scope import Actor, Refused, Role

AREAS = (Place.Kind.REGION, Place.Kind.COMMUNITY, Place.Kind.COMPOUND)


class OrganisationForm(forms.Form):
    """What is known of an organisation."""

    name = forms.CharField(label=pgettext_lazy("thing", "name"), max_length=120)
    kind = forms.ChoiceField(label=_("kind"), choices=Organisation.Kind.choices)
    also_called = forms.CharField(
        label=_("also called"),
        max_length=300,
        required=False,
        help_text=_("Older and shorter names by which people look for it, separated by semicolons."),
    )
    code = forms.CharField(
        label=_("unified social credit code"),
        max_length=30,
        required=False,
        help_text=_("18 characters, if it has one."),
    )
    address = forms.CharField(label=_("address"), max_length=160, required=False)
    phone = forms.CharField(label=_("telephone"), max_length=40, required=False)

    def clean_code(self) -> str:
        try:
            return checked_code(self.cleaned_data["code"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def facts(self) -> Facts:
        return Facts(**{name: self.cleaned_data[name] for name in Facts.__dataclass_fields__})


class ParentsForm(forms.Form):
    """The line an organisation belongs to and the areas it serves, from a day on."""

    line = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("belongs to"), required=False, empty_label=_("nobody")
    )
    areas = forms.ModelMultipleChoiceField(
        Place.objects.none(), label=_("serves"), required=False, widget=forms.CheckboxSelectMultiple
    )
    since = DayField(label=_("from"), initial=today)

    def __init__(self, *args: Any, for_: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.for_ = for_
        bodies = organisations(for_=for_, on=today()).exclude(kind=Organisation.Kind.BUSINESS)
        rows_of(self, "line").queryset = bodies
        kinds = AREAS if for_.is_(Role.ADMIN, Role.SYSTEM) else AREAS[1:]
        areas = places(for_).filter(kind__in=kinds, ends_on__isnull=True)
        rows_of(self, "areas").queryset = areas.order_by("kind", "sort_key")

    def clean_areas(self) -> list[Place]:
        chosen = list(self.cleaned_data["areas"])
        if not chosen and not self.for_.is_(Role.ADMIN, Role.SYSTEM):
            raise forms.ValidationError(_("Please choose the areas it serves."))
        return chosen


class AddOrganisationForm(OrganisationForm, ParentsForm):
    """A new organisation with its parents. It may have been there all along, so the day may be left out."""

    since = DayField(
        label=_("there since"), required=False, help_text=_("Leave it empty if it has been there all along.")
    )


class OfficeForm(forms.Form):
    title = forms.CharField(label=_("post"), max_length=60)
    holder = forms.CharField(label=_("held by"), max_length=60)
    since = DayField(label=_("from"), initial=today)


class ContactForm(forms.Form):
    side = forms.ChoiceField(label=_("whose"), choices=Contact.Side.choices)
    name = forms.CharField(label=pgettext_lazy("person", "name"), max_length=60)
    task = forms.CharField(label=_("what for"), max_length=60, required=False)
    phone = forms.CharField(label=_("telephone"), max_length=40, required=False)
    since = DayField(label=_("from"), initial=today)


class EndForm(forms.Form):
    on = DayField(label=_("the first day without it"), initial=today)


class NoContactForm(forms.Form):
    since = DayField(
        label=_("wishes not to be contacted since"),
        required=False,
        help_text=_("Empty: it may be contacted."),
        initial=today,
    )

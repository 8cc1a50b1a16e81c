"""What is filled in about subjects, roles and service points."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianyi.dated import today
from lianyi.offering import rows_of
from lianyi.organisations.models import Organisation
from lianyi.organisations.queries import organisations, worked_with
from lianyi.places.forms import DayField
from lianyi.places.models import Place
from lianyi.places.queries import places
from lianyi.responsibilities.actions import Ground, PointFacts
from lianyi.responsibilities.hours import normalised
from lianyi.responsibilities.models import Responsibility, ServicePoint, Subject
from lianyi.scope import Actor, Refused, Role

LINES = forms.Textarea(attrs={"rows": 4})
AREAS = (Place.Kind.REGION, Place.Kind.COMMUNITY, Place.Kind.COMPOUND)


class SubjectForm(forms.Form):
    """A subject in the words of those who ask."""

    name = forms.CharField(label=pgettext_lazy("thing", "name"), max_length=80)
    name_en = forms.CharField(label=_("name in English"), max_length=120, required=False)
    asked_as = forms.CharField(
        label=_("also asked as"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In the words people use, in either language, separated by semicolons."),
    )
    answer = forms.CharField(
        label=_("the answer in one sentence"),
        max_length=120,
        required=False,
        help_text=_("At best within 60 characters."),
    )
    answer_en = forms.CharField(label=_("the answer in English"), max_length=240, required=False)
    bring = forms.CharField(label=_("what to bring, one thing a line"), max_length=600, required=False, widget=LINES)
    bring_en = forms.CharField(label=_("what to bring, in English"), max_length=900, required=False, widget=LINES)


class EndSubjectForm(forms.Form):
    on = DayField(label=_("the first day on which nobody needs it"), initial=today)
    source = forms.CharField(label=_("where that stands"), max_length=200)


class AssignForm(forms.Form):
    """Who leads, assists, or is not responsible."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("body"))
    role = forms.ChoiceField(label=_("role"), choices=Responsibility.Role.choices)
    area = forms.ModelChoiceField(
        Place.objects.none(), label=_("only in"), required=False, empty_label=_("wherever the body serves")
    )
    basis = forms.CharField(
        label=_("basis"), max_length=200, help_text=_("The law, list or decision by which it is so, with its article.")
    )
    source = forms.CharField(label=_("source"), max_length=200, help_text=_("Where that can be read."))
    since = DayField(label=_("from"), required=False, help_text=_("Leave it empty if it has been so all along."))

    def __init__(self, *args: Any, for_: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = organisations(for_=for_, on=today()).exclude(kind=Organisation.Kind.BUSINESS)
        if for_.is_(Role.STAFF):
            bodies = bodies.filter(pk__in=worked_with(for_=for_).values("pk"))
        rows_of(self, "organisation").queryset = bodies
        areas = places(for_).filter(kind__in=AREAS, ends_on__isnull=True).order_by("kind", "sort_key")
        rows_of(self, "area").queryset = areas

    def ground(self) -> Ground:
        return Ground(self.cleaned_data["basis"], self.cleaned_data["source"])


class PointForm(forms.Form):
    """Where one goes."""

    name = forms.CharField(label=pgettext_lazy("thing", "name"), max_length=100)
    address = forms.CharField(label=_("address"), max_length=160)
    phone = forms.CharField(label=_("telephone"), max_length=40, required=False)
    hours = forms.CharField(
        label=_("opening hours"),
        max_length=200,
        required=False,
        help_text=_("Like this: 周一至周五 9:00-12:00，13:30-17:00；周六 9:00-11:00"),
    )
    is_step_free = forms.BooleanField(label=_("can be reached without steps"), required=False)
    note = forms.CharField(label=_("note"), max_length=200, required=False)
    subjects = forms.ModelMultipleChoiceField(
        Subject.objects.all(),
        label=_("only for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: for everything that its organisation leads."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        led = Subject.objects.filter(responsibilities__organisation=organisation).distinct()
        rows_of(self, "subjects").queryset = led

    @classmethod
    def of(cls, point: ServicePoint, data: Any = None) -> PointForm:
        initial = {name: getattr(point, name) for name in PointFacts.__dataclass_fields__}
        return cls(data, organisation=point.organisation, initial={**initial, "subjects": point.subjects.all()})

    def clean_hours(self) -> str:
        try:
            return normalised(self.cleaned_data["hours"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def facts(self) -> PointFacts:
        return PointFacts(**{name: self.cleaned_data[name] for name in PointFacts.__dataclass_fields__})


class EndForm(forms.Form):
    on = DayField(label=_("the first day without it"), initial=today)

"""Forms about accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.accounts.models import Grant, User
from lianyi.offering import name_rows, rows_of
from lianyi.organisations.models import Group, Organisation
from lianyi.people.models import Person
from lianyi.places.forms import DayField
from lianyi.places.models import Place
from lianyi.scope import Role


class AccountForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("user name"),
        max_length=150,
        validators=[User.username_validator],
        help_text=gettext_lazy("What is typed to sign in: letters, digits and @ . + - _"),
    )
    display_name = forms.CharField(
        label=gettext_lazy("name shown in the journal"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("For people who work with others' data. Residents leave it empty."),
    )


class GrantForm(forms.Form):
    """A role and what it is for. Records are named by community and roster number: no person's data is shown."""

    asked = ("place", "organisation", "group", "number")  # which of them, the role says

    role = forms.ChoiceField(label=gettext_lazy("role"), choices=Grant.RoleChoice.choices)
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label=gettext_lazy("community or region"),
        required=False,
        help_text=gettext_lazy(
            "For staff and committee a community, for district viewers a region, for residents their community."
        ),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("body"),
        required=False,
        help_text=gettext_lazy("For officers only."),
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=gettext_lazy("group"),
        required=False,
        help_text=gettext_lazy("For leads and tellers."),
    )
    number = forms.CharField(
        label=gettext_lazy("roster number"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("For residents only."),
    )
    ends_on = DayField(
        label=gettext_lazy("until"),
        required=False,
        help_text=gettext_lazy("The first day without it. Empty: no end known."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        upper = Place.objects.filter(kind__in=(Place.Kind.REGION, Place.Kind.COMMUNITY), ends_on__isnull=True)
        rows_of(self, "place").queryset = upper.order_by("path")
        bodies = Organisation.objects.filter(ends_on__isnull=True).exclude(kind=Organisation.Kind.BUSINESS)
        rows_of(self, "organisation").queryset = bodies
        groups = Group.objects.filter(ends_on__isnull=True).select_related("community")
        rows_of(self, "group").queryset = groups
        name_rows(self, "group", lambda g: f"{g.community.name} · {g.name}")

    def clean(self) -> dict[str, Any]:
        """Turns what was given into the scope of the role, and nothing more than it needs."""
        given: dict[str, Any] = super().clean() or {}
        role = Role(given.get("role", Role.ADMIN))
        person = self._person(given) if role == Role.RESIDENT else None
        return {
            "role": role,
            "place": given.get("place") if role in (Role.STAFF, Role.COMMITTEE, Role.DISTRICT) else None,
            "organisation": given.get("organisation") if role == Role.OFFICER else None,
            "group": given.get("group") if role in (Role.SECRETARY, Role.TELLER) else None,
            "person": person,
            "ends_on": given.get("ends_on"),
        }

    def _person(self, given: dict[str, Any]) -> Person:
        place, number = given.get("place"), given.get("number", "")
        found = Person.objects.filter(community=place, number=number, erased_at=None).first() if number else None
        if found is None:
            raise ValidationError(_("No record of this community has this roster number."))
        return found

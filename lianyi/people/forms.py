"""Forms about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.dated import today
from lianyi.people.actions import FIELDS, NewPerson
from lianyi.people.models import CorrectionRequest, Person
from lianyi.people.queries import kinds
from lianyi.places.forms import DayField
from lianyi.places.models import Place
from lianyi.places.queries import addresses, at_address
from lianyi.sheets.date_cells import parse_date
from lianyi.wording import term


class PartialDateField(forms.CharField):
    """A date of which only the year, or the month, may be known, in the ways people write it: 1954.07, 1954-7."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        found, _issues = parse_date(text, today=today()) if text else (None, ())
        if text and found is None:
            raise ValidationError(_("This is no date. Please write 1954, 1954-07 or 1954-07-01."))
        return str(found) if found else ""


class AddressField(forms.CharField):
    """A place of the community, found by its address as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)
        self.community: Place | None = None

    def clean(self, value: Any) -> Place | None:
        text = super().clean(value)
        if not text or self.community is None:
            return None
        found = at_address(self.community, text, on=today())
        if not found:
            raise ValidationError(_("No place of this community matches this address."))
        if len(found) > 1:
            texts = addresses(place.pk for place in found[:5])
            raise ValidationError(_("Several places match: %(places)s") % {"places": "; ".join(texts.values())})
        return found[0]


class RecordForm(forms.Form):
    """What stands in a record."""

    name = forms.CharField(label=gettext_lazy("name"), max_length=60)
    number = forms.CharField(label=gettext_lazy("roster number"), max_length=30, required=False)
    phone = forms.CharField(label=gettext_lazy("telephone"), max_length=30, required=False)
    joined = PartialDateField(help_text=gettext_lazy("1954, 1954-07 or 1954-07-01"))
    confirmed = PartialDateField(help_text=gettext_lazy("1954, 1954-07 or 1954-07-01"))
    remark = forms.CharField(
        label=gettext_lazy("remark"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("The person can read it. Nothing about health, faith, family troubles or opinions."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["joined"].label = term("joined_on")
        self.fields["confirmed"].label = term("confirmed_on")
        self.fields["phone"].widget.attrs["inputmode"] = "tel"

    @classmethod
    def of(cls, person: Person, data: Any = None) -> RecordForm:
        return cls(data, initial={name: getattr(person, name) for name in FIELDS})


class AddPersonForm(RecordForm):
    """A new record, with membership and home."""

    kind = forms.ChoiceField(label=gettext_lazy("kind"), required=False)
    member_since = DayField(label=gettext_lazy("member since"), required=False)
    home = AddressField(
        label=gettext_lazy("home"),
        required=False,
        help_text=gettext_lazy("As written on an envelope: 望湖苑 3号楼 201"),
    )
    lives_since = DayField(label=gettext_lazy("lives there since"), required=False)

    def __init__(self, *args: Any, community: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_kinds(self)
        _within(self, community)

    def new_person(self) -> NewPerson:
        given = dict(self.cleaned_data)
        home = given.pop("home")
        return NewPerson(**given, place_id=home.pk if home else None)


class StandingForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("kind"), required=False)
    since = DayField(label=gettext_lazy("from"), initial=today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_kinds(self)


class MoveForm(forms.Form):
    to = AddressField(
        label=gettext_lazy("new home"),
        required=False,
        help_text=gettext_lazy("As written on an envelope. Empty: moved away, or not known."),
    )
    since = DayField(label=gettext_lazy("from"), initial=today)

    def __init__(self, *args: Any, community: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _within(self, community)


class CorrectionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What is wrong, and what is right?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "It serves to correct the record and nothing else. Staff of the community read it; it is forgotten when "
            "the person is erased. Nothing about health, faith, family troubles or opinions, please."
        ),
    )


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        choices=[one for one in CorrectionRequest.State.choices if one[0] != CorrectionRequest.State.WAITING],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("answer"),
        max_length=300,
        help_text=gettext_lazy("What was changed, or why nothing was. The person reads it."),
    )


class EraseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("why"),
        max_length=200,
        help_text=gettext_lazy("This stays in the journal: please name nobody in it."),
    )
    is_sure = forms.BooleanField(label=gettext_lazy("Yes, erase this person. It cannot be undone."))


def _offer_kinds(form: forms.Form) -> None:
    form.fields["kind"].choices = [*kinds(), ("", _("not a member"))]  # type: ignore[attr-defined]


def _within(form: forms.Form, community: Place) -> None:
    for field in form.fields.values():
        if isinstance(field, AddressField):
            field.community = community

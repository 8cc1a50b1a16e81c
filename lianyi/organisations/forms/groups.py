"""Forms about groups and their bonds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.dated import today
from lianyi.offering import choices_of, name_rows, rows_of
from lianyi.organisations.models import Group, Post
from lianyi.organisations.queries import bonds, members_of
from lianyi.people.queries import people
from lianyi.places.forms import DayField
from lianyi.places.models import Place
from lianyi.scope import Actor
from lianyi.wording import term

REACHES = (Place.Kind.COMPOUND, Place.Kind.BUILDING)


class GroupForm(forms.Form):
    """A group. What is said about size stands in the rules, which the page shows beside it."""

    name = forms.CharField(label=gettext_lazy("name"), max_length=80)
    bond = forms.ChoiceField()
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label=gettext_lazy("within reach of"),
        required=False,
        empty_label=gettext_lazy("the whole community"),
    )
    minimum = forms.IntegerField(label=gettext_lazy("smallest size"), min_value=1, max_value=10_000, initial=3)
    maximum = forms.IntegerField(label=gettext_lazy("largest size"), min_value=1, max_value=10_000, initial=50)
    meets_at = forms.CharField(label=gettext_lazy("meets at"), max_length=120, required=False)
    meets_when = forms.CharField(label=gettext_lazy("meets when"), max_length=120, required=False)
    description = forms.CharField(label=gettext_lazy("description"), max_length=300, required=False)

    def __init__(self, *args: Any, community: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bond"].label = term("bond")
        choices_of(self, "bond").choices = [(bond.code, bond.name) for bond in bonds()]
        # Buildings repeat their numbers in every compound, so a compound is the smallest that is chosen by name alone.
        reach = Place.objects.within(community).filter(kind__in=REACHES, ends_on__isnull=True).select_related("parent")
        rows_of(self, "place").queryset = reach.order_by("kind", "sort_key")
        name_rows(self, "place", _reach_label)

    @classmethod
    def of(cls, group: Group, data: Any = None) -> GroupForm:
        initial = {name: getattr(group, name) for name in cls.base_fields}
        return cls(data, community=group.community, initial=initial)


class OpenGroupForm(GroupForm):
    starts_on = DayField(label=gettext_lazy("from"), initial=today)


class JoinForm(forms.Form):
    """Somebody of the community, by roster number or name."""

    who = forms.CharField(label=gettext_lazy("name or roster number"), max_length=60)
    since = DayField(label=gettext_lazy("from"), initial=today)

    def __init__(self, *args: Any, community: Place, for_: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community, self.for_ = community, for_

    def clean_who(self) -> int:
        found = list(people(for_=self.for_, community=self.community, words=self.cleaned_data["who"])[:6])
        exact = [one for one in found if self.cleaned_data["who"].strip() in (one.name, one.number)]
        chosen = exact or found
        if not chosen:
            raise forms.ValidationError(_("Nobody of this community is called so."))
        if len(chosen) > 1:
            names = "; ".join(f"{one.name} {one.number}".strip() for one in chosen)
            raise forms.ValidationError(_("Several people match: %(names)s. Please use the number.") % {"names": names})
        return int(chosen[0].pk)


class LeaveForm(forms.Form):
    on = DayField(label=gettext_lazy("the first day without it"), initial=today)


class AppointForm(forms.Form):
    person = forms.ChoiceField()
    kind = forms.ChoiceField(label=gettext_lazy("post"))
    since = DayField(label=gettext_lazy("from"), initial=today)
    until = DayField(label=gettext_lazy("end of the term"), required=False)

    def __init__(self, *args: Any, group: Group, for_: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].label = term("member")
        members = [row.person for row in members_of(group, on=today(), for_=for_) if row.person.name]
        named = [(str(one.pk), f"{one.name} {one.number}".strip()) for one in members]
        choices_of(self, "person").choices = named
        choices_of(self, "kind").choices = post_kinds()


class CloseForm(forms.Form):
    on = DayField(label=gettext_lazy("the first day on which it is no more"), initial=today)


class BondForm(forms.Form):
    """A bond beside those of the vocabulary pack."""

    code = forms.SlugField(
        label=gettext_lazy("code"),
        max_length=30,
        help_text=gettext_lazy("A short English word, such as “craft”, for files and the journal. It stays as it is."),
    )
    name_zh = forms.CharField(label=gettext_lazy("Chinese name"), max_length=30)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=30)


def post_kinds() -> list[tuple[str, str]]:
    """The posts as this community calls them."""
    words = {Post.Kind.LEAD: "lead", Post.Kind.DEPUTY: "deputy_lead", Post.Kind.COMMITTEE: "committee_member"}
    return [(kind.value, term(words[kind])) for kind in Post.Kind]


def _reach_label(place: Place) -> str:
    above = place.parent if place.kind == Place.Kind.BUILDING else None
    return f"{above.name} {place.name}" if above else place.name

"""What an organiser fills in for a trial run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lianyi.groups.actions.drafts import Settings
from lianyi.groups.models import Formation, ProposedGroup
from lianyi.organisations.queries.bonds import bond_name

MOST = 100_000


class DraftForm(forms.Form):
    """The round's own settings are filled in beforehand; sizes may differ in this draft only."""

    name = forms.CharField(
        label=pgettext_lazy("thing", "Name"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("So that you tell trial runs apart, for example “nine by interest”."),
    )
    policy = forms.ChoiceField(
        label=gettext_lazy("What counts most"), choices=Formation.Policy.choices, widget=forms.RadioSelect
    )
    places_unanswered = forms.BooleanField(
        label=gettext_lazy("Also place those who sent no form"),
        required=False,
        help_text=gettext_lazy(
            "They go to the group of their home where that is possible, otherwise to another group that has room, so"
            " that nobody is left out. Who declined is not placed."
        ),
    )

    def __init__(self, formation: Formation, data: Any = None) -> None:
        self.proposed = list(formation.proposed.order_by("number"))
        self.bonds = Counter(group.bond for group in self.proposed)
        super().__init__(data, initial={"policy": formation.policy, "places_unanswered": True})
        for bond, count in self.bonds.items():
            self.fields[f"open_{bond}"] = forms.IntegerField(
                label=_("Open by %(bond)s (%(count)s proposed)") % {"bond": bond_name(bond), "count": count},
                min_value=0,
                max_value=count,
                required=False,
                initial=formation.open_per_bond.get(bond),
            )
        for group in self.proposed:
            self.fields[f"minimum_{group.number}"] = self._size(_("smallest size of %(group)s"), group, group.minimum)
            self.fields[f"maximum_{group.number}"] = self._size(_("largest size of %(group)s"), group, group.maximum)

    @staticmethod
    def _size(label: str, group: ProposedGroup, initial: int) -> forms.IntegerField:
        field = forms.IntegerField(
            label=label % {"group": group.name}, min_value=1, max_value=MOST, required=False, initial=initial
        )
        field.widget.attrs["aria-label"] = field.label
        return field

    @property
    def open_fields(self) -> Iterator[forms.BoundField]:
        return (self[f"open_{bond}"] for bond in self.bonds)

    @property
    def size_rows(self) -> Iterator[tuple[ProposedGroup, forms.BoundField, forms.BoundField]]:
        return ((group, self[f"minimum_{group.number}"], self[f"maximum_{group.number}"]) for group in self.proposed)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for group in self.proposed:
            minimum, maximum = self._sizes(group)
            if minimum > maximum:
                self.add_error(f"minimum_{group.number}", _("The smallest size is above the largest."))
        return cleaned

    def settings(self) -> Settings:
        cleaned = self.cleaned_data
        wanted = {bond: cleaned[f"open_{bond}"] for bond in self.bonds}
        sizes = {str(group.number): list(self._sizes(group)) for group in self.proposed}
        own = {str(group.number): [group.minimum, group.maximum] for group in self.proposed}
        return Settings(
            name=cleaned["name"],
            policy=cleaned["policy"],
            open_per_bond={bond: count for bond, count in wanted.items() if count is not None},
            places_unanswered=cleaned["places_unanswered"],
            sizes={number: size for number, size in sizes.items() if size != own[number]},
        )

    def _sizes(self, group: ProposedGroup) -> tuple[int, int]:
        given = self.cleaned_data
        minimum = given.get(f"minimum_{group.number}") or group.minimum
        return minimum, given.get(f"maximum_{group.number}") or group.maximum


class MoveForm(forms.Form):
    """Where to put somebody: a group's number, or "none"."""

    to = forms.CharField(max_length=10)

    def target(self) -> int | None:
        to: str = self.cleaned_data["to"]
        return None if to == "none" else int(to)

    def clean_to(self) -> str:
        to: str = self.cleaned_data["to"]
        if to != "none" and not (to.isascii() and to.isdecimal()):
            raise forms.ValidationError(_("There is no group with this number."))
        return to

"""Which figures are asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.dated import today
from lianyi.matters.rates.figures import Period
from lianyi.offering import rows_of
from lianyi.places.models import Place

MONTHS = 12  # how far back the page goes when nothing is said
MOST_MONTHS = 120


class MonthField(forms.DateField):
    """A month, as "2026-03"."""

    widget = forms.DateInput(attrs={"type": "month"}, format="%Y-%m")
    input_formats = ("%Y-%m", "%Y-%m-%d")


class PeriodForm(forms.Form):
    """Of when, as known on which day, told by what, and of which community."""

    first = MonthField(label=gettext_lazy("received from"))
    last = MonthField(label=gettext_lazy("received until"))
    on = forms.DateField(
        label=gettext_lazy("as it was known on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    by = forms.ChoiceField(
        label=gettext_lazy("told by"),
        choices=[("body", gettext_lazy("body")), ("subject", gettext_lazy("subject"))],
    )
    community = forms.ModelChoiceField(
        Place.objects.none(), label=gettext_lazy("community"), required=False, empty_label=gettext_lazy("all of mine")
    )

    def __init__(self, given: Any, *, communities: Any) -> None:
        self.usual = _usual()
        super().__init__({**self.usual, **{name: value for name, value in given.items() if value}})
        rows_of(self, "community").queryset = communities

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        first, last, on = found.get("first"), found.get("last"), found.get("on")
        if first and last and first > last:
            self.add_error("last", _("The end lies before the start."))
        elif first and last and (last.year - first.year) * 12 + last.month - first.month >= MOST_MONTHS:
            self.add_error("first", _("Please choose at most ten years."))
        if on and on > today():
            self.add_error("on", _("This day lies in the future."))
        return found

    def period(self) -> Period:
        """The period asked for; the usual one while something is wrong."""
        if not self.is_valid():
            first, last = (date.fromisoformat(f"{self.usual[name]}-01") for name in ("first", "last"))
            return Period(first, last, today())
        found = self.cleaned_data
        return Period(found["first"], found["last"], found["on"])


def _usual() -> dict[str, str]:
    day = today()
    months = day.year * 12 + day.month - MONTHS
    first = date(months // 12, months % 12 + 1, 1)
    return {"first": f"{first:%Y-%m}", "last": f"{day:%Y-%m}", "on": f"{day:%Y-%m-%d}", "by": "body"}
